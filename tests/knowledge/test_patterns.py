import pytest

from knowledge.patterns import BadPattern, expand


def test_alternatives_and_optional_words_are_written_out():
    assert expand("what (was|is) the [overall] rate") == [
        "what was the rate",
        "what was the overall rate",
        "what is the rate",
        "what is the overall rate",
    ]


def test_groups_may_hold_groups():
    assert expand("[a|b (c|d)] e") == ["e", "a e", "b c e", "b d e"]


@pytest.mark.parametrize("pattern", ["a (b", "a [b", "a b)", "a ]b", "(a]", "(a|b)" * 12])
def test_a_pattern_that_cannot_be_read_is_named(pattern):
    with pytest.raises(BadPattern) as error:
        expand(pattern)
    assert pattern in str(error.value)


def test_a_bar_outside_brackets_is_a_bar():
    assert expand("either|or") == ["either|or"]

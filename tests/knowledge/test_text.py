import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import LONGEST, clean, core, level

ASKED = "what was the conviction rate"


@pytest.mark.parametrize(
    "typed",
    [
        "<@U123ABC> hey quick one, what was the conviction rate?",
        "hi bot what was the conviction rate? tia",
        "morning all ☕ what was the conviction rate",
        "Could you please tell me what was the conviction rate?",
        "anyone know what was the conviction rate? need it for my deck",
        "*what was the conviction rate* :thinking_face:",
        "what was the conviction rate? need a number for the report",
        "<!channel> what was the conviction rate 🙏🙏",
        "I am drafting a memo and my English is not perfect. Please tell me what was the conviction rate?",
        "excuse my bad English, what was the conviction rate",
        "what was the conviction rate? Filing in 10 min",
        "what was the conviction rate - need it by noon",
        "Sorry if this is obvious, I'm new here. what was the conviction rate?",
        "I was wondering what was the conviction rate, thanks!",
    ],
)
def test_greeting_politeness_and_markup_are_no_part_of_the_question(typed):
    assert core(clean(typed)).rstrip("?!. ") == ASKED


def test_links_and_channels_leave_their_label():
    assert clean("see <https://example.org|the report> in <#C1|general>") == "see the report in general"


def test_entities_and_quotes_are_made_plain():
    assert clean("AT&amp;T said “no” – it’s") == 'AT&T said "no" - it\'s'


def test_shorthand_is_spelt_out():
    assert core("govt attitude re fakes & mkts") == "government attitude about fakes and markets"


def test_a_lone_greeting_is_left_as_it_is():
    assert core("good morning") == "good morning"


@given(st.text())
def test_any_text_becomes_one_printable_line(text):
    line = clean(text)
    assert len(line) <= LONGEST
    assert "\n" not in line
    line.encode("utf-8")
    core(line)


@given(st.text())
def test_levelling_keeps_offsets(text):
    assert len(level(text)) == len(text)

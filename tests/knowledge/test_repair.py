"""What is taken for a typing error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.repair import Repairer, deletions, reach

KNOWN = (
    "the convict report store counterfeit counterfeiter conviction rate rates rated leads deals trade office of".split()
)


def test_the_nearest_word_comes_first() -> None:
    found = Repairer.build(KNOWN).candidates("ratexd")
    assert [(repair.word, repair.distance) for repair in found] == [("rated", 1), ("rate", 2), ("rates", 2)]


def test_of_two_words_as_near_the_more_common_comes_first() -> None:
    assert [repair.word for repair in Repairer.build(["rats", "rate"]).candidates("ratx")] == ["rats", "rate"]
    assert [repair.word for repair in Repairer.build(["rate", "rats"]).candidates("ratx")] == ["rate", "rats"]


def test_two_letters_that_changed_places_are_one_edit() -> None:
    assert Repairer.build(KNOWN).candidates("tsore")[0].distance == 1


@pytest.mark.parametrize(
    ("word", "edits"), [("of", 0), ("abc", 1), ("four", 1), ("seven", 2), ("2016", 0), ("x" * 33, 0)]
)
def test_short_words_numbers_and_endless_ones_are_left_alone(word: str, edits: int) -> None:
    assert reach(word) == edits


def test_nothing_known_repairs_nothing() -> None:
    assert Repairer.build([]).candidates("store") == []


def test_deletions_are_every_way_to_leave_letters_out() -> None:
    assert deletions("abc", 1) == {"abc", "ab", "ac", "bc"}
    assert deletions("abc", 2) == {"abc", "ab", "ac", "bc", "a", "b", "c"}


LETTERS = st.text("abcé", min_size=1, max_size=8)


@settings(max_examples=300)
@given(st.lists(LETTERS, unique=True, max_size=30), LETTERS)
def test_the_index_finds_exactly_what_a_scan_of_all_words_finds(known: list[str], word: str) -> None:
    scan = {
        other
        for other in known
        if reach(word) and reach(other) and OSA.distance(word, other) <= min(reach(word), reach(other) + 1)
    }
    found = {repair.word for repair in Repairer.build(known).candidates(word)}
    assert found <= {other for other in known if OSA.distance(word, other) <= reach(word)}
    assert scan <= found

"""What is taken for a typing error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from knowledge.repair import Repairer, deletions, reach

KNOWN = (
    "the convict report store counterfeit counterfeiter conviction rate rates rated leads deals trade office of".split()
)


def found(known: list[str], word: str) -> dict[str, tuple[int, float]]:
    """The candidates for a word, their edits and costs."""
    repairer = Repairer.build(known)
    (repairs,) = repairer.candidates([word])
    names = (repairer.known[number] for number in repairs.numbers.tolist())
    return dict(zip(names, zip(repairs.edits.tolist(), repairs.costs.tolist(), strict=True), strict=True))


def test_candidates_come_with_their_edits() -> None:
    near = found(KNOWN, "ratexd")
    assert {word: edits for word, (edits, _) in near.items()} == {"rated": 1, "rate": 2, "rates": 2}
    assert min(near, key=lambda word: near[word][1]) == "rated"


def test_a_letter_left_out_or_swapped_is_likelier_than_one_added_or_hit_for_another() -> None:
    left_out, swapped = found(["store"], "stre")["store"], found(["store"], "sotre")["store"]
    added, other = found(["store"], "stiore")["store"], found(["store"], "stire")["store"]
    assert [edits for edits, _ in (left_out, swapped, added, other)] == [1, 1, 1, 1]
    assert max(left_out[1], swapped[1]) < min(added[1], other[1])


def test_people_rarely_miss_the_first_letter() -> None:
    assert found(["store"], "sture")["store"][1] < found(["store"], "utore")["store"][1]


def test_a_letter_may_fall_between_two_that_changed_places() -> None:
    assert found(["ab", "abcd"], "bxacd")["abcd"][0] == 2


@pytest.mark.parametrize(
    ("word", "edits"), [("of", 0), ("abc", 1), ("four", 2), ("seven", 2), ("2016", 0), ("x" * 33, 0)]
)
def test_short_words_numbers_and_endless_ones_are_left_alone(word: str, edits: int) -> None:
    assert reach(word) == edits


def test_nothing_known_repairs_nothing() -> None:
    assert found([], "store") == {}


def test_deletions_are_every_way_to_leave_letters_out() -> None:
    assert deletions("abc", 1) == {"abc", "ab", "ac", "bc"}
    assert deletions("abc", 2) == {"abc", "ab", "ac", "bc", "a", "b", "c"}


LETTERS = st.text("abcé", min_size=2, max_size=8)


@settings(max_examples=300)
@given(st.lists(LETTERS, unique=True, max_size=30), LETTERS)
def test_the_index_finds_what_a_scan_of_all_words_finds(known: list[str], word: str) -> None:
    distances = {other: DamerauLevenshtein.distance(word, other) for other in known if reach(other)}
    near = found(known, word)
    assert {other for other, edits in distances.items() if 0 < edits <= reach(other)} <= near.keys()
    assert all(edits == distances[other] for other, (edits, _) in near.items())

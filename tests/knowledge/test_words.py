"""How a text is cut into words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.words import capitals, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What's the rate?", "what the rate"),
        ("They don’t, won't and CAN'T", "they do not will not and can not"),
        ("dont u know", "do not you know"),
        ("hatun't it, or dind't they?", "has not it or did not they"),
        ("white paper vs Ma's version, aug", "white paper versus ma version august"),
        ("Alibaba's 4,495 leads — 0.7%", "alibaba 4495 leads 0.7"),
        ("naïve Müller ﬁne", "naive muller fine"),
        ("Singles' Day 11.11", "singles day 11.11"),
        ("follow-up_note", "follow up note"),
        ("", ""),
    ],
)
def test_words_are_cleaned(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_forms_of_a_word_have_one_stem() -> None:
    assert len({stem(word) for word in ("convicted", "conviction", "convictions", "convicts")}) == 1


@given(st.text())
def test_words_are_never_empty_and_cutting_them_again_changes_nothing(text: str) -> None:
    found = words(text)
    assert all(found)
    assert words(" ".join(found)) == found


def test_whose_thing_it_is_begins_a_sentence_with_a_name():
    assert capitals("Badi's spending. What is it?") == [True, False, False, False, False]


def test_a_name_may_stand_before_a_colon():
    assert capitals("Badi: what it spent. Why?") == [True, False, False, False, False]

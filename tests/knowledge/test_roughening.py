"""Rough forms of a question: always the same ones, and no rougher than they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.roughening import FORMS, TYPINGS, mistyped, spelt_otherwise, with_lead_in, without_punctuation

QUESTION = "What's the conviction rate for 2016, and what was the organisation's view of \"fakes\"?"


@given(st.text(max_size=80), st.sampled_from(sorted(FORMS)))
def test_the_same_question_is_always_roughened_alike(text, form):
    for way in FORMS[form]:
        assert way(text) == way(text)


def test_each_typing_is_another():
    assert len({mistyped(QUESTION, 2, typing) for typing in TYPINGS}) == len(TYPINGS)


@pytest.mark.parametrize("edits", [1, 2])
def test_every_longer_word_has_so_many_typos_and_keeps_its_first_letter(edits):
    text = "what share of counterfeiting leads ended with a conviction"
    for word, typed in zip(text.split(), mistyped(text, edits).split(), strict=True):
        assert typed[0] == word[0]
        assert OSA.distance(word, typed) <= edits
        assert (typed == word) if len(word) < 4 else (edits == 2 or typed != word)


def test_figures_stay():
    assert "2016" in mistyped(QUESTION, 2)
    assert without_punctuation("all 4,495 leads, 0.7%?") == "all 4,495 leads 0.7%"


def test_punctuation_and_apostrophes_go():
    assert without_punctuation("Isn't Ma's letter all-new?") == "Isnt Mas letter all new"


def test_what_people_say_first_stands_around_the_question():
    assert QUESTION in with_lead_in(QUESTION)
    assert with_lead_in(QUESTION) != QUESTION


def test_british_is_american_and_back():
    assert spelt_otherwise("the organisation labelled its behaviour") == "the organization labeled its behavior"
    assert spelt_otherwise(spelt_otherwise("criticised")) == "criticised"

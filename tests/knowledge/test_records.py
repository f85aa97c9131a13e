"""Records come back as they were written, and are read only when they are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import records
from knowledge.records import Records

KEYS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\t\n"))
VALUES = st.recursive(st.none() | st.integers() | st.text(), lambda some: st.lists(some) | st.dictionaries(KEYS, some))


def unchanged(value):
    return value


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, min_size=1)))
def test_every_record_comes_back(sections):
    kept = records.read(records.write(sections))
    assert {name: dict(Records(section, unchanged)) for name, section in kept.items()} == sections
    assert kept["another section"] == {}


@given(st.integers(0, 40))
def test_a_text_that_was_cut_short_is_refused(length):
    text = records.write({"numbers": {"one": 1, "two": 2}})
    with pytest.raises(ValueError, match="cut short"):
        records.read(text[: min(length, len(text) - 1)])


def test_a_record_is_made_when_it_is_first_asked_for_and_then_held():
    made = []
    numbers = Records({"one": "1", "two": "2", "bad": "{"}, lambda value: made.append(value) or [value])
    assert list(numbers) == ["one", "two", "bad"]
    assert "two" in numbers
    assert "three" not in numbers
    assert numbers["two"] is numbers["two"]
    assert made == [2]
    with pytest.raises(KeyError):
        numbers["three"]

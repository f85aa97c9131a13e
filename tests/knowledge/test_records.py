"""Records come back as they were written, and are read only when they are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import records
from knowledge.records import Records, Section

KEYS = st.text()
SIMPLE = st.none() | st.integers() | st.text()
VALUES = SIMPLE | st.lists(SIMPLE) | st.dictionaries(KEYS, SIMPLE)


def unchanged(value):
    return value


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, min_size=1)))
def test_every_record_comes_back(sections):
    kept = records.read(records.write(sections))
    assert {name: dict(Records(section, unchanged)) for name, section in kept.items()} == sections
    assert not kept["another section"].places


@given(st.integers(0, 40))
def test_a_file_that_was_cut_short_is_refused(length):
    content = records.write({"numbers": {"one": 1, "two": 2}})
    with pytest.raises(ValueError, match="cut short"):
        records.read(content[: min(length, len(content) - 1)])


def test_a_record_is_made_when_it_is_first_asked_for_and_then_held():
    made = []
    section = Section({"one": 0, "two": 2, "bad": 4}, b"1\n2\n{\n.")
    numbers = Records(section, lambda value: made.append(value) or [value])
    assert list(numbers) == ["one", "two", "bad"]
    assert "two" in numbers
    assert "three" not in numbers
    assert numbers["two"] is numbers["two"]
    assert made == [2]
    with pytest.raises(KeyError):
        numbers["three"]

"""An expression matches what Python's own does; what it needs only spares trying it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import attribution, denials, forms, pairs, parts, politeness, quantities, slots, text
from knowledge.expressions import Expression


def _flat(values):
    for value in values:
        if isinstance(value, (tuple, dict)):
            yield from _flat(value.values() if isinstance(value, dict) else value)
        else:
            yield value


EXPRESSIONS = [
    value
    for module in (denials, forms, pairs, parts, politeness, quantities, slots, text)
    for value in _flat(vars(module).values())
    if isinstance(value, Expression) and value.needs
]


def test_it_is_compiled_when_it_is_first_needed():
    broken = Expression("(", needs=("bracket",))
    assert broken.search("nothing of the sort") is None
    with pytest.raises(re.error):
        broken.search("a BRACKET")


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda expression: expression.wording[:20])
@settings(max_examples=10)
@given(st.data())
def test_no_match_is_without_what_it_needs(expression, data):
    matched = " ".join(data.draw(st.from_regex(expression.compiled)).split())
    assert expression.possible(matched) or not expression.compiled.search(matched)


@settings(max_examples=100)
@given(st.data())
def test_no_opening_and_no_ending_is_without_the_words_that_it_is_looked_for_by(data):
    _, opening = data.draw(st.sampled_from(politeness._OPENINGS))
    opened = text.clean(data.draw(st.from_regex(opening.compiled)))
    assert politeness.opening(opened) or not opening.match(opened)
    _, ending = data.draw(st.sampled_from(politeness._ENDINGS))
    ended = text.clean(data.draw(st.from_regex(ending.compiled)))
    assert politeness.ending(ended) or not ending.search(ended)


@settings(max_examples=100)
@given(st.data())
def test_no_message_is_split_where_there_is_no_break(data):
    ways = (*parts._PLAIN_BREAKS, *parts._LOOSE_BREAKS, parts._TAIL, parts._HEAD)
    way = data.draw(st.sampled_from(ways))
    broken = text.clean(data.draw(st.from_regex(way.compiled)))
    assert parts._BREAK.search(broken) or not way.search(broken)


@settings(max_examples=100)
@given(st.data())
def test_no_attribution_is_asked_for_in_other_words_than_it_is_looked_for_by(data):
    _, attributed = data.draw(st.sampled_from(attribution._PARTS))
    typed = text.clean(data.draw(st.from_regex(attributed.compiled)))
    assert attribution._OPENS.match(typed) or not attributed.match(typed)


def test_the_empty_text_has_no_match():
    assert all(expression.search("") is None for expression in EXPRESSIONS)

"""Questions for two things that no break sets apart: two intents that only together say what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.confidence import confidence, features
from knowledge.coverage import FUNCTION_WORDS
from knowledge.deciding import CERTAIN, Outcome
from knowledge.expressions import Expression
from knowledge.guards import Candidate, objections
from knowledge.quantities import CURRENCIES
from knowledge.sides import asks_for_sides, joins, may_ask_for_sides
from knowledge.slots import Question
from knowledge.words import stem, words

if TYPE_CHECKING:
    from knowledge.base import FactBase

BESIDE = 45.0
"""Confidence, 0 to 100, that is enough where a message says in words that it asks for two things."""
GAIN = 0.15
"""Share of the question, 0 to 1, that the second intent must cover beyond the first."""
HINT = 0.01
"""Part of the evidence, 0 to 1, that there must be for it."""
MOST = 6
"""Facts of a pair at most: more are no answer to two questions."""

_OF_ALL = Expression(r"^(?:according to|per)\b")
"""Who speaks, where that holds for all that is asked."""
KINDS = frozenset(
    stem(word)
    for words_ in (
        "percentage percent share rate money amount number sum year month date time place reason",
        *CURRENCIES,
    )
    for word in words(words_)
)
"""Stems that only say what kind of answer is wanted."""


def pair(base: FactBase, outcome: Outcome) -> list[Outcome]:
    """The outcomes of the best candidate and of the one that best completes it, or nothing."""
    question, near = outcome.question, outcome.near
    if not near or near[0].intent.kind != "intent" or question.form == "claim" or not joins(question.asked):
        return []
    ways = [
        (confidence(features(question, found)), second, found) for second, found in _completed(base, question, near)
    ]
    sure, second, found = max(ways, key=lambda way: way[0], default=(0.0, near[0], []))
    enough = BESIDE if asks_for_sides(question.asked) else CERTAIN
    if sure < enough or objections(question, found[0], base):
        return []
    return [
        Outcome("answered", question, one.facts, one.intent.lead, sure, best=one, near=near)
        for one in (near[0], second)
    ]


def _completed(
    base: FactBase, question: Question, near: Sequence[Candidate]
) -> Iterator[tuple[Candidate, list[Candidate]]]:
    """Each candidate that completes the first, and the candidates with these two as one before the others."""
    first, *others = near
    for second in others:
        if (
            second.intent.kind != "intent"
            or second.share < HINT
            or not set(first.intent.facts).isdisjoint(second.intent.facts)
        ):
            continue
        both = _joined(first, second)
        enough = both.coverage.share - first.coverage.share >= GAIN and len(both.facts) <= MOST
        if enough and _asks_for_both(base, question, first, second):
            yield second, [both, *(other for other in others if other is not second)]


def _asks_for_both(base: FactBase, question: Question, first: Candidate, second: Candidate) -> bool:
    """Whether each speaks of something asked that the other does not.

    A year or a name that one lacks is no second question: that the other has it completes nothing.
    """
    objected = [objections(question, one, base) for one in (first, second)]
    if any(objection.slot == "currency" for objection in objected[0]):
        return False
    if _OF_ALL.match(question.asked) and any(o.slot == "speaker" for of_one in objected for o in of_one):
        return False
    taken = _slots(base, question, first)
    told = ({stem(word) for word in words(one.utterance)} - FUNCTION_WORDS - taken for one in (first, second))
    if not all(told):
        return False
    gained = set(first.coverage.foreign) - set(second.coverage.foreign) - taken
    own = set(second.coverage.foreign) - set(first.coverage.foreign) - taken
    # The one name that there is tells of which of the two the question is.
    of_first = len(question.names) == 1 and any(objection.slot == "name" for objection in objected[1])
    sides = may_ask_for_sides(question.asked) and not of_first
    apart = not any(objected) or (all(objected) and bool(own)) or sides
    return bool(gained) and apart


def _slots(base: FactBase, question: Question, first: Candidate) -> set[str]:
    """The stems of a question's names, dates and currencies, and of all that the guards hold against the first."""
    texts = [question.asked[date.start : date.end] for date in question.dates]
    texts += [objection.said for objection in objections(question, first, base)]
    named = {said for mention in question.mentions for said in question.analysis.stems[mention.first : mention.last]}
    return named | {stem(word) for text in texts for word in words(text)} | KINDS


def _joined(first: Candidate, second: Candidate) -> Candidate:
    """Two candidates as one, which has the names and the facts of both."""
    intent = replace(
        first.intent,
        names=first.intent.names | second.intent.names,
        asks=first.intent.asks | second.intent.asks,
        often=first.intent.often | second.intent.often,
        denied=first.intent.denied | second.intent.denied,
    )
    return first._replace(
        intent=intent,
        facts=(*first.facts, *second.facts),
        passages=first.passages | second.passages,
        share=first.share + second.share,
        coverage=first.coverage.together(second.coverage),
    )

"""From a message to a reply: taken whole, part by part, or in the light of the turn before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import follow_ups, several, wording
from knowledge.deciding import CERTAIN, Outcome, decide
from knowledge.entries import FactEntry
from knowledge.guards import Candidate, objections
from knowledge.pairs import pair
from knowledge.replies import Context, Reply
from knowledge.slots import Question, read
from knowledge.text import clean

if TYPE_CHECKING:
    from knowledge.base import FactBase

LEANING = 55.0
"""Confidence that a follow-up needs in one of its full readings."""


def answer(base: FactBase, raw: str, context: Context | None = None) -> Reply:
    """Answer a message, whole or part by part, in the light of the turn before it."""
    whole = read(raw, base.matcher, base.names)
    if not whole.analysis.words:
        return wording.reply(base, raw, [Outcome("unknown", whole, lead=wording.EMPTY)], context)
    outcome = decide(base, whole)
    outcomes = several.parts(base, whole, outcome) or pair(base, outcome) or [outcome]
    if context and follow_ups.live(context):
        outcomes = [_follow_up(base, whole, context, outcome)] if len(outcomes) == 1 else outcomes
    return wording.reply(base, raw, outcomes, context)


def _follow_up(base: FactBase, question: Question, context: Context, alone: Outcome) -> Outcome:
    """The outcome in the light of the turn before, where the question leans on it; else the one it has alone."""
    typed = clean(question.raw)
    facts = tuple(base.facts[id_] for id_ in context["facts"] if id_ in base.facts)
    kind = follow_ups.attribution(question, typed)
    if kind and facts and (kind != "date" or facts[0].period):
        return Outcome("answered", question, facts, wording.attribution(kind, facts), confidence=100.0)
    if not facts or not follow_ups.leans(question, typed):
        return alone
    if follow_ups.only_swaps(question) and context["intent"] in base.intents:
        return _swapped(base, question, context, facts)
    texts = dict.fromkeys((question.asked, *follow_ups.readings(base, question, context)))
    full = [decide(base, read(question.raw, base.matcher, base.names, asked=text), LEANING) for text in texts]
    best = max(full, key=lambda outcome: _taking_up(base, question, facts, outcome))
    if alone.status == "answered" and alone.confidence >= CERTAIN and not question.dates:
        return alone
    if best.status == "answered" or question.dates:
        return replace(best, question=question, lead=wording.taken_up(best, context["intent"], base))
    return alone


def _swapped(base: FactBase, question: Question, context: Context, facts: tuple[FactEntry, ...]) -> Outcome:
    """The facts at hand, asked of another period or name: *and in 2014?*, *what about Tmall?*."""
    intent = base.intents[context["intent"]]
    said = base.vocabularies
    cover, vocabulary = said.cover(intent.id, ()), said.of(intent.id)
    same = Candidate(intent, facts, frozenset(), 100.0, 1.0, 1.0, intent.example, cover, vocabulary)
    objected = tuple(objections(question, same, base))
    if objected:
        lead = wording.objection(objected[0], facts)
        return Outcome("nearest", question, facts, lead, confidence=100.0, best=same, objected=objected)
    return Outcome("answered", question, facts, intent.lead, confidence=100.0, best=same)


def _taking_up(
    base: FactBase, question: Question, before: Sequence[FactEntry], outcome: Outcome
) -> tuple[bool, float, bool, float]:
    """How well an outcome takes up a turn: it speaks of what is newly asked, of the same matter, and says more."""
    if outcome.best is None:
        return False, 0.0, False, 0.0
    covered = base.vocabularies.cover(outcome.best.intent.id, question.analysis.stems).share
    topics = {fact.topic for fact in before}
    answered = outcome.status == "answered" and outcome.best.intent.topic in topics
    more = bool({fact.id for fact in outcome.facts} - {fact.id for fact in before})
    return answered, round(covered, 1), more, outcome.confidence

"""From a question to a reply: candidates, guards, margin, and one of four outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge import wording
from knowledge.entries import FactEntry
from knowledge.guards import Candidate, Objection, objections
from knowledge.parts import split
from knowledge.replies import Answer, Reply, Status
from knowledge.slots import Question, read

if TYPE_CHECKING:
    from knowledge.base import FactBase

THRESHOLD = 42.0
"""Score, 0 to 100, below which nothing is answered."""
CERTAIN = 62.0
"""Score from which a margin over the second best is not asked for."""
MARGIN = 3.0
"""Points that an answer must be ahead of the next one on another matter."""
OFFER = 30.0
"""Score below which nothing is even offered."""
CHOICES = 4
"""Choices of a clarifying reply at most."""
PARTS = 3
"""Parts of one message that are answered."""
SURE_PART = 45.0
"""Score that each part of a split message must reach for the split to count."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one part of a message comes to, before it is put into words."""

    status: Status
    question: Question
    facts: tuple[FactEntry, ...] = ()
    lead: str = ""
    score: float = 0.0
    best: Candidate | None = None


def answer(base: FactBase, raw: str) -> Reply:
    """Answer a message, whole or part by part."""
    whole = read(raw, base.matcher, base.names)
    if not whole.analysis.words:
        return wording.reply(base, raw, Outcome("unknown", whole, lead=wording.EMPTY))
    outcome = decide(base, whole)
    parts = _parts(base, raw, whole, outcome)
    return wording.reply(base, raw, *(parts or [outcome]))


def _parts(base: FactBase, raw: str, whole: Question, outcome: Outcome) -> list[Outcome]:
    """The outcomes of a message's parts, or nothing where it is better taken as one."""
    for texts in split(whole.asked):
        outcomes = [decide(base, read(raw, base.matcher, base.names, asked=text)) for text in texts[:PARTS]]
        answered = [part for part in outcomes if part.status == "answered" and part.score >= SURE_PART]
        if len(answered) < len(outcomes):
            continue
        ids = [{fact.id for fact in part.facts} for part in answered]
        if any(a & b for i, a in enumerate(ids) for b in ids[i + 1 :]):
            continue
        whole_ids = {fact.id for fact in outcome.facts} if outcome.status == "answered" else set()
        if outcome.status == "answered" and all(whole_ids & part for part in ids):
            continue
        return outcomes
    return []


def decide(base: FactBase, question: Question) -> Outcome:
    """Choose the outcome for one question."""
    found = candidates(base, question)
    if not found or found[0].score < OFFER:
        return Outcome("unknown", question, lead=wording.unknown(question))
    best = found[0]
    if best.intent.kind == "chat":
        return Outcome("unknown", question, lead=best.intent.missing, score=best.score, best=best)
    if best.intent.kind == "gap":
        return _gap(question, best)
    objected = objections(question, best, base.everywhere)
    for other in found[1:]:
        if not objected or best.score - other.score > 2 * MARGIN:
            break
        if other.intent.kind == "intent" and not objections(question, other, base.everywhere):
            best, objected = other, []
    if objected:
        return _objected(question, best, objected)
    return _margin(question, best, found)


def candidates(base: FactBase, question: Question) -> list[Candidate]:
    """The intents that may be meant, best first."""
    return [
        Candidate(
            intent=(intent := base.intents[match.intent]),
            facts=tuple(base.facts[id_] for id_ in intent.facts),
            score=match.score,
            share=match.share,
            likeness=match.likeness,
            utterance=match.utterance,
        )
        for match in base.matcher.match(question.analysis, limit=8)
    ]


def _gap(question: Question, best: Candidate) -> Outcome:
    lead = wording.missing(best.intent.missing, bool(best.facts))
    return Outcome("nearest" if best.facts else "unknown", question, best.facts, lead, best.score, best)


def _objected(question: Question, best: Candidate, objected: Sequence[Objection]) -> Outcome:
    corrigible = {"figure", "date", "stranger", "negation", "name"}
    sure = best.score >= THRESHOLD and question.form == "claim"
    if sure and all(objection.slot in corrigible for objection in objected):
        return Outcome("answered", question, best.facts, wording.correction(objected), best.score, best)
    if all(objection.slot in ("figure", "negation") for objection in objected) and best.score >= CERTAIN:
        return Outcome("answered", question, best.facts, wording.correction(objected), best.score, best)
    return Outcome("nearest", question, best.facts, wording.objection(objected[0], best.facts), best.score, best)


def _margin(question: Question, best: Candidate, found: Sequence[Candidate]) -> Outcome:
    rivals = [other for other in found if not set(other.intent.facts) & set(best.intent.facts)]
    margin = best.score - rivals[0].score if rivals else 100.0
    if best.score >= THRESHOLD and (best.score >= CERTAIN or margin >= MARGIN):
        return Outcome("answered", question, best.facts, best.intent.lead, best.score, best)
    near = [best, *(c for c in rivals if c.intent.kind == "intent" and best.score - c.score < 2 * MARGIN)]
    facts = tuple(dict.fromkeys(candidate.facts[0] for candidate in near[:CHOICES]))
    if len(facts) > 1:
        return Outcome("clarify", question, facts, wording.CLARIFY, best.score, best)
    return Outcome("nearest", question, best.facts, wording.NEAREST, best.score, best)


def as_answer(fact: FactEntry) -> Answer:
    """A fact as part of a reply."""
    return Answer(fact.id, fact.statement, fact.value, fact.citations)

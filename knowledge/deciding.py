"""What one question comes to: candidates, guards, confidence, and one of four outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from knowledge import wording
from knowledge.confidence import confidence, features
from knowledge.coverage import Coverage
from knowledge.entries import FactEntry, LinkEntry
from knowledge.guards import SAME_BUT_A_WORD, Candidate, Objection, objections
from knowledge.leading import led
from knowledge.replies import Status
from knowledge.sides import asks_for_sides
from knowledge.slots import Question

if TYPE_CHECKING:
    from knowledge.base import FactBase

CERTAIN = 80.0
"""Confidence, 0 to 100, from which a fact is given as the answer."""
OFFER = 40.0
"""Confidence below which nothing is even offered."""
SAME, SURE = 0.999, 100.0
"""Likeness, 0 to 1, from which a question counts as one of an intent's own wordings, and the confidence of that."""
RIVAL = 0.6
"""Part of the best candidate's share that makes another one a choice in a clarifying reply."""
GAP = 25.0
"""Score that a gap needs to be named as what is asked for."""
GAP_COVERED = 0.4
"""Share of the question, 0 to 1, that it must cover besides."""
CHOICES = 4
"""Choices of a clarifying reply at most."""
MISTYPED = 10.0
"""Points of confidence that a question with a mistyped word loses: with typing errors in every word, nearly as much of
what is answered is then right as otherwise."""
LOOKED_AT = 6
"""Candidates that are looked at."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one part of a message comes to, before it is put into words.

    `links` are the other accounts of the facts' matter, each with the reason why it differs; `near` all
    candidates, best first.
    """

    status: Status
    question: Question
    facts: tuple[FactEntry, ...] = ()
    lead: str = ""
    confidence: float = 0.0
    threshold: float = CERTAIN
    best: Candidate | None = None
    rival: Candidate | None = None
    objected: tuple[Objection, ...] = ()
    links: tuple[LinkEntry, ...] = ()
    near: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighing:
    """What speaks for and against the best candidate of a question, before it is asked whether that is enough.

    `found` are the candidates, led by the best; `sure` is the confidence, 0 to 100, that it answers the question.
    """

    found: tuple[Candidate, ...]
    objected: tuple[Objection, ...]
    sure: float


def decide(base: FactBase, question: Question, certain: float = CERTAIN) -> Outcome:
    """Choose the outcome for one question, answered from a confidence of `certain`."""
    return settle(weigh(base, question, candidates(base, question)), question, certain)


def weigh(base: FactBase, question: Question, found: list[Candidate]) -> Weighing:
    """Weigh a question's candidates."""
    if not found or found[0].intent.kind == "chat":
        return Weighing(tuple(found), (), 0.0)
    found, objected = led(base, question, found)
    best = found[0]
    if best.intent.kind == "gap":
        return _dated(base, question, found) or Weighing(tuple(found), (), 0.0)
    sure = SURE if best.likeness >= SAME else confidence(features(question, found))
    return Weighing(tuple(found), objected, sure - MISTYPED * bool(question.analysis.repairs))


def _dated(base: FactBase, question: Question, found: list[Candidate]) -> Weighing | None:
    """For a question whose date no fact has: what the nearest fact says of its own date, rather than a gap."""
    fact = next((candidate for candidate in found if candidate.intent.kind == "intent"), None)
    if fact is None or not question.dates or fact.likeness < SAME_BUT_A_WORD:
        return None
    objected = tuple(o for o in objections(question, fact, base) if o.slot == "date")
    return Weighing((fact, *found), objected, OFFER) if objected else None


def settle(weighing: Weighing, question: Question, certain: float) -> Outcome:
    """Choose the outcome for a question that was weighed, answered from a confidence of `certain`."""
    found, objected, sure = weighing.found, weighing.objected, weighing.sure
    if not found:
        return Outcome("unknown", question, lead=wording.unknown(question))
    best = found[0]
    if best.intent.kind == "chat":
        return Outcome("unknown", question, lead=best.intent.lead, best=best)
    if best.intent.kind == "gap":
        return _gap(question, best)
    outcome = partial(Outcome, question=question, confidence=sure, best=best, near=found)
    if sure < OFFER or not best.coverage.share:
        return outcome("unknown", lead=wording.unknown(question))
    rival = next((c for c in found[1:] if set(c.intent.facts) - set(best.intent.facts)), None)
    outcome = partial(outcome, objected=objected, rival=rival, threshold=certain)
    if objected:
        return _objected(outcome, question, best, objected, sure >= certain)
    if sure < certain:
        return _unsure(outcome, found)
    links = tuple(_other_accounts(question, best.facts))
    return outcome("answered", facts=best.facts, lead=best.intent.lead, links=links)


def candidates(
    base: FactBase, question: Question, limit: int = LOOKED_AT, wanted: Callable[[str], bool] | None = None
) -> list[Candidate]:
    """The intents that may be meant, best first, at most `limit`; with `wanted` only those of them that it wants."""
    weighed = base.vocabularies.weighed(question.analysis.stems)
    return [
        Candidate(*subject, score, share, likeness, utterance, Coverage(weighed, subject.vocabulary))
        for intent, score, utterance, likeness, share in base.matcher.match(question.analysis, limit, wanted)
        for subject in (base.subjects[intent],)
    ]


def _gap(question: Question, best: Candidate) -> Outcome:
    if best.score < GAP or best.coverage.share < GAP_COVERED:
        return Outcome("unknown", question, lead=wording.unknown(question), best=best, near=(best,))
    lead = wording.missing(best.intent.missing, bool(best.facts))
    if question.strangers:
        lead = wording.objection(Objection("stranger", min(question.strangers)), best.facts)
    return Outcome("nearest" if best.facts else "unknown", question, best.facts, lead, best=best)


_CORRIGIBLE = {"figure", "date", "stranger", "opposite", "negation", "name", "speaker"}
"""Slots in which a claim is corrected instead of refused."""


def _objected(
    outcome: Callable[..., Outcome], question: Question, best: Candidate, objected: Sequence[Objection], sure: bool
) -> Outcome:
    slots = {objection.slot for objection in objected}
    claimed = question.form == "claim" and slots <= _CORRIGIBLE
    asserted = question.form != "open" and slots <= {"figure", "opposite", "negation"}
    if sure and (claimed or asserted or slots == {"figure"}):
        return outcome("answered", facts=best.facts, lead=wording.correction(objected))
    return outcome("nearest", facts=best.facts, lead=wording.objection(objected[0], best.facts))


def _unsure(outcome: Callable[..., Outcome], found: Sequence[Candidate]) -> Outcome:
    near = [c for c in found if c.intent.kind == "intent" and c.share >= RIVAL * found[0].share]
    facts = tuple(dict.fromkeys(candidate.facts[0] for candidate in near))[:CHOICES]
    if len(facts) > 1:
        return outcome("clarify", facts=facts, lead=wording.CLARIFY)
    return outcome("nearest", facts=found[0].facts, lead=wording.NEAREST)


def _other_accounts(question: Question, facts: Sequence[FactEntry]) -> Iterator[LinkEntry]:
    """Accounts that differ are always shown beside; those that agree or update, where a comparison is asked for."""
    given = {fact.id for fact in facts}
    for fact in facts:
        for link in fact.links:
            if link.fact not in given and (link.relation == "differs" or asks_for_sides(question.asked)):
                given.add(link.fact)
                yield link

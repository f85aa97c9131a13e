"""Which candidate leads: a fact for a claim, several accounts for a comparison, and what nothing speaks against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from knowledge.guards import SAME_BUT_A_WORD, Candidate, Objection, objections
from knowledge.sides import asks_for_sides
from knowledge.slots import Question

if TYPE_CHECKING:
    from knowledge.base import FactBase

FITTING = 0.25
"""Part of the best candidate's share from which another, that nothing speaks against, is preferred to one that
something speaks against."""
FIGURES = frozenset(("count", "share", "money"))
"""What is asked for where another's figure will do."""
LIKE = 0.6
"""Part of a known wording's likeness that another candidate needs to be preferred to it."""
CORRECTED = 0.3
"""Part of a gap's share from which a fact is preferred to it where something is claimed."""
SIDED, SINGLE = 0.1, 0.5
"""Part of the best share from which several accounts, where they are asked for, are preferred to one, and else one of
them to all."""


def fitting(base: FactBase, question: Question, found: list[Candidate]) -> list[Candidate]:
    """The candidates, led by the one that fits best: for a claim a fact, then what nothing speaks against."""
    return led(base, question, found)[0] if found else found


def led(base: FactBase, question: Question, found: list[Candidate]) -> tuple[list[Candidate], tuple[Objection, ...]]:
    """The candidates, led by the one that fits best, and what speaks against that one, unless it is a gap."""
    if question.form == "claim":
        found = _fact_first(found)
    if found[0].intent.kind == "intent":
        found = _sides_first(found) if asks_for_sides(question.asked) else _single_first(found)
    first = found[0]
    if first.intent.kind != "intent":
        return found, ()
    objected = tuple(objections(question, first, base))
    if objected:
        for other in found[1:]:
            close = other.intent.kind == "intent" and other.share >= FITTING * first.share
            # What has some of the same facts is objected to all the same.
            close = close and not set(first.intent.facts) & set(other.intent.facts)
            # A known wording with another name in it asks for no other thing.
            close = close and (first.likeness < SAME_BUT_A_WORD or other.likeness >= LIKE * first.likeness)
            if close and not objections(question, other, base):
                return [other, *(candidate for candidate in found if candidate is not other)], ()
        if {objection.slot for objection in objected} == {"speaker"}:
            told = [account for account in _told_by(base, question, first) if not objections(question, account, base)]
            return [*told, *found], () if told else objected
    return found, objected or _turned_round(base, question, found)


def _told_by(base: FactBase, question: Question, first: Candidate) -> Iterator[Candidate]:
    """The figure that the speaker who is asked for gives on the matter of the first candidate."""
    units = {figure.unit for fact in first.facts for figure in fact.figures}
    for link in (link for fact in first.facts for link in fact.links):
        told = base.facts[link.fact]
        if told.speaker == question.speaker and question.asks & FIGURES and units & {of.unit for of in told.figures}:
            alone = (id_ for id_, intent in base.intents.items() if intent.facts == (link.fact,))
            subject = base.subjects[next(alone, first.intent.id)]
            yield first._replace(**subject._asdict())


def _turned_round(base: FactBase, question: Question, found: Sequence[Candidate]) -> tuple[Objection, ...]:
    """What is denied or turned round of a known wording that leads to some of the first candidate's facts."""
    first = found[0]
    for other in found[1:]:
        known = other.likeness >= SAME_BUT_A_WORD > first.likeness and other.intent.kind == "intent"
        if known and set(first.intent.facts) & set(other.intent.facts):
            turned = tuple(o for o in objections(question, other, base) if o.slot in ("opposite", "negation"))
            if turned:
                return turned
    return ()


def _fact_first(found: list[Candidate]) -> list[Candidate]:
    """The candidates with the best fact before a gap: a claim is corrected by what comes near it."""
    fact = next((candidate for candidate in found if candidate.intent.kind == "intent"), found[0])
    if fact.share < CORRECTED * found[0].share:
        return found
    return [fact, *(candidate for candidate in found if candidate is not fact)]


def _sides_first(found: list[Candidate]) -> list[Candidate]:
    """The candidates, led by the best that gives several accounts, where one of them is near the first."""
    for candidate in found:
        if candidate.share < SIDED * found[0].share:
            break
        if candidate.intent.lead and len(candidate.facts) > 1:
            return [candidate, *(other for other in found if other is not candidate)]
    return found


def _single_first(found: list[Candidate]) -> list[Candidate]:
    """The candidates, led by one of the accounts that the first gives side by side, where it is as near."""
    first = found[0]
    for other in found[1:]:
        if other.share < SINGLE * first.share:
            break
        one_of_them = other.intent.kind == "intent" and set(other.intent.facts) < set(first.intent.facts)
        if first.intent.lead and one_of_them:
            return [other, *(candidate for candidate in found if candidate is not other)]
    return found

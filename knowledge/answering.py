"""From a question to a reply: candidates, guards, confidence, and one of four outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge import follow_ups, wording
from knowledge.confidence import confidence, features
from knowledge.entries import FactEntry, LinkEntry
from knowledge.guards import Candidate, Objection, objections
from knowledge.parts import Split, split, split_by_names
from knowledge.replies import Context, Reply, Status
from knowledge.slots import Question, read
from knowledge.text import clean

if TYPE_CHECKING:
    from knowledge.base import FactBase

CERTAIN = 77.0
"""Confidence, 0 to 100, from which a fact is given as the answer."""
OFFER = 40.0
"""Confidence below which nothing is even offered."""
RIVAL = 0.6
"""Part of the best candidate's share that makes another one a choice in a clarifying reply."""
HALF_SURE = 55.0
"""Confidence from which a message without a plain break is not taken apart."""
GAP = 25.0
"""Score that a gap needs to be named as what is asked for."""
GAP_COVERED = 0.4
"""Share of the question, 0 to 1, that it must cover besides."""
LEANING = 55.0
"""Confidence that a follow-up needs in one of its full readings."""
SURER = 5.0
"""Points of confidence by which a later way of splitting must be surer than an earlier one."""
CHOICES = 4
"""Choices of a clarifying reply at most."""
LOOKED_AT = 8
"""Candidates that are looked at."""
PLAIN_PART = 45.0
"""Confidence that each part needs where a message plainly has several questions."""
LOOSE_PART = 70.0
"""The same where only a comma or an *and* speaks for several."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one part of a message comes to, before it is put into words.

    `links` are the other accounts of the facts' matter, each with the reason why it differs; `found` the ids of
    intents that come near where nothing is answered.
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
    found: tuple[str, ...] = ()


def answer(base: FactBase, raw: str, context: Context | None = None) -> Reply:
    """Answer a message, whole or part by part, in the light of the turn before it."""
    whole = read(raw, base.matcher, base.names)
    if not whole.analysis.words:
        return wording.reply(base, raw, [Outcome("unknown", whole, lead=wording.EMPTY)], context)
    outcome = decide(base, whole)
    outcomes = _parts(base, whole, outcome) or [outcome]
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
    if follow_ups.only_swaps(question):
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
    same = Candidate(intent, facts, 100.0, 1.0, 1.0, intent.example, base.vocabularies.cover(intent.id, ()))
    objected = tuple(objections(question, same, base.everywhere))
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


def _parts(base: FactBase, whole: Question, outcome: Outcome) -> list[Outcome]:
    """The outcomes of a message's parts, or nothing where it is better taken as one."""
    best: list[Outcome] = []
    least = 0.0
    for way in (*split(whole.asked), *split_by_names(whole.asked, _places(whole))):
        enough = PLAIN_PART if way.plain else LOOSE_PART
        questions = (_part(base, whole, text) for text in way.parts)
        parts = [decide(base, question, certain=enough) for question in questions]
        sure = min(part.confidence if part.status == "answered" else 0.0 for part in parts)
        if sure >= max(enough, least) and _apart(parts) and _better(outcome, parts, way):
            best, least = parts, sure + SURER
    return best


def _part(base: FactBase, whole: Question, text: str) -> Question:
    """A part of a message as a question; the parts of a claim are claims."""
    part = read(whole.raw, base.matcher, base.names, asked=text)
    return replace(part, form="claim") if whole.form == "claim" else part


def _places(question: Question) -> list[tuple[int, int]]:
    """Where a question names somebody or something, or else gives figures, in characters of what is asked."""
    lowered = question.asked.lower()
    found: dict[str, tuple[int, int]] = {}
    for mention in question.mentions:
        said = question.analysis.words[mention.first]
        start = lowered.find(said)
        if start >= 0:
            last = question.analysis.words[mention.last - 1]
            found.setdefault(mention.name, (start, lowered.find(last, start) + len(last)))
    return sorted(found.values()) or [(figure.start, figure.end) for figure in question.figures]


def _apart(parts: Sequence[Outcome]) -> bool:
    """Whether no two parts have a fact in common."""
    facts = [{fact.id for fact in part.facts} for part in parts]
    return not any(one & other for at, one in enumerate(facts) for other in facts[at + 1 :])


def _better(whole: Outcome, parts: Sequence[Outcome], way: Split) -> bool:
    """Whether the parts answer more than the message taken as one does."""
    if whole.status != "answered":
        return way.plain or bool(whole.objected) or whole.confidence < HALF_SURE
    given = {fact.id for fact in whole.facts}
    if all(given & {fact.id for fact in part.facts} for part in parts):
        return False
    return way.plain or min(part.confidence for part in parts) > whole.confidence


def decide(base: FactBase, question: Question, certain: float = CERTAIN) -> Outcome:
    """Choose the outcome for one question, answered from a confidence of `certain`."""
    found = candidates(base, question)
    if not found:
        return Outcome("unknown", question, lead=wording.unknown(question))
    if found[0].intent.kind == "chat":
        return Outcome("unknown", question, lead=found[0].intent.lead, best=found[0])
    if question.form == "claim":
        found = _fact_first(found)
    if found[0].intent.kind == "gap":
        return _gap(base, question, found[0])
    found = _unobjected_first(base, question, found)
    best = found[0]
    rival = next((c for c in found[1:] if set(c.intent.facts) - set(best.intent.facts)), None)
    sure = confidence(features(question, found))
    if sure < OFFER or not best.coverage.share:
        near = tuple(candidate.intent.id for candidate in found)
        return Outcome("unknown", question, lead=wording.unknown(question), confidence=sure, best=best, found=near)
    objected = tuple(objections(question, best, base.everywhere))
    if objected:
        outcome = _objected(question, best, objected, sure, certain)
    elif sure < certain:
        outcome = _unsure(question, found, sure)
    else:
        links = tuple(_other_accounts(question, best.facts))
        outcome = Outcome("answered", question, best.facts, best.intent.lead, confidence=sure, best=best, links=links)
    return replace(outcome, rival=rival, objected=objected, threshold=certain)


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
            coverage=base.vocabularies.cover(match.intent, question.analysis.stems),
        )
        for match in base.matcher.match(question.analysis, limit=LOOKED_AT)
    ]


CORRECTED = 0.3
"""Part of a gap's share from which a fact is preferred to it where something is claimed."""


def _fact_first(found: list[Candidate]) -> list[Candidate]:
    """The candidates with the best fact before a gap: a claim is corrected by what comes near it."""
    fact = next((candidate for candidate in found if candidate.intent.kind == "intent"), found[0])
    if fact.share < CORRECTED * found[0].share:
        return found
    return [fact, *(candidate for candidate in found if candidate is not fact)]


def _unobjected_first(base: FactBase, question: Question, found: list[Candidate]) -> list[Candidate]:
    """The candidates, led by the first close one that nothing speaks against."""
    close = [c for c in found if c.intent.kind == "intent" and c.share >= RIVAL * found[0].share]
    fitting = next((c for c in close if not objections(question, c, base.everywhere)), found[0])
    return [fitting, *(candidate for candidate in found if candidate is not fitting)]


def _gap(base: FactBase, question: Question, best: Candidate) -> Outcome:
    if best.score < GAP or best.coverage.share < GAP_COVERED:
        return Outcome("unknown", question, lead=wording.unknown(question), best=best, found=(best.intent.id,))
    lead = wording.missing(best.intent.missing, bool(best.facts))
    strange = [o for o in objections(question, best, base.everywhere) if o.slot == "stranger"]
    if strange:
        lead = wording.objection(strange[0], best.facts)
    return Outcome("nearest" if best.facts else "unknown", question, best.facts, lead, best=best)


_CORRIGIBLE = {"figure", "date", "stranger", "negation", "name"}
"""Slots in which a claim is corrected instead of refused."""


def _objected(
    question: Question, best: Candidate, objected: Sequence[Objection], sure: float, certain: float
) -> Outcome:
    slots = {objection.slot for objection in objected}
    claimed = question.form == "claim" and slots <= _CORRIGIBLE
    if sure >= certain and (claimed or slots <= {"figure", "negation"}):
        return Outcome("answered", question, best.facts, wording.correction(objected), confidence=sure, best=best)
    return Outcome(
        "nearest", question, best.facts, wording.objection(objected[0], best.facts), confidence=sure, best=best
    )


def _unsure(question: Question, found: Sequence[Candidate], sure: float) -> Outcome:
    near = [c for c in found if c.intent.kind == "intent" and c.share >= RIVAL * found[0].share]
    facts = tuple(dict.fromkeys(candidate.facts[0] for candidate in near))[:CHOICES]
    if len(facts) > 1:
        return Outcome("clarify", question, facts, wording.CLARIFY, confidence=sure, best=found[0])
    return Outcome("nearest", question, found[0].facts, wording.NEAREST, confidence=sure, best=found[0])


_COMPARING = re.compile(
    r"\b(?:both|compar\w*|differ\w*|versus|contradict\w*|discrepan\w*|conflict\w*|disagree|match|agree|same|"
    r"side by side|which is it|(?:two|different|other|various|several) "
    r"(?:articles|reports|stories|documents|accounts|sources|pieces|papers|texts))\b",
    re.IGNORECASE,
)


def _other_accounts(question: Question, facts: Sequence[FactEntry]) -> Iterator[LinkEntry]:
    """Accounts that differ are always shown beside; those that agree or update, where a comparison is asked for."""
    given = {fact.id for fact in facts}
    comparing = bool(_COMPARING.search(question.asked))
    for fact in facts:
        for link in fact.links:
            if link.fact not in given and (comparing or link.relation == "differs"):
                given.add(link.fact)
                yield link

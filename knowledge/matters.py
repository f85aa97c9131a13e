"""What the matter at hand has for a message that leans on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge import attribution, follow_ups, wording
from knowledge.coverage import Coverage
from knowledge.deciding import CERTAIN, SAME, Outcome, candidates
from knowledge.entries import FactEntry
from knowledge.forms import Ask, asks
from knowledge.guards import Candidate, objections, stems
from knowledge.slots import Question
from knowledge.turns import LEANING, Turn

COVERED = 0.99
"""Share of a follow-up's own words, 0 to 1, that an intent of the matter at hand must speak of."""
LOOKED_AT = 40
"""Candidates that are looked at for those of the matter at hand."""
AHEAD = 20.0
"""Points of score by which a gap of the matter at hand must lead to be what is asked for."""
PLAIN = 50.0
"""Score from which a message's own words need no help from what was asked before."""
NEW = 15.0
"""Points of score that it is worth to say what is not at hand yet."""
ASKED = 30.0
"""Points of score that it is worth to be asked for the same kind of answer."""
FAINT = 5.0
"""Score below which a gap says nothing."""
TITLE = 7
"""Words of a topic's title at most that are put in for *it*."""


def by_own_words(turn: Turn, question: Question) -> Outcome | None:
    """What the matter at hand has on the words that a message has of its own."""
    own = follow_ups.meaning(question)
    known = _knowing(turn, own) if own else frozenset()
    if not known:
        return None
    example = follow_ups.unasked(turn.example) if follow_ups.asking(question.asked) else turn.example
    money: frozenset[Ask] = frozenset({"money"} if question.currencies else ())
    inherited = frozenset() if follow_ups.asking(question.asked) else asks(turn.example)
    question = replace(question, asks=question.asks or money or inherited)
    found: list[Candidate] = []
    swapped = "" if follow_ups.asking(question.asked) else follow_ups.of_another_thing(example, question.asked)
    texts = (*_with_matter(turn, question.asked), swapped, question.asked, f"{question.asked} {example}")
    for text in filter(None, texts):
        for candidate in _of_matter(turn, question, text, known):
            said = stems(candidate.utterance).union(*(stems(fact.statement) for fact in candidate.facts))
            if turn.base.vocabularies.among(said, own).share >= COVERED:
                found.append(candidate)
        if any(candidate.intent.kind == "intent" and candidate.score >= PLAIN for candidate in found):
            break
    return _best(turn, question, found)


def asked_anew(turn: Turn, question: Question, unit: str = "") -> Outcome | None:
    """What was asked before with another word that asks: *when?*, *to whom?*; a date as fine as `unit`, "" for any."""
    asking = follow_ups.asking(question.asked)
    if not asking or len(question.analysis.words) > len(asking.split()) + 1 or not turn.example:
        return None
    found = [
        candidate
        for candidate in _of_matter(turn, question, follow_ups.asked_anew(turn.example, asking))
        if (_near(candidate.facts, turn.facts) or candidate.likeness >= SAME)
        and question.asks <= (asks(candidate.utterance) if "why" in question.asks else candidate.intent.asks)
        and (not unit or any(attribution.tells(fact.period, unit) for fact in candidate.facts))
    ]
    return _best(turn, question, found)


def as_a_whole(turn: Turn, text: str) -> Outcome | None:
    """The message with the matter at hand in place of *it* or *that*, or with what was asked before."""
    asking = follow_ups.asking(text)
    joined = f"{text} {follow_ups.unasked(turn.example) if asking else turn.example}"
    if asking and turn.read(text).denied:
        joined = follow_ups.denied(follow_ups.asked_anew(turn.example, asking))
    for reading, enough in (*((reading, CERTAIN) for reading in _with_matter(turn, text)), (joined, LEANING)):
        found = turn.asking.decide(turn.read(reading), enough)
        new = {fact.id for fact in found.facts} - {fact.id for fact in turn.facts}
        told = new or (found.confidence >= CERTAIN and follow_ups.asking(text))
        if found.status == "answered" and told and {fact.topic for fact in found.facts} <= turn.topics:
            return replace(found, question=turn.question, lead=wording.taken(turn.example, found.lead))
    return None


def when_told(turn: Turn) -> Outcome | None:
    """When that was published which the matter at hand is about."""
    question = turn.read("when was it published")
    texts = _with_matter(turn, question.asked)
    found = [candidate for text in texts for candidate in _of_matter(turn, question, text)]
    return _best(turn, question, [c for c in found if c.intent.kind == "intent" and "when" in asks(c.utterance)])


def _with_matter(turn: Turn, text: str) -> list[str]:
    """A message with what was spoken of, or the title of the matter, in place of *it* or *that*."""
    titles = [turn.base.topics.get(topic, "") for topic in sorted(turn.topics)]
    matters = [follow_ups.spoken_of(turn.example), *(title for title in titles if len(title.split()) <= TITLE)]
    place = next((name for name in turn.named("place") if name not in turn.base.everywhere), "")
    full = [follow_ups.with_matter(text, matter, place) for matter in matters if matter or place]
    return [reading for reading in dict.fromkeys(full) if reading != text]


def _of_matter(turn: Turn, question: Question, text: str, known: frozenset[str] | None = None) -> Iterator[Candidate]:
    """The intents and gaps of the matter at hand, or those of them that are known, that come near a text and that
    nothing speaks against.
    """
    own, of_matter = follow_ups.meaning(question), _knowing(turn) if known is None else known
    for candidate in candidates(turn.base, turn.read(text), LOOKED_AT, of_matter.__contains__):
        fitting = candidate._replace(coverage=turn.base.vocabularies.cover(candidate.intent.id, own))
        if candidate.intent.kind == "gap" or not objections(question, fitting, turn.base):
            yield fitting


def _knowing(turn: Turn, said: tuple[str, ...] = ()) -> frozenset[str]:
    """The intents and gaps of the matter at hand that speak of nearly all of some stems."""
    vocabularies = turn.base.vocabularies
    found = [intent for topic in turn.topics for intent in turn.base.matters.get(topic, ())]
    weighed = vocabularies.weighed(said)
    return frozenset([id_ for id_ in found if not said or Coverage(weighed, vocabularies.of(id_)).share >= COVERED])


def _best(turn: Turn, question: Question, found: Sequence[Candidate]) -> Outcome | None:
    """The best of several intents: it gives what is asked for, and says more than is at hand; or a gap far ahead."""
    given = {fact.id for fact in turn.facts}

    def worth(candidate: Candidate) -> tuple[bool, float]:
        ids = {fact.id for fact in candidate.facts}
        near = _near(candidate.facts, turn.facts)
        if candidate.intent.kind == "gap":
            return candidate.likeness >= SAME, candidate.score + NEW * near
        computed = all(fact.derivation for fact in candidate.facts)
        more = (not ids <= given) + (near and not ids & given) - computed
        by = (candidate.intent.asks, asks(candidate.utterance))
        asked = sum(question.asks <= said for said in by) / len(by) if question.asks else 0
        return candidate.likeness >= SAME, candidate.score + NEW * more + ASKED * asked

    intent = max((c for c in found if c.intent.kind == "intent"), key=worth, default=None)
    gap = max((c for c in found if c.intent.kind == "gap" and c.score >= FAINT), key=worth, default=None)
    ahead = AHEAD if follow_ups.asking(question.asked) else math.inf
    if gap and (intent is None or worth(gap)[1] > worth(intent)[1] + ahead):
        lead = wording.missing(gap.intent.missing, bool(gap.facts))
        return Outcome("nearest" if gap.facts else "unknown", turn.question, gap.facts, lead, best=gap)
    if intent is None:
        return None
    return replace(turn.answered(intent.facts, wording.taken(turn.example, intent.intent.lead)), best=intent)


def _near(some: Sequence[FactEntry], others: Sequence[FactEntry]) -> bool:
    """Whether facts are related, or stand in the same passage."""
    return any(
        one.id == other.id
        or one.id in other.related
        or other.id in one.related
        or {(c.source, c.start) for c in one.citations} & {(c.source, c.start) for c in other.citations}
        for one in some
        for other in others
    )

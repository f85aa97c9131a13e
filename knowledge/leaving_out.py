"""Leave-one-out: utterances are asked of a base that was made without them.

Utterances are dealt into folds, neighbours into different ones, and a base is made without each fold: an utterance is
missed together with a hundredth of all others, which is a little harder than missing it alone, and a thousand times as
fast. The other wordings of its pattern, which stand beside it, stay; few patterns have several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.base import FactBase
from knowledge.compiling import Compiled, vocabularies
from knowledge.deciding import CERTAIN, Outcome, decide
from knowledge.matching import Matcher
from knowledge.replies import Citation
from knowledge.slots import read

FOLDS = 100
"""Parts that the utterances are dealt into; one of them is left out at a time."""
SAMPLE = range(0, FOLDS, FOLDS // 5)
"""Folds that are asked unless all are."""
THRESHOLDS = (50.0, 55.0, 60.0, 65.0, 70.0, 75.0, 80.0, 85.0, 90.0, 95.0)
"""Confidences that the curve is read at, besides the chosen one."""


@dataclass(frozen=True, slots=True)
class Missed:
    """An utterance, the intent that it is of, and what it came to without it.

    `first` is the intent that it led to, "" for none. `own` tells whether that is its own, or gives the same facts or
    passages; `touched` whether it gives at least one of the passages. `found` is of the whole reply: whether this
    gives or offers every fact of an intent, as a right answer has every gold passage, or does not answer a gap.
    """

    intent: str
    text: str
    outcome: Outcome
    first: str
    own: bool
    touched: bool
    found: bool


@dataclass(frozen=True, slots=True)
class Point:
    """Of all utterances, 0 to 1: what share is answered rightly, and what wrongly, from a confidence on."""

    threshold: float
    right: float
    wrong: float


def leave_out(
    base: FactBase, compiled: Compiled, some: Sequence[int] = SAMPLE, folds: int = FOLDS
) -> Iterator[list[Missed]]:
    """For `some` folds of so many, the utterances of intents and gaps that were left out and asked; chat stays."""
    own = {id_: texts for id_, texts in compiled.utterances.items() if base.intents[id_].kind != "chat"}
    every = [(id_, text) for id_, texts in own.items() for text in texts]
    for fold in some:
        kept = {id_: texts for id_, texts in compiled.utterances.items() if id_ not in own}
        for number, (id_, text) in enumerate(every):
            if number % folds != fold:
                kept.setdefault(id_, []).append(text)
        reduced = _reduced(base, compiled, kept)
        yield [_asked(reduced, id_, text) for id_, text in every[fold::folds]]


def _reduced(base: FactBase, compiled: Compiled, kept: dict[str, list[str]]) -> FactBase:
    known = (*compiled.vocabulary, *compiled.names.written)
    return replace(
        base,
        matcher=Matcher(kept, synonyms=compiled.synonyms, known_words=known),
        vocabularies=vocabularies(compiled.facts, compiled.intents, kept, compiled.synonyms),
    )


def _asked(base: FactBase, intent: str, text: str) -> Missed:
    outcome = decide(base, read(text, base.matcher, base.names, asked=text))
    first = outcome.best.intent.id if outcome.best else ""
    own = first == intent or _same(base, intent, first)
    return Missed(intent, text, outcome, first, own, own or _touches(base, intent, first), _found(base, intent, text))


def _found(base: FactBase, intent: str, text: str) -> bool:
    reply = base.ask(text)
    if base.intents[intent].kind == "gap":
        return reply.status != "answered"
    given = [citation for answer in reply.answers for citation in answer.citations]
    return all(_meet(fact.citations, given) for fact in base.subjects[intent].facts)


def _same(base: FactBase, one: str, other: str) -> bool:
    """Whether two intents give the same facts or passages, or two gaps the same nearest ones."""
    if not other or base.intents[one].kind != base.intents[other].kind:
        return False
    facts = set(base.intents[one].facts), set(base.intents[other].facts)
    return bool(facts[0]) and (facts[0] == facts[1] or base.subjects[one].passages == base.subjects[other].passages)


def _touches(base: FactBase, one: str, other: str) -> bool:
    """Whether two intents have a passage in common, or a part of one."""
    if not other or not base.intents[one].kind == base.intents[other].kind == "intent":
        return False
    own, others = ([c for fact in base.subjects[id_].facts for c in fact.citations] for id_ in (one, other))
    return _meet(own, others)


def _meet(some: Iterable[Citation], others: Sequence[Citation]) -> bool:
    """Whether any of some passages is one of the others, or a part of one."""
    return any(a.source == b.source and a.start < b.end and b.start < a.end for a in some for b in others)


def confusions(missed: Sequence[Missed], most: int = 20) -> list[tuple[str, str, int]]:
    """The pairs of intents that are taken for each other most often: the own one, the other, and how often."""
    counts = Counter((one.intent, one.first) for one in missed if not one.own)
    return [(intent, first, count) for (intent, first), count in counts.most_common(most)]


def curve(missed: Sequence[Missed]) -> list[Point]:
    """What each threshold would answer, with a right passage or without one; the chosen one among them."""
    sure = [
        (one.outcome.confidence, one.touched)
        for one in missed
        if one.outcome.best and one.outcome.best.intent.kind == "intent" and not one.outcome.objected
    ]
    points = []
    for threshold in sorted({*THRESHOLDS, CERTAIN}):
        answered = [touched for confidence, touched in sure if confidence >= threshold]
        points.append(Point(threshold, sum(answered) / len(missed), (len(answered) - sum(answered)) / len(missed)))
    return points

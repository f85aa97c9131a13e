"""Messages with several questions of which some have no answer: the rest is answered, and what is lacking is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge import follow_ups, wording
from knowledge.asking import Asking
from knowledge.deciding import CERTAIN, Outcome
from knowledge.parts import Split
from knowledge.several import PLAIN_PART, part_of
from knowledge.words import stem

if TYPE_CHECKING:
    from knowledge.base import FactBase

OWN = 2
"""Words with a meaning of their own that a part needs to be a question of its own."""


def partly(asking: Asking, whole: Outcome, ways: Sequence[Split]) -> list[Outcome]:
    """The outcomes of a message's questions where some are answered and some are not, or nothing.

    `whole` is what it comes to taken as one, `ways` are those of splitting it. A part without an answer keeps none of
    the facts that come near it: its lead says what is lacking.
    """
    if whole.question.form == "claim" or _says_all(whole):
        return []
    for way in ways:
        if not way.marked:
            break
        parts = [asking.decide(part_of(asking, whole.question, text), part=True) for text in way.parts]
        sure = [part for part in parts if part.status == "answered" and part.confidence >= CERTAIN]
        lacking = [part for part in parts if _lacks(part)]
        if sure and lacking and len(sure) + len(lacking) == len(parts):
            if any(_told(asking.base, part, whole) for part in lacking):
                return []
            return [part if part in sure else _named(part) for part in parts]
    return []


def _says_all(whole: Outcome) -> bool:
    """Whether the message taken as one is answered with what speaks of all that it asks."""
    return whole.status == "answered" and whole.best is not None and whole.best.coverage.share == 1.0


def _lacks(part: Outcome) -> bool:
    """Whether a part is a question of its own that nothing answers."""
    asks = bool(follow_ups.asking(part.question.asked)) and len(follow_ups.meaning(part.question)) >= OWN
    return asks and part.status != "answered" and (part.confidence < PLAIN_PART or bool(part.objected))


def _told(base: FactBase, part: Outcome, whole: Outcome) -> bool:
    """Whether the message taken as one is answered with all that a part speaks of."""
    if whole.status != "answered" or whole.best is None:
        return False
    unknown = {stem(word) for word in part.question.analysis.unknown}
    own = tuple(word for word in follow_ups.meaning(part.question) if word not in unknown)
    return base.vocabularies.among(whole.best.stems, own).share == 1.0


def _named(part: Outcome) -> Outcome:
    gap = part.best.intent.missing if part.best and part.best.intent.kind == "gap" and part.status == "nearest" else ""
    lead = wording.missing(gap, has_nearest=False) if gap else wording.lacking(part.question)
    return Outcome(
        "unknown", part.question, lead=lead, confidence=part.confidence, best=part.best, objected=part.objected
    )

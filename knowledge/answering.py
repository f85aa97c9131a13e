"""From a message to a reply: taken whole, part by part, or in the light of the turn before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import follow_ups, several, wording
from knowledge.asking import Asking
from knowledge.attributing import attributed
from knowledge.cutting import cut
from knowledge.deciding import SAME, Outcome
from knowledge.expressions import Expression
from knowledge.lacking import partly
from knowledge.pairs import pair
from knowledge.replies import Context, Reply
from knowledge.slots import Question
from knowledge.taking_up import take_up
from knowledge.text import clean
from knowledge.words import COMMON, is_number

if TYPE_CHECKING:
    from knowledge.base import FactBase


def answer(base: FactBase, raw: str, context: Context | None = None) -> Reply:
    """Answer a message, whole or part by part, in the light of the turn before it."""
    asking = Asking(base, raw)
    whole = asking.read()
    if not whole.analysis.words:
        return wording.reply(base, raw, [Outcome("unknown", whole, lead=wording.EMPTY)], context)
    outcome = asking.decide(whole)
    live = follow_ups.live(context)
    known = outcome.best is not None and outcome.best.likeness >= SAME
    if _says_nothing(whole) and not known:
        # It may still be like some wording.
        outcomes = [outcome if outcome.status == "unknown" else Outcome("unknown", whole, lead=wording.EMPTY)]
    else:
        # What is to be done with the facts at hand is one thing: *does X see it the same way?*.
        moves = live and follow_ups.move(clean(raw)) is not None
        outcomes = ([] if moves else _several(asking, outcome)) or [attributed(asking, whole, outcome) or outcome]
    if context and live:
        outcomes = [take_up(asking, whole, context, outcomes[0])] if len(outcomes) == 1 else outcomes
    return wording.reply(base, raw, outcomes, context)


TELLING = 3
"""Letters from which a word may tell what is asked for, unless it is a name."""


def _says_nothing(question: Question) -> bool:
    """Whether a message has but words that may stand in any, and single letters."""
    named = {n for mention in question.mentions for n in range(mention.first, mention.last)}
    return not any(
        at in named or not word.isascii() or (word not in COMMON and len(word) >= (2 if is_number(word) else TELLING))
        for at, word in enumerate(question.analysis.words)
    )


_ASSERTED = Expression(r"^(?:is|was) it (?:true|correct|right)\b")


def _several(asking: Asking, whole: Outcome) -> list[Outcome]:
    """The outcomes of a message's several questions, or nothing where it is one.

    A known wording that differs in a name or a year is no two questions, the one that is known and that name; nor
    is a claim of one thing that was corrected.
    """
    corrected = whole.status == "answered" and _ASSERTED.match(whole.question.asked)
    swapped = {objection.slot for objection in whole.objected} <= {"name", "stranger", "speaker", "date"}
    if whole.objected and (corrected or (swapped and several.is_known(whole))):
        parts = several.parts(asking, whole, [way for way in several.ways(whole.question) if way.plain])
        return [] if corrected and any(several.asks_the_same(whole, part) for part in parts) else parts
    ways = tuple(several.ways(whole.question))
    return (
        several.parts(asking, whole, ways)
        or pair(asking.base, whole)
        or cut(asking, whole)
        or partly(asking, whole, ways)
    )

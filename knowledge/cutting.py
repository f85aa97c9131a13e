"""Messages for two things that nothing plainly sets apart: cut where most evidence is for one thing on each side."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.asking import Asking
from knowledge.confidence import confidence
from knowledge.deciding import CERTAIN, OFFER, Outcome
from knowledge.expressions import Expression
from knowledge.follow_ups import asking as asking_word
from knowledge.pairs import KINDS
from knowledge.parts import held_together, loosened, stands_alone
from knowledge.several import CLEAR, asks_something, hedged, names_more, part_of
from knowledge.sides import asks_for_sides

WEIGHTS = {
    "least": 0.457,
    "most": 0.418,
    "whole": -0.183,
    "likeness": 0.925,
    "objected": -0.985,
    "shared": 0.788,
    "sides": 1.35,
    "joined": 0.979,
    "headed": 0.828,
    "words": 0.573,
}
"""Fitted by `bench/calibrate.py` on questions that the base was not written from: logistic regression."""
BIAS = -4.57
ENOUGH = 50.0
"""Confidence, 0 to 100, that a message asks for just what its two sides lead to, from which it is cut."""
ALL = 0.9
"""Share of a message, 0 to 1, that one answer must speak of to be left alone."""
LIKE = 0.65
"""Cosine with a known wording, 0 to 1, from which a message is taken for that one with something else in it."""
NEARLY = 0.9
"""Cosine from which it is that wording, and one question, whatever differs."""
SWAPPED = frozenset(("name", "stranger", "speaker", "roles", "opposite", "negation"))
"""Slots in which such a message differs from the wording."""
FIRM = frozenset(("date", "stranger", "currency", "figure"))
"""Slots in which a side may not differ from what it leads to."""
BREAKS = 16
"""Places where a message may be cut at most; a longer one is no question for two things."""
LEAST, MOST = 1.0, 99.5
"""Confidence that is taken for next to none, and for as good as certain."""

_ASKING = r"(?:who|whom|what|when|where|why|how)"
_LOOSE = r"with|than|to|also|as well as|next to|compared (?:to|with)|set against"
_BREAK = Expression(
    r"\s*[;:/()–—]\s*|,\s+(?:(?:and|or|but|while|whereas|against|with|then)\s+)?|[.?!]\s+(?:and\s+)?"
    rf"|\s+(?:and|or|but|while|whereas|versus|against|beside|alongside|plus|by contrast|{_LOOSE})\s+"
    rf"|\s+(?={_ASKING}\s+(?:is|are|was|were|did|does|do|has|have|can|could|should|would|will|many|much)\b)"
)
_SELDOM = Expression(rf"^\s*(?:{_LOOSE})\s*$")
"""What is seldom a break, unless a message asks for several accounts."""
_JOINED = Expression(r"^\s*[.?!;]|\band\b")
_HEADED = Expression(r"^\s*[:(/)–—]")


class Cut(NamedTuple):
    """A message in two: what stands between, and what either side comes to."""

    between: str
    sides: tuple[Outcome, Outcome]

    @property
    def facts(self) -> list[set[str]]:
        """The facts that each side leads to."""
        return [set(side.best.intent.facts) if side.best else set() for side in self.sides]


def cut(asking: Asking, whole: Outcome) -> list[Outcome]:
    """The outcomes of the two sides of a message that as one comes to `whole`, or nothing where it is not cut."""
    if _is_one(asking, whole):
        return []
    ways = [(confidence(features(whole, way), WEIGHTS, BIAS), way) for way in cuts(asking, whole)]
    sure, best = max(ways, key=lambda way: way[0], default=(0.0, None))
    if best is None or sure < ENOUGH:
        return []
    return [side if side.status == "answered" and side.confidence >= CERTAIN else hedged(side) for side in best.sides]


def _is_one(asking: Asking, whole: Outcome) -> bool:
    """Whether one answer speaks of nearly all of a message, or it is a claim or a known wording with another word."""
    best = whole.best
    if best is None:
        return False
    swapped = not whole.objected or any(objection.slot in SWAPPED for objection in whole.objected)
    if whole.objected and best.likeness >= NEARLY:
        return True
    if whole.question.form == "claim" or (best.likeness >= LIKE and swapped and not names_more(asking.base, whole)):
        return True
    return whole.status == "answered" and not whole.objected and best.coverage.share > ALL


def cuts(asking: Asking, whole: Outcome) -> Iterator[Cut]:
    """Every way of cutting a message in two that each lead to facts of their own."""
    question = whole.question
    text = held_together(question.asked, question.places)
    loose = asks_for_sides(question.asked)
    breaks = [found for found in _BREAK.finditer(text) if loose or not _SELDOM.match(found[0])]
    for found in breaks if len(breaks) <= BREAKS else ():
        sides = [loosened(side).strip(" ,.;:?") for side in (text[: found.start()], text[found.end() :])]
        if not all(map(stands_alone, sides)):
            continue
        first, second = (asking.decide(part_of(asking, question, side), 0.0, part=True) for side in sides)
        way = Cut(found[0], (first, second))
        if all(map(_may_stand, way.sides)) and way.facts[0].isdisjoint(way.facts[1]):
            yield way


def _may_stand(side: Outcome) -> bool:
    if side.best is None or side.best.intent.kind != "intent" or side.confidence < OFFER:
        return False
    asks = asks_something(side.question, beside=KINDS) or (
        side.confidence >= CLEAR and asking_word(side.question.asked)
    )
    return bool(asks) and FIRM.isdisjoint(objection.slot for objection in side.objected)


def features(whole: Outcome, way: Cut) -> dict[str, float]:
    """What speaks for a cut of a message that as one comes to `whole`.

    `least` and `most` are the logits of the sides' confidence, `whole` that of the answer to all, 0 if there is none;
    `likeness` the lesser cosine with a known wording, 0 to 1; `objected` how many sides a guard objects to, `shared`
    how many have facts of the answer to all; `sides` 1 where several accounts are asked for; `joined` and `headed` 1
    where an *and* or the end of a sentence, or a colon or a bracket, stands between; `words` the logarithm of how many
    the shorter side has.
    """
    least, most = sorted(_logit(side.confidence) for side in way.sides)
    given = set(whole.best.intent.facts) if whole.best else set()
    return {
        "least": least,
        "most": most,
        "whole": _logit(whole.confidence) if whole.status == "answered" else 0.0,
        "likeness": min(side.best.likeness for side in way.sides if side.best),
        "objected": sum(bool(side.objected) for side in way.sides),
        "shared": sum(bool(facts & given) for facts in way.facts),
        "sides": float(asks_for_sides(whole.question.asked)),
        "joined": float(bool(_JOINED.search(way.between))),
        "headed": float(bool(_HEADED.match(way.between))),
        "words": math.log(min(len(side.question.asked.split()) for side in way.sides)),
    }


def _logit(confidence: float) -> float:
    share = min(max(confidence, LEAST), MOST) / 100
    return math.log(share / (1 - share))

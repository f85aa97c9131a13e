"""Questions for two things that no break sets apart: two intents that only together say what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.confidence import confidence, features
from knowledge.deciding import CERTAIN, Outcome
from knowledge.expressions import Expression
from knowledge.guards import Candidate, objections

if TYPE_CHECKING:
    from knowledge.base import FactBase

GAIN = 0.15
"""Share of the question, 0 to 1, that the second intent must cover beyond the first."""
MOST = 6
"""Facts of a pair at most: more are no answer to two questions."""

_SEVERAL = Expression(
    r"\b(?:and|plus|both|each|two|other|another|versus|while|whereas|respectively|beside|against|with|or|than|"
    r"compar\w*|contrast\w*|differ\w*|combin\w*|match\w*|alongside|together)\b|[;/,]"
)


def pair(base: FactBase, outcome: Outcome) -> list[Outcome]:
    """The outcomes of the best candidate and of the one that best completes it, or nothing."""
    question, near = outcome.question, outcome.near
    if not near or near[0].intent.kind != "intent" or not _SEVERAL.search(question.asked):
        return []
    ways = [(confidence(features(question, found)), second, found) for second, found in _completed(near)]
    sure, second, found = max(ways, key=lambda way: way[0], default=(0.0, near[0], []))
    if sure < CERTAIN or objections(question, found[0], base):
        return []
    return [
        Outcome("answered", question, one.facts, one.intent.lead, sure, best=one, near=near)
        for one in (near[0], second)
    ]


def _completed(near: Sequence[Candidate]) -> Iterator[tuple[Candidate, list[Candidate]]]:
    """Each candidate that completes the first, and the candidates with these two as one before the others."""
    first, *others = near
    for second in others:
        if second.intent.kind != "intent" or not set(first.intent.facts).isdisjoint(second.intent.facts):
            continue
        both = _joined(first, second)
        if both.coverage.share - first.coverage.share >= GAIN and len(both.facts) <= MOST:
            yield second, [both, *(other for other in others if other is not second)]


def _joined(first: Candidate, second: Candidate) -> Candidate:
    """Two candidates as one, which has the names and the facts of both."""
    intent = replace(
        first.intent,
        names=first.intent.names | second.intent.names,
        asks=first.intent.asks | second.intent.asks,
        denied=first.intent.denied | second.intent.denied,
    )
    return replace(
        first,
        intent=intent,
        facts=(*first.facts, *second.facts),
        passages=first.passages | second.passages,
        share=first.share + second.share,
        coverage=first.coverage.together(second.coverage),
    )

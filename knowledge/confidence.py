"""How sure the best candidate is to be what was asked, from the scores and from what of the question it covers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from knowledge.guards import Candidate

WEIGHTS = {"coverage": 2.5, "mass": 2.0, "against": -1.5, "score": 0.0, "words": 0.04}
"""Fitted by `bench/calibrate.py` on questions that the base was not written from."""
BIAS = -1.2


def features(found: Sequence[Candidate], words: int) -> dict[str, float]:
    """What speaks for the first candidate.

    `coverage` is the share of the question that it covers, `mass` the part of the evidence on its passages,
    `against` the part on gaps and small talk, each 0 to 1; `score` the matcher's, 0 to 1; `words` the question's
    length, at most 20.
    """
    best = found[0]
    passages = _passages(best)
    alike = [other for other in found if other.intent.kind == "intent" and passages & _passages(other)]
    return {
        "coverage": best.coverage.share,
        "mass": sum(other.share for other in alike),
        "against": sum(other.share for other in found if other.intent.kind != "intent"),
        "score": best.score / 100,
        "words": min(words, 20),
    }


def confidence(values: dict[str, float]) -> float:
    """Confidence, 0 to 100, that the first candidate answers the question."""
    return 100 / (1 + math.exp(-BIAS - sum(WEIGHTS[name] * value for name, value in values.items())))


def _passages(candidate: Candidate) -> set[tuple[str, int]]:
    return {(citation.source, citation.start) for fact in candidate.facts for citation in fact.citations}

"""How sure the best candidate is to be what was asked, from the scores and from what of the question it covers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from knowledge.guards import Candidate
from knowledge.slots import Question

WEIGHTS = {"coverage": 0.49, "mass": 2.71, "against": -4.35, "share": 0.98, "words": 0.047, "claim": 0.96}
"""Fitted by `bench/calibrate.py` on questions that the base was not written from."""
BIAS = -0.44


def features(question: Question, found: Sequence[Candidate]) -> dict[str, float]:
    """What speaks for the first candidate.

    `coverage` is the share of the question that it covers, `share` its part of the evidence, `mass` that of all
    that cite its passages, `against` that of gaps and small talk, each 0 to 1; `words` the question's length, at
    most 20; `claim` 1 where something is said and only to be confirmed.
    """
    best = found[0]
    passages = _passages(best)
    alike = [other for other in found if other.intent.kind == "intent" and passages & _passages(other)]
    return {
        "coverage": best.coverage.share,
        "mass": sum(other.share for other in alike),
        "against": sum(other.share for other in found if other.intent.kind != "intent"),
        "share": best.share,
        "words": min(len(question.analysis.words), 20),
        "claim": float(question.form == "claim"),
    }


def confidence(values: dict[str, float]) -> float:
    """Confidence, 0 to 100, that the first candidate answers the question."""
    return 100 / (1 + math.exp(-BIAS - sum(WEIGHTS[name] * value for name, value in values.items())))


def _passages(candidate: Candidate) -> set[tuple[str, int]]:
    return {(citation.source, citation.start) for fact in candidate.facts for citation in fact.citations}

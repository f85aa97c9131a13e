"""How sure the best candidate is to be what was asked, from the evidence for it and for others, and what it covers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from knowledge.guards import Candidate
from knowledge.slots import Question

WEIGHTS = {
    "mass": 3.38,
    "against": -1.2,
    "lead": 0.224,
    "likeness": 1.66,
    "coverage": 1.4,
    "content": 0.0288,
    "facts": -0.176,
    "claim": 0.656,
}
"""Fitted by `bench/calibrate.py` on questions that the base was not written from: logistic regression."""
BIAS = -2.14

SEVERAL = 3
"""Facts from which an answer counts as giving several accounts."""
LEAST = 0.001
"""Evidence below which a rival counts as none."""


def features(question: Question, found: Sequence[Candidate]) -> dict[str, float]:
    """What speaks for the first candidate, and for those that cite a passage of its: they are alike.

    `mass` is the evidence for all that are alike, `against` that for gaps and small talk, 0 to 1; `lead` the logarithm
    of how much more there is for the first than for the best that is not alike; `likeness` the cosine with the nearest
    utterance, 0 to 1; `coverage` the share of the question that they cover, 0 to 1; `content` how much the question
    tells; `facts` how many the answer gives, up to SEVERAL; `claim` 1 where something is said and only to be confirmed.
    """
    best = found[0]
    alike: list[Candidate] = []
    others: list[Candidate] = []
    for candidate in found:
        same = candidate.intent.kind == "intent" and not best.passages.isdisjoint(candidate.passages)
        (alike if same else others).append(candidate)
    coverage = alike[0].coverage.together(*[candidate.coverage for candidate in alike[1:]])
    rival = max([other.share for other in others], default=0.0)
    return {
        "mass": sum([candidate.share for candidate in alike]),
        "against": sum([other.share for other in others if other.intent.kind != "intent"]),
        "lead": math.log((best.share + LEAST) / (rival + LEAST)),
        "likeness": max([candidate.likeness for candidate in alike]),
        "coverage": coverage.share,
        "content": coverage.total,
        "facts": min(len(best.facts), SEVERAL),
        "claim": float(question.form == "claim"),
    }


def confidence(values: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS, bias: float = BIAS) -> float:
    """Confidence, 0 to 100, by a logistic model: as fitted here, that the first candidate answers the question."""
    return 100 / (1 + math.exp(-bias - sum([weights[name] * value for name, value in values.items()])))

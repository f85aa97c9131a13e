"""From a matcher's raw scores to scores of 0 to 100 that mean the same for every set of intents.

Raw scores depend on how many intents and utterances there are. So a second matcher is built without a fifth of the
intents and without a fifth of the other intents' utterances, and shown both: a logistic curve through what it says
of them (Platt 1999, https://en.wikipedia.org/wiki/Platt_scaling) makes 50 the score that a question to a known
intent is as likely to get as one to an unknown. The intents left out are close relatives of the others, so 50 is a
strict threshold: small talk and other subjects mostly stay below 20.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from knowledge.curve import Curve

Doubles = NDArray[np.float64]
Intents = Mapping[str, Sequence[str]]

EVERY = 5
"""One intent in so many is left out, and one in so many utterances of the others."""
MOST = 6000
"""Utterances that calibration works with, give or take an intent; of a larger base it takes every nth intent."""
FEWEST = 10
"""Intents below which the curve is taken as given: too few to leave some out."""
ASSUMED = (1.1, 0.9, 0.7, 0.5, 0.3), (0.6, 0.4, 0.3, 0.2, 0.1)
"""Raw scores of known and unknown questions taken for granted; they count little where there is much to see."""
RIDGE = 1e-4
"""Pull of the curve towards a flat one, so that it stays finite where the two sorts do not overlap."""


def split(intents: Intents) -> tuple[dict[str, list[str]], list[str], list[str]]:
    """Part intents into those to learn from, questions to them that are held out, and questions to intents left out."""
    learnt: dict[str, list[str]] = {}
    known: list[str] = []
    unknown: list[str] = []
    apart = 1 + sum(map(len, intents.values())) // MOST
    for number, (name, utterances) in enumerate(list(intents.items())[::apart]):
        if number % EVERY == EVERY - 1:
            unknown.extend(utterances)
            continue
        held = utterances[EVERY - 1 :: EVERY] if len(utterances) >= EVERY else []
        learnt[name] = [text for text in utterances if text not in held]
        known.extend(held)
    return learnt, known, unknown


def calibrate(intents: Intents, best: Callable[[Intents], Callable[[str], float]]) -> Curve:
    """Find the curve for intents; `best` builds a matcher and gives the raw score of its best match for a text."""
    if len(intents) < FEWEST:
        return anchored([], [])
    learnt, known, unknown = split(intents)
    score = best(learnt)
    return anchored([score(text) for text in known], [score(text) for text in unknown])


def anchored(inside: ArrayLike, outside: ArrayLike) -> Curve:
    """Fit a curve between raw scores of known and unknown questions, and a few taken for granted."""
    return fit(np.concatenate([ASSUMED[0], inside]), np.concatenate([ASSUMED[1], outside]))


def fit(inside: Doubles, outside: Doubles, steps: int = 50) -> Curve:
    """Fit a logistic curve between two sets of raw scores that count alike, by Newton's method."""
    raw = np.concatenate([inside, outside])
    target = np.repeat([1.0, 0.0], [len(inside), len(outside)])
    worth = np.repeat([0.5 / len(inside), 0.5 / len(outside)], [len(inside), len(outside)])
    points = np.stack([raw, np.ones_like(raw)])
    line = np.zeros(2)
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(line @ points, -60, 60)))
        slope = points @ (worth * (chance - target)) + RIDGE * line
        bend = (points * (worth * chance * (1 - chance))) @ points.T + RIDGE * np.eye(2)
        line -= np.linalg.solve(bend, slope)
    return Curve(max(float(line[0]), 1.0), float(-line[1] / max(line[0], 1.0)))

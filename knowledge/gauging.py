"""What scores of centroids mean, told by the utterances themselves: each of some is asked of a base without it.

It is asked twice: of the base without the utterance, as a question to a known intent, and of the base without its
whole intent, as one to an unknown. A centroid without one utterance is worked out, not built again.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.centroids import COMPARED, Centroids
from knowledge.rows import Rows

Doubles = NDArray[np.float64]

SAMPLE = 1000
"""Utterances that are asked."""
NEARNESSES = 0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0
SHARPNESSES = np.geomspace(2, 80, 24)
"""What is tried as the worth of the nearest utterance beside the centroid, and to turn scores into logits."""


class Gauge(NamedTuple):
    """What `Centroids` takes from the questions, and their raw scores: as known ones, and as unknown ones."""

    nearness: float
    sharpness: float
    unit: float
    inside: Doubles
    outside: Doubles


class _Asked(NamedTuple):
    """Questions as lines of cosines with centroids and with nearest utterances, those of the own intent first.

    `whole` are those with the centroids that the utterances are part of.
    """

    centroids: Doubles
    nearest: Doubles
    whole: Doubles


def gauge(centroids: Centroids, utterances: Rows, worth: float) -> Gauge:
    """Ask some utterances, given as rows of features, of intents that have others.

    A raw score adds the cosine of the nearest at this worth.
    """
    asked = _ask(centroids, utterances)
    if not len(asked.whole):
        return Gauge(NEARNESSES[0], float(SHARPNESSES[0]), 1.0, np.zeros(0), np.zeros(0))
    tried = [(_truth(asked, near, sharp), near, float(sharp)) for near in NEARNESSES for sharp in SHARPNESSES]
    _, nearness, sharpness = max(tried)
    unit = float(asked.whole.mean()) + nearness
    raw = (asked.centroids + nearness * asked.nearest) / unit + worth * asked.nearest
    outside = raw[:, 1:].max(axis=1, initial=0)
    return Gauge(nearness, sharpness, unit, np.maximum(raw[:, 0], outside), outside)


def _truth(asked: _Asked, nearness: float, sharpness: float) -> float:
    """Give the mean logarithm of the own intents' shares."""
    logits = sharpness * (asked.centroids + nearness * asked.nearest)
    return float((logits[:, 0] - np.log(np.exp(logits).sum(axis=1))).mean())


def _ask(centroids: Centroids, utterances: Rows) -> _Asked:
    sizes = np.diff(centroids.nearest.firsts)
    labels = np.repeat(np.arange(len(sizes)), sizes)
    several = np.flatnonzero(sizes[labels] > 1)
    places = np.linspace(0, len(several) - 1, min(SAMPLE, len(several))).astype(np.int64)
    found = [_alone(centroids, utterances, int(number), int(labels[number])) for number in several[places]]
    width = max((len(means) for means, _, _ in found), default=1)
    lines = np.zeros((2, len(found), width))
    for at, (means, best, _) in enumerate(found):
        lines[:, at, : len(means)] = means, best
    return _Asked(lines[0], lines[1], np.array([whole for _, _, whole in found]))


def _alone(centroids: Centroids, rows: Rows, utterance: int, label: int) -> tuple[Doubles, Doubles, float]:
    """Ask one utterance: its cosines with centroids and nearest utterances, and with its own centroid as it is."""
    nearest = centroids.nearest
    features = rows.numbers[rows.starts[utterance] : rows.starts[utterance + 1]].astype(np.int64)
    chosen = centroids.candidates(features, COMPARED)
    chosen = np.concatenate([[label], chosen[chosen != label]])
    found = nearest.compare(features, 0.0, chosen.tolist())
    sums = np.add.reduceat(found.values, found.begins).astype(np.float64)
    lengths = np.diff(found.begins, append=len(found.values)) * centroids.lengths[chosen].astype(np.float64)
    whole = float(sums[0] / lengths[0])
    # The length of a sum of unit vectors without one of them.
    lengths[0] = max(lengths[0] ** 2 - 2 * sums[0] + 1, 1e-9) ** 0.5
    sums[0] -= 1
    found.values[utterance - found.firsts[0]] = 0
    best = np.maximum.reduceat(found.values, found.begins).astype(np.float64)
    return np.clip(sums / lengths, 0, 1), best, whole

"""What speaks for an intent where there are too many to learn a table: the mean of its utterances' vectors.

A text belongs to the intent whose mean, or centroid, has the greatest cosine with it (Rocchio's method, Manning,
Raghavan and Schütze 2008, https://nlp.stanford.edu/IR-book/html/htmledition/rocchio-classification-1.html). Which are
worth comparing is told by an inverted index: of every feature the intents that have it, those first whose centroid
it shapes most. A text reads a bounded number of its entries, whatever the size of the base.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.choice import Choice
from knowledge.nearest import Cosines, Nearest, in_blocks
from knowledge.rows import Rows, sorted_places
from knowledge.twins import Twins

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Features = NDArray[np.int64]

TYPICAL, RARE, KEPT = 64, 1024, 1 << 14
"""Features of an intent that are indexed at all events, intents up to which a feature is indexed for all that have it,
and at most (static pruning, Carmel et al. 2001, https://doi.org/10.1145/383952.383958)."""
READ = 1 << 16
"""Entries at most that are read for one text."""
COMPARED = 32
"""Intents whose centroids are compared in full."""


@dataclass(frozen=True)
class Centroids:
    """The centroids of intents by feature: feature `f` has `intents[starts[f]:starts[f + 1]]`, best first.

    `worths` say how much of the centroid, as a unit vector, the feature is; `lengths` are those of the centroids.
    A score is the cosine with the centroid and, at the worth of `nearness`, that with the nearest utterance; `unit` is
    what an utterance scores for its own intent on average, `sharpness` turns scores into logits.
    """

    starts: NDArray[np.int64]
    intents: NDArray[np.int32]
    worths: Floats
    lengths: Floats
    nearness: float
    sharpness: float
    unit: float
    nearest: Nearest
    twins: Twins
    trained: ClassVar[Literal[False]] = False
    """Shares that are not learnt tell too little to read a text again by them."""

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give all but the utterances as arrays."""
        return {
            "posting_starts": self.starts,
            "posting_intents": self.intents,
            "posting_worths": self.worths,
            "centroid_lengths": self.lengths,
            "gauged": np.array([self.nearness, self.sharpness, self.unit]),
            "twin_hashes": self.twins.hashes,
            "twin_utterances": self.twins.utterances,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], nearest: Nearest) -> Centroids:
        """Restore what `to_arrays` gave."""
        postings = arrays["posting_starts"], arrays["posting_intents"], arrays["posting_worths"]
        twins = Twins(arrays["twin_hashes"], arrays["twin_utterances"])
        nearness, sharpness, unit = arrays["gauged"].tolist()
        return cls(*postings, arrays["centroid_lengths"], nearness, sharpness, unit, nearest, twins)

    def best(self, features: Sequence[int], foreign: float, count: int) -> Choice:
        """Choose the intents that a text belongs to most likely; 1 is what an utterance scores for its own."""
        places = np.array(features)
        chosen = self.candidates(places, max(count, COMPARED))
        if not len(chosen):
            return Choice([], [], [])
        found = self.nearest.compare(places, foreign, chosen.tolist())
        scores = self.scores(found, chosen)
        order = np.argsort(-scores, kind="stable")[:count]
        chances = np.exp((scores - scores.max()) * self.sharpness)
        shares = chances[order] / chances.sum()
        neighbours = found.nearest(order.tolist())
        return Choice(chosen[order].tolist(), (scores[order] / self.unit).tolist(), shares.tolist(), neighbours)

    def scores(self, found: Cosines, intents: NDArray[np.integer]) -> Doubles:
        """Score some intents for a text by its cosines with their utterances."""
        scores: Doubles = np.add.reduceat(found.values, found.begins)
        scores /= np.diff(found.begins, append=len(found.values)) * self.lengths.take(intents)
        scores += self.nearness * np.maximum.reduceat(found.values, found.begins)
        return scores

    def candidates(self, features: Features, count: int) -> NDArray[np.int64]:
        """Choose the intents that have most of a text, by as many entries as may be read."""
        starts, lengths = self.starts.take(features), self.starts.take(features + 1)
        lengths -= starts
        lengths = _fair(lengths, READ)
        spans = list(zip(starts.tolist(), (starts + lengths).tolist(), strict=True))
        intents = np.concatenate([self.intents[start:end] for start, end in spans])
        worths = np.concatenate([self.worths[start:end] for start, end in spans])
        worths *= np.repeat(self.nearest.weights.take(features), lengths)
        found = _greatest(intents, worths, count)
        twins = self.twins.find(features)
        if len(twins):
            found = np.unique(np.concatenate([found, self.nearest.firsts.searchsorted(twins, "right") - 1]))
        return found


def _greatest(intents: NDArray[np.int32], worths: Floats, count: int) -> NDArray[np.int64]:
    """Give the intents whose worths have the greatest sums."""
    if not len(intents):
        return np.zeros(0, np.int64)
    found, sums = _summed(intents, worths)
    some = min(count, len(found))
    places = np.argpartition(sums, -some)[-some:]
    places.sort()
    return found[places[sums[places] > 0]]


def _summed(intents: NDArray[np.int32], worths: Floats) -> tuple[NDArray[np.int64], NDArray[np.floating]]:
    """Give intents, in order, and the sums of their worths."""
    if int(intents.max()) < len(intents):
        sums: NDArray[np.float64] = np.bincount(intents, worths).astype(np.float64)
        return np.arange(len(sums)), sums
    # Of very many intents a text touches but a part: no array of all is made.
    order = sorted_places(intents.astype(np.int64))
    found = intents[order].astype(np.int64)
    begins = np.flatnonzero(np.diff(found, prepend=-1))
    return found[begins], np.add.reduceat(worths[order], begins)


def _fair(lengths: NDArray[np.int64], budget: int) -> NDArray[np.int64]:
    """Cut the longest so that the sum is within a budget."""
    if int(lengths.sum()) <= budget:
        return lengths
    order = np.sort(lengths)
    left = budget - np.concatenate(([0], np.cumsum(order[:-1])))
    share = left // np.arange(len(order), 0, -1)
    return np.minimum(lengths, int(share[order > share][0]))


def build(nearest: Nearest, utterances: Rows) -> Centroids:
    """Make the centroids of the intents whose utterances are given, as rows of features too."""
    keys, worths, typical, lengths = [], [], [], []
    for first, last in in_blocks(nearest.firsts):
        features, intents, shaped = _shaped(nearest, utterances, first, last)
        length = np.sqrt(np.bincount(intents, shaped**2, last - first))
        keys.append((features << 32) + intents + first)
        worths.append((shaped / length[intents]).astype(np.float32))
        typical.append(_are_typical(intents, shaped * nearest.weights[features]))
        lengths.append(length.astype(np.float32))
    entries = np.concatenate(keys), np.concatenate(worths), np.concatenate(typical)
    postings = _inverted(*entries, len(nearest.weights))
    return Centroids(*postings, np.concatenate(lengths), 0.0, 1.0, 1.0, nearest, Twins.of(utterances))


def _shaped(
    nearest: Nearest, utterances: Rows, first: int, last: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Give the features of some intents' centroids, the intents, from 0, and how much of each centroid they are."""
    begin, end = int(nearest.firsts[first]), int(nearest.firsts[last])
    rows = utterances.part(begin, end)
    sizes = np.diff(nearest.firsts[first : last + 1])
    labels = np.repeat(np.arange(last - first), sizes)[rows.owners]
    worth = 1.0 / (nearest.lengths[begin:end] * np.repeat(sizes, sizes))
    shaped = nearest.weights[rows.numbers] * worth[rows.owners]
    width = len(nearest.weights)
    keys = labels * width + rows.numbers
    order = sorted_places(keys)
    keys = keys[order]
    begins = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[begins] % width, keys[begins] // width, np.add.reduceat(shaped[order], begins).astype(np.float64)


def _are_typical(intents: NDArray[np.int64], impacts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which entries are among the TYPICAL greatest of their intent; the intents are in order."""
    order = sorted_places((intents << 16) + _falling(impacts.astype(np.float32)))
    places = np.arange(len(order)) - intents.searchsorted(intents)
    typical = np.zeros(len(order), bool)
    typical[order] = places < TYPICAL
    return typical


def _falling(worths: Floats) -> NDArray[np.int32]:
    """Turn positive numbers into others of 16 bits that fall as they rise: the upper half of a float does."""
    return 0xFFFF - (worths.view(np.int32) >> 16)


def _inverted(
    keys: NDArray[np.int64], worths: Floats, typical: NDArray[np.bool_], features: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], Floats]:
    """Order entries by feature and worth, and leave out what is pruned; a key is a feature and an intent."""
    counts = np.bincount(keys >> 32, minlength=features)
    kept = typical | (counts <= RARE)[keys >> 32]
    keys, worths = keys[kept], worths[kept]
    order = sorted_places((keys >> 32 << 16) + _falling(worths))
    found = keys[order] >> 32
    starts = found.searchsorted(np.arange(features + 1))
    order = order[np.arange(len(order)) - starts[found] < KEPT]
    ends = np.concatenate(([0], np.cumsum(np.minimum(np.diff(starts), KEPT))))
    return ends, (keys[order] & 0xFFFFFFFF).astype(np.int32), worths[order]

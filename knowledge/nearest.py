"""How near a text is to the utterances of some intents, by the cosine of their vectors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from math import fsum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.choice import Neighbour
from knowledge.exact import LARGEST
from knowledge.rows import Rows, sorted_places

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Features = NDArray[np.int64]

HELD = 1 << 12
"""Intents whose utterances are held cut out of the arrays of all."""
BLOCK = 1 << 16
"""Utterances that are worked on at once, give or take an intent."""


class Cosines(NamedTuple):
    """A text's cosines, 0 to 1, with the utterances of some intents, intent by intent.

    The intent at place `i` begins at `begins[i]`; its first utterance is number `firsts[i]`.
    """

    values: Doubles
    begins: list[int]
    firsts: list[int]

    def nearest(self, places: Sequence[int]) -> list[Neighbour]:
        """Give the nearest utterances of the intents at some places, of equals the first ones."""
        values, firsts, begins = self.values, self.firsts, self.begins
        ends = [*begins[1:], len(values)]
        best = [begins[place] + int(values[begins[place] : ends[place]].argmax()) for place in places]
        cosines = values.take(best).tolist()
        return [
            Neighbour(firsts[place] + at - begins[place], cosine)
            for place, at, cosine in zip(places, best, cosines, strict=True)
        ]


class _Own(NamedTuple):
    """An intent's utterances: the first by number, and how many; where its features begin, these, and the lengths."""

    first: int
    size: int
    begin: int
    features: NDArray[np.int32]
    lengths: Doubles


class _Scratch(threading.local):
    """A place for every feature, blank but while a text is compared; every thread has its own."""

    def __init__(self, size: int) -> None:
        self.marks = np.zeros(size, bool)
        self.worths = np.zeros(size, np.float32)


@dataclass(frozen=True)
class Nearest:
    """Of every intent the features of its utterances, and of each of these the utterances that have it.

    Intent `i` has the utterances `firsts[i]` up to `firsts[i + 1]` and the row `i` of `features`, in order; `owners`
    has a row of utterances for every place in these. `lengths` are those of the utterances as vectors, `weights` those
    of the features in them.
    """

    features: Rows
    owners: Rows
    lengths: Floats
    firsts: NDArray[np.int64]
    weights: Floats
    _squares: Doubles = field(init=False, repr=False)
    _scratch: _Scratch = field(init=False, repr=False)
    _own: Callable[[int], _Own] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_squares", self.weights.astype(np.float64) ** 2)
        object.__setattr__(self, "_scratch", _Scratch(len(self.weights)))
        object.__setattr__(self, "_own", lru_cache(maxsize=HELD)(self._cut))

    def _cut(self, intent: int) -> _Own:
        first, last = self.firsts[intent : intent + 2].tolist()
        begin, end = self.features.starts[intent : intent + 2].tolist()
        lengths = self.lengths[first:last].astype(np.float64)
        return _Own(first, last - first, begin, self.features.numbers[begin:end], lengths)

    @classmethod
    def build(cls, rows: Rows, weights: Floats, sizes: NDArray[np.int64]) -> Nearest:
        """Invert utterances as rows of features that have a weight; `sizes` are their numbers, intent by intent."""
        lengths = np.sqrt(np.add.reduceat(weights.astype(np.float64)[rows.numbers] ** 2, rows.starts[:-1]))
        firsts = np.concatenate(([0], np.cumsum(sizes)))
        blocks = [_inverted(rows, firsts[first : last + 1], len(weights)) for first, last in in_blocks(firsts)]
        features, owners = (Rows.joined(parts) for parts in zip(*blocks, strict=True))
        return cls(features, owners, lengths.astype(np.float32), firsts, weights)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give all but the weights as arrays."""
        return {
            "own_starts": self.features.starts,
            "own_features": self.features.numbers,
            "owner_starts": self.owners.starts,
            "owners": self.owners.numbers,
            "lengths": self.lengths,
            "firsts": self.firsts,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], weights: Floats) -> Nearest:
        """Restore what `to_arrays` gave."""
        features = Rows(arrays["own_starts"], arrays["own_features"])
        owners = Rows(arrays["owner_starts"], arrays["owners"])
        return cls(features, owners, arrays["lengths"], arrays["firsts"], weights)

    def compare(self, features: Features, foreign: float, intents: Sequence[int]) -> Cosines:
        """Compare a text with every utterance of some intents."""
        squares = self._squares.take(features)
        total = fsum(squares.tolist())
        part = total / LARGEST or 1.0
        squares /= part
        firsts, sizes, begins, own, lengths = zip(*[self._own(intent) for intent in intents], strict=True)
        hits, worths = self._shared(features, np.floor(squares, out=squares), np.concatenate(own))
        ends, places = [*accumulate(map(len, own))], [0, *accumulate(sizes)]
        intent = np.array(ends).searchsorted(hits, "right")
        hits += np.array([begin - at for begin, at in zip(begins, [0, *ends], strict=False)]).take(intent)
        shift = np.array([at - first for at, first in zip(places, firsts, strict=False)]).take(intent)
        entries, owners = self.owners.take(hits)
        sums = np.bincount(owners + shift.take(entries), worths.take(entries), places[-1])
        cosines: Doubles = sums / np.concatenate(lengths)
        cosines *= part / ((total + foreign) ** 0.5 or 1.0)
        return Cosines(np.minimum(cosines, 1.0, out=cosines), places[:-1], list(firsts))

    def _shared(self, features: Features, worths: Doubles, own: NDArray[np.int32]) -> tuple[Features, Floats]:
        """Give the places at which features of a text are among others, and what these are worth."""
        scratch = self._scratch
        scratch.worths[features] = worths
        scratch.marks[features] = True
        try:
            hits = scratch.marks.take(own, mode="clip").nonzero()[0]
        finally:
            scratch.marks[features] = False
        return hits, scratch.worths.take(own.take(hits))

    def find(self, features: Sequence[int], foreign: float, intents: Sequence[int]) -> list[Neighbour]:
        """Find each intent's utterance that is nearest to a text, of equals the first one."""
        if not intents:
            return []
        return self.compare(np.array(features), foreign, intents).nearest(range(len(intents)))


def in_blocks(firsts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Part intents, by their first utterances, so that each part has about so many utterances."""
    begin = 0
    while begin < len(firsts) - 1:
        end = int(firsts.searchsorted(firsts[begin] + BLOCK, "right")) - 1
        yield begin, (end := max(end, begin + 1))
        begin = end


def _inverted(rows: Rows, firsts: NDArray[np.int64], width: int) -> tuple[Rows, Rows]:
    """Give of some intents the features, of which there are `width`, and of each of these the utterances."""
    own = rows.part(int(firsts[0]), int(firsts[-1]))
    owners = own.owners
    labels = np.repeat(np.arange(len(firsts) - 1), np.diff(firsts))
    keys = labels[owners] * width + own.numbers
    order = sorted_places(keys)
    keys = keys[order]
    begins = np.flatnonzero(np.diff(keys, prepend=-1))
    starts = (keys[begins] // width).searchsorted(np.arange(len(firsts)))
    features = Rows(starts, (keys[begins] % width).astype(np.int32))
    return features, Rows(np.append(begins, len(keys)), (owners[order] + firsts[0]).astype(np.int32))

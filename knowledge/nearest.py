"""The utterance of an intent that is nearest to a text, by the cosine of their vectors."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.rows import Rows

Floats = NDArray[np.float32]
Features = NDArray[np.int64]


class Neighbour(NamedTuple):
    """An utterance by number, and its cosine with a text, 0 to 1."""

    utterance: int
    cosine: float


class _Scratch(threading.local):
    """A place for every feature, zero but while a text is compared; every thread has its own."""

    def __init__(self, size: int) -> None:
        self.places = np.zeros(size, np.float32)


@dataclass(frozen=True)
class Nearest:
    """Utterances as rows of features, those of an intent side by side.

    Intent `i` has the rows `firsts[i]` up to `firsts[i + 1]`; `lengths` are those of the rows as vectors, `weights`
    those of the features in them.
    """

    rows: Rows
    lengths: Floats
    firsts: NDArray[np.int64]
    weights: Floats
    _bounds: Sequence[tuple[int, int]] = field(init=False, repr=False)
    _starts: NDArray[np.int64] = field(init=False, repr=False)
    _squares: Floats = field(init=False, repr=False)
    _scratch: _Scratch = field(init=False, repr=False)

    def __post_init__(self) -> None:
        begins = self.rows.starts[self.firsts]
        starts = self.rows.starts[:-1] - np.repeat(begins[:-1], np.diff(self.firsts))
        object.__setattr__(self, "_bounds", list(zip(self.firsts.tolist(), begins.tolist(), strict=True)))
        object.__setattr__(self, "_starts", starts)
        object.__setattr__(self, "_squares", self.weights**2)
        object.__setattr__(self, "_scratch", _Scratch(len(self.weights)))

    @classmethod
    def build(cls, rows: Rows, weights: Floats, sizes: NDArray[np.int64]) -> Nearest:
        """Keep the rows' features that have a weight; `sizes` are the numbers of utterances, intent by intent."""
        kept = rows.keep(weights > 0)
        lengths = np.sqrt(np.bincount(kept.owners, weights[kept.numbers].astype(np.float64) ** 2))
        return cls(kept, lengths.astype(np.float32), np.concatenate(([0], np.cumsum(sizes))), weights)

    def find(self, features: Features, foreign: float, intents: Iterable[int]) -> list[Neighbour]:
        """Find each intent's utterance that is nearest to a text."""
        squares = self._squares.take(features)
        length = (float(squares.sum()) + foreign) ** 0.5 or 1.0
        places = self._scratch.places
        places[features] = squares
        try:
            return [self._best(places, intent, length) for intent in intents]
        finally:
            places[features] = 0

    def _best(self, places: Floats, intent: int, length: float) -> Neighbour:
        (first, begin), (last, end) = self._bounds[intent], self._bounds[intent + 1]
        # take() with "clip" is three times as fast as an index: it neither checks nor converts 32-bit places.
        shared = places.take(self.rows.numbers[begin:end], mode="clip")
        cosines = np.add.reduceat(shared, self._starts[first:last]) / self.lengths[first:last]
        best = int(cosines.argmax())
        return Neighbour(first + best, min(float(cosines[best]) / length, 1.0))

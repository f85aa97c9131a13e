"""How near a text is to the utterances of some intents, by the cosine of their vectors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from math import fsum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.choice import Neighbour
from knowledge.exact import LARGEST
from knowledge.rows import Rows

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Features = NDArray[np.int64]

HELD = 1 << 12
"""Intents whose rows are held cut out of the arrays of all."""


class Cosines(NamedTuple):
    """A text's cosines, 0 to 1, with the utterances of some intents, intent by intent.

    The intent at place `i` begins at `begins[i]`; its first utterance is number `firsts[i]`.
    """

    values: Doubles
    begins: list[int]
    firsts: list[int]


class _Rows(NamedTuple):
    """An intent's utterances: the first by number, the features of all, how many each has, and how long each is."""

    first: int
    numbers: NDArray[np.int32]
    sizes: NDArray[np.int64]
    lengths: Doubles


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
    _squares: Doubles = field(init=False, repr=False)
    _sizes: NDArray[np.int64] = field(init=False, repr=False)
    _scratch: _Scratch = field(init=False, repr=False)
    _rows_of: Callable[[int], _Rows] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_squares", self.weights.astype(np.float64) ** 2)
        object.__setattr__(self, "_sizes", np.diff(self.rows.starts))
        object.__setattr__(self, "_scratch", _Scratch(len(self.weights)))
        object.__setattr__(self, "_rows_of", lru_cache(maxsize=HELD)(self._cut))

    def _cut(self, intent: int) -> _Rows:
        first, last = self.firsts[intent : intent + 2].tolist()
        begin, end = int(self.rows.starts[first]), int(self.rows.starts[last])
        lengths = self.lengths[first:last].astype(np.float64)
        return _Rows(first, self.rows.numbers[begin:end], self._sizes[first:last], lengths)

    @classmethod
    def build(cls, rows: Rows, weights: Floats, sizes: NDArray[np.int64]) -> Nearest:
        """Keep the rows' features that have a weight; `sizes` are the numbers of utterances, intent by intent."""
        kept = rows.keep(weights > 0)
        squares = weights.astype(np.float64) ** 2
        lengths = np.sqrt(np.add.reduceat(squares[kept.numbers], kept.starts[:-1]))
        return cls(kept, lengths.astype(np.float32), np.concatenate(([0], np.cumsum(sizes))), weights)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give all but the weights as arrays."""
        return {
            "row_starts": self.rows.starts,
            "row_numbers": self.rows.numbers,
            "row_lengths": self.lengths,
            "firsts": self.firsts,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], weights: Floats) -> Nearest:
        """Restore what `to_arrays` gave."""
        rows = Rows(arrays["row_starts"], arrays["row_numbers"])
        return cls(rows, arrays["row_lengths"], arrays["firsts"], weights)

    def compare(self, features: Features, foreign: float, intents: Sequence[int]) -> Cosines:
        """Compare a text with every utterance of some intents."""
        squares = self._squares.take(features)
        total = fsum(squares.tolist())
        part = total / LARGEST or 1.0
        firsts, numbers, sizes, lengths = zip(*[self._rows_of(intent) for intent in intents], strict=True)
        every = np.concatenate(sizes)
        places = every.cumsum()
        places -= every
        sums = np.add.reduceat(self._shared(features, np.floor(squares / part), np.concatenate(numbers)), places)
        cosines = sums / np.concatenate(lengths)
        cosines *= part / ((total + foreign) ** 0.5 or 1.0)
        begins = [0, *accumulate(map(len, sizes[:-1]))]
        return Cosines(np.minimum(cosines, 1.0, out=cosines), begins, list(firsts))

    def _shared(self, features: Features, worths: Doubles, numbers: NDArray[np.int32]) -> Floats:
        """Give what each of the numbers that is one of the features is worth, and zero for the others."""
        places = self._scratch.places
        places[features] = worths
        try:
            # take() with "clip" is three times as fast as an index: it neither checks nor converts 32-bit places.
            return places.take(numbers, mode="clip")
        finally:
            places[features] = 0

    def find(self, features: Sequence[int], foreign: float, intents: Sequence[int]) -> list[Neighbour]:
        """Find each intent's utterance that is nearest to a text, of equals the first one."""
        if not intents:
            return []
        values, begins, firsts = self.compare(np.array(features), foreign, intents)
        nearest = []
        for first, begin, end in zip(firsts, begins, [*begins[1:], len(values)], strict=True):
            own = values[begin:end]
            best = int(own.argmax())
            nearest.append(Neighbour(first + best, own.item(best)))
        return nearest

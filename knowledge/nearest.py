"""How near a text is to the utterances of some intents, by the cosine of their vectors."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.rows import Rows

Floats = NDArray[np.float32]
Features = NDArray[np.int64]


class Cosines(NamedTuple):
    """A text's cosines, 0 to 1, with the utterances of some intents, intent by intent.

    The intent at place `i` begins at `begins[i]`; its first utterance is number `firsts[i]`.
    """

    values: Floats
    begins: NDArray[np.int64]
    firsts: NDArray[np.int64]


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
    _scratch: _Scratch = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_scratch", _Scratch(len(self.weights)))

    @classmethod
    def build(cls, rows: Rows, weights: Floats, sizes: NDArray[np.int64]) -> Nearest:
        """Keep the rows' features that have a weight; `sizes` are the numbers of utterances, intent by intent."""
        kept = rows.keep(weights > 0)
        squares = weights.astype(np.float64) ** 2
        lengths = np.sqrt(np.add.reduceat(squares[kept.numbers], kept.starts[:-1]))
        return cls(kept, lengths.astype(np.float32), np.concatenate(([0], np.cumsum(sizes))), weights)

    def compare(self, features: Features, foreign: float, intents: NDArray[np.integer]) -> Cosines:
        """Compare a text with every utterance of some intents."""
        weights = self.weights.take(features)
        weights *= weights
        length = (float(weights.sum()) + foreign) ** 0.5 or 1.0
        firsts, ends = self.firsts.take(intents), self.firsts.take(intents + 1)
        begins = np.cumsum(ends - firsts)
        count = int(begins[-1])
        begins -= ends - firsts
        utterances = np.repeat(firsts - begins, ends - firsts)
        utterances += np.arange(count)
        numbers = self.rows.numbers
        starts = self.rows.starts
        spans = list(zip(starts.take(firsts).tolist(), starts.take(ends).tolist(), strict=True))
        shift = np.cumsum([0, *(end - start for start, end in spans[:-1])])
        places = self._scratch.places
        places[features] = weights
        try:
            # take() with "clip" is three times as fast as an index: it neither checks nor converts 32-bit places.
            shared = places.take(np.concatenate([numbers[start:end] for start, end in spans]), mode="clip")
        finally:
            places[features] = 0
        own = starts.take(utterances)
        own -= np.repeat(starts.take(firsts) - shift, ends - firsts)
        cosines = np.add.reduceat(shared, own)
        cosines /= self.lengths.take(utterances)
        cosines *= 1 / length
        return Cosines(np.minimum(cosines, 1.0, out=cosines), begins, firsts)

    def find(self, features: Features, foreign: float, intents: NDArray[np.integer]) -> list[Neighbour]:
        """Find each intent's utterance that is nearest to a text."""
        found = self.compare(features, foreign, intents)
        begins = found.begins.tolist()
        nearest = []
        for first, begin, end in zip(found.firsts.tolist(), begins, [*begins[1:], len(found.values)], strict=True):
            best = int(found.values[begin:end].argmax())
            nearest.append(Neighbour(first + best, float(found.values[begin + best])))
        return nearest

"""The utterance of an intent that is nearest to a text, by the cosine of their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.rows import Rows

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Nearest:
    """Utterances as rows of features, those of an intent side by side.

    Intent `i` has the rows `firsts[i]` up to `firsts[i + 1]`; `shares` are one by the rows' lengths as
    vectors.
    """

    rows: Rows
    shares: Floats
    firsts: NDArray[np.int64]

    def __post_init__(self) -> None:
        # Single items of lists are read several times faster than those of arrays.
        object.__setattr__(self, "_firsts", self.firsts.tolist())
        object.__setattr__(self, "_starts", self.rows.starts[self.firsts].tolist())

    @classmethod
    def build(cls, rows: Rows, weights: Floats, sizes: NDArray[np.int64]) -> Nearest:
        """Keep the rows' features that have a weight; `sizes` are the numbers of utterances, intent by intent."""
        kept = rows.keep(weights > 0)
        lengths = np.sqrt(np.bincount(kept.owners, weights[kept.numbers].astype(np.float64) ** 2))
        return cls(kept, (1 / lengths).astype(np.float32), np.concatenate(([0], np.cumsum(sizes))))

    def find(self, query: Floats, intents: Sequence[int]) -> list[tuple[int, float]]:
        """Give each intent's utterance nearest to a query, and their cosine.

        `query` has a place for every feature: its value in the text's unit vector by its weight.
        """
        spans: list[tuple[int, int]] = [(self._firsts[i], self._firsts[i + 1]) for i in intents]  # type: ignore[attr-defined]
        ends: list[tuple[int, int]] = [(self._starts[i], self._starts[i + 1]) for i in intents]  # type: ignore[attr-defined]
        numbers = np.concatenate([self.rows.numbers[a:b] for a, b in ends])
        shift, starts = 0, []
        for (first, last), (a, b) in zip(spans, ends, strict=True):
            starts.append(self.rows.starts[first:last] + (shift - a))
            shift += b - a
        # take() with "clip" is three times as fast as an index: it neither checks nor converts 32-bit places.
        cosines = np.add.reduceat(query.take(numbers, mode="clip"), np.concatenate(starts))
        cosines *= np.concatenate([self.shares[first:last] for first, last in spans])
        found, at = [], 0
        for first, last in spans:
            best = int(cosines[at : at + last - first].argmax())
            found.append((first + best, float(cosines[at + best])))
            at += last - first
        return found

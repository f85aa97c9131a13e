"""Lists of numbers of differing length in two arrays, the compressed sparse rows of numerical libraries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Places = NDArray[np.int64]


class Rows(NamedTuple):
    """Row `i` is `numbers[starts[i]:starts[i + 1]]`."""

    starts: Places
    numbers: Numbers

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> Rows:
        """Pack lists of numbers."""
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        starts = np.concatenate(([0], np.cumsum(lengths)))
        return cls(starts, np.fromiter((n for row in rows for n in row), np.int32, int(starts[-1])))

    @property
    def owners(self) -> Places:
        """The row that each number stands in."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def take(self, chosen: NDArray[np.integer]) -> tuple[Places, Numbers]:
        """Give the numbers of the chosen rows, and for each number the place of its row among the chosen."""
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        ends = np.cumsum(lengths)
        shift = np.repeat(self.starts[chosen] - ends + lengths, lengths)
        return np.repeat(np.arange(len(chosen)), lengths), self.numbers[shift + np.arange(len(shift))]

    def keep(self, wanted: NDArray[np.bool_]) -> Rows:
        """Leave out the numbers that are not wanted."""
        stay = wanted[self.numbers]
        return Rows(np.concatenate(([0], np.cumsum(stay)))[self.starts], self.numbers[stay])

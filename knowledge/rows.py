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

    @classmethod
    def grouped(cls, owners: Places, numbers: Numbers, count: int) -> Rows:
        """Pack numbers that stand in the order of their rows, of which there are `count`; `owners` are these rows."""
        return cls(np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=count)))), numbers)

    @classmethod
    def joined(cls, parts: Sequence[Rows]) -> Rows:
        """Put rows one after another."""
        ends = np.cumsum([0, *(len(part.numbers) for part in parts)]).tolist()
        starts = [part.starts[:-1] + end for part, end in zip(parts, ends, strict=False)]
        return cls(np.concatenate([*starts, ends[-1:]]), np.concatenate([part.numbers for part in parts]))

    @property
    def owners(self) -> Places:
        """The row that each number stands in."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def part(self, first: int, last: int) -> Rows:
        """Give the rows from the first up to, not with, the last."""
        starts = self.starts[first : last + 1]
        return Rows(starts - starts[0], self.numbers[starts[0] : starts[-1]])

    def take(self, chosen: NDArray[np.integer]) -> tuple[Places, Numbers]:
        """Give the numbers of the chosen rows, and for each number the place of its row among the chosen."""
        shifts = self.starts.take(chosen)
        lengths = self.starts.take(chosen + 1) - shifts
        owners = np.arange(len(chosen)).repeat(lengths)
        shifts += lengths
        shifts -= lengths.cumsum()
        return owners, self.numbers.take(shifts.take(owners) + np.arange(len(owners)))

    def keep(self, wanted: NDArray[np.bool_]) -> Rows:
        """Leave out the numbers that are not wanted."""
        stay = wanted[self.numbers]
        return Rows(np.concatenate(([0], np.cumsum(stay)))[self.starts], self.numbers[stay])


def distinct(owners: Places, numbers: NDArray[np.integer]) -> Places:
    """Give the places of the numbers that occur for the first time in their row; rows are in order."""
    if not len(numbers):
        return np.zeros(0, np.int64)
    order = sorted_places(owners * (int(numbers.max()) + 1) + numbers)
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(numbers[order]) != 0) | (np.diff(owners[order]) != 0)
    return np.sort(order[new])


def sorted_places(keys: Places) -> Places:
    """Give the places that put keys of 0 and more in order, those of equal ones in theirs."""
    bits = len(keys).bit_length()
    if int(keys.max()) >> (63 - bits):
        return np.argsort(keys, kind="stable")
    # One sort of numbers is several times as fast as an argsort.
    packed = (keys << bits) | np.arange(len(keys))
    packed.sort()
    return packed & ((1 << bits) - 1)

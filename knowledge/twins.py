"""Utterances that have just the features that a text has, found by a hash of them, however common these are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.rows import Rows

MOST = 64
"""Twins at most that are given of one text."""

_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


class Twins(NamedTuple):
    """Sorted hashes of utterances, and the utterances' numbers."""

    hashes: NDArray[np.uint64]
    utterances: NDArray[np.int32]

    @classmethod
    def of(cls, rows: Rows) -> Twins:
        """Hash utterances, given as rows of features."""
        hashes = np.add.reduceat(_mixed(rows.numbers), rows.starts[:-1])
        order = np.argsort(hashes, kind="stable")
        return cls(hashes[order], order.astype(np.int32))

    def find(self, features: NDArray[np.integer]) -> NDArray[np.int32]:
        """Give the utterances with just these features; another only where hashes collide."""
        own = _mixed(features).sum()
        first = int(self.hashes.searchsorted(own))
        last = int(self.hashes.searchsorted(own, "right"))
        return self.utterances[first : min(last, first + MOST)]


def _mixed(features: NDArray[np.integer]) -> NDArray[np.uint64]:
    """Spread numbers over 64 bits (splitmix64, Steele et al. 2014, https://doi.org/10.1145/2660193.2660195)."""
    mixed = (features.astype(np.uint64) + np.uint64(1)) * _FIRST
    mixed ^= mixed >> np.uint64(30)
    mixed *= _SECOND
    mixed ^= mixed >> np.uint64(27)
    return mixed

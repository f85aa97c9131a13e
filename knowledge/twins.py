"""Utterances that have just the features that a text has, found by a hash of them, however common these are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.mixing import mixed
from knowledge.rows import Rows

MOST = 64
"""Twins at most that are given of one text."""


class Twins(NamedTuple):
    """Sorted hashes of utterances, and the utterances' numbers."""

    hashes: NDArray[np.uint64]
    utterances: NDArray[np.int32]

    @classmethod
    def of(cls, rows: Rows) -> Twins:
        """Hash utterances, given as rows of features."""
        hashes = np.add.reduceat(mixed(rows.numbers), rows.starts[:-1])
        order = np.argsort(hashes, kind="stable")
        return cls(hashes[order], order.astype(np.int32))

    def find(self, features: NDArray[np.integer]) -> NDArray[np.int32]:
        """Give the utterances with just these features; another only where hashes collide."""
        own = mixed(features).sum()
        first = int(self.hashes.searchsorted(own))
        last = int(self.hashes.searchsorted(own, "right"))
        return self.utterances[first : min(last, first + MOST)]

"""Typing errors: the known word that an unknown one was meant to be.

Candidates come from a deletion index, the idea of SymSpell (https://github.com/wolfgarbe/SymSpell): two words
within two edits of each other share a form from which at most two letters are deleted. The forms are kept as
sorted 32-bit hashes, so that the index is two arrays; a collision costs one comparison, since every candidate is
measured again by optimal string alignment (https://rapidfuzz.github.io/RapidFuzz/Usage/distance/OSA.html).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler

SHORTEST = 4
"""Shorter words are left as they are: almost any short word is an edit away from another."""
TWO_EDITS_FROM = 7
"""Letters that a word must have to be repaired by two edits."""


class Repair(NamedTuple):
    """A known word close to an unknown one."""

    word: str
    distance: int


def deletions(word: str, depth: int) -> set[str]:
    """Give the word and every form of it with up to `depth` letters deleted."""
    forms = {word}
    edge = forms
    for _ in range(depth):
        edge = {form[:i] + form[i + 1 :] for form in edge for i in range(len(form))}
        forms = forms | edge
    return forms


def _depth(word: str) -> int:
    return 1 if len(word) < TWO_EDITS_FROM else 2


class Repairer:
    """Finds the known words within one edit (two for long words) of a word, without scanning them all."""

    def __init__(self, known: Sequence[str], keys: NDArray[np.uint32], ids: NDArray[np.int32]) -> None:
        self.known = known
        self.keys = keys
        self.ids = ids

    @classmethod
    def build(cls, known: Iterable[str]) -> Repairer:
        """Index the words, in the order of preference: of two words equally near, the earlier is taken."""
        kept = [word for word in known if len(word) >= SHORTEST - 1 and not word[0].isdigit()]
        keys: list[int] = []
        ids: list[int] = []
        for number, word in enumerate(kept):
            # One letter less than the limit: the query may be the longer of the two.
            forms = deletions(word, 1 if len(word) < TWO_EDITS_FROM - 2 else 2)
            keys.extend(crc32(form.encode()) for form in forms)
            ids.extend([number] * len(forms))
        hashes = np.array(keys, dtype=np.uint32)
        numbers = np.array(ids, dtype=np.int32)
        order = np.lexsort((numbers, hashes))
        return cls(kept, hashes[order], numbers[order])

    def candidates(self, word: str) -> list[Repair]:
        """List the known words that this one may have been meant to be, nearest first.

        Of words equally near, those that begin alike come first (Jaro-Winkler similarity, in tenths), then by
        preference: *polution* is *pollution* rather than the more frequent *solution*.
        """
        if len(word) < SHORTEST or word[0].isdigit():
            return []
        depth = _depth(word)
        forms = np.array([crc32(form.encode()) for form in deletions(word, depth)], dtype=np.uint32)
        first = self.keys.searchsorted(forms, "left").tolist()
        last = self.keys.searchsorted(forms, "right").tolist()
        near = {n for a, b in zip(first, last, strict=True) if a < b for n in self.ids[a:b].tolist()}
        found = [
            (distance, -round(10 * JaroWinkler.similarity(word, self.known[number])), number)
            for number in near
            if (distance := OSA.distance(word, self.known[number], score_cutoff=depth)) <= depth
        ]
        return [Repair(self.known[number], distance) for distance, _, number in sorted(found)]

"""Typing errors: the known words that an unknown one may have been meant to be.

Candidates come from a deletion index, the idea of SymSpell (https://github.com/wolfgarbe/SymSpell): two words
within two edits of each other share a form from which at most two letters are deleted. The forms are kept as
sorted 32-bit hashes, so that the index is two arrays and looking up does not slow down as words are added. Nothing
is given up: a collision of hashes costs one comparison, since every candidate is measured by optimal string
alignment (https://rapidfuzz.github.io/RapidFuzz/Usage/distance/OSA.html), and no word within reach is missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import log
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORTEST, LONGEST = 3, 32
"""Letters of the words that are repaired; also of those that others are repaired to."""
TWO_EDITS_FROM = 5
"""Letters that a word must have to be repaired by two edits."""
EDIT, FIRST_LETTER, COMMON = 5.0, 3.0, 20
"""What an edit and another first letter cost, which people rarely miss; the words up to this rank count as equally
common."""


class Repair(NamedTuple):
    """A known word close to an unknown one, and what choosing it costs: edits, and rarity."""

    word: str
    distance: int
    cost: float


def deletions(word: str, depth: int) -> set[str]:
    """Give the word and every form of it with up to `depth` letters, 0 to 2, deleted."""
    forms = {word}
    if depth > 0:
        forms.update(word[:i] + word[i + 1 :] for i in range(len(word)))
    if depth > 1:
        forms.update(word[:i] + word[i + 1 : j] + word[j + 1 :] for i, j in combinations(range(len(word)), 2))
    return forms


def reach(word: str) -> int:
    """Say how many edits may lie between a word and what it was meant to be: 0, 1 or 2."""
    if not SHORTEST <= len(word) <= LONGEST or word[0].isdigit():
        return 0
    return 1 if len(word) < TWO_EDITS_FROM else 2


class Repairer:
    """Finds the known words near a word without comparing it with them all.

    `known` are in the order of preference, the most common first. `keys` are the sorted hashes of their forms, and
    `ids` the words that these are forms of.
    """

    def __init__(
        self, known: Sequence[str], keys: NDArray[np.uint32] | memoryview, ids: NDArray[np.int32] | memoryview
    ) -> None:
        self.known = known
        self.keys = keys
        self.ids = ids

    @classmethod
    def build(cls, known: Iterable[str]) -> Repairer:
        """Index the words that others may be repaired to, the most common first."""
        import numpy as np  # noqa: PLC0415

        kept = [word for word in known if reach(word)]
        forms = [[crc32(form.encode()) for form in deletions(word, reach(word))] for word in kept]
        hashes = np.fromiter((key for keys in forms for key in keys), np.uint32)
        ids = np.repeat(np.arange(len(kept), dtype=np.int32), [len(keys) for keys in forms])
        order = np.lexsort((ids, hashes))
        return cls(kept, hashes[order], ids[order])

    def candidates(self, word: str) -> list[Repair]:
        """List the known words within reach of a word, the cheapest first."""
        # Only a text with a mistyped word needs these libraries.
        import numpy as np  # noqa: PLC0415
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        depth = reach(word)
        if not depth:
            return []
        forms = np.array([crc32(form.encode()) for form in deletions(word, depth)], dtype=np.uint32)
        keys = np.asarray(self.keys)
        first = keys.searchsorted(forms)
        last = keys.searchsorted(forms, "right")
        hit = first < last
        near = {n for a, b in zip(first[hit].tolist(), last[hit].tolist(), strict=True) for n in self.ids[a:b].tolist()}
        found = []
        for number in near:
            known = self.known[number]
            distance = OSA.distance(word, known, score_cutoff=depth)
            if distance <= depth:
                # By Zipf's law the logarithm of a word's rank stands for that of its frequency.
                cost = EDIT * distance + log(number + COMMON) + FIRST_LETTER * (word[0] != known[0])
                found.append((cost, known, distance))
        found.sort()
        return [Repair(known, distance, cost) for cost, known, distance in found]

"""Typing errors: the known words that a word may have been meant to be, and how readily it is typed for each.

Candidates come from a deletion index, the idea of SymSpell (https://github.com/wolfgarbe/SymSpell): two words
within two edits of each other share a form from which at most two letters are deleted. The forms are kept as
sorted 32-bit hashes, so that the index is two arrays and looking up does not slow down as words are added. Nothing
is given up: a collision of hashes costs one comparison, since every candidate is measured by the distance of Damerau
and Levenshtein (https://rapidfuzz.github.io/RapidFuzz/Usage/distance/DamerauLevenshtein.html), and no word within
reach is missed. Longer words are also compared with those that begin with the same letter and are about as long: people
rarely miss the first letter, and these few may be three or four edits away.

What a candidate costs is the logarithm of the chance to be typed so, as in a noisy channel (Kernighan, Church and Gale
1990, https://aclanthology.org/C90-2036/): of all ways to leave out a letter or to swap two there are fewer than of
those to add one or to hit another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, Hamming, Levenshtein

SHORTEST, LONGEST = 3, 32
"""Letters of the words that others are repaired to; those that are repaired may have one less."""
TWO_EDITS_FROM, THREE_EDITS_FROM, FOUR_EDITS_FROM = 4, 6, 9
"""Letters that a word must have for two edits, and that both must have for three and four."""
ADDED, LEFT_OUT, OTHER, SWAPPED = 4.5, 0.0, 3.5, -1.0
"""What the kinds of edits cost, besides the logarithm of the word's length for each."""
WORDS = 1 << 12
"""Mistyped words whose candidates are held."""
FURTHER, FIRST_LETTER = 2.0, 6.0
"""What each edit after the second costs besides, and another first letter, which people rarely miss."""
SHELF = 2
"""Letters by which the length of a word may differ that is within three or four edits."""

Floats = NDArray[np.float32]


class Repairs(NamedTuple):
    """Known words by number that a word may have been meant to be, how many edits lie between, and what these cost."""

    numbers: NDArray[np.int64]
    edits: NDArray[np.int64]
    costs: Floats

    def at(self, chosen: NDArray[Any]) -> Repairs:
        """Give some of them, by their places or by a mask."""
        return Repairs(self.numbers[chosen], self.edits[chosen], self.costs[chosen])


def deletions(word: str, depth: int) -> set[str]:
    """Give the word and every form of it with up to `depth` letters, 0 to 2, deleted."""
    forms = {word}
    if depth > 0:
        forms.update(word[:i] + word[i + 1 :] for i in range(len(word)))
    if depth > 1:
        forms.update(word[:i] + word[i + 1 : j] + word[j + 1 :] for i, j in combinations(range(len(word)), 2))
    return forms


def reach(known: str) -> int:
    """Say how many edits a known word is found by at least: 0, 1 or 2."""
    if not SHORTEST <= len(known) <= LONGEST or known[0].isdigit():
        return 0
    return 1 if len(known) < TWO_EDITS_FROM else 2


class Repairer:
    """Finds the known words near a word without comparing it with them all.

    `keys` are the sorted hashes of the known words' forms, and `ids` the words that these are forms of.
    """

    def __init__(self, known: Sequence[str], keys: NDArray[np.uint32], ids: NDArray[np.int32]) -> None:
        self.known = known
        self.keys = keys
        self.ids = ids
        self._held: dict[str, Repairs] = {}

    @classmethod
    def build(cls, known: Iterable[str]) -> Repairer:
        """Index the words that others may be repaired to."""
        kept = [word for word in known if reach(word)]
        forms = [[crc32(form.encode()) for form in deletions(word, reach(word))] for word in kept]
        hashes = np.fromiter((key for keys in forms for key in keys), np.uint32)
        ids = np.repeat(np.arange(len(kept), dtype=np.int32), [len(keys) for keys in forms])
        order = np.lexsort((ids, hashes))
        return cls(kept, hashes[order], ids[order])

    def candidates(self, words: Sequence[str]) -> list[Repairs]:
        """Find the known words that each of some words may have been meant to be, in their order."""
        # The parts of a message have its mistyped words again.
        held = self._held
        found = {word: held[word] for word in words if word in held}
        if new := [word for word in dict.fromkeys(words) if word not in found]:
            looked_up = dict(zip(new, self._candidates(new), strict=True))
            found.update(looked_up)
            if len(held) > WORDS:
                held = self._held = {}
            held.update(looked_up)
        return [found[word] for word in words]

    def _candidates(self, words: Sequence[str]) -> list[Repairs]:
        near = [self._near(word) for word in words]
        measured = [_measured(word, self._words[numbers].tolist()) for word, numbers in zip(words, near, strict=True)]
        numbers, edits = np.concatenate(near), np.concatenate(measured)
        owners = np.repeat(np.arange(len(words)), [len(each) for each in near])
        lengths, own = self._lengths[numbers], np.fromiter(map(len, words), np.int64, len(words))[owners]
        both = np.minimum(lengths, own)
        most = 1 + (lengths >= TWO_EDITS_FROM) + (both >= THREE_EDITS_FROM) + (both >= FOUR_EDITS_FROM)
        within = (edits > 0) & (edits <= most)
        numbers, edits, owners, lengths, own = (each[within] for each in (numbers, edits, owners, lengths, own))
        typed, known = [words[owner] for owner in owners.tolist()], self._words[numbers].tolist()
        other = self._firsts[numbers] != np.array([ord(word[0]) for word in words])[owners]
        costs = _costs(typed, known, edits, lengths - own) + FIRST_LETTER * other.astype(np.float32)
        begins = owners.searchsorted(np.arange(len(words) + 1)).tolist()
        return [Repairs(numbers[begin:end], edits[begin:end], costs[begin:end]) for begin, end in pairwise(begins)]

    def _near(self, word: str) -> NDArray[np.int64]:
        """Give the known words that share a form with a word, and to a long one those that begin alike."""
        if not SHORTEST - 1 <= len(word) <= LONGEST + 2 or word[0].isdigit():
            return np.zeros(0, np.int64)
        # In their order they are looked up faster.
        forms = np.array(sorted([crc32(form.encode()) for form in deletions(word, 2)]), dtype=np.uint32)
        first = self.keys.searchsorted(forms)
        hit = self.keys.take(first, mode="clip") == forms if len(self.keys) else np.zeros(len(forms), bool)
        spans = zip(first[hit].tolist(), self.keys.searchsorted(forms[hit], "right").tolist(), strict=True)
        near = [self.ids[a:b] for a, b in spans]
        if len(word) >= THREE_EDITS_FROM:
            lengths = range(len(word) - SHELF, len(word) + SHELF + 1)
            near += [self._shelves[word[0], length] for length in lengths if (word[0], length) in self._shelves]
        chosen = np.zeros(len(self.known), bool)
        chosen[np.concatenate([self.ids[:0], *near])] = True
        return np.flatnonzero(chosen)

    @cached_property
    def _words(self) -> NDArray[np.object_]:
        return np.array(self.known, object)

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        return np.fromiter(map(len, self.known), np.int64, len(self.known))

    @cached_property
    def _firsts(self) -> NDArray[np.int64]:
        return np.fromiter((ord(word[0]) for word in self.known), np.int64, len(self.known))

    @cached_property
    def _shelves(self) -> dict[tuple[str, int], NDArray[np.int32]]:
        """The known words of every first letter and length."""
        shelves: dict[tuple[str, int], list[int]] = {}
        for number, known in enumerate(self.known):
            shelves.setdefault((known[0], len(known)), []).append(number)
        return {beginning: np.array(numbers, np.int32) for beginning, numbers in shelves.items()}


def _measured(word: str, known: Sequence[str]) -> NDArray[np.int64]:
    found = process.cdist([word], known, scorer=DamerauLevenshtein.distance, dtype=np.int32)[0]
    return np.asarray(found, np.int64)


def _costs(typed: Sequence[str], known: Sequence[str], edits: NDArray[np.int64], longer: NDArray[np.int64]) -> Floats:
    """Give what it costs to type each of some known words otherwise, with so many edits, and so many letters less.

    This is without what another first letter costs.
    """
    if not len(typed):
        return np.zeros(0, np.float32)
    swapped = np.maximum(process.cpdist(typed, known, scorer=Levenshtein.distance, dtype=np.int32) - edits, 0)
    left_out, added = np.maximum(longer, 0), np.maximum(-longer, 0)
    other = np.maximum(edits - swapped - left_out - added, 0)
    # Two letters hit for others stay where they are; one left out and one added shift what is between.
    apart = process.cpdist(typed, known, scorer=Hamming.distance, dtype=np.int32)
    shifted = (other > 1) & (apart > other + 2 * swapped)
    left_out, added, other = left_out + shifted, added + shifted, other - 2 * shifted
    lengths = longer + np.fromiter(map(len, typed), np.int64, len(typed))
    costs = ADDED * added + LEFT_OUT * left_out + OTHER * other + SWAPPED * swapped + np.log(lengths) * edits
    costs += FURTHER * np.maximum(edits - 2, 0)
    found: Floats = costs.astype(np.float32)
    return found

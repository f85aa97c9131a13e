"""How likely stems follow each other, learnt from utterances: an interpolated trigram model.

What is seen loses a constant part of its count to what is not (absolute discounting, Ney, Essen and Kneser 1994,
https://doi.org/10.1006/csla.1994.1001); trigrams rest on pairs, pairs on single stems. The tables are sorted keys with
logarithms, so that they are mapped into memory, and many are looked up at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.rows import Rows

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Numbers = NDArray[np.int64]

MOST = 100_000
"""Utterances that are learnt from at most, evenly spread: more say little that is new."""
DISCOUNT = 0.75
"""Part of a count that goes to what is not seen."""
EVENNESS = 0.75
"""Exponent that makes rare stems likelier than they are among the utterances: other people choose other words."""
MARKS = 1 << 21
"""Marks of the pairs, and of the trigrams, that were seen, a power of two."""
UNSEEN = 0.3
"""What is added to the count of every stem."""


@dataclass(frozen=True)
class LanguageModel:
    """Natural logarithms of chances of stems by number; 0 is the beginning of a text, 1 its end, -1 any other stem.

    A pair's key is its first stem times the number of stems, plus its second; a trigram's the place of its first
    pair times the number of stems, plus its third. `single` has one place more than there are stems, the last for
    the others. `rest` and `pair_rest` are the chances left for what was not seen after a stem and after a pair.
    """

    single: Floats
    rest: Floats
    pair_keys: Numbers
    pairs: Floats
    pair_rest: Floats
    triple_keys: Numbers
    triples: Floats

    def pair(self, first: Numbers, second: Numbers) -> tuple[Numbers, Floats]:
        """Give the places of pairs, -1 of those not seen, and the chances of their second stems after the first."""
        keys = first * (len(self.rest) - 1) + second
        likely = self._pair_marks.take(keys & MARKS - 1).nonzero()[0]
        at, seen = _found(self.pair_keys, keys[likely])
        seen &= (first[likely] >= 0) & (second[likely] >= 0)
        likely, at = likely[seen], at[seen]
        places, chances = np.full(len(keys), -1), self.rest[first] + self.single[second]
        places[likely], chances[likely] = at, self.pairs[at]
        return places, chances

    @cached_property
    def _pair_marks(self) -> NDArray[np.bool_]:
        return _marks(self.pair_keys)

    @cached_property
    def _triple_marks(self) -> NDArray[np.bool_]:
        return _marks(self.triple_keys)

    @cached_property
    def _rests(self) -> Floats:
        """What is left after every pair; after one that was never seen, whose place is -1, all."""
        return np.append(self.pair_rest, np.float32(0))

    def after(self, places: Numbers, third: Numbers, lower: Floats) -> Floats:
        """Give the chances of stems after pairs by their places; `lower` are those after the second stems alone."""
        found: Floats = self._rests[places] + lower
        keys = places * (len(self.rest) - 1) + third
        likely = self._triple_marks.take(keys & MARKS - 1)
        likely &= (places >= 0) & (third >= 0)
        if (some := likely.ravel().nonzero()[0]).size:
            at, seen = _found(self.triple_keys, keys.ravel()[some])
            found.reshape(-1)[some[seen]] = self.triples[at[seen]]
        return found

    def triple(self, first: Numbers, second: Numbers, third: Numbers) -> Floats:
        """Give the chances of stems after two others each."""
        return self.after(self.pair(first, second)[0], third, self.pair(second, third)[1])

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give the model as arrays."""
        return {f"language_{name}": getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> LanguageModel:
        """Restore what `to_arrays` gave."""
        return cls(**{name: np.asarray(arrays[f"language_{name}"]) for name in cls.__dataclass_fields__})

    @classmethod
    def learn(cls, rows: Rows, size: int) -> LanguageModel:
        """Learn from utterances as rows of stems, of which there are `size`, without their beginnings and ends."""
        count = len(rows.starts) - 1
        owners, numbers = rows.take(np.linspace(0, count - 1, min(count, MOST)).astype(np.int64))
        line, inside = _line(owners, numbers)
        counts = np.bincount(line[line > 0], minlength=size) ** EVENNESS + UNSEEN
        single = np.append(counts, UNSEEN) / counts.sum()
        keys, pairs, rest = _discounted((line[:-1] * size + line[1:])[inside], size, lambda key: single[key % size])
        before = keys.searchsorted(line[:-1] * size + line[1:])[:-1]
        inner = inside[:-1] & inside[1:]

        def lower(key: Numbers) -> Doubles:
            first, second = keys[key // size] % size, key % size
            at, seen = _found(keys, first * size + second)
            found: Doubles = np.where(seen, pairs.take(at, mode="clip"), rest[first] * single[second])
            return found

        triple_keys, triples, pair_rest = _discounted((before * size + line[2:])[inner], size, lower, len(keys))
        logs = [np.log(each).astype(np.float32) for each in (single, np.append(rest, 1), pairs, pair_rest, triples)]
        return cls(logs[0], logs[1], keys, logs[2], logs[3], triple_keys, logs[4])


def _line(owners: Numbers, numbers: NDArray[np.int32]) -> tuple[Numbers, NDArray[np.bool_]]:
    """Give texts as one line, with their beginnings and ends, and whether each but the last has its text go on."""
    last = int(owners[-1])
    line = np.zeros(len(numbers) + 2 * last + 2, np.int64)
    line[np.arange(len(numbers)) + 2 * owners + 1] = numbers
    ends = np.cumsum(np.bincount(owners, minlength=last + 1) + 2) - 1
    line[ends] = 1
    inside = np.ones(len(line) - 1, bool)
    inside[ends[:-1]] = False
    return line, inside


def _discounted(
    keys: Numbers, size: int, lower: Callable[[Numbers], Doubles], contexts: int = 0
) -> tuple[Numbers, Doubles, Doubles]:
    """Give the keys in order, each once, their chances, and what is left for others in each of so many contexts."""
    found, counts = np.unique(keys, return_counts=True)
    context = found // size
    total = np.bincount(context, counts, contexts or size)
    rest = np.where(total > 0, DISCOUNT * np.bincount(context, minlength=len(total)) / np.maximum(total, 1), 1.0)
    return found, (counts - DISCOUNT) / total[context] + rest[context] * lower(found), rest


def _found(keys: Numbers, wanted: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """Give the places of what is wanted among sorted keys, where it is there, and whether it is."""
    at = keys.searchsorted(wanted)
    return at, keys.take(at, mode="clip") == wanted


def _marks(keys: Numbers) -> NDArray[np.bool_]:
    """Mark the last bits of keys: of most of those that are not among them the marks tell so at once."""
    marks = np.zeros(MARKS, bool)
    marks[keys & MARKS - 1] = True
    return marks

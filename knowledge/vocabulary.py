"""The features by which texts are compared, each with a number and two weights.

A text has its stems, its concepts, its pairs of neighbouring stems (with its beginning and its end as stems
of their own), and the trigrams of its words, by which a word that no utterance has still resembles one that
some have. A feature weighs the more, the fewer intents have it (inverse document frequency, Spärck Jones
1972, https://doi.org/10.1108/eb026526).

Numbers: stems first, then concepts, trigrams, pairs that at least two utterances have, and the other pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.concepts import Concepts
from knowledge.rows import Rows, packed, unpacked
from knowledge.words import is_number, stem

Weights = NDArray[np.float32]

FIRST, LAST = "^", "$"
EDGES = (FIRST, LAST)
REPEATED = 2
"""Utterances that a pair or trigram must stand in to speak for an intent; one-off pairs only compare utterances."""
PAIR, GRAM = 0.4, 0.3
"""Weight of pairs and trigrams beside stems and concepts."""
DAMPING = 0.75
"""Exponent that keeps the rarest features from drowning the others."""


def shape(number: str) -> str:
    """Name what a number looks like by its digits before the point: 2016 and 1999 give one shape."""
    return "#" * len(number.partition(".")[0])


def _grams(word: str) -> list[str]:
    edged = f"<{word}>"
    return [edged[i : i + 3] for i in range(len(edged) - 2)]


@dataclass(frozen=True)
class Vocabulary:
    """Numbers the features of texts. `linear` weighs them as evidence for intents, `near` between two texts."""

    stems: dict[str, int]
    concepts: Concepts
    grams: dict[str, int]
    pair_keys: NDArray[np.int64]
    pair_numbers: NDArray[np.int32]
    linear: Weights
    near: Weights

    def __post_init__(self) -> None:
        object.__setattr__(self, "word", lru_cache(maxsize=1 << 15)(self._word))

    def __len__(self) -> int:
        return len(self.near)

    @property
    def heaviest(self) -> float:
        """The weight of a stem that only one intent has."""
        return float(self.near.max())

    def _word(self, word: str) -> tuple[int, tuple[int, ...]]:
        """Give the number of a word's stem, -1 if it has none, and its other features."""
        number = self.stems.get(stem(word), -1)
        if is_number(word):
            other = [self.stems.get(shape(word), -1)]
        else:
            other = [self.grams.get(gram, -1) for gram in _grams(word)]
        return number, tuple(n for n in other if n >= 0)

    def has_stem(self, stem_: str) -> bool:
        """Tell whether an utterance or a synonym has the stem."""
        return stem_ in self.stems

    def has_pair(self, first: str, second: str) -> bool:
        """Tell whether the stems stand side by side in an utterance; "^" and "$" are its beginning and its end."""
        a, b = self.stems.get(first, -1), self.stems.get(second, -1)
        if a < 0 or b < 0:
            return False
        key = a * len(self.stems) + b
        at = int(self.pair_keys.searchsorted(key))
        return at < len(self.pair_keys) and int(self.pair_keys[at]) == key

    def features(self, words: Sequence[str], stems: Sequence[str]) -> tuple[int, ...]:
        """List the numbers of a text's features, each once."""
        found: list[int] = []
        line = [0]
        word = self.word  # type: ignore[attr-defined]
        for w in words:
            number, other = word(w)
            line.append(number)
            if number >= 0:
                found.append(number)
            found.extend(other)
        line.append(1)
        found.extend(len(self.stems) + concept for concept in self.concepts.find(stems))
        found.extend(self._pairs(line))
        return tuple(dict.fromkeys(found))

    def _pairs(self, line: Sequence[int]) -> list[int]:
        size = len(self.stems)
        keys = np.array([a * size + b for a, b in pairwise(line) if a >= 0 and b >= 0], dtype=np.int64)
        if not len(keys) or not len(self.pair_keys):
            return []
        at = np.minimum(self.pair_keys.searchsorted(keys), len(self.pair_keys) - 1)
        numbers: list[int] = self.pair_numbers[at[self.pair_keys[at] == keys]].tolist()
        return numbers

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give all but the concepts as arrays."""
        return {
            "stems": packed(self.stems),
            "grams": packed(self.grams),
            "pair_keys": self.pair_keys,
            "pair_numbers": self.pair_numbers,
            "linear": self.linear,
            "near": self.near,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], concepts: Concepts) -> Vocabulary:
        """Restore what `to_arrays` gave."""
        stems = {stem_: n for n, stem_ in enumerate(unpacked(arrays["stems"]))}
        first = len(stems) + len(concepts)
        grams = {gram: n for n, gram in enumerate(unpacked(arrays["grams"]), first)}
        pairs, weights = (arrays["pair_keys"], arrays["pair_numbers"]), (arrays["linear"], arrays["near"])
        return cls(stems, concepts, grams, *pairs, *weights)


def build(texts: Sequence[Sequence[str]], labels: NDArray[np.int64], concepts: Concepts) -> tuple[Vocabulary, Rows]:
    """Number the features of texts, given as words, and weigh them by the intents that they belong to."""
    stems = _number_stems(texts, concepts)
    counted = Counter(gram for words in texts for gram in {g for w in words if not is_number(w) for g in _grams(w)})
    first = len(stems) + len(concepts)
    grams = {g: n for n, g in enumerate((g for g, count in counted.items() if count >= REPEATED), first)}
    lines = [[0, *(stems[stem(w)] for w in words), 1] for words in texts]
    keys = Counter(k for line in lines for k in {a * len(stems) + b for a, b in pairwise(line)})
    often = [key for key, count in keys.items() if count >= REPEATED]
    once = [key for key, count in keys.items() if count < REPEATED]
    pair_keys = np.array(often + once, dtype=np.int64)
    order = np.argsort(pair_keys)
    size = first + len(grams) + len(pair_keys)
    blank = np.zeros(size, np.float32)
    numbers = (order + first + len(grams)).astype(np.int32)
    bare = Vocabulary(stems, concepts, grams, pair_keys[order], numbers, blank, blank)
    rows = Rows.of([bare.features(words, list(map(stem, words))) for words in texts])
    kinds = (first, len(grams), len(often), len(once))
    linear, near = _weigh(rows, labels, kinds)
    return Vocabulary(stems, concepts, grams, pair_keys[order], numbers, linear, near), rows


def _number_stems(texts: Iterable[Sequence[str]], concepts: Concepts) -> dict[str, int]:
    stems = dict.fromkeys(EDGES)
    for words in texts:
        for word in words:
            stems[stem(word)] = None
            if is_number(word):
                stems[shape(word)] = None
    stems.update(dict.fromkeys(map(stem, sorted(concepts.words))))
    return {name: number for number, name in enumerate(stems)}


def _weigh(rows: Rows, labels: NDArray[np.int64], kinds: tuple[int, int, int, int]) -> tuple[Weights, Weights]:
    """Weigh features for the two uses; `kinds` counts stems and concepts, trigrams, repeated pairs, other pairs."""
    intents = int(labels.max()) + 1
    found = np.unique(rows.numbers.astype(np.int64) * intents + labels[rows.owners]) // intents
    # A stem that only synonyms have counts as the rarest.
    spread = np.maximum(np.bincount(found, minlength=sum(kinds)), 1)
    rarity = np.log1p(intents / spread) ** DAMPING * np.log1p(intents) ** (1 - DAMPING)
    linear = rarity * np.repeat([1.0, GRAM, PAIR, 0.0], kinds)
    near = rarity * np.repeat([1.0, 0.0, PAIR, PAIR], kinds)
    return linear.astype(np.float32), near.astype(np.float32)

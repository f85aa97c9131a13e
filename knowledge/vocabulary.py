"""The features by which texts are compared, each with a number and two weights.

A text has its stems, its concepts, its pairs of neighbouring stems (with its beginning and its end as stems
of their own), and the trigrams of its words, by which a word that no utterance has still resembles one that
some have. A feature weighs the more, the fewer intents have it (inverse document frequency, Spärck Jones
1972, https://doi.org/10.1108/eb026526).

Numbers: stems first, then concepts, trigrams, pairs that at least two utterances have, and the other pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.concepts import Concepts
from knowledge.rows import Rows
from knowledge.strings import packed, unpacked
from knowledge.words import is_number, stem

Weights = NDArray[np.float32]

FIRST, LAST = "^", "$"
EDGES = (FIRST, LAST)
REPEATED, FEW = 2, 200
"""Utterances that a pair or trigram must stand in to speak for an intent; other pairs only compare utterances. Where
there are few utterances, one is enough."""
CONCEPT, PAIR, GRAM = 1.5, 0.4, 0.3
"""Weights beside that of stems, which is 1. A concept may be all that a question shares with an utterance."""
DAMPING = 0.75
"""Exponent that keeps the rarest features from drowning the others."""


def shape(number: str) -> str:
    """Name what a number looks like by its digits before the point: 2016 and 1999 give one shape."""
    return "#" * len(number.partition(".")[0])


def _grams(word: str) -> list[str]:
    edged = f"<{word}>"
    return [edged[i : i + 3] for i in range(len(edged) - 2)]


class Word(NamedTuple):
    """A word's stem, the number of that stem, -1 if it has none, and the numbers of the word's other features."""

    stem: str
    number: int
    other: tuple[int, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Numbers the features of texts. `linear` weighs them as evidence for intents, `near` between two texts.

    A pair's key is the number of its first stem times the number of stems, plus the number of its second;
    `pair_keys` are sorted. `heaviest` is the weight of a stem that only one intent has; `word` looks a word up.
    """

    stems: dict[str, int]
    concepts: Concepts
    grams: dict[str, int]
    pair_keys: NDArray[np.int64]
    pair_numbers: NDArray[np.int32]
    linear: Weights
    near: Weights
    heaviest: float = field(init=False)
    word: Callable[[str], Word] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "heaviest", float(self.near[: len(self.stems)].max()))
        object.__setattr__(self, "word", lru_cache(maxsize=1 << 15)(self._word))

    def __len__(self) -> int:
        return len(self.near)

    def _word(self, word: str) -> Word:
        stem_ = stem(word)
        if is_number(word):
            other = [self.stems.get(shape(word), -1)]
        else:
            other = [self.grams.get(gram, -1) for gram in _grams(word)]
        return Word(stem_, self.stems.get(stem_, -1), tuple(n for n in other if n >= 0))

    def has_pair(self, first: str, second: str) -> bool:
        """Tell whether the stems stand side by side in an utterance; "^" and "$" are its beginning and its end."""
        a, b = self.stems.get(first, -1), self.stems.get(second, -1)
        if a < 0 or b < 0:
            return False
        key = a * len(self.stems) + b
        at = int(self.pair_keys.searchsorted(key))
        return at < len(self.pair_keys) and int(self.pair_keys[at]) == key

    def features(self, found: Sequence[Word]) -> tuple[int, ...]:
        """List the numbers of a text's features, each once."""
        line = [word.number for word in found]
        features = [number for number in line if number >= 0]
        for word in found:
            features.extend(word.other)
        if self.concepts:
            concepts = self.concepts.find([word.stem for word in found])
            features.extend(len(self.stems) + concept for concept in concepts)
        features.extend(self._pairs([0, *line, 1]))
        return tuple(dict.fromkeys(features))

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
    """Number the features of texts, given as words, and weigh them by the intents that the texts belong to."""
    stems = _number_stems(texts, concepts)
    first = len(stems) + len(concepts)
    repeated = REPEATED if len(texts) >= FEW else 1
    grams = {gram: number for number, gram in enumerate(_grams_of(texts, repeated), first)}
    often, once = _pairs_of(texts, stems, repeated)
    keys = np.array(often + once, dtype=np.int64)
    order = np.argsort(keys)
    numbers = (order + first + len(grams)).astype(np.int32)
    blank = np.zeros(first + len(grams) + len(keys), np.float32)
    unweighed = Vocabulary(stems, concepts, grams, keys[order], numbers, blank, blank)
    rows = Rows.of([unweighed.features(list(map(unweighed.word, words))) for words in texts])
    linear, near = _weigh(rows, labels, (len(stems), len(concepts), len(grams), len(often), len(once)))
    return replace(unweighed, linear=linear, near=near), rows


def _grams_of(texts: Iterable[Sequence[str]], repeated: int) -> list[str]:
    """Give the trigrams that stand in so many texts."""
    # Dictionaries keep their order where sets would not, from one process to the next.
    counts = Counter(
        gram
        for words in texts
        for gram in dict.fromkeys(gram for word in words if not is_number(word) for gram in _grams(word))
    )
    return [gram for gram, count in counts.items() if count >= repeated]


def _pairs_of(texts: Iterable[Sequence[str]], stems: Mapping[str, int], repeated: int) -> tuple[list[int], list[int]]:
    """Give the keys of the pairs that stand in so many texts, and of the others."""
    size = len(stems)
    lines = ([0, *(stems[stem(word)] for word in words), 1] for words in texts)
    counts = Counter(key for line in lines for key in dict.fromkeys(a * size + b for a, b in pairwise(line)))
    often = [key for key, count in counts.items() if count >= repeated]
    return often, [key for key, count in counts.items() if count < repeated]


def _number_stems(texts: Iterable[Sequence[str]], concepts: Concepts) -> dict[str, int]:
    stems = dict.fromkeys(EDGES)
    for words in texts:
        for word in words:
            stems[stem(word)] = None
            if is_number(word):
                stems[shape(word)] = None
    stems.update(dict.fromkeys(stem_ for phrase, _ in concepts.phrases for stem_ in phrase))
    return {name: number for number, name in enumerate(stems)}


def _weigh(rows: Rows, labels: NDArray[np.int64], kinds: tuple[int, ...]) -> tuple[Weights, Weights]:
    """Weigh features for the two uses; `kinds` counts stems, concepts, trigrams, repeated pairs and others."""
    intents = int(labels.max()) + 1
    found = np.unique(rows.numbers.astype(np.int64) * intents + labels[rows.owners]) // intents
    # A stem that only synonyms have counts as the rarest.
    spread = np.maximum(np.bincount(found, minlength=sum(kinds)), 1)
    rarity = np.log1p(intents / spread) ** DAMPING * np.log1p(intents) ** (1 - DAMPING)
    linear = rarity * np.repeat([1.0, CONCEPT, GRAM, PAIR, 0.0], kinds)
    near = rarity * np.repeat([1.0, CONCEPT, 0.0, PAIR, PAIR], kinds)
    return linear.astype(np.float32), near.astype(np.float32)

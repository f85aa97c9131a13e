"""The features by which texts are compared, each with a number and two weights.

A text has its stems, its concepts, its pairs of neighbouring stems (with its beginning and its end as stems
of their own), and the trigrams of its words, by which a word that no utterance has still resembles one that
some have.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from knowledge.concepts import Concepts
from knowledge.strings import packed, unpacked
from knowledge.words import is_number, stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Weights: TypeAlias = "NDArray[np.float32]"

FIRST, LAST = "^", "$"
EDGES = (FIRST, LAST)


def shape(number: str) -> str:
    """Name what a number looks like by its digits before the point: 2016 and 1999 give one shape."""
    return "#" * len(number.partition(".")[0])


def grams_of(word: str) -> list[str]:
    """List the trigrams of a word between its edges."""
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

    A pair's key is the number of its first stem times the number of stems, plus the number of its second; the keys are
    sorted, `pair_starts` tells where those of each first stem begin. Views of memory give single numbers several times
    as fast as arrays. `heaviest` is the weight of a stem that only one intent has; `word` looks a word up, `pair` the
    pair of two stems by number, which is -1 if there is none.
    """

    stems: dict[str, int]
    concepts: Concepts
    grams: dict[str, int]
    pair_starts: memoryview
    pair_keys: memoryview
    pair_numbers: memoryview
    linear: Weights
    near: Weights
    heaviest: float = field(init=False)
    word: Callable[[str], Word] = field(init=False, repr=False)
    pair: Callable[[int, int], int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "heaviest", max(self.near[: len(self.stems)].tolist()))
        object.__setattr__(self, "word", lru_cache(maxsize=1 << 15)(self._word))
        object.__setattr__(self, "pair", lru_cache(maxsize=1 << 15)(self._pair))

    def __len__(self) -> int:
        return len(self.near)

    def _word(self, word: str) -> Word:
        stem_ = stem(word)
        if is_number(word):
            other = [self.stems.get(shape(word), -1)]
        else:
            other = [self.grams.get(gram, -1) for gram in grams_of(word)]
        return Word(stem_, self.stems.get(stem_, -1), tuple(n for n in other if n >= 0))

    def has_pair(self, first: str, second: str) -> bool:
        """Tell whether the stems stand side by side in an utterance; "^" and "$" are its beginning and its end."""
        return self.pair(self.stems.get(first, -1), self.stems.get(second, -1)) >= 0

    def features(self, found: Sequence[Word]) -> tuple[int, ...]:
        """List the numbers of a text's features, each once."""
        stems, line, others = zip(*found, strict=True) if found else ((), (), ())
        concepts = [len(self.stems) + concept for concept in self.concepts.find(stems)]
        pairs = map(self.pair, (0, *line), (*line, 1))
        features = dict.fromkeys(chain(line, chain.from_iterable(others), concepts, pairs))
        features.pop(-1, None)
        return tuple(features)

    def _pair(self, first: int, second: int) -> int:
        """Give the number of a pair of stems by number, -1 if it has none or one of the stems is none."""
        if first < 0 or second < 0:
            return -1
        keys, key, end = self.pair_keys, first * len(self.stems) + second, self.pair_starts[first + 1]
        at = bisect_left(keys, key, self.pair_starts[first], end)
        return self.pair_numbers[at] if at < end and keys[at] == key else -1

    def weighed(self, linear: Weights, near: Weights) -> Vocabulary:
        """Give the vocabulary with weights."""
        return replace(self, linear=linear, near=near)

    def to_arrays(self) -> dict[str, Any]:
        """Give all but the concepts as arrays or views of memory."""
        return {
            "stems": packed(self.stems),
            "grams": packed(self.grams),
            "pair_starts": self.pair_starts,
            "pair_keys": self.pair_keys,
            "pair_numbers": self.pair_numbers,
            "linear": self.linear,
            "near": self.near,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any], concepts: Concepts) -> Vocabulary:
        """Restore what `to_arrays` gave, as arrays or as views of memory."""
        stems = {stem_: n for n, stem_ in enumerate(unpacked(arrays["stems"]))}
        first = len(stems) + len(concepts)
        grams = {gram: n for n, gram in enumerate(unpacked(arrays["grams"]), first)}
        starts, keys, numbers = (memoryview(arrays[name]) for name in ("pair_starts", "pair_keys", "pair_numbers"))
        return cls(stems, concepts, grams, starts, keys, numbers, arrays["linear"], arrays["near"])

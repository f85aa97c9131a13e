"""Numbers for the features of utterances, and their weights: how a vocabulary is built.

A feature weighs the more, the fewer intents have it (inverse document frequency, Spärck Jones 1972,
https://doi.org/10.1108/eb026526).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.concepts import Concepts
from knowledge.rows import Rows, distinct
from knowledge.tokens import Tokens
from knowledge.vocabulary import EDGES, Vocabulary, Weights, grams_of, shape
from knowledge.words import is_number, stem

Longs = NDArray[np.int64]

REPEATED, FEW = 2, 200
"""Utterances that a pair or trigram must stand in to speak for an intent; other pairs only compare utterances. Where
there are few utterances, one is enough."""
CONCEPT, PAIR, GRAM = 1.5, 0.4, 0.3
"""Weights beside that of stems, which is 1. A concept may be all that a question shares with an utterance."""
DAMPING = 0.75
"""Exponent that keeps the rarest features from drowning the others."""
BLOCK = 1 << 16
"""Utterances that are worked on at once, give or take an intent."""


@dataclass(frozen=True)
class Numbering:
    """Numbers of features: stems first, then concepts, trigrams, `often` pairs, which speak for intents, and others.

    `of_word` is the number of each distinct word's stem; `pair_keys` are those of all pairs, the `often` ones first.
    """

    tokens: Tokens
    concepts: Concepts
    stems: dict[str, int]
    of_word: NDArray[np.int32]
    grams: dict[str, int]
    pair_keys: Longs
    often: int

    @property
    def learnt(self) -> int:
        """How many features can speak for an intent."""
        return len(self.stems) + len(self.concepts) + len(self.grams) + self.often

    def __len__(self) -> int:
        return self.learnt + len(self.pair_keys) - self.often


def number(tokens: Tokens, concepts: Concepts) -> Numbering:
    """Number all features but trigrams."""
    stems, of_word = _number_stems(tokens.distinct, concepts)
    keys, counts = _pairs(tokens, of_word, len(stems))
    often = counts >= _repeated(tokens)
    ordered = np.concatenate([keys[often], keys[~often]])
    return Numbering(tokens, concepts, stems, of_word, {}, ordered, int(often.sum()))


def with_grams(numbering: Numbering) -> Numbering:
    """Number the trigrams too."""
    tokens = numbering.tokens
    names: dict[str, int] = {}
    # Dictionaries keep their order where sets would not, from one process to the next.
    of_word = Rows.of(
        [[] if is_number(word) else [names.setdefault(gram, len(names)) for gram in dict.fromkeys(grams_of(word))]
         for word in tokens.distinct]
    )  # fmt: skip
    places, found = of_word.take(tokens.rows.numbers)
    texts = tokens.rows.owners[places]
    counts = np.bincount(found[distinct(texts, found)], minlength=len(names))
    first = len(numbering.stems) + len(numbering.concepts)
    kept = [gram for gram, count in zip(names, counts.tolist(), strict=True) if count >= _repeated(tokens)]
    grams = {gram: at for at, gram in enumerate(kept, first)}
    return replace(numbering, grams=grams)


def _repeated(tokens: Tokens) -> int:
    return REPEATED if len(tokens.texts.ends) >= FEW else 1


def _number_stems(words: Sequence[str], concepts: Concepts) -> tuple[dict[str, int], NDArray[np.int32]]:
    stems = dict.fromkeys(EDGES)
    found = [stem(word) for word in words]
    for word, stem_ in zip(words, found, strict=True):
        stems[stem_] = None
        if is_number(word):
            stems[shape(word)] = None
    stems.update(dict.fromkeys(stem_ for phrase, _ in concepts.phrases for stem_ in phrase))
    numbers = {name: number for number, name in enumerate(stems)}
    return numbers, np.fromiter((numbers[stem_] for stem_ in found), np.int32, len(found))


def _blocks(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Part the utterances into blocks of whole intents."""
    ends = np.cumsum(tokens.sizes)
    cuts = [0]
    for end in ends.tolist():
        if end - cuts[-1] >= BLOCK:
            cuts.append(end)
    if cuts[-1] < ends[-1]:
        cuts.append(int(ends[-1]))
    return pairwise(cuts)


def _pair_rows(rows: Rows, of_word: NDArray[np.int32], size: int) -> tuple[Longs, Longs]:
    """Give the texts and keys of all pairs of neighbouring stems, edges included, in order."""
    count, owners = len(rows.starts) - 1, rows.owners
    lengths = np.diff(rows.starts)
    line = np.zeros(len(rows.numbers) + 2 * count, np.int64)
    line[np.arange(len(owners)) + 2 * owners + 1] = of_word[rows.numbers]
    ends = np.cumsum(lengths + 2) - 1
    line[ends] = 1
    inside = np.ones(len(line) - 1, bool)
    inside[ends[:-1]] = False
    return np.repeat(np.arange(count), lengths + 1), (line[:-1] * size + line[1:])[inside]


def _pairs(tokens: Tokens, of_word: NDArray[np.int32], size: int) -> tuple[Longs, Longs]:
    """Give the keys of all pairs in the order in which they first occur, and the number of texts that have each."""
    found, counted = [], []
    for first, last in _blocks(tokens):
        owners, keys = _pair_rows(tokens.rows.part(first, last), of_word, size)
        keys, counts = _counted(keys[distinct(owners, keys)])
        found.append(keys)
        counted.append(counts)
    return _counted(np.concatenate(found), np.concatenate(counted))


def _counted(keys: Longs, counts: Longs | None = None) -> tuple[Longs, Longs]:
    """Give each key once, in the order of first occurrence, and the sum of its counts, else how often it occurs."""
    unique, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    total = np.bincount(inverse, counts, len(unique)).astype(np.int64)
    order = np.argsort(first)
    return unique[order], total[order]


def build(numbering: Numbering) -> tuple[Vocabulary, Rows]:
    """Make the vocabulary, and the utterances as rows of features."""
    vocabulary = _unweighed(numbering)
    others = Rows.of([vocabulary.word(word).other for word in numbering.tokens.distinct])
    labels = numbering.tokens.labels
    spread = np.zeros(len(numbering), np.int64)
    blocks = []
    for first, last in _blocks(numbering.tokens):
        rows = _feature_rows(numbering, vocabulary, others, numbering.tokens.rows.part(first, last))
        blocks.append(rows)
        own = labels[first:last][rows.owners]
        spread += np.bincount(rows.numbers[distinct(own, rows.numbers)], minlength=len(numbering))
    linear, near = _weigh(numbering, spread)
    return vocabulary.weighed(linear, near), Rows.joined(blocks)


def _unweighed(numbering: Numbering) -> Vocabulary:
    keys = numbering.pair_keys
    first = numbering.learnt - numbering.often
    order = np.argsort(keys)
    blank = np.zeros(len(numbering), np.float32)
    starts = keys[order].searchsorted(np.arange(len(numbering.stems) + 1) * len(numbering.stems))
    pairs = starts.data, keys[order].data, (order + first).astype(np.int32).data
    return Vocabulary(numbering.stems, numbering.concepts, numbering.grams, *pairs, blank, blank)


def _feature_rows(numbering: Numbering, vocabulary: Vocabulary, others: Rows, rows: Rows) -> Rows:
    """Give the features of texts in the order in which `Vocabulary.features` lists them."""
    texts = rows.owners
    places, other = others.take(rows.numbers)
    pair_texts, keys = _pair_rows(rows, numbering.of_word, len(numbering.stems))
    pairs = np.asarray(vocabulary.pair_numbers)[np.asarray(vocabulary.pair_keys).searchsorted(keys)]
    meant_texts, meant = _concept_rows(numbering, rows)
    owners = np.concatenate([texts, texts[places], meant_texts, pair_texts])
    numbers = np.concatenate([numbering.of_word[rows.numbers], other, meant, pairs])
    order = np.argsort(owners, kind="stable")
    owners, numbers = owners[order], numbers[order]
    once = distinct(owners, numbers)
    return Rows.grouped(owners[once], numbers[once], len(rows.starts) - 1)


def _concept_rows(numbering: Numbering, rows: Rows) -> tuple[Longs, NDArray[np.int32]]:
    """Give the texts that mention concepts, and the concepts' features, in order."""
    names = list(numbering.stems)
    opening = np.zeros(len(names), bool)
    for phrase, _ in numbering.concepts.phrases:
        opening[numbering.stems[phrase[0]]] = True
    stems = numbering.of_word[rows.numbers]
    texts, found = list[int](), list[int]()
    for text in np.unique(rows.owners[opening[stems]]).tolist():
        said = tuple([names[stem_] for stem_ in stems[rows.starts[text] : rows.starts[text + 1]].tolist()])
        concepts = numbering.concepts.find(said)
        texts.extend([text] * len(concepts))
        found.extend(len(names) + concept for concept in concepts)
    return np.array(texts, np.int64), np.array(found, np.int32)


def _weigh(numbering: Numbering, spread: Longs) -> tuple[Weights, Weights]:
    """Weigh features for the two uses, given how many intents have each."""
    intents = len(numbering.tokens.sizes)
    kinds = [len(numbering.stems), len(numbering.concepts), len(numbering.grams), numbering.often]
    kinds.append(len(numbering) - sum(kinds))
    # A stem that only synonyms have counts as the rarest.
    rarity = np.log1p(intents / np.maximum(spread, 1)) ** DAMPING * np.log1p(intents) ** (1 - DAMPING)
    linear = rarity * np.repeat([1.0, CONCEPT, GRAM, PAIR, 0.0], kinds)
    near = rarity * np.repeat([1.0, CONCEPT, 0.0, PAIR, PAIR], kinds)
    return linear.astype(np.float32), near.astype(np.float32)

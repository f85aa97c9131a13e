"""What is learnt from intents and their utterances, and the ranking of intents for a text by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.blas import one_core
from knowledge.concepts import Concepts
from knowledge.linear import Linear
from knowledge.nearest import Nearest
from knowledge.reading import Analysis, Reader
from knowledge.repair import Repairer
from knowledge.rows import Rows
from knowledge.strings import Strings, packed, unpacked
from knowledge.training import train
from knowledge.vocabulary import Vocabulary, build
from knowledge.words import stem, words

Arrays = dict[str, NDArray[Any]]
Intents = Mapping[str, Sequence[str]]

COMPARED = 6
"""Intents that are compared utterance by utterance, unless more are asked for."""
NEAR = 0.2
"""Worth of the cosine with the nearest utterance; the learnt score of an utterance for its own intent is about 1."""
SAME, SURE = 0.9995, 10.0
"""Cosine from which a text counts as one of the utterances, and what that is worth: more than all else."""
SAMPLE = 2000
"""Utterances at most on which the learnt scores are gauged."""


class Ranked(NamedTuple):
    """An intent and its nearest utterance by number, and what speaks for it; `raw` is about 1 for an utterance."""

    intent: int
    raw: float
    utterance: int
    likeness: float
    share: float


@dataclass(frozen=True)
class Model:
    """Ranks intents; its raw scores mean something only among themselves."""

    intents: list[str]
    utterances: Strings
    reader: Reader
    linear: Linear
    nearest: Nearest

    def rank(self, text: Analysis, limit: int) -> list[Ranked]:
        """List the intents that have something in common with a text, best first."""
        if not text.features or limit < 1:
            return []
        features = np.array(text.features)
        scores = self.linear.scores(features, text.foreign)
        count = min(max(limit, COMPARED), len(scores))
        chosen = scores.argpartition(-count)[-count:].tolist()
        chances = np.exp((scores - scores.max()) * self.linear.unit)
        chances /= chances.sum()
        neighbours = self.nearest.find(features, text.foreign, chosen)
        found = [
            Ranked(intent, _raw(float(scores[intent]), near.cosine), *near, float(chances[intent]))
            for intent, near in zip(chosen, neighbours, strict=True)
            if near.cosine > 0
        ]
        found.sort(key=lambda ranked: (-ranked.raw, ranked.intent))
        return found[:limit]

    def to_arrays(self) -> tuple[Arrays, dict[str, Any]]:
        """Give the model as arrays and what JSON can hold."""
        arrays = {
            **self.reader.vocabulary.to_arrays(),
            "repairable": packed(self.reader.repairer.known),
            "repair_keys": self.reader.repairer.keys,
            "repair_ids": self.reader.repairer.ids,
            "known": packed(sorted(self.reader.known)),
            "table": self.linear.table,
            "steps": self.linear.steps,
            "unit": np.array(self.linear.unit),
            "row_starts": self.nearest.rows.starts,
            "row_numbers": self.nearest.rows.numbers,
            "row_lengths": self.nearest.lengths,
            "firsts": self.nearest.firsts,
            "utterances": self.utterances.text,
            "utterance_ends": self.utterances.ends,
        }
        concepts = self.reader.vocabulary.concepts
        return arrays, {"intents": self.intents, "concepts": [concepts.phrases, concepts.size]}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], strings: Mapping[str, Any]) -> Model:
        """Restore what `to_arrays` gave."""
        vocabulary = Vocabulary.from_arrays(arrays, Concepts(*strings["concepts"]))
        repairer = Repairer(unpacked(arrays["repairable"]), arrays["repair_keys"], arrays["repair_ids"])
        rows = Rows(arrays["row_starts"], arrays["row_numbers"])
        return cls(
            list(strings["intents"]),
            Strings(arrays["utterances"], arrays["utterance_ends"]),
            Reader(vocabulary, repairer, unpacked(arrays["known"])),
            Linear(arrays["table"], arrays["steps"], float(arrays["unit"]), vocabulary.linear),
            Nearest(rows, arrays["row_lengths"], arrays["firsts"], vocabulary.near),
        )


def _raw(score: float, cosine: float) -> float:
    return score + NEAR * cosine + SURE * (cosine >= SAME)


def learn(intents: Intents, synonyms: Intents, known: Sequence[str]) -> Model:
    """Learn a model. Utterances without a word are left out, and intents without an utterance.

    `synonyms` are the words and phrases of every concept, `known` the words that are right though no utterance
    has them.
    """
    read = _readable(intents)
    concepts = Concepts.of(synonyms)
    tokens = [found for texts in read.values() for found in texts.values()]
    sizes = np.array([len(texts) for texts in read.values()])
    labels = np.repeat(np.arange(len(sizes)), sizes)
    vocabulary, rows = build(tokens, labels, concepts)
    counts = Counter(word for found in tokens for word in found)
    meant = [word for concept in synonyms.items() for phrase in (concept[0], *concept[1]) for word in words(phrase)]
    spelt = sorted({*counts, *meant, *known}, key=lambda word: (-counts[word], word))
    return Model(
        list(read),
        Strings.of([text for texts in read.values() for text in texts]),
        Reader(vocabulary, Repairer.build(spelt), map(stem, known)),
        _linear(rows, vocabulary.linear, labels, len(sizes)),
        Nearest.build(rows, vocabulary.near, sizes),
    )


def _readable(intents: Intents) -> dict[str, dict[str, list[str]]]:
    """Give the words of every utterance that has some, intent by intent."""
    read = {}
    for name, texts in intents.items():
        if isinstance(texts, str):
            raise TypeError(f"the utterances of {name!r} must be a list of strings, not one string")
        if found := {text: split for text in texts if (split := words(text))}:
            read[name] = found
    if not read:
        raise ValueError("a matcher needs at least one intent with an utterance that has a word")
    return read


def _linear(rows: Rows, weights: NDArray[np.float32], labels: NDArray[np.int64], intents: int) -> Linear:
    trained = rows.keep(weights > 0)
    size = int(np.flatnonzero(weights)[-1]) + 1
    with one_core():
        table = train(trained, weights[:size], labels, intents)
    sample = np.linspace(0, len(labels) - 1, min(SAMPLE, len(labels))).astype(np.int64)
    owners, numbers = trained.take(sample)
    lengths = np.sqrt(np.bincount(owners, weights[numbers].astype(np.float64) ** 2))
    said = table[numbers, labels[sample][owners]] * weights[numbers] / lengths[owners]
    return Linear.of(table, float(said.sum()) / len(sample), weights)

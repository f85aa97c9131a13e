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
from knowledge.rows import Rows, packed, unpacked
from knowledge.training import train
from knowledge.vocabulary import Vocabulary, build
from knowledge.words import words

Arrays = dict[str, NDArray[Any]]

COMPARED = 6
"""Intents that are compared utterance by utterance, unless more are asked for."""
NEAR = 0.2
"""Worth of the cosine with the nearest utterance; the learnt score of an utterance for its own intent is about 1."""
SAME = 0.9995
"""Cosine from which a text counts as one of the utterances."""
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
    utterances: list[str]
    reader: Reader
    linear: Linear
    nearest: Nearest

    def rank(self, text: Analysis, limit: int) -> list[Ranked]:
        """List the intents that have something in common with a text, best first."""
        if not text.features or limit < 1:
            return []
        features = np.array(text.features)
        vocabulary = self.reader.vocabulary
        scores = self.linear.scores(features, _unit(vocabulary.linear[features], text.foreign)) / self.linear.unit
        count = min(max(limit, COMPARED), len(self.intents))
        chosen = np.argpartition(-scores, count - 1)[:count] if count < len(scores) else np.arange(count)
        query = np.zeros(len(vocabulary), np.float32)
        weights = vocabulary.near[features]
        query[features] = _unit(weights, text.foreign) * weights
        chances = np.exp(self.linear.unit * (scores - scores.max()))
        total = float(chances.sum())
        found = []
        for intent, (utterance, cosine) in zip(chosen.tolist(), self.nearest.find(query, chosen.tolist()), strict=True):
            if cosine > 0:
                raw = float(scores[intent]) + NEAR * cosine + (cosine >= SAME)
                found.append(Ranked(intent, raw, utterance, min(cosine, 1.0), float(chances[intent]) / total))
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
            "row_shares": self.nearest.shares,
            "firsts": self.nearest.firsts,
        }
        synonyms = self.reader.vocabulary.concepts.synonyms
        return arrays, {"intents": self.intents, "utterances": self.utterances, "synonyms": synonyms}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], strings: Mapping[str, Any]) -> Model:
        """Restore what `to_arrays` gave."""
        vocabulary = Vocabulary.from_arrays(arrays, Concepts(strings["synonyms"]))
        repairer = Repairer(unpacked(arrays["repairable"]), arrays["repair_keys"], arrays["repair_ids"])
        rows = Rows(arrays["row_starts"], arrays["row_numbers"])
        return cls(
            list(strings["intents"]),
            list(strings["utterances"]),
            Reader(vocabulary, repairer, unpacked(arrays["known"])),
            Linear(arrays["table"], arrays["steps"], float(arrays["unit"])),
            Nearest(rows, arrays["row_shares"], arrays["firsts"]),
        )


def _unit(values: NDArray[np.float32], foreign: float) -> NDArray[np.float32]:
    """Shorten a vector to unit length together with what is foreign to it."""
    length = float(np.sqrt(values @ values + np.float32(foreign)))
    return values / np.float32(length or 1.0)


def learn(intents: Mapping[str, Sequence[str]], synonyms: Mapping[str, Sequence[str]], known: Sequence[str]) -> Model:
    """Learn a model; utterances without a word and intents without an utterance are left out."""
    read = {name: {text: words(text) for text in texts} for name, texts in intents.items()}
    read = {name: found for name, texts in read.items() if (found := {t: ws for t, ws in texts.items() if ws})}
    if not read:
        raise ValueError("a matcher needs at least one intent with an utterance that has a word")
    concepts = Concepts(synonyms)
    sizes = np.array([len(texts) for texts in read.values()])
    labels = np.repeat(np.arange(len(sizes)), sizes)
    tokens = [found for texts in read.values() for found in texts.values()]
    vocabulary, rows = build(tokens, labels, concepts)
    counts = Counter(word for found in tokens for word in found)
    repairer = Repairer.build(sorted({*counts, *concepts.words}, key=lambda word: (-counts[word], word)))
    return Model(
        list(read),
        [text for texts in read.values() for text in texts],
        Reader(vocabulary, repairer, known),
        _linear(rows, vocabulary.linear, labels, len(sizes)),
        Nearest.build(rows, vocabulary.near, sizes),
    )


def _linear(rows: Rows, weights: NDArray[np.float32], labels: NDArray[np.int64], intents: int) -> Linear:
    trained = rows.keep(weights > 0)
    size = int(np.flatnonzero(weights)[-1]) + 1
    with one_core():
        table = train(trained, weights[:size], labels, intents)
    sample = np.linspace(0, len(labels) - 1, min(SAMPLE, len(labels))).astype(np.int64)
    owners, numbers = trained.take(sample)
    lengths = np.sqrt(np.bincount(owners, weights[numbers].astype(np.float64) ** 2))
    said = table[numbers, labels[sample][owners]] * weights[numbers] / lengths[owners]
    return Linear.of(table, max(float(said.sum()) / len(sample), 1e-6))

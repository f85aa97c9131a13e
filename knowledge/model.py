"""What is learnt from intents and their utterances, kept together, and the ranking of intents for a text by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.centroids import Centroids
from knowledge.concepts import Concepts
from knowledge.linear import Linear
from knowledge.nearest import Nearest
from knowledge.reading import Analysis, Reader
from knowledge.repair import Repairer
from knowledge.rows import Rows
from knowledge.strings import Strings, packed, unpacked
from knowledge.vocabulary import Vocabulary

Arrays = dict[str, NDArray[Any]]

COMPARED = 6
"""Intents that are compared utterance by utterance, unless more are asked for."""
NEAR = 0.2
"""Worth of the cosine with the nearest utterance; the learnt score of an utterance for its own intent is about 1."""
SAME, SURE = 0.9995, 10.0
"""Cosine from which a text counts as one of the utterances, and what that is worth: more than all else."""


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
    evidence: Linear | Centroids
    nearest: Nearest

    def rank(self, text: Analysis, limit: int) -> list[Ranked]:
        """List the intents that have something in common with a text, best first."""
        if not text.features or limit < 1:
            return []
        features = np.array(text.features)
        choice = self.evidence.best(features, text.foreign, max(limit, COMPARED))
        neighbours = self.nearest.find(features, text.foreign, choice.intents)
        intents, scores, shares = choice.intents.tolist(), choice.scores.tolist(), choice.shares.tolist()
        found = [
            Ranked(intent, raw(score, near.cosine), near.utterance, near.cosine, share)
            for intent, score, share, near in zip(intents, scores, shares, neighbours, strict=True)
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
            **self.evidence.to_arrays(),
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
        nearest = Nearest(rows, arrays["row_lengths"], arrays["firsts"], vocabulary.near)
        return cls(
            list(strings["intents"]),
            Strings(arrays["utterances"], arrays["utterance_ends"]),
            Reader(vocabulary, repairer, unpacked(arrays["known"])),
            Linear.from_arrays(arrays, vocabulary.linear)
            if "table" in arrays
            else Centroids.from_arrays(arrays, nearest),
            nearest,
        )


def raw(score: float, cosine: float) -> float:
    """Give the raw score of an intent that scores so much for a text, and whose nearest utterance has this cosine."""
    return score + NEAR * cosine + SURE * (cosine >= SAME)

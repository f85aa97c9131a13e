"""What is learnt from intents and their utterances, kept together, and the ranking of intents for a text by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge import unaided
from knowledge.concepts import Concepts
from knowledge.reading import Analysis, Reader
from knowledge.strings import Strings, packed, unpacked
from knowledge.vocabulary import Vocabulary

if TYPE_CHECKING:
    from knowledge.centroids import Centroids
    from knowledge.choice import Choice
    from knowledge.decoding import Decoder
    from knowledge.linear import Linear
    from knowledge.nearest import Nearest

COMPARED = 6
"""Intents that are compared utterance by utterance, unless more are asked for."""
HELD = 1 << 13
"""Utterances that are held as strings."""
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
    """Ranks intents; its raw scores mean something only among themselves. `utterance` gives one by its number."""

    intents: list[str]
    utterances: Strings
    reader: Reader
    evidence: Linear | Centroids | unaided.Linear
    nearest: Nearest | unaided.Nearest
    utterance: Callable[[int], str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "utterance", lru_cache(maxsize=HELD)(self.utterances.at))

    def read(self, text: str) -> Analysis:
        """Read a text, its mistyped words in the light of the intents that it seems to belong to."""
        return self.reader.read(text, self._likely if self.evidence.trained else None)

    def _likely(self, first: Analysis) -> dict[int, float]:
        if not first.features:
            return {}
        found = self._choice(first, COMPARED)
        return dict(zip(found.intents, found.shares, strict=True))

    def _choice(self, text: Analysis, count: int) -> Choice:
        if text.expected and self.evidence.trained:
            features, chances = zip(*text.expected, strict=True)
            return self.evidence.best(features, text.foreign, count, chances)
        return self.evidence.best(text.features, text.foreign, count)

    def rank(self, text: Analysis, limit: int, wanted: Callable[[str], bool] | None = None) -> list[Ranked]:
        """List the intents that have something in common with a text, best first; with `wanted` only some of these."""
        if not text.features or limit < 1:
            return []
        choice = self._choice(text, max(limit, COMPARED))
        if wanted:
            choice = choice.only([wanted(self.intents[intent]) for intent in choice.intents])
        intents, scores, shares, neighbours = choice
        if neighbours is None:
            neighbours = self.nearest.find(text.features, text.foreign, intents)
        found = [
            Ranked(intent, raw(score, cosine), utterance, cosine, share)
            for intent, score, share, (utterance, cosine) in zip(intents, scores, shares, neighbours, strict=True)
            if cosine > 0
        ]
        found.sort(key=lambda ranked: (-ranked.raw, ranked.intent))
        return found[:limit]

    def to_arrays(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give the model as arrays, or views of memory, and what JSON can hold."""
        arrays = {
            **self.reader.vocabulary.to_arrays(),
            **self.reader.decoder.to_arrays(),
            "known": packed(sorted(self.reader.known)),
            **self.evidence.to_arrays(),
            **self.nearest.to_arrays(),
            "utterances": self.utterances.text,
            "utterance_ends": self.utterances.ends,
        }
        concepts = self.reader.vocabulary.concepts
        return arrays, {"intents": self.intents, "concepts": [concepts.phrases, concepts.size]}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any], strings: Mapping[str, Any]) -> Model:
        """Restore what `to_arrays` gave. Views of memory are used without numpy, which takes them for arrays too."""
        vocabulary = Vocabulary.from_arrays(arrays, Concepts(*strings["concepts"]))
        decoder = partial(_decoder, arrays)
        return cls(
            list(strings["intents"]),
            Strings(memoryview(arrays["utterances"]), memoryview(arrays["utterance_ends"])),
            Reader(vocabulary, unpacked(arrays["repairable"]), unpacked(arrays["known"]), decoder),
            *_learnt(arrays),
        )


def _decoder(arrays: Mapping[str, Any]) -> Decoder:
    # Only a text with a mistyped word needs this, and numpy.
    from knowledge.decoding import Decoder  # noqa: PLC0415

    return Decoder.from_arrays(arrays)


def _learnt(arrays: Mapping[str, Any]) -> tuple[Linear | Centroids | unaided.Linear, Nearest | unaided.Nearest]:
    if isinstance(arrays["firsts"], memoryview):
        return unaided.Linear(arrays), unaided.Nearest(arrays)
    # These need numpy.
    from knowledge.centroids import Centroids  # noqa: PLC0415
    from knowledge.linear import Linear  # noqa: PLC0415
    from knowledge.nearest import Nearest  # noqa: PLC0415

    nearest = Nearest.from_arrays(arrays, arrays["near"])
    if "table" in arrays:
        return Linear.from_arrays(arrays, arrays["linear"]), nearest
    return Centroids.from_arrays(arrays, nearest), nearest


def raw(score: float, cosine: float) -> float:
    """Give the raw score of an intent that scores so much for a text, and whose nearest utterance has this cosine."""
    return score + NEAR * cosine + SURE * (cosine >= SAME)

"""Which intent a text belongs to: `Matcher({intent: [utterance, …]}).match(text)`.

Words are stemmed, unknown ones repaired; texts are unit vectors of stems, pairs of neighbouring stems and
concepts, weighted by how few intents use them (inverse document frequency). An intent's score joins the cosine
with its nearest utterance and with the mean of its utterances. Words that stay unknown lengthen the text's
vector, and so lower every score.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.repair import Repairer
from knowledge.words import stem, words

Arrays = dict[str, NDArray[Any]]

UNKNOWN_WEIGHT = 1.0
PAIR_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """An intent that a text may belong to.

    `score` is 0 (nothing in common) to 100 (as one of its utterances); one threshold on the best match's
    score separates texts that belong to an intent from those that belong to none. `utterance` is the intent's
    utterance nearest to the text, `likeness` their cosine, 0 to 1. `share` is the intent's part, 0 to 1, of what
    speaks for any intent: a best match whose share is close to the next one's is a toss-up.
    """

    intent: str
    score: float
    utterance: str
    likeness: float
    share: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a matcher reads in a text.

    `words` are the words after cleaning and repair, `stems` their stems one by one. `repairs` are the words
    replaced, as (original, replacement). `unknown` are the words that neither the utterances nor the known words
    have and that no repair was found for. `features` are the numbers of the features that the matcher looks at.
    """

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    features: tuple[int, ...]


class Concepts:
    """Words and phrases that mean the same, found by their stems."""

    def __init__(self, synonyms: Mapping[str, Sequence[str]]) -> None:
        self.synonyms = {concept: list(phrases) for concept, phrases in synonyms.items()}
        self.words: set[str] = set()
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concept, phrases in self.synonyms.items():
            for phrase in {concept: None} | dict.fromkeys(phrases):
                tokens = words(phrase)
                stems = tuple(map(stem, tokens))
                if stems:
                    self.words.update(tokens)
                    self._by_first.setdefault(stems[0], []).append((stems, concept))

    def find(self, stems: Sequence[str]) -> list[str]:
        """List the concepts that the stems mention, each once, in order."""
        found: dict[str, None] = {}
        for i, first in enumerate(stems):
            for phrase, concept in self._by_first.get(first, ()):
                if tuple(stems[i : i + len(phrase)]) == phrase:
                    found[concept] = None
        return list(found)


def _names(stems: Sequence[str], concepts: Sequence[str]) -> list[str]:
    """Name the features of a text, each once: stems, pairs of neighbours, concepts."""
    bounded = ["^", *stems, "$"]
    pairs = [f"{a} {b}" for a, b in pairwise(bounded)]
    return list(dict.fromkeys([*stems, *pairs, *(f"={c}" for c in concepts)]))


class Matcher:
    """Finds the intents that a text may belong to.

    `intents` maps each intent to the utterances that people put it in. `synonyms` maps a concept to words or
    phrases that mean it: wherever one of them, or the concept itself, occurs, a feature for the concept is added.
    `known_words` are words that are never repaired and never count as unknown.
    """

    def __init__(
        self,
        intents: Mapping[str, Sequence[str]],
        synonyms: Mapping[str, Sequence[str]] | None = None,
        known_words: Iterable[str] = (),
    ) -> None:
        arrays, meta = _build(intents, synonyms or {}, known_words)
        self._open(arrays, meta)

    def _open(self, arrays: Arrays, meta: dict[str, Any]) -> None:
        self._arrays, self._meta = arrays, meta
        self._intents: list[str] = meta["intents"]
        self._utterances: list[str] = meta["utterances"]
        self._number = {name: i for i, name in enumerate(meta["features"])}
        self._concepts = Concepts(meta["synonyms"])
        self._known = set(meta["known"])
        self._stems = {*map(stem, meta["words"])}
        self._repairer = Repairer(meta["repairable"], arrays["repair_keys"], arrays["repair_ids"])
        self._idf = arrays["idf"]
        self._starts = arrays["starts"].tolist()
        self._rows, self._values = arrays["rows"], arrays["values"]
        self._firsts = arrays["firsts"]
        self._centroids = arrays["centroids"]

    def to_arrays(self) -> tuple[Arrays, dict[str, Any]]:
        """Give the matcher as numpy arrays and a dictionary for JSON; `from_arrays` turns them back."""
        return dict(self._arrays), dict(self._meta)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any]) -> Matcher:
        """Restore the matcher that `to_arrays` was called on."""
        self = cls.__new__(cls)
        self._open(dict(arrays), dict(meta))
        return self

    def save(self, path: str | Path) -> None:
        """Write the matcher to one .npz file, without pickle."""
        blob = np.frombuffer(json.dumps(self._meta).encode(), dtype=np.uint8)
        with Path(path).open("wb") as file:
            np.savez(file, allow_pickle=False, meta=blob, **self._arrays)

    @classmethod
    def load(cls, path: str | Path) -> Matcher:
        """Restore the matcher that `save` wrote."""
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return cls.from_arrays(arrays, json.loads(arrays.pop("meta").tobytes()))

    def _is_known(self, word: str) -> bool:
        return word in self._known or stem(word) in self._stems

    def analyse(self, text: str) -> Analysis:
        """Read a text: words, repairs, what stays unknown, features."""
        read: list[str] = []
        repairs: list[tuple[str, str]] = []
        unknown: list[str] = []
        for word in words(text):
            if self._is_known(word):
                read.append(word)
            elif near := self._repairer.candidates(word):
                read.append(near[0].word)
                repairs.append((word, near[0].word))
            else:
                read.append(word)
                unknown.append(word)
        stems = tuple(map(stem, read))
        names = _names(stems, self._concepts.find(stems))
        features = tuple(n for n in map(self._number.get, names) if n is not None)
        return Analysis(text, tuple(read), stems, tuple(repairs), tuple(unknown), features)

    def match(self, text: str | Analysis, limit: int = 5) -> list[Match]:
        """List the intents that the text may belong to, best first; none if nothing is in common."""
        found = self.analyse(text) if isinstance(text, str) else text
        if not found.features or limit < 1:
            return []
        features = np.array(found.features, dtype=np.intp)
        weights = self._idf[features]
        foreign = len(found.unknown) * (UNKNOWN_WEIGHT * float(self._idf.max())) ** 2
        weights = weights / np.sqrt(float(weights @ weights) + foreign)
        rows = np.concatenate([self._rows[self._starts[f] : self._starts[f + 1]] for f in found.features])
        values = np.concatenate(
            [
                self._values[self._starts[f] : self._starts[f + 1]] * w
                for f, w in zip(found.features, weights, strict=True)
            ]
        )
        cosines = np.bincount(rows, values, len(self._utterances))
        nearest = np.maximum.reduceat(cosines, self._firsts)
        means = weights @ self._centroids[features]
        total = nearest + means
        order = np.argsort(-total, kind="stable")[:limit]
        shares = np.exp(10 * (total - total.max()))
        shares /= shares.sum()
        ends = np.append(self._firsts[1:], len(self._utterances))
        matches = []
        for i in order.tolist():
            if total[i] <= 0:
                break
            row = self._firsts[i] + int(cosines[self._firsts[i] : ends[i]].argmax())
            score = min(100.0, 50 * float(total[i]))
            likeness = min(1.0, float(nearest[i]))
            matches.append(Match(self._intents[i], score, self._utterances[row], likeness, float(shares[i])))
        return matches


def _build(
    intents: Mapping[str, Sequence[str]], synonyms: Mapping[str, Sequence[str]], known_words: Iterable[str]
) -> tuple[Arrays, dict[str, Any]]:
    concepts = Concepts(synonyms)
    kept = [(name, list(dict.fromkeys(texts))) for name, texts in intents.items() if any(map(words, texts))]
    if not kept:
        raise ValueError("a matcher needs at least one intent with an utterance that has a word")
    tokens = [words(text) for _, texts in kept for text in texts]
    counts = Counter(word for line in tokens for word in line)
    vocabulary = sorted({*counts, *concepts.words}, key=lambda word: (-counts[word], word))
    rows: list[list[int]] = []
    number: dict[str, int] = {}
    for line in tokens:
        stems = tuple(map(stem, line))
        rows.append([number.setdefault(name, len(number)) for name in _names(stems, concepts.find(stems))])
    arrays = _weigh(rows, [len(texts) for _, texts in kept], list(number))
    repairer = Repairer.build(vocabulary)
    arrays |= {"repair_keys": repairer.keys, "repair_ids": repairer.ids}
    meta = {
        "intents": [name for name, _ in kept],
        "utterances": [text for _, texts in kept for text in texts],
        "features": list(number),
        "words": vocabulary,
        "repairable": list(repairer.known),
        "synonyms": concepts.synonyms,
        "known": sorted({word for text in known_words for word in words(text)}),
    }
    return arrays, meta


def _weigh(rows: list[list[int]], sizes: list[int], names: list[str]) -> Arrays:
    lengths = np.array([len(row) for row in rows])
    of = np.repeat(np.arange(len(rows)), lengths)
    features = np.fromiter((f for row in rows for f in row), dtype=np.int64, count=int(lengths.sum()))
    intent = np.repeat(np.arange(len(sizes)), sizes)
    seen = np.unique(features * len(sizes) + intent[of]) // len(sizes)
    spread = np.bincount(seen, minlength=len(names))
    kind = np.array([PAIR_WEIGHT if " " in name else 1.0 for name in names])
    idf = (np.log(1 + len(sizes) / spread) * kind).astype(np.float32)
    values = idf[features]
    values /= np.sqrt(np.bincount(of, values**2, len(rows)))[of]
    centroids = np.zeros((len(names), len(sizes)), dtype=np.float32)
    np.add.at(centroids, (features, intent[of]), values)
    centroids /= np.linalg.norm(centroids, axis=0)
    order = np.argsort(features, kind="stable")
    return {
        "idf": idf,
        "starts": np.concatenate(([0], np.cumsum(np.bincount(features, minlength=len(names))))),
        "rows": of[order].astype(np.int32),
        "values": values[order].astype(np.float32),
        "firsts": np.concatenate(([0], np.cumsum(sizes)[:-1])),
        "centroids": centroids,
    }

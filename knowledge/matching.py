"""Which intent a text belongs to: `Matcher({intent: [utterance, …]}).match(text)`.

A text is read (`reading`), its features get numbers and weights (`vocabulary`), what was learnt chooses a few intents
(`linear`, or `centroids` where there are too many), and these are compared utterance by utterance (`nearest`). Words
that no utterance has lengthen the text's vector, and so lower every score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge import archive
from knowledge.curve import Curve
from knowledge.model import Model
from knowledge.reading import Analysis
from knowledge.words import COMMON, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Analysis", "Match", "Matcher"]

Intents = Mapping[str, Sequence[str]]

CELLS = 1 << 27
"""Features times intents up to which a table is learnt: as many bytes, and four times as many while it is."""


class Match(NamedTuple):
    """An intent that a text may belong to.

    `score` is 0 to 100: a text that belongs to one of the intents gets 50 as readily as one that belongs to
    none, so that one threshold separates the two. `utterance` is the intent's utterance nearest to the
    text, `likeness` the cosine between them, 0 to 1. `share` is the intent's part, 0 to 1, of the learnt
    probability: a best match whose share is close to the next one's is a toss-up.
    """

    intent: str
    score: float
    utterance: str
    likeness: float
    share: float


class Matcher:
    """Finds the intents that a text may belong to. Nothing in it changes after building; any thread may use
    it.

    `intents` maps each intent to utterances that people put it in. `synonyms` maps a concept to words or
    phrases that mean it: wherever one of them, or the concept itself, occurs, a feature for the concept is
    added. `known_words` are words that are no typing errors and not unknown, though no utterance may have
    them; those with a capital are names. Where there are more features times intents than `cells`, what speaks for an
    intent is the centroid of its utterances instead of weights learnt for all; see README.
    """

    def __init__(
        self,
        intents: Intents,
        synonyms: Mapping[str, Sequence[str]] | None = None,
        known_words: Iterable[str] = (),
        cells: int = CELLS,
    ) -> None:
        # A kept matcher is loaded without what built it.
        from knowledge.learning import learn  # noqa: PLC0415

        given = list(known_words)
        known = sorted({word for text in given for word in words(text)})
        # A word of a longer name, the *Street* of *Wall Street*, is none by itself.
        names = frozenset(w for text in given if text[:1].isupper() and " " not in text for w in words(text)) - COMMON
        self._model, self._curve = learn(intents, synonyms or {}, known, names, cells)

    def utterances(self) -> dict[str, list[str]]:
        """Give the utterances of every intent, as they were given, without those that have no word."""
        model = self._model
        firsts = model.nearest.firsts.tolist()
        return {
            intent: [model.utterances.at(number) for number in range(first, last)]
            for intent, (first, last) in zip(model.intents, pairwise(firsts), strict=True)
        }

    def analyse(self, text: str) -> Analysis:
        """Read a text: its words, repairs, what stays unknown. `match` takes the result in place of the text."""
        return self._model.read(text)

    def match(self, text: str | Analysis, limit: int = 5, wanted: Callable[[str], bool] | None = None) -> list[Match]:
        """List the intents that a text may belong to, best first; none if it has nothing in common with any.

        `wanted` tells of each of the `limit` likeliest whether it is to be listed; of the others nothing is worked out.
        """
        model, score = self._model, self._curve.score
        found = model.rank(self.analyse(text) if isinstance(text, str) else text, limit, wanted)
        return [
            Match(model.intents[intent], score(raw), model.utterance(utterance), likeness, share)
            for intent, raw, utterance, likeness, share in found
        ]

    def to_arrays(self) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
        """Give the matcher as numpy arrays and a dictionary that JSON can hold."""
        arrays, strings = self._model.to_arrays()
        return _arrays(arrays | {"curve": self._curve}), strings

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any], strings: Mapping[str, Any]) -> Matcher:
        """Restore the matcher that `to_arrays` was called on."""
        self = cls.__new__(cls)
        self._model = Model.from_arrays(arrays, strings)
        self._curve = Curve(*arrays["curve"].tolist())
        return self

    def save(self, path: str | Path) -> None:
        """Write the matcher to one file, without pickle."""
        archive.write(path, *self.to_arrays())

    @classmethod
    def load(cls, path: str | Path, *, once: bool = False) -> Matcher:
        """Read the matcher that `save` wrote.

        With `once`, for a process that asks little and ends, numpy is not imported if it can be done without: that
        saves more than such a process takes, but every match takes six times as long. What is found is the same.
        """
        arrays, strings = archive.read(path)
        return cls.from_arrays(arrays if once and "table" in arrays else _arrays(arrays), strings)


def _arrays(views: Mapping[str, Any]) -> dict[str, NDArray[Any]]:
    import numpy as np  # noqa: PLC0415

    return {name: np.asarray(view) for name, view in views.items()}

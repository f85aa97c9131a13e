"""Reading a text as a matcher does: its words, those that had to be repaired, and those that nothing is known of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.repair import Repairer
from knowledge.vocabulary import Vocabulary
from knowledge.words import is_number, stem, words

UNKNOWN, KNOWN, NUMBER = 1.5, 0.5, 0.75
"""What a word adds that no utterance has, in weights of the rarest stem: unknown, of the known words, a number."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a matcher reads in a text.

    `words` are the words after cleaning and repair, `stems` their stems one by one. `repairs` are the words
    replaced, as (original, replacement). `unknown` are the words that neither the utterances nor the known
    words have and for which no repair was found. `features` are the numbers of the features that the text
    shares with the utterances, `foreign` the squared weight of the words that it does not.
    """

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    features: tuple[int, ...]
    foreign: float


class Reader:
    """Reads texts in terms of a vocabulary. `known` are stems that are no typing errors, though in no utterance."""

    def __init__(self, vocabulary: Vocabulary, repairer: Repairer, known: Iterable[str]) -> None:
        self.vocabulary = vocabulary
        self.repairer = repairer
        self.known = frozenset(known)

    def read(self, text: str) -> Analysis:
        """Read a text."""
        read: list[str] = []
        repairs: list[tuple[str, str]] = []
        unknown: list[str] = []
        foreign = 0.0
        for word in words(text):
            if self.vocabulary.has_stem(stem(word)):
                read.append(word)
            elif stem(word) in self.known:
                read.append(word)
                foreign += KNOWN**2
            elif near := self.repairer.candidates(word):
                read.append(near[0].word)
                repairs.append((word, near[0].word))
            else:
                read.append(word)
                unknown.append(word)
                foreign += (NUMBER if is_number(word) else UNKNOWN) ** 2
        stems = tuple(map(stem, read))
        features = self.vocabulary.features(read, stems)
        foreign *= self.vocabulary.heaviest**2
        return Analysis(text, tuple(read), stems, tuple(repairs), tuple(unknown), features, foreign)

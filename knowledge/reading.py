"""Reading a text as a matcher does: its words, those repaired, and those that nothing is known of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.repair import Repair, Repairer
from knowledge.vocabulary import FIRST, LAST, Vocabulary
from knowledge.words import COMMON, is_number, stem, words

UNKNOWN, KNOWN, NUMBER = 1.5, 0.5, 0.75
"""Weights of words that no utterance has, in those of its rarest stems: unknown, a known word, a number."""
BESIDE = 2.0
"""What it is worth for a repair that an utterance has the word beside the same neighbour."""
SURE = 9
"""Letters from which two edits need no such neighbour."""
MOST_REPAIRS = 64
"""Words of a text that are looked into at most; a text with more unknown words is no question."""
LEAST_PART = 3
"""Letters of the shorter part of a word that is taken apart."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a matcher reads in a text.

    `words` are the words after cleaning and repair, `stems` their stems one by one. `repairs` are the words
    replaced, as (original, replacement); either side may be two words, as in ("pay pal", "paypal"). `unknown` are
    the words that neither the utterances nor the known words have and for which no repair was found. `features` are
    the numbers of the features that the text shares with the utterances, `foreign` the squared weight of the words
    that it does not.
    """

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    features: tuple[int, ...]
    foreign: float


class Reader:
    """Reads texts in terms of a vocabulary; `known` are stems that are right though no utterance has them."""

    def __init__(self, vocabulary: Vocabulary, repairer: Repairer, known: Iterable[str]) -> None:
        self.vocabulary = vocabulary
        self.repairer = repairer
        self.known = frozenset(known).union(map(stem, COMMON))
        self._spelt = frozenset(repairer.known)

    def read(self, text: str) -> Analysis:
        """Read a text."""
        found = words(text)
        read = [self.vocabulary.word(word) for word in found]
        repairs: list[tuple[str, str]] = []
        unknown: list[str] = []
        if any(word.number < 0 for word in read):
            found, repairs, unknown = self._repaired(found)
            read = [self.vocabulary.word(word) for word in found]
        outside = sum(word.number < 0 for word in read) - len(unknown)
        foreign = outside * KNOWN**2 + sum((NUMBER if is_number(word) else UNKNOWN) ** 2 for word in unknown)
        return Analysis(
            text,
            tuple(found),
            tuple(word.stem for word in read),
            tuple(repairs),
            tuple(unknown),
            self.vocabulary.features(read),
            foreign * self.vocabulary.heaviest**2,
        )

    def _is_known(self, word: str) -> bool:
        read = self.vocabulary.word(word)
        return read.number >= 0 or read.stem in self.known

    def _repaired(self, found: Sequence[str]) -> tuple[list[str], list[tuple[str, str]], list[str]]:
        """Give the words after repair, the repairs, and the words left unknown."""
        read: list[str] = []
        repairs: list[tuple[str, str]] = []
        unknown: list[str] = []
        at = 0
        while at < len(found):
            word, following = found[at], found[at + 1 : at + 2]
            old, new = [word], [word]
            if following and self._are_one(word, following[0]):
                old, new = [word, following[0]], [word + following[0]]
            elif not self._is_known(word):
                if len(repairs) + len(unknown) < MOST_REPAIRS:
                    new = self._meant(word, read[-1] if read else "", following[0] if following else "")
                if new == old:
                    unknown.append(word)
            if new != old:
                repairs.append((" ".join(old), " ".join(new)))
            read.extend(new)
            at += len(old)
        return read, repairs, unknown

    def _are_one(self, first: str, second: str) -> bool:
        """Tell whether two words, one of them unknown, are a known word taken apart."""
        return not (self._is_known(first) and self._is_known(second)) and (
            first.isalpha() and second.isalpha() and self.vocabulary.word(first + second).number >= 0
        )

    def _meant(self, word: str, before: str, after: str) -> list[str]:
        """Give what an unknown word was meant to be between its neighbours ("" at an end), or the word itself."""
        if parts := self._parts(word):
            return parts
        left, right = stem(before) if before else FIRST, stem(after) if after else LAST
        best, least = word, float("inf")
        for repair in self.repairer.candidates(word):
            if repair.cost - 2 * BESIDE >= least:
                break
            meant = stem(repair.word)
            beside = self.vocabulary.has_pair(left, meant) + self.vocabulary.has_pair(meant, right)
            if (cost := repair.cost - BESIDE * beside) < least and _is_likely(word, repair, beside):
                best, least = repair.word, cost
        return [best]

    def _parts(self, word: str) -> list[str]:
        """Take apart a word that is two neighbours of an utterance written as one; nothing if it is not."""
        if not word.isalpha():
            return []
        for at in range(LEAST_PART, len(word) - LEAST_PART + 1):
            first, second = word[:at], word[at:]
            if first in self._spelt and second in self._spelt and self.vocabulary.has_pair(stem(first), stem(second)):
                return [first, second]
        return []


def _is_likely(word: str, repair: Repair, beside: int) -> bool:
    """Tell whether a repair is to be trusted, given how many of its neighbours an utterance has beside it."""
    if len(word) < 4:
        # Almost any word of three letters is an edit away from another: only one with a letter left out is tried.
        return beside > 0 and len(repair.word) > len(word)
    if repair.distance == 1:
        return True
    # People rarely miss the first letter.
    return beside > 0 or len(word) >= SURE if word[0] == repair.word[0] else beside == 2

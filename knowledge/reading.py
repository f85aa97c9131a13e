"""Reading a text as a matcher does: its words, those repaired, and those that nothing is known of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from knowledge.vocabulary import Vocabulary
from knowledge.words import COMMON, capitals, is_number, stem, words

if TYPE_CHECKING:
    from knowledge.decoding import Decoded, Decoder

UNKNOWN, KNOWN, NUMBER = 1.5, 0.5, 0.75
"""Weights of words that no utterance has, in those of its rarest stems: unknown, a known word, a number."""
MOST_REPAIRS = 64
"""Words of a text that are looked into at most; a text with more unknown words is no question."""
DOUBTFUL = 0.2
"""Words that are expected to be wrong from which a text is read again in the light of what it seems to be about."""
LEAST_PART = 3
"""Letters of the shorter part of a word that is taken apart."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a matcher reads in a text.

    `words` are the words after cleaning and repair, `stems` their stems one by one. `repairs` are the words
    replaced, as (original, replacement); either side may be two words, as in ("pay pal", "paypal"). `unknown` are
    the words that neither the utterances nor the known words have and for which no repair was found. `features` are
    the numbers of the features that the text shares with the utterances, `foreign` the squared weight of the words
    that it does not. Where mistyped words may be others, `expected` are the features that it has then, each with the
    chance of that, 0 to 1.
    """

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    features: tuple[int, ...]
    foreign: float
    expected: tuple[tuple[int, float], ...] = ()


class Typed(NamedTuple):
    """A word as it was typed: the number of its stem, -1 if it has none, and whether it has a capital.

    It is `known` if its stem is, and `spelt` if it is so itself.
    """

    word: str
    stem: int
    known: bool
    spelt: bool
    capital: bool


class Reader:
    """Reads texts in terms of a vocabulary; `known` are stems that are right though no utterance has them.

    `spelt` are the words that mistyped ones may be meant to be, and `decoder` makes what finds them.
    """

    def __init__(
        self, vocabulary: Vocabulary, spelt: Iterable[str], known: Iterable[str], decoder: Callable[[], Decoder]
    ) -> None:
        self.vocabulary = vocabulary
        self.known = frozenset(known).union(map(stem, COMMON))
        self._spelt = frozenset(spelt)
        self._decoder = decoder

    @cached_property
    def decoder(self) -> Decoder:
        """What finds the words that were meant."""
        return self._decoder()

    def read(self, text: str, likely: Callable[[Analysis], Mapping[int, float]] | None = None) -> Analysis:
        """Read a text. `likely` gives the shares of the intents that what is read first may belong to: a text whose
        mistyped words may be others is read again by these.
        """
        found = words(text)
        if min([self.vocabulary.word(word).number for word in found], default=0) >= 0:
            return self._analysis(text, found)
        typed = self._joined(found)
        meant, decoded = self._meant(text, typed)
        analysis = self._repaired(text, typed, meant, decoded)
        if likely is None or decoded is None:
            return analysis
        analysis = self._in_doubt(analysis, decoded)
        if decoded.doubt < DOUBTFUL or not analysis.repairs:
            return analysis
        again = decoded.again(likely(analysis))
        return self._in_doubt(self._repaired(text, typed, meant, again), again)

    def _repaired(
        self, text: str, typed: Sequence[Sequence[str]], meant: Sequence[Sequence[str]], decoded: Decoded | None
    ) -> Analysis:
        if decoded is not None:
            words_ = iter(decoded.words)
            meant = [[next(words_) for _ in part] for part in meant]
        repairs = [(" ".join(old), " ".join(new)) for old, new in zip(typed, meant, strict=True) if old != new]
        return self._analysis(text, list(chain.from_iterable(meant)), repairs)

    def _analysis(self, text: str, found: Sequence[str], repairs: Sequence[tuple[str, str]] = ()) -> Analysis:
        read = [self.vocabulary.word(word) for word in found]
        unknown = [word for word, of in zip(found, read, strict=True) if of.number < 0 and of.stem not in self.known]
        outside = sum([word.number < 0 for word in read]) - len(unknown)
        foreign = outside * KNOWN**2 + sum([(NUMBER if is_number(word) else UNKNOWN) ** 2 for word in unknown])
        return Analysis(
            text,
            tuple(found),
            tuple([word.stem for word in read]),
            tuple(repairs),
            tuple(unknown),
            self.vocabulary.features(read),
            foreign * self.vocabulary.heaviest**2,
        )

    def _in_doubt(self, read: Analysis, decoded: Decoded) -> Analysis:
        """Add to what was read the features that the text has if one or other of its words is another."""
        if not decoded.others:
            return read
        chances = dict.fromkeys(read.features, 1.0)
        for place, word, chance in decoded.others:
            line = [*read.words[:place], word, *read.words[place + 1 :]]
            instead = set(self.vocabulary.features([self.vocabulary.word(each) for each in line]))
            for feature in instead.symmetric_difference(read.features):
                chances[feature] = chances.get(feature, 0.0) + (chance if feature in instead else -chance)
        expected = [(feature, min(chance, 1.0)) for feature, chance in chances.items() if chance > 0]
        return replace(read, expected=tuple(expected))

    def _is_known(self, word: str) -> bool:
        read = self.vocabulary.word(word)
        # *Baidus*, which has lost its apostrophe: from other words the stemmer takes the *s*.
        return read.number >= 0 or read.stem in self.known or (word.endswith("us") and word[:-1] in self._spelt)

    def _joined(self, found: Sequence[str]) -> list[list[str]]:
        """Part a text into its words, two together that are a known one taken apart."""
        known = [self._is_known(word) for word in found]
        parts: list[list[str]] = []
        at = 0
        while at < len(found):
            apart = not all(known[at : at + 2]) and self._are_one(found[at : at + 2])
            parts.append(list(found[at : at + 1 + apart]))
            at += 1 + apart
        return parts

    def _are_one(self, parts: Sequence[str]) -> bool:
        """Tell whether two words are a known word taken apart."""
        joined = "".join(parts)
        return len(parts) == 2 and joined in self._spelt and self.vocabulary.word(joined).number >= 0

    def _meant(self, text: str, typed: Sequence[Sequence[str]]) -> tuple[list[list[str]], Decoded | None]:
        """Give each part of a text, those that are two words taken apart, and what all of them were meant to be."""
        meant = [["".join(part)] for part in typed]
        unknown = [at for at, (word,) in enumerate(meant) if not (is_number(word) or self._is_known(word))]
        for at in unknown[:MOST_REPAIRS]:
            meant[at] = self._parts(meant[at][0]) or meant[at]
        unread = {at for at in unknown[:MOST_REPAIRS] if len(meant[at]) == 1}
        if not unread:
            return meant, None
        capital, first = capitals(text), 0
        line: list[Typed] = []
        for at, (part, new) in enumerate(zip(typed, meant, strict=True)):
            for word in new:
                number = self.vocabulary.word(word).number
                line.append(Typed(word, number, at not in unread, word in self._spelt, capital[first]))
            first += len(part)
        return meant, self.decoder.decode(line)

    def _parts(self, word: str) -> list[str]:
        """Take apart a word that is two neighbours of an utterance written as one; nothing if it is not."""
        if not word.isalpha():
            return []
        for at in range(LEAST_PART, len(word) - LEAST_PART + 1):
            first, second = word[:at], word[at:]
            if first in self._spelt and second in self._spelt and self.vocabulary.has_pair(stem(first), stem(second)):
                return [first, second]
        return []

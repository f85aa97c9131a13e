"""How much of a question an intent speaks of: words that neither its utterances nor its facts have are foreign."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.words import stem, words

_FUNCTION = """
" a an the of to in on at for from by with and or nor is are was were be been being am do does did done has
have had it its this that these those he she they him her his hers them their theirs what which who whom whose
when where why how i me my we us our you your not no yes as so if about into than then there here can could
should would will shall may might must much many any some all also just only again ever actually really
exactly please one ones give tell say name find look need want know get let quote according per said says s t
re ve d m anywhere happen nowadays today currently roughly exact hey thing things something anything else
leave leaving aside besides apart far long too very well quite rather whether both each other another first
last
"""
FUNCTION_WORDS = frozenset(map(stem, _FUNCTION.split()))
"""Stems that tell nothing of what a question is about."""


class Weighed(NamedTuple):
    """A stem of a question, its weight, and the stems that mean the same."""

    stem: str
    weight: float
    mates: tuple[str, ...]


class Coverage:
    """What of a question one or several intents cover; worked out when it is asked for, as of most it never is."""

    __slots__ = ("_question", "_uncovered", "_vocabularies")

    def __init__(self, question: tuple[Weighed, ...], *vocabularies: frozenset[str]) -> None:
        """Hold a question's stems that tell something against the vocabularies of intents."""
        self._question = question
        self._vocabularies = vocabularies
        self._uncovered: tuple[Weighed, ...] | None = None

    @property
    def total(self) -> float:
        """The weight of all stems that tell something."""
        return sum([weighed.weight for weighed in self._question])

    @property
    def share(self) -> float:
        """The covered share of that weight, 0 to 1; nothing is covered of a question of function words alone."""
        uncovered = self.uncovered
        if not uncovered:
            return 1.0 if self._question else 0.0
        return 1 - sum([weighed.weight for weighed in uncovered]) / self.total

    @property
    def foreign(self) -> tuple[str, ...]:
        """The stems that no intent has, nor one that means the same."""
        return tuple([weighed.stem for weighed in self.uncovered])

    @property
    def uncovered(self) -> tuple[Weighed, ...]:
        """The same with their weights."""
        if self._uncovered is None:
            left = self._question
            for own in self._vocabularies:
                if not left:
                    break
                left = tuple([w for w in left if w.stem not in own and own.isdisjoint(w.mates)])
            self._uncovered = left
        return self._uncovered

    def together(self, *others: Coverage) -> Coverage:
        """What the intents of all cover of the same question between them."""
        vocabularies = [own for coverage in (self, *others) for own in coverage._vocabularies]
        return Coverage(self._question, *vocabularies)


STEMS = 1 << 14
"""Stems whose weights and synonyms are held."""


class Vocabularies:
    """The words of every intent; a word weighs the more the fewer intents have it."""

    def __init__(
        self, words: Mapping[str, Sequence[str]], mates: Mapping[str, Sequence[str]], spread: Mapping[str, int]
    ) -> None:
        """Take over the stems of each intent, those that mean the same as a stem, and how many intents have a stem."""
        self._words = words
        self._mates = mates
        self._spread = spread
        self._sets: dict[str, frozenset[str]] = {}
        self._most = math.log1p(2 * len(words))
        self._weighed = lru_cache(maxsize=STEMS)(self._weigh)

    @property
    def plain(self) -> tuple[dict[str, str], dict[str, str], dict[str, int]]:
        """What these are made of, stems that belong together as one string."""
        words, mates = ({key: " ".join(stems) for key, stems in of.items()} for of in (self._words, self._mates))
        return words, mates, dict(self._spread)

    @classmethod
    def gather(cls, texts: Mapping[str, Iterable[str]], synonyms: Mapping[str, Sequence[str]]) -> Vocabularies:
        """Gather the words of each intent's texts, and which words mean the same."""
        intents = {id_: {stem(word) for text in of for word in words(text)} for id_, of in texts.items()}
        spread = Counter(word for vocabulary in intents.values() for word in vocabulary)
        mates: dict[str, set[str]] = {}
        for concept, others in synonyms.items():
            # A word of a longer phrase, the *down* of *take down*, does not mean by itself what the phrase means.
            phrases = [_content(phrase) for phrase in (concept, *others)]
            same = {phrase[0] for phrase in phrases if len(phrase) == 1}
            for word in same:
                mates.setdefault(word, set()).update(same - {word})
        return cls(
            {id_: sorted(vocabulary) for id_, vocabulary in intents.items()},
            {word: sorted(same) for word, same in sorted(mates.items())},
            dict(sorted(spread.items())),
        )

    def cover(self, intent: str, stems: tuple[str, ...]) -> Coverage:
        """What of a question's stems an intent covers."""
        return self.among(self.of(intent), stems)

    def among(self, vocabulary: frozenset[str], stems: tuple[str, ...]) -> Coverage:
        """What of a question's stems is among others, by itself or by a word that means the same."""
        return Coverage(self.weighed(stems), vocabulary)

    def weighed(self, stems: Iterable[str]) -> tuple[Weighed, ...]:
        """The stems that tell something, each once."""
        return tuple([self._weighed(word) for word in dict.fromkeys(stems) if word not in FUNCTION_WORDS])

    def _weigh(self, word: str) -> Weighed:
        spread = self._spread.get(word)
        weight = math.log1p(len(self._words) / spread) if spread else self._most
        return Weighed(word, weight, tuple(self._mates[word]) if word in self._mates else ())

    def of(self, intent: str) -> frozenset[str]:
        """The stems of an intent's utterances and facts."""
        found = self._sets.get(intent)
        if found is None:
            found = self._sets[intent] = frozenset(self._words.get(intent, ()))
        return found


def _content(phrase: str) -> list[str]:
    return [word for word in map(stem, words(phrase)) if word not in FUNCTION_WORDS]

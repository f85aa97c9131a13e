"""Words and phrases that mean the same: a concept is found wherever one of them, or its own name, is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.words import stem, words


class Concepts:
    """Finds concepts, by number, in stems. `phrases` are stems, one or several, each with the number of its concept."""

    def __init__(self, phrases: Sequence[tuple[Sequence[str], int]], size: int) -> None:
        self.phrases = phrases
        self.size = size
        self._by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for stems, number in phrases:
            self._by_first.setdefault(stems[0], []).append((tuple(stems), number))

    @classmethod
    def of(cls, synonyms: Mapping[str, Sequence[str]]) -> Concepts:
        """Number concepts in their order; `synonyms` maps each to the words and phrases that mean it."""
        phrases = [
            (stems, number)
            for number, (concept, meant) in enumerate(synonyms.items())
            for phrase in dict.fromkeys((concept, *meant))
            if (stems := tuple(map(stem, words(phrase))))
        ]
        return cls(list(dict.fromkeys(phrases)), len(synonyms))

    def __len__(self) -> int:
        return self.size

    def opens(self, stem_: str) -> bool:
        """Tell whether a stem is, or begins, one of the phrases."""
        return stem_ in self._by_first

    def find(self, stems: tuple[str, ...]) -> list[int]:
        """List the numbers of the concepts that the stems mention, in order."""
        return [
            number
            for at, first in enumerate(stems)
            if first in self._by_first
            for phrase, number in self._by_first[first]
            # Most of the longer ones have another second word.
            if len(phrase) == 1 or (phrase[1:2] == stems[at + 1 : at + 2] and phrase == stems[at : at + len(phrase)])
        ]

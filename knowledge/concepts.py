"""Words and phrases that mean the same: a concept is found wherever one of them, or its own name, is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.words import stem, words


class Concepts:
    """Finds concepts in stems. `synonyms` maps each concept to the words and phrases that mean it."""

    def __init__(self, synonyms: Mapping[str, Sequence[str]]) -> None:
        self.synonyms = {concept: list(phrases) for concept, phrases in synonyms.items()}
        self.words: set[str] = set()
        self._by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for number, (concept, phrases) in enumerate(self.synonyms.items()):
            for phrase in dict.fromkeys((concept, *phrases)):
                self._add(words(phrase), number)

    def _add(self, phrase: list[str], number: int) -> None:
        if phrase:
            stems = tuple(map(stem, phrase))
            self.words.update(phrase)
            self._by_first.setdefault(stems[0], []).append((stems, number))

    def __len__(self) -> int:
        return len(self.synonyms)

    def find(self, stems: Sequence[str]) -> list[int]:
        """List the numbers of the concepts that the stems mention, in order."""
        return [
            number
            for at, first in enumerate(stems)
            for phrase, number in self._by_first.get(first, ())
            if len(phrase) == 1 or tuple(stems[at : at + len(phrase)]) == phrase
        ]

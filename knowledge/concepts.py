"""Words and phrases that mean the same: a concept is found wherever one of them, or its own name, is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.words import stem, words

Phrase = tuple[tuple[str, ...], int]


class Concepts:
    """Finds concepts, by number, in stems. `phrases` are stems, one or several, each with the number of its concept."""

    def __init__(self, phrases: Sequence[tuple[Sequence[str], int]], size: int) -> None:
        self.phrases = phrases
        self.size = size
        # By the first stem and the second: most of the longer phrases that begin alike go on otherwise.
        self._opened: dict[str, dict[str, list[Phrase]]] = {}
        for stems, _ in phrases:
            self._opened.setdefault(stems[0], {"": []}).setdefault(stems[1] if len(stems) > 1 else "", [])
        for stems, number in phrases:
            for second, opened in self._opened[stems[0]].items():
                if len(stems) == 1 or stems[1] == second:
                    opened.append((tuple(stems), number))

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

    def find(self, stems: tuple[str, ...]) -> list[int]:
        """List the numbers of the concepts that the stems mention, in order."""
        found = []
        for at, (first, second) in enumerate(zip(stems, (*stems[1:], ""), strict=False)):
            if opened := self._opened.get(first):
                for phrase, number in opened.get(second) or opened[""]:
                    if len(phrase) < 3 or phrase == stems[at : at + len(phrase)]:
                        found.append(number)
        return found

"""What a fact says, in its own words: statement and quotes, read once for all claims."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.coverage import FUNCTION_WORDS
from knowledge.entries import FactEntry
from knowledge.intervals import Interval, interval
from knowledge.quantities import Quantity, quantities
from knowledge.scopes import Scopes, scopes
from knowledge.text import level
from knowledge.words import stem, words


@dataclass(frozen=True, slots=True)
class Said:
    """A fact's words. `figures` come with what they count, `values` are those of the fact's value.

    `texts` are the statement and the quotes, `stems` those of all of them.
    """

    texts: tuple[str, ...]
    scopes: tuple[Scopes, ...]
    stems: frozenset[str]
    figures: tuple[tuple[Quantity, Interval, frozenset[str]], ...]
    values: tuple[tuple[Quantity, Interval], ...]

    def has(self, word: str) -> bool:
        """Whether a stem stands in it in another form: *cheaply* for *cheaper*."""
        return any(_akin(word, other) for other in self.stems)


def said(fact: FactEntry) -> Said:
    """What a fact says."""
    return _read(fact.statement, tuple(citation.quote for citation in fact.citations), fact.value, fact.measure)


@lru_cache(maxsize=4096)
def _read(statement: str, quotes: tuple[str, ...], value: str, measure: str) -> Said:
    texts = tuple(level(text) for text in (statement, *quotes))
    figures = tuple((f, interval(text, f), counted(text, f)) for text in texts for f in quantities(text))
    at = texts[0].find(level(value)) if value else -1
    of_value = range(at, at + len(value)) if at >= 0 else range(0)
    values = tuple((f, interval(texts[0], f)) for f in quantities(texts[0]) if f.start in of_value)
    stems = frozenset(stem(word) for text in (*texts, measure) for word in words(text))
    return Said(texts, tuple(scopes(text) for text in texts), stems, figures, values)


_BREAK = re.compile(r"[;:.!?()“”\"]\s|[;:()“”\"]")


def counted(text: str, figure: Quantity) -> frozenset[str]:
    """Stems of what a figure counts: the next two words of a meaning, or the two before where none follow."""
    after = content(_BREAK.split(text[figure.end :], maxsplit=1)[0])[:2]
    return frozenset(after or content(text[: figure.start])[-2:])


def content(text: str) -> list[str]:
    """The stems of a text that have a meaning of their own, figures aside."""
    return [s for s in map(stem, words(text)) if s not in FUNCTION_WORDS and not s[0].isdigit()]


_ENDINGS = frozenset("er est li en or ion ment ness ing ed s al e y iti ist".split()) | {""}


def _akin(one: str, other: str) -> bool:
    """Whether two stems are of one word, as its endings tell."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= 5 and one[same:] in _ENDINGS and other[same:] in _ENDINGS

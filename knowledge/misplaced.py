"""Figures and names of a question that stand in its passages, but at another thing's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from knowledge.coverage import FUNCTION_WORDS
from knowledge.expressions import Expression
from knowledge.names import Mention, Names
from knowledge.quantities import Quantity, quantities
from knowledge.slots import Question
from knowledge.words import stem, words

NEAR = 4
"""Words beside a figure that may say what it counts."""
TEXTS = 1 << 13
"""Statements and quotes whose figures are held."""

_CLAUSE = Expression(r"[,;:.()?!]\s|\b(?:and|or|but|that|which|who|of)\b")


def counted_otherwise(question: str, figures: Sequence[Quantity], texts: Sequence[str]) -> Iterator[str]:
    """The figures that a question has of one thing and the texts of another, as *675 stores* for 675 operators.

    A text must have the thing beside another figure; a thing that the texts call otherwise is no other thing.
    """
    counts = [count for text in texts for count in _counts(text)]
    for figure in figures:
        things = _followers(question, figure, figures)
        own = {word for other, beside in counts if figure.within(other) for word in beside}
        others = {word for other, beside in counts if not figure.within(other) for word in beside}
        # What is counted comes first: *180,000 operators were shut* is not about 180,000 stores that were.
        thing = next((word for word in things if word in own | others), "")
        if own and thing in others - own:
            end = _CLAUSE.compiled.split(question[figure.end :], maxsplit=1)[0]
            yield question[figure.start : figure.end + len(" ".join(end.split()[:2])) + 1].strip(" ?.!")


@lru_cache(maxsize=TEXTS)
def _counts(text: str) -> tuple[tuple[Quantity, set[str]], ...]:
    """The figures of a statement or quote, each with the stems beside it."""
    found = quantities(text)
    return tuple((figure, _beside(text, figure, found)) for figure in found)


def _followers(text: str, figure: Quantity, figures: Sequence[Quantity]) -> list[str]:
    """The stems that follow a figure in its clause, before the next figure."""
    stop = min((other.start for other in figures if other.start >= figure.end), default=len(text))
    return _content(words(_CLAUSE.compiled.split(text[figure.end : stop], maxsplit=1)[0])[:NEAR])


def _beside(text: str, figure: Quantity, figures: Sequence[Quantity]) -> set[str]:
    """The stems that follow a figure, and those before it in its clause."""
    start = max((other.end for other in figures if other.end <= figure.start), default=0)
    before = _content(words(_CLAUSE.compiled.split(text[start : figure.start])[-1])[-NEAR:])
    return {*_followers(text, figure, figures), *before}


def _content(said: Sequence[str]) -> list[str]:
    return [stemmed for stemmed in map(stem, said) if stemmed not in FUNCTION_WORDS]


_JOINED = Expression(
    r"\b(?:and|with|versus|or|between|both|about|on|in|of|from|to|at|for|that|because|after|over|met|meets?|meeting)\b"
)
"""Words between two names that do not say who does something to whom: both meet."""
_DOES = Expression(r"\b(?:did|does|do|has|have|had|will|would|can)\s+(?:the\s+)?$")


def turned_round(question: Question, utterance: str, names: Names) -> tuple[str, str] | None:
    """The two names of a question where somebody does to another what a known wording has the other do to him."""
    asked = _roles(question.analysis.words, question.mentions)
    if asked is None:
        return None
    said = words(utterance)
    known = _roles(said, names.find(said))
    return asked if known and asked == known[::-1] else None


def _roles(said: Sequence[str], mentions: Sequence[Mention]) -> tuple[str, str] | None:
    """Who does something, and to whom, where a text has just two names and says so by their order."""
    if len(mentions) != 2 or mentions[0].name == mentions[1].name:
        return None
    first, second = mentions
    between = " ".join(said[first.last : second.first])
    if not between or _JOINED.search(between):
        return None
    if between.split()[-1] == "by":
        return second.name, first.name
    before = " ".join(said[: first.first]) + " "
    active = _DOES.search(before) or not before.strip()
    return (first.name, second.name) if active else None

"""The document that a question names as the place where something stands: *the 12 March article*, *the NPC piece*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from knowledge.expressions import Expression
from knowledge.quantities import Date, dates
from knowledge.words import words

if TYPE_CHECKING:
    from knowledge.base import FactBase
    from knowledge.entries import DocumentEntry, FactEntry
    from knowledge.names import Names

_NOUNS = "article story piece report post write-up blog coverage version text item briefing conference".split()
_WORD = r"[\w.&'-]+"
_FRAME = Expression(
    r"(?:(?P<by>,?\s*\(?\b(?:as\s+)?(?:according to|told (?:by|in)|reported (?:by|in)|per|going by|in|from|by)\s+)"
    r"|\b(?:vs\.?|versus|and)\s+|^|\(|[,:]\s+|(?=\bthe\b))(?:(?:the|that|this|an?|your)\s+)?"
    rf"(?P<before>(?:{_WORD}\s+){{0,6}}?)(?:{'|'.join(_NOUNS)})\b"
    r"(?P<after>\s+(?:dated|from|of|on|about|that|which|with|covering|mentioning)\s[^,:;?)]{2,40}(?=[,:;?)]|$))?\)?",
    needs=_NOUNS,
)


class Known(NamedTuple):
    """What a document is known by: its publisher and the names in its passages, and its date."""

    names: frozenset[str]
    dates: tuple[Date, ...]


def known_by(documents: Mapping[str, DocumentEntry], facts: Iterable[FactEntry], names: Names) -> dict[str, Known]:
    """Gather what each document that a fact cites is known by."""
    said: dict[str, set[str]] = {}
    for fact in facts:
        for citation in fact.citations:
            found = names.find(words(citation.quote))
            said.setdefault(citation.source, {citation.publisher}).update(mention.name for mention in found)
    return {id_: Known(frozenset(told), tuple(dates(documents[id_].date))) for id_, told in said.items()}


class Frame(NamedTuple):
    """What a question says of a document, which that may be, and the question without it.

    `names` and `dates` are those in what is `said`, by its characters. `rest` is empty where the document is not named
    beside what is asked.
    """

    said: str
    documents: frozenset[str]
    names: frozenset[str]
    dates: tuple[Date, ...]
    rest: str

    def says(self, what: str) -> bool:
        """Whether it is by this name or date that the document is known."""
        return what in self.names or any(what == self.said[date.start : date.end].strip("'") for date in self.dates)


def frames(base: FactBase, asked: str) -> Iterator[Frame]:
    """The documents that are named in a question by their date, their publisher or what they speak of."""
    for match in _FRAME.finditer(asked):
        said = f"{match['before']}{match['after'] or ''}"
        names = frozenset(mention.name for mention in base.names.find(words(said)) if not mention.stranger)
        when = tuple(dates(said))
        if names or when:
            meant = frozenset(
                id_
                for id_, told in base.known_by.items()
                if names <= told.names and all(_agrees(date, told.dates) for date in when)
            )
            rest = f"{asked[: match.start()]} {asked[match.end() :]}" if match["by"] else ""
            yield Frame(said, meant, names, when, " ".join(rest.split()).strip(" ,:;"))


def _agrees(date: Date, known: tuple[Date, ...]) -> bool:
    return any(date.within(other) for other in known)

"""Which passages of a document are cited, and the document cut up so that each can be marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot import links
from bot.reader.lookup import MissingError
from knowledge import FactBase
from knowledge.entries import DocumentEntry


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document and the facts that it proves; number 0 where no fact cites it."""

    start: int
    end: int
    number: int = 0
    facts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The passage's name in the page, what a link ends in."""
        return f"passage-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that a page sets apart. Where two cross, one of them comes in several pieces."""

    kind: Literal["chosen", "cited", "furniture"]
    passage: Passage


@dataclass(frozen=True, slots=True)
class Step:
    """One step through a document: a stretch opens (or goes on), words are said, a stretch pauses or ends."""

    kind: Literal["open", "text", "close"]
    text: str = ""
    stretch: Stretch | None = None
    whole: bool = True
    """Of an opening: it is the stretch's first piece; of a closing: its last."""


def cited(base: FactBase) -> dict[str, tuple[Passage, ...]]:
    """The cited passages of each document, numbered in the order in which they stand."""
    facts: dict[str, dict[tuple[int, int], list[str]]] = {id_: {} for id_ in base.documents}
    for fact in base.facts.values():
        for citation in fact.citations:
            proves = facts[citation.source].setdefault((citation.start, citation.end), [])
            if fact.id not in proves:
                proves.append(fact.id)
    return {
        source: tuple(
            Passage(start, end, number, tuple(proves))
            for number, ((start, end), proves) in enumerate(sorted(found.items()), start=1)
        )
        for source, found in facts.items()
    }


def chosen(document: DocumentEntry, passages: Sequence[Passage], span: str, words: str = "") -> Passage | None:
    """The passage that `START-END` names: a cited one, or any other stretch of the document.

    With the fingerprint of its words it is the cited passage of these words, wherever it stands by now, and None
    where there is no such any more. Raises MissingError where `span` names none.
    """
    numbers = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})", span)
    start, end = map(int, numbers.groups()) if numbers else (0, 0)
    if start >= end or (not words and end > len(document.text)):
        raise MissingError(span)
    there = next((p for p in passages if (p.start, p.end) == (start, end)), Passage(start, end))
    if not words:
        return there
    return next((p for p in (there, *passages) if links.fingerprint(document.text[p.start : p.end]) == words), None)


def steps(document: DocumentEntry, passages: Iterable[Passage], chosen: Passage | None = None) -> Iterator[Step]:
    """Walk through a document. The chosen passage is always in one piece, and the whole text is said."""
    stretches = [Stretch("cited", passage) for passage in passages if passage != chosen]
    stretches += [Stretch("furniture", Passage(start, end)) for start, end in document.furniture]
    stretches += [Stretch("chosen", chosen)] if chosen else []
    ends = {0, len(document.text)}
    places = sorted(ends.union(*((s.passage.start, s.passage.end) for s in stretches)))
    stack: list[Stretch] = []
    for place, following in zip(places, [*places[1:], places[-1]], strict=True):
        under_way = [s for s in stretches if s.passage.start <= place < s.passage.end]
        wanted = sorted(under_way, key=lambda s: _depth(s, chosen))
        kept = _common(stack, wanted)
        for stretch in reversed(stack[kept:]):
            yield Step("close", stretch=stretch, whole=stretch.passage.end == place)
        for stretch in wanted[kept:]:
            yield Step("open", stretch=stretch, whole=stretch.passage.start == place)
        if following > place:
            yield Step("text", document.text[place:following])
        stack = wanted


def _depth(stretch: Stretch, chosen: Passage | None) -> tuple[int, int, int, str]:
    """What stands around what: what holds all of the chosen passage, that, then whatever lasts longest."""
    passage = stretch.passage
    if chosen is None or (passage.start <= chosen.start and chosen.end <= passage.end):
        rank = 1 if stretch.kind == "chosen" else 0
    else:
        rank = 2
    return rank, -passage.end, passage.start, stretch.kind


def _common(one: Sequence[Stretch], other: Sequence[Stretch]) -> int:
    """How many first items two sequences share."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count

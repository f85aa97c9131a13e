"""Proof of a base: each quote stands in its document, and each figure, date, name and hedge of a fact in a quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.derivation import Underivable, derive
from knowledge.loading import Curated, Curation
from knowledge.models import Document, Fact, Furniture, Quote, Topic
from knowledge.names import Names
from knowledge.problems import Problem
from knowledge.quantities import Date, Quantity, dates, quantities
from knowledge.text import level
from knowledge.words import words

_CAPITALISED = re.compile(r"\b[A-Z][\w&]*(?:[.\-'][A-Z]\w*)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n)[\"'(]*$")

HEDGES = ("about", "around", "almost", "nearly", "roughly", "approximately", "some", "up to", "at least", "at most",
          "fewer than", "less than", "more than", "over", "under", "below", "exceeding")  # fmt: skip
"""Words that make a figure a bound or an estimate; a statement keeps the one that stands before its figure."""

_LIKE = {"exceeding": "more than over above", "more than": "exceeding over above", "over": "more than exceeding above",
         "fewer than": "less than under below", "less than": "fewer than under below", "under": "less than below",
         "below": "less than under", "about": "around roughly approximately some"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a proved quote stands, in characters of its document."""

    source: str
    start: int
    end: int


class Prover:
    """Proves the facts of a curation one by one."""

    def __init__(self, curation: Curation) -> None:
        self.curation = curation
        self.names = Names.of(curation.lexicon.content)
        self.documents = {document.id: document for document in curation.catalogue.content.documents}
        self.furniture: dict[str, list[tuple[int, int]]] = {}
        self.facts = {fact.id: fact for topic in curation.topics for fact in topic.content.facts}
        self._levelled = {source: level(text) for source, text in curation.texts.items()}

    def problems(self) -> Iterator[Problem]:
        """Every fault of the curation: furniture, ids, quotes, statements, references."""
        yield from self._furniture()
        yield from doubles(self.curation)
        for topic in self.curation.topics:
            for index, fact in enumerate(topic.content.facts):
                yield from self._fact(topic, index, fact)
            yield from self._references(topic)

    def passage(self, source: str, quote: str) -> Passage:
        """Where a quote stands. Raises ValueError, with what is wrong, unless it stands just once in the article."""
        text = self._levelled.get(source)
        if text is None:
            raise ValueError(f"There is no document '{source}' in the catalogue.")
        wanted = level(quote)
        count = text.count(wanted)
        if count != 1:
            held = "does not stand" if not count else f"stands {count} times"
            raise ValueError(f"The quote {held} in {self.documents[source].file}: “{quote[:60]}…”.")
        start = text.index(wanted)
        end = start + len(wanted)
        if any(start < last and first < end for first, last in self.furniture.get(source, ())):
            raise ValueError(f"The quote stands in the furniture of {self.documents[source].file}: “{quote[:60]}…”.")
        return Passage(source, start, end)

    def _furniture(self) -> Iterator[Problem]:
        catalogue = self.curation.catalogue
        for index, document in enumerate(catalogue.content.documents):
            for number, furniture in enumerate(document.furniture):
                text = self._levelled[document.id]
                span = _span(text, furniture)
                if span:
                    self.furniture.setdefault(document.id, []).append(span)
                    continue
                line = catalogue.line("documents", index, "furniture", number)
                what = f"The furniture from “{furniture.first[:40]}” is not in {document.file}, or not just once."
                yield Problem(catalogue.file, line, what, "Copy its first and last words from the document.")

    def _fact(self, topic: Curated[Topic], index: int, fact: Fact) -> Iterator[Problem]:
        proofs: list[str] = []
        for number, citation in enumerate(fact.citations):
            try:
                passage = self.passage(citation.source, citation.quote)
                proofs.append(self._levelled[citation.source][passage.start : passage.end])
            except ValueError as error:
                line = topic.line("facts", index, "citations", number, "quote")
                yield Problem(
                    topic.file, line, str(error), "Copy it from the article, and more of it if it is twice there."
                )
        line = topic.line("facts", index, "statement")
        if fact.derivation:
            proofs += [quote.quote for id_ in fact.derivation.operands for quote in self._quotes(id_)]
            yield from _wrong_derivation(topic.file, line, fact, self.facts)
        elif not fact.citations:
            yield Problem(topic.file, line, f"{fact.id} cites nothing.", "Quote the passage that says so.")
        for what, remedy in self.unproved(fact, [level(proof) for proof in proofs]):
            yield Problem(topic.file, line, f"{fact.id}: {what}", remedy)

    def _quotes(self, id_: str) -> list[Quote]:
        return list(self.facts[id_].citations) if id_ in self.facts else []

    def unproved(self, fact: Fact, proofs: list[str]) -> Iterator[tuple[str, str]]:
        """What of a fact's statement stands in none of its quotes, each with what to do."""
        statement = level(fact.statement)
        given = [self.documents[quote.source] for quote in fact.citations if quote.source in self.documents]
        for figure in _unproved_figures(statement, proofs, fact):
            yield f"“{statement[figure.start : figure.end]}” stands in none of its quotes.", "Correct it or quote it."
        for date in _unproved_dates(statement, proofs, given):
            yield f"“{statement[date.start : date.end]}” stands in none of its quotes.", "Correct it or quote it."
        for name in self._unproved_names(statement, proofs, given):
            yield f"“{name}” stands in none of its quotes.", "Quote where it is named, or say it otherwise."
        for hedge in _dropped_hedges(statement, proofs):
            yield f"“{hedge}” stands before the figure in the quote and is dropped.", "Keep the hedge."
        for hedge in fact.hedges:
            if hedge.lower() not in statement.lower():
                yield f"the hedge “{hedge}” is not in the statement.", "Say it there."
        if fact.value and level(fact.value) not in statement:
            yield f"its value “{fact.value}” is not in the statement.", "Use the statement's own words."

    def _unproved_names(self, statement: str, proofs: list[str], given: list[Document]) -> Iterator[str]:
        titles = [part for document in given for part in (document.title, document.publisher)]
        sources = [*proofs, *titles]
        said = {word.lower() for source in sources for word in re.findall(r"[\w&]+", source)}
        named = {mention.name for source in sources for mention in self.names.find(words(source))}
        tokens = words(statement)
        covered: set[str] = set()
        for mention in self.names.find(tokens):
            if mention.name in named:
                covered.update(tokens[mention.first : mention.last])
        months = [range(date.start, date.end) for date in dates(statement)]
        for match in _CAPITALISED.finditer(statement):
            if any(match.start() in month for month in months):
                continue
            parts = re.findall(r"[\w&]+", match[0].lower())
            if all(part in said or part in covered or part in ("s", "i") for part in parts):
                continue
            if not _SENTENCE_START.search(statement[: match.start()]) or self.names.find(words(match[0])):
                yield match[0]

    def _references(self, topic: Curated[Topic]) -> Iterator[Problem]:
        for place, id_ in references(topic.content):
            if id_ not in self.facts:
                what = f"There is no fact '{id_}'."
                yield Problem(topic.file, topic.line(*place), what, "Name one that there is.")


def references(topic: Topic) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every fact that a topic refers to by id, with the place of the reference."""
    for index, fact in enumerate(topic.facts):
        for number, id_ in enumerate(fact.related):
            yield ("facts", index, "related", number), id_
        for number, link in enumerate(fact.links):
            yield ("facts", index, "links", number), link.fact
        for number, id_ in enumerate(fact.derivation.operands if fact.derivation else ()):
            yield ("facts", index, "derivation", "operands", number), id_
    for index, intent in enumerate(topic.intents):
        for number, id_ in enumerate(intent.facts):
            yield ("intents", index, "facts", number), id_
    for index, gap in enumerate(topic.gaps):
        for number, id_ in enumerate(gap.nearest):
            yield ("gaps", index, "nearest", number), id_


def doubles(curation: Curation) -> Iterator[Problem]:
    """Every id that is given twice: among the facts, and among the intents and gaps."""
    for kinds in (("facts",), ("intents", "gaps")):
        seen: dict[str, str] = {}
        for topic in curation.topics:
            for kind in kinds:
                for index, entry in enumerate(getattr(topic.content, kind)):
                    line = topic.line(kind, index, "id")
                    if entry.id in seen:
                        what = f"The id '{entry.id}' is already given in {seen[entry.id]}."
                        yield Problem(topic.file, line, what, "Choose another.")
                    seen.setdefault(entry.id, f"{topic.file}:{line}")


def _span(text: str, furniture: Furniture) -> tuple[int, int] | None:
    first, last = level(furniture.first), level(furniture.last)
    start = text.find(first)
    if start < 0 or (text.count(first) != 1 and first != last):
        return None
    end = text.find(last, start)
    return (start, end + len(last)) if end >= 0 else None


def _unproved_figures(statement: str, proofs: list[str], fact: Fact) -> Iterator[Quantity]:
    proved = [figure for proof in proofs for figure in quantities(proof)]
    if fact.derivation:
        proved += quantities(fact.value)
    for figure in quantities(statement):
        if not any(figure.within(other) for other in proved):
            yield figure


def _unproved_dates(statement: str, proofs: list[str], given: list[Document]) -> Iterator[Date]:
    proved = [date for proof in proofs for date in dates(proof)]
    proved += [Date(d.date.year, d.date.month, d.date.day, 0, 0) for d in given if d.date]
    for date in dates(statement):
        if not any(date.within(other) for other in proved):
            yield date


def _dropped_hedges(statement: str, proofs: list[str]) -> Iterator[str]:
    for figure in quantities(statement):
        hedges = [
            _hedge_before(proof, other.start) for proof in proofs for other in quantities(proof) if figure.within(other)
        ]
        before = statement[max(0, figure.start - 40) : figure.start].lower()
        if hedges and all(hedges) and not any(_keeps(before, hedge) for hedge in hedges):
            yield hedges[0]


def _hedge_before(text: str, at: int) -> str:
    before = text[:at].lower().rstrip(" $€£¥(")
    return next((hedge for hedge in HEDGES if re.search(rf"\b{hedge}$", before)), "")


def _keeps(before: str, hedge: str) -> bool:
    alike = {"more", "above", "less", *_LIKE.get(hedge, "").split(), hedge} - {"than"}
    return any(re.search(rf"\b{word}\b", before) for word in alike)


def _wrong_derivation(file: str, line: int, fact: Fact, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    try:
        result = derive(fact, facts)
    except Underivable as error:
        yield Problem(file, line, f"{fact.id}: {error}", "Give operands whose values agree in unit and period.")
        return
    if not any(figure.within(result) for figure in quantities(fact.value)):
        what = f"{fact.id}: the derivation gives {result.value}{result.unit}, the value says “{fact.value}”."
        yield Problem(file, line, what, "Correct the value.")

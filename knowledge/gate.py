"""The outgoing gate: no figure leaves that is not a cited quote's, a declared derivation's, a date's or a label's.

Just before a reply leaves it is proved again: its quotes are slices of the pinned documents, and the figures of what is
said beside them stand in these. Whatever a surface makes of it must then be made of the proved pieces; in what is left
over, only labels (a footnote's number, how many documents) may be figures.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache

from knowledge import wording
from knowledge.clearance import FIGURE, Clearance, UnprovedError, bare, longest_first
from knowledge.derivation import Underivable, derive
from knowledge.entries import DocumentEntry, FactEntry, IntentEntry
from knowledge.expressions import Expression
from knowledge.quantities import Date, dates, quantities
from knowledge.replies import Answer, Citation, Reply, Status
from knowledge.text import level

WITHHELD = "A figure in my answer is not proved, so I withhold it. These passages are what it was to rest on:"
NOTHING_PROVED = "A figure in my answer is not proved, so I withhold it. Please tell those who run me."

_COUNTS = Expression(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b")

Figure = tuple[Decimal, str]


class Gate:
    """Proves what leaves by the base as it was when it was loaded, whatever becomes of it later."""

    def __init__(
        self,
        topics: Mapping[str, str],
        documents: Mapping[str, DocumentEntry],
        facts: Mapping[str, FactEntry],
        intents: Mapping[str, IntentEntry],
    ) -> None:
        self._topics = topics
        self._documents = documents
        self._facts = facts
        self._intents = intents
        self._questions = Questions(intents)
        self._pinned: dict[str, bool] = {}

    @cached_property
    def _curated(self) -> tuple[str, ...]:
        """What curators say beside facts with a number in it, the longest first."""
        texts = {text for intent in self._intents.values() for text in (intent.lead, intent.missing)}
        texts.update(link.why for fact in self._facts.values() for link in fact.links)
        return longest_first(text for text in texts if _COUNTS.search(text))

    @cached_property
    def frame(self) -> Clearance:
        """What may be shown without any fact: the documents' names and dates, topics, and questions to try."""
        documents = filter(None, map(self._document, self._documents))
        said = [part for d in documents for part in (d.file, d.title, d.publisher, d.date, d.sha256)]
        return Clearance(questions=self._questions).also(said=[*said, *self._topics.values()])

    def prove(self, reply: Reply) -> Clearance:
        """What may be shown of a reply, its question included. Raises UnprovedError."""
        for answer in reply.answers:
            self._prove_answer(answer)
        remarks = [said for said in (reply.lead, *(answer.note for answer in reply.answers)) if FIGURE.search(said)]
        if remarks:
            self._prove_remarks(remarks, reply)
        asked = [question for question in reply.suggestions if bare(question) in self._questions]
        said = {reply.lead, reply.question, *asked, *_pieces(reply.answers)}
        names = {reply.base, *(answer.fact for answer in reply.answers)}
        names.update(citation.source for answer in reply.answers for citation in answer.citations)
        wholes = frozenset(names.union(_places(reply.answers)))
        clearance = Clearance(wholes=wholes, questions=self._questions).also(said=said)
        clearance.check([reply.text])
        return clearance._replace(wholes=clearance.wholes | {reply.text})

    def prove_facts(self, facts: Iterable[FactEntry]) -> Clearance:
        """What may be shown of facts, with the documents around their passages. Raises UnprovedError."""
        facts = list(facts)
        answers = [Answer(fact.id, fact.statement, fact.value, fact.citations) for fact in facts]
        for answer in answers:
            self._prove_answer(answer)
        said = [part for fact in facts for part in (fact.id, fact.value, fact.period, fact.measure)]
        sources = dict.fromkeys(citation.source for fact in facts for citation in fact.citations)
        texts = tuple(document.text for document in map(self._document, sources) if document)
        clearance = Clearance(wholes=frozenset((*said, *_places(answers))), questions=self._questions, texts=texts)
        return self.frame.also(clearance, said=[*_pieces(answers), *self._whys(facts)])

    def _whys(self, facts: Iterable[FactEntry]) -> Iterator[str]:
        """Why other accounts of the facts' matters differ, in figures of one or the other."""
        for fact in facts:
            for link in fact.links:
                both = [Answer(f.id, f.statement, f.value, f.citations) for f in (fact, self._facts[link.fact])]
                known = self._figures_of(both[0]) | self._figures_of(both[1])
                _prove(self._without_labels(link.why), known, [*fact.dates, *self._facts[link.fact].dates])
                yield link.why

    def prove_quote(self, citation: Citation) -> None:
        """Raise UnprovedError unless a quote is the slice, at its offsets, of the pinned document that it names."""
        document = self._document(citation.source)
        if document is None or document.file != citation.file:
            raise UnprovedError(f"{citation.file} is not the pinned document {citation.source}")
        if document.text[citation.start : citation.end] != citation.quote or not citation.quote:
            raise UnprovedError(f"“{citation.quote[:80]}” is not what {citation.file} has at {citation.start}")

    def withheld(self, reply: Reply) -> Reply:
        """In place of a reply that did not pass: its passages alone, as they stand in the documents."""
        answers = tuple(
            Answer(answer.fact, "The document says:", "", self._facts[answer.fact].citations)
            for answer in reply.answers
            if answer.fact in self._facts
        )
        lead = WITHHELD if answers else NOTHING_PROVED
        status: Status = "nearest" if answers else "unknown"
        return Reply(reply.question, status, lead, answers, wording.text(lead, answers), reply.base)

    def _prove_answer(self, answer: Answer) -> None:
        for citation in answer.citations:
            self.prove_quote(citation)
        if answer.value not in answer.text:
            raise UnprovedError(f"the value “{answer.value}” of {answer.fact} is not in its statement")
        unproved = _unproved(answer.text, answer.citations, self._derived(answer.fact))
        if unproved:
            raise UnprovedError(f"the statement of {answer.fact} has {unproved}, and its quotes have not")

    def _prove_remarks(self, remarks: Iterable[str], reply: Reply) -> None:
        """What is said besides may have the figures of quotes and question, the dates of facts, and files' names."""
        known = _figures(reply.question).union(*(self._figures_of(answer) for answer in reply.answers))
        known_dates = dates(reply.question)
        for answer in reply.answers:
            known_dates += _dates_of(answer.citations)
            known_dates += self._facts[answer.fact].dates if answer.fact in self._facts else ()
        files = {citation.file for answer in reply.answers for citation in answer.citations}
        for said in remarks:
            unfiled = " ".join(word for word in said.split() if word.strip(",:") not in files)
            _prove(self._without_labels(unfiled), known, known_dates)

    def _figures_of(self, answer: Answer) -> frozenset[Figure]:
        quoted = (_figures(citation.quote) for citation in answer.citations)
        return self._derived(answer.fact).union(*quoted)

    def _without_labels(self, said: str) -> str:
        """A remark without quoted questions of the base, and without the curators' counts of what is shown."""
        said = re.sub(r"“([^“”]*)”", lambda found: "" if bare(found[1]) in self._questions else found[0], said)
        for text in self._curated if _COUNTS.search(said) else ():
            if text in said:
                said = said.replace(text, _COUNTS.sub("", text))
        return said

    def _document(self, source: str) -> DocumentEntry | None:
        """The document of this id, if it is as it was pinned."""
        if source not in self._documents:
            return None
        document = self._documents[source]
        if source not in self._pinned:
            self._pinned[source] = hashlib.sha256(document.text.encode("utf-8")).hexdigest() == document.sha256
        return document if self._pinned[source] else None

    def _derived(self, fact: str) -> frozenset[Figure]:
        return _derived(self._facts[fact], self._facts) if fact in self._facts else frozenset()


class Questions:
    """The examples of a base's intents, as questions are compared; read when there is one to be looked for."""

    def __init__(self, intents: Mapping[str, IntentEntry]) -> None:
        self._intents = intents

    def __contains__(self, question: object) -> bool:
        return question in self._bare

    @cached_property
    def _bare(self) -> frozenset[str]:
        return frozenset(bare(intent.example) for intent in self._intents.values())


def _derived(fact: FactEntry, facts: Mapping[str, FactEntry]) -> frozenset[Figure]:
    if fact.derivation is None:
        return frozenset()
    try:
        figure = derive(fact, facts)
    except Underivable:
        return frozenset()
    return frozenset({(figure.value.normalize(), figure.unit), (figure.value.normalize(), "")})


@lru_cache(maxsize=4096)
def _figures(text: str) -> frozenset[Figure]:
    """The figures that a text proves: with a unit, and as bare numbers."""
    found = quantities(level(text))
    return frozenset({(figure.value, unit) for figure in found for unit in ("", figure.unit)})


@lru_cache(maxsize=4096)
def _dates_of(citations: tuple[Citation, ...]) -> tuple[Date, ...]:
    texts = [text for citation in citations for text in (level(citation.quote), citation.date)]
    return tuple(date for text in texts for date in dates(text))


@lru_cache(maxsize=4096)
def _unproved(statement: str, citations: tuple[Citation, ...], derived: frozenset[Figure]) -> str:
    """The first figure or date of a statement that neither its quotes nor its derivation have; "" for none."""
    known = derived.union(*(_figures(citation.quote) for citation in citations))
    try:
        _prove(statement, known, _dates_of(citations))
    except UnprovedError as error:
        return str(error)
    return ""


def _prove(text: str, known: frozenset[Figure], known_dates: Iterable[Date]) -> None:
    text = level(text)
    for figure in quantities(text):
        if (figure.value, figure.unit) not in known:
            raise UnprovedError(f"“{text[figure.start : figure.end]}”")
    for date in dates(text):
        if not any(date.within(other) for other in known_dates):
            raise UnprovedError(f"“{text[date.start : date.end]}”")


def _pieces(answers: Iterable[Answer]) -> Iterator[str]:
    """Statements, notes, quotes and where these stand, as any surface may show them."""
    for answer in answers:
        yield from (answer.text, answer.note)
        for citation in answer.citations:
            place = (str(citation.start), str(citation.end))
            yield from (citation.quote, citation.file, citation.title, citation.publisher, citation.date)
            yield from (f"characters {'–'.join(place)}", f"Characters {' to '.join(place)}")


def _places(answers: Iterable[Answer]) -> Iterator[str]:
    """Offsets as programs get them."""
    for answer in answers:
        for citation in answer.citations:
            yield from (str(citation.start), str(citation.end))

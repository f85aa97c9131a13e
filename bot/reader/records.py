"""The JSON that other programs read, as models from which its OpenAPI description is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot import links
from bot.reader.dossiers import Dossier
from bot.reader.passages import Passage
from bot.standing import Standing
from knowledge import FactBase
from knowledge.entries import DocumentEntry, FactEntry
from knowledge.replies import Citation


class Record(BaseModel):
    """A record; what is not described is not sent."""

    model_config = ConfigDict(extra="forbid")


class CitationRecord(Record):
    """A verbatim passage of a document."""

    source: str = Field(description="id of the document")
    file: str
    title: str = Field(description="empty where the document gives none")
    quote: str = Field(description="exactly the document's characters from start to end")
    start: int = Field(description="in Unicode characters of the file read as UTF-8")
    end: int


class AnswerRecord(Record):
    """One fact of a reply."""

    fact: str
    text: str
    citations: list[CitationRecord]


class ReplyRecord(Record):
    """The reply to a question. With clarify and nearest, the answers are what is offered."""

    question: str
    status: Literal["answered", "clarify", "nearest", "unknown"]
    text: str = Field(description="the whole reply as plain text")
    answers: list[AnswerRecord]
    base: str = Field(description="short hash of facts and documents")


class FactSummary(Record):
    """A fact in a list."""

    id: str
    topic: str
    statement: str
    url: str = Field(description="its page")


class AccountRecord(Record):
    """Another fact on the same matter."""

    fact: str
    relation: str
    why: str


class DerivationRecord(Record):
    """How a computed figure follows from the values of other facts."""

    operation: str
    operands: list[str]
    decimals: int
    formula: str


class LinkedCitationRecord(CitationRecord):
    """A citation with the page that opens the document there."""

    publisher: str
    date: str
    url: str


class FactRecord(FactSummary):
    """All that is known about a fact."""

    value: str = Field(description="the words of the statement that answer in short")
    speaker: str = Field(description="who says it; empty: the document itself")
    measure: str
    period: str
    citations: list[LinkedCitationRecord]
    accounts: list[AccountRecord]
    derivation: DerivationRecord | None
    related: list[str]
    wordings: list[str] = Field(description="ways of asking for it")


class SourceSummary(Record):
    """A document in a list."""

    id: str
    file: str
    sha256: str
    title: str
    publisher: str
    date: str
    characters: int
    url: str = Field(description="its page")


class PassageRecord(Record):
    """A cited passage of a document, and the facts that it proves."""

    start: int
    end: int
    facts: list[str]
    url: str


class SourceRecord(SourceSummary):
    """A document: its text as it came, what of it is page furniture, and what is cited."""

    text: str
    furniture: list[tuple[int, int]]
    passages: list[PassageRecord]


class FactList(Record):
    """Every fact."""

    base: str
    facts: list[FactSummary]


class SourceList(Record):
    """Every document."""

    base: str
    sources: list[SourceSummary]


class ProblemRecord(Record):
    """What keeps a changed base from being taken over, and what to do."""

    file: str
    line: int = Field(description="from 1; 0: the whole file")
    what: str
    remedy: str


class BaseRecord(Record):
    """The base that is served, and how it stands to its files."""

    base: str = Field(description="short hash of facts and documents")
    state: Literal["current", "proving", "refused"] = Field(
        description="current: as its files are; proving: these have changed; refused: and have the problems listed"
    )
    since: str = Field(description="when that state began, in UTC, as RFC 3339 has it")
    facts: int
    sources: int
    problems: list[ProblemRecord]


class ErrorRecord(Record):
    """What is wrong with a request."""

    error: str


def base_record(base: FactBase, standing: Standing) -> BaseRecord:
    """The base that is served."""
    return BaseRecord(
        base=base.hash,
        state=standing.state,
        since=standing.since.strftime("%Y-%m-%dT%H:%M:%SZ"),
        facts=len(base.facts),
        sources=len(base.documents),
        problems=[ProblemRecord(**problem._asdict()) for problem in standing.problems],
    )


def fact_summary(fact: FactEntry, root: str) -> FactSummary:
    """A fact for a list."""
    return FactSummary(id=fact.id, topic=fact.topic, statement=fact.statement, url=links.fact(root, fact.id))


def fact_record(dossier: Dossier, root: str) -> FactRecord:
    """A fact with what is around it."""
    fact = dossier.fact
    derivation = None
    if fact.derivation:
        derivation = DerivationRecord(
            operation=fact.derivation.operation,
            operands=list(fact.derivation.operands),
            decimals=fact.derivation.decimals,
            formula=dossier.formula,
        )
    return FactRecord(
        **fact_summary(fact, root).model_dump(),
        value=fact.value,
        speaker=fact.speaker,
        measure=fact.measure,
        period=fact.period,
        citations=[_citation(citation, root) for citation in fact.citations],
        accounts=[AccountRecord(fact=a.fact.id, relation=a.relation, why=a.why) for a in dossier.accounts],
        derivation=derivation,
        related=[related.id for related in dossier.related],
        wordings=list(dossier.wordings),
    )


def source_summary(document: DocumentEntry, root: str) -> SourceSummary:
    """A document for a list."""
    return SourceSummary(
        id=document.id,
        file=document.file,
        sha256=document.sha256,
        title=document.title,
        publisher=document.publisher,
        date=document.date,
        characters=len(document.text),
        url=links.source(root, document.id),
    )


def source_record(document: DocumentEntry, passages: Sequence[Passage], root: str) -> SourceRecord:
    """A document with its text."""
    return SourceRecord(
        **source_summary(document, root).model_dump(),
        text=document.text,
        furniture=list(document.furniture),
        passages=[
            PassageRecord(
                start=p.start, end=p.end, facts=list(p.facts), url=links.passage(root, document.id, p.start, p.end)
            )
            for p in passages
        ],
    )


def _citation(citation: Citation, root: str) -> LinkedCitationRecord:
    return LinkedCitationRecord(
        source=citation.source,
        file=citation.file,
        title=citation.title,
        publisher=citation.publisher,
        date=citation.date,
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
        url=links.passage(root, citation.source, citation.start, citation.end, citation.quote),
    )

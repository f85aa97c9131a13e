"""What each page and record may show: the facts that it is about, proved again, and what is said around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.reader.citing import day
from bot.reader.dossiers import Dossiers
from bot.reader.lookup import find
from bot.reader.naming import name, opening
from bot.reader.passages import Passage
from knowledge import FactBase
from knowledge.clearance import Clearance, bare
from knowledge.entries import FactEntry
from knowledge.replies import Citation, Explanation


class Clearing:
    """Clears pages and records, by the names of what makes them. Its methods raise UnprovedError and MissingError."""

    def __init__(self, base: FactBase, dossiers: Dossiers, passages: Mapping[str, Sequence[Passage]]) -> None:
        self._base = base
        self._dossiers = dossiers
        self._passages = passages

    def index(self) -> Clearance:
        """The documents and how they begin."""
        documents = self._base.documents.values()
        called = [part for document in documents for part in (opening(document), name(document))]
        return self._base.gate.frame.also(said=[self._base.hash, *called])

    def topic(self, id_: str) -> Clearance:
        """The facts of a topic."""
        return self._facts(fact for fact in self._base.facts.values() if fact.topic == id_)

    def source(self, id_: str, *_: str) -> Clearance:
        """A document with the facts that it proves."""
        document = find(self._base.documents, id_)
        proved = dict.fromkeys(fact for passage in self._passages[id_] for fact in passage.facts)
        whole = Clearance(texts=(document.text,))
        places = (str(place) for passage in self._passages[id_] for place in (passage.start, passage.end))
        furniture = (str(place) for stretch in document.furniture for place in stretch)
        numbers = frozenset((*places, *furniture, str(len(document.text)), id_, document.text))
        told = Clearance(wholes=numbers).also(said=[name(document), f"Document {id_}"])
        return self._facts(self._base.facts[fact] for fact in proved).also(whole, told)

    def fact(self, id_: str) -> Clearance:
        """A fact with all that is around it."""
        if id_ not in self._base.facts:
            return self._base.gate.frame
        dossier = self._dossiers.of(self._base.facts[id_])
        around = [dossier.fact, *dossier.operands, *dossier.related, *(account.fact for account in dossier.accounts)]
        derivation = dossier.fact.derivation
        decimals = Clearance(wholes=frozenset([str(derivation.decimals)] if derivation else []))
        said = [dossier.formula, dossier.fact.period, dossier.fact.value]
        return self._facts(around).also(decimals, said=said)._replace(questions=frozenset(map(bare, dossier.wordings)))

    def facts(self) -> Clearance:
        """Every fact."""
        return self._facts(self._base.facts.values())

    def sources(self) -> Clearance:
        """Every document."""
        lengths = Clearance(wholes=frozenset(str(len(d.text)) for d in self._base.documents.values()))
        return self.index().also(lengths, said=self._base.documents)

    def _facts(self, facts: Iterable[FactEntry]) -> Clearance:
        facts = list(facts)
        citations = [citation for fact in facts for citation in fact.citations]
        ids = Clearance(wholes=frozenset((*(c.source for c in citations), *(fact.topic for fact in facts))))
        called = [name(self._base.documents[c.source]) for c in citations]
        return self._base.gate.prove_facts(facts).also(ids, said=[self._base.hash, *copied(citations), *called])


def copied(citations: Iterable[Citation]) -> Iterator[str]:
    """Quotes on one line and dates in words, as they are copied."""
    for citation in citations:
        yield " ".join(citation.quote.split())
        if citation.date:
            yield from (citation.date[:4], day(citation))


def reasoned(explanation: Iterable[Explanation]) -> Iterator[str]:
    """What was understood of a question, and the wordings that came near it."""
    for part in explanation:
        yield from (part.asked, part.utterance, part.rival, *part.objections)

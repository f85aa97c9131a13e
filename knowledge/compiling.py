"""From proved curation to what answers: entries for facts and intents, and the utterances that the matcher learns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge import contraries, forms
from knowledge.coverage import Vocabularies
from knowledge.denials import denied
from knowledge.entries import DerivationEntry, DocumentEntry, FactEntry, IntentEntry, LinkEntry
from knowledge.forms import asks, form
from knowledge.loading import Curated, Curation
from knowledge.models import Derivation, Fact, Gap, Intent, Topic
from knowledge.names import Names
from knowledge.patterns import BadPattern, expand, lines
from knowledge.problems import Problem, UnprovedBase
from knowledge.proof import Prover
from knowledge.quantities import Date, dates, quantities
from knowledge.replies import Citation
from knowledge.small_talk import chats
from knowledge.text import clean, core, level
from knowledge.words import stem, words


@dataclass(frozen=True, slots=True)
class Compiled:
    """All that answering needs, of plain values; `utterances` maps an intent's id to its wordings.

    `topics` maps a topic's id to its title.
    """

    topics: dict[str, str]
    documents: tuple[DocumentEntry, ...]
    facts: tuple[FactEntry, ...]
    intents: tuple[IntentEntry, ...]
    utterances: dict[str, list[str]]
    synonyms: dict[str, list[str]]
    names: Names
    everywhere: frozenset[str]
    kinds: dict[str, str]
    vocabulary: tuple[str, ...]
    vocabularies: Vocabularies


def compiled(curation: Curation) -> Compiled:
    """Prove a curation and compile it. Raises UnprovedBase with every problem that there is."""
    prover = Prover(curation)
    problems = [*prover.problems(), *_unreadable(curation)]
    if problems:
        raise UnprovedBase(problems)
    lexicon = curation.lexicon.content
    names = Names.of(lexicon)
    facts = tuple(
        _fact(topic.content, fact, prover, names) for topic in curation.topics for fact in topic.content.facts
    )
    utterances = {id_: core_wordings(texts) for id_, texts in wordings(curation).items()}
    intents = tuple(_intents(curation, utterances, names))
    printed = {word for text in curation.texts.values() for word in words(text)}
    return Compiled(
        topics={topic.content.topic: topic.content.title for topic in curation.topics},
        documents=tuple(_documents(prover)),
        facts=facts,
        intents=intents,
        utterances=utterances,
        vocabularies=vocabularies(facts, intents, utterances, lexicon.synonyms),
        synonyms={word: list(others) for word, others in lexicon.synonyms.items()},
        names=names,
        everywhere=frozenset(name.name for name in lexicon.names if name.everywhere),
        kinds={name.name: name.kind for name in lexicon.names},
        vocabulary=tuple(sorted({*printed, *lexicon.strangers, *contraries.WORDS, *forms.WORDS})),
    )


OFTEN = 0.1
"""Share of an intent's utterances, 0 to 1, from which it is often asked for what these ask for."""
LEARNT = 3
"""Wordings of one line that the matcher learns: those of a long pattern are too alike to count one by one."""


def wordings(curation: Curation) -> dict[str, list[str]]:
    """Every intent's, gap's and chat's utterances, of each pattern LEARNT wordings. Raises BadPattern."""
    found: dict[str, list[str]] = {}
    for topic in curation.topics:
        entries: tuple[Intent | Gap, ...] = (*topic.content.intents, *topic.content.gaps)
        for entry in entries:
            found[entry.id] = [text for line in lines(entry.utterances) for text in _spread(expand(line))]
    return found | {f"chat-{kind}": chat.utterances for kind, chat in chats().items()}


def _spread(texts: list[str]) -> list[str]:
    """At most LEARNT of the texts, evenly spread."""
    return texts if len(texts) <= LEARNT else [texts[at * len(texts) // LEARNT] for at in range(LEARNT)]


def core_wordings(texts: list[str]) -> list[str]:
    """Wordings as they are matched: without greeting and politeness, each once."""
    return list(dict.fromkeys(core(clean(text)) for text in texts))


def _unreadable(curation: Curation) -> Iterator[Problem]:
    for topic in curation.topics:
        for kind in ("intents", "gaps"):
            for index, entry in enumerate(getattr(topic.content, kind)):
                first = topic.line(kind, index, "utterances") + 1
                for number, line in enumerate(entry.utterances.splitlines()):
                    try:
                        expand(line)
                    except BadPattern as error:
                        yield Problem(topic.file, first + number, str(error), "")


def vocabularies(
    facts: tuple[FactEntry, ...],
    intents: tuple[IntentEntry, ...],
    utterances: dict[str, list[str]],
    synonyms: dict[str, list[str]],
) -> Vocabularies:
    """The words of each intent: those of its utterances, and of the statements and quotes of its facts."""
    said = {fact.id: [fact.statement, *(citation.quote for citation in fact.citations)] for fact in facts}
    texts = {
        intent.id: [*utterances.get(intent.id, ()), *(text for id_ in intent.facts for text in said[id_])]
        for intent in intents
    }
    return Vocabularies.gather(texts, synonyms)


def _fact(topic: Topic, fact: Fact, prover: Prover, names: Names) -> FactEntry:
    quotes = list(fact.citations)
    for id_ in fact.derivation.operands if fact.derivation else ():
        quotes += [quote for quote in prover.facts[id_].citations if quote not in quotes]
    citations = tuple(_citation(prover, quote.source, quote.quote) for quote in quotes)
    said = [level(fact.statement), fact.period, *(level(citation.quote) for citation in citations)]
    of_documents = [citation.publisher for citation in citations]
    found = {mention.name for text in (*said, *of_documents) for mention in names.find(words(text))}
    return FactEntry(
        id=fact.id,
        topic=topic.topic,
        statement=fact.statement,
        value=fact.value,
        speaker=fact.speaker,
        measure=fact.measure,
        period=fact.period,
        citations=citations,
        names=frozenset({*found, *fact.about, *([fact.speaker] if fact.speaker else [])}),
        dates=tuple(_dates(citations, said)),
        figures=tuple(figure for text in said for figure in quantities(text)),
        links=tuple(LinkEntry(link.fact, link.relation, link.why) for link in fact.links),
        related=tuple(fact.related),
        derivation=_derivation(fact.derivation) if fact.derivation else None,
    )


def _derivation(derivation: Derivation) -> DerivationEntry:
    return DerivationEntry(derivation.operation, tuple(derivation.operands), derivation.decimals)


def _dates(citations: tuple[Citation, ...], said: list[str]) -> Iterator[Date]:
    """The dates of a fact; one without a year is the last such before its document appeared."""
    published = [date for citation in citations for date in dates(citation.date)]
    for date in (date for text in said for date in dates(text)):
        yield date
        if not date.year and date.month:
            for day in published:
                year = day.year - (date.month > day.month)
                yield date._replace(year=year)
    for day in published:
        yield Date(day.year, 0, 0, 0, 0)


def _documents(prover: Prover) -> Iterator[DocumentEntry]:
    for document in prover.documents.values():
        yield DocumentEntry(
            id=document.id,
            file=document.file,
            sha256=document.sha256,
            title=document.title,
            publisher=document.publisher,
            date=document.date.isoformat() if document.date else "",
            text=prover.curation.texts[document.id],
            furniture=tuple(prover.furniture.get(document.id, ())),
        )


def _citation(prover: Prover, source: str, quote: str) -> Citation:
    passage = prover.passage(source, quote)
    document = prover.documents[source]
    return Citation(
        source=source,
        file=document.file,
        title=document.title,
        publisher=document.publisher,
        date=document.date.isoformat() if document.date else "",
        quote=prover.curation.texts[source][passage.start : passage.end],
        start=passage.start,
        end=passage.end,
    )


def _intents(curation: Curation, utterances: dict[str, list[str]], names: Names) -> Iterator[IntentEntry]:
    for topic in curation.topics:
        for intent in topic.content.intents:
            yield _entry(topic, intent, utterances, names)
        for gap in topic.content.gaps:
            yield _entry(topic, gap, utterances, names)
    for kind, chat in chats().items():
        yield IntentEntry(f"chat-{kind}", "chat", "", (), chat.reply, "", "", *[frozenset[str]()] * 4)


_ASKING = re.compile(r"^(?:who|what|when|where|why|how|which|did|does|is|was|were|has|have|can)\b", re.IGNORECASE)


def _example(utterances: str, names: Names) -> str:
    """The first wording that is a question by its form, with its names spelt as names."""
    written = [expand(line)[0] for line in lines(utterances)]
    example = next((text for text in written if _ASKING.match(text)), written[0])
    return names.spelt(example)


def _entry(topic: Curated[Topic], entry: Intent | Gap, utterances: dict[str, list[str]], names: Names) -> IntentEntry:
    texts = utterances[entry.id]
    plain = [text for text in texts if form(text) == "open"]
    is_intent = isinstance(entry, Intent)
    asked = Counter(ask for text in texts for ask in asks(text))
    named = Counter(name for text in plain for name in {m.name for m in names.find(words(text)) if not m.stranger})
    return IntentEntry(
        id=entry.id,
        kind="intent" if is_intent else "gap",
        topic=topic.content.topic,
        facts=tuple(entry.facts if isinstance(entry, Intent) else entry.nearest),
        lead=entry.lead if isinstance(entry, Intent) else "",
        missing=entry.missing if isinstance(entry, Gap) else "",
        example=_example(entry.utterances, names),
        names=frozenset(name for name, count in named.items() if count > 1),
        asks=frozenset(asked),
        often=frozenset(ask for ask, count in asked.items() if count >= OFTEN * len(texts)),
        denied=frozenset(stem(word) for text in texts for word in denied(text, names.find)),
    )

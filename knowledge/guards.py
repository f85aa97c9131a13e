"""Guards: similar is not the same. Each compares one slot of a question with what an intent's facts say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.coverage import Coverage
from knowledge.entries import FactEntry, IntentEntry
from knowledge.quantities import Date
from knowledge.slots import Question
from knowledge.words import stem, words

Slot = Literal["date", "stranger", "name", "speaker", "currency", "kind", "figure", "part", "negation"]


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a fact is not what was asked for: the slot in which it differs, and what the question says there."""

    slot: Slot
    said: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An intent that may be meant, with its facts, its score (0 to 100) and the utterance nearest to the question.

    `passages` are those that the facts cite, by document and first character.

    `share` is its part, 0 to 1, of the evidence for any intent; `coverage` what of the question it speaks of.
    """

    intent: IntentEntry
    facts: tuple[FactEntry, ...]
    passages: frozenset[tuple[str, int]]
    score: float
    share: float
    likeness: float
    utterance: str
    coverage: Coverage

    @property
    def names(self) -> frozenset[str]:
        """Every name that the facts or the intent's own utterances have."""
        return self.intent.names.union(*(fact.names for fact in self.facts))


Guard = Callable[[Question, Candidate], Iterator[Objection]]


def objections(question: Question, candidate: Candidate, everywhere: frozenset[str]) -> list[Objection]:
    """All that speaks against answering a question with a candidate, the gravest first."""
    found = [objection for guard in GUARDS for objection in guard(question, candidate)]
    return [o for o in found if not (o.slot == "name" and o.said in everywhere)]


def _strangers(question: Question, _: Candidate) -> Iterator[Objection]:
    for name in sorted(question.strangers):
        yield Objection("stranger", name)


def _dates(question: Question, candidate: Candidate) -> Iterator[Objection]:
    known = [date for fact in candidate.facts for date in fact.dates]
    for date in question.dates:
        if not any(_agree(date, other) for other in known):
            yield Objection("date", question.asked[date.start : date.end].strip("'"))


def _agree(asked: Date, known: Date) -> bool:
    """Whether a known date has all that is asked for, or, less fine, says the same as far as it goes."""
    as_fine = bool(known.month) and (bool(known.year) or not asked.year)
    return asked.within(known) or (as_fine and known.within(asked))


def _speakers(question: Question, candidate: Candidate) -> Iterator[Objection]:
    if question.speaker and question.speaker not in candidate.names and question.speaker not in question.strangers:
        yield Objection("speaker", question.speaker)


def _names(question: Question, candidate: Candidate) -> Iterator[Objection]:
    for name in sorted(question.names - candidate.names - {question.speaker}):
        yield Objection("name", name)


def _currencies(question: Question, candidate: Candidate) -> Iterator[Objection]:
    known = {figure.unit for fact in candidate.facts for figure in fact.figures}
    for currency in sorted(question.currencies - known):
        yield Objection("currency", currency)


def _kinds(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """What is asked for must be among what the intent's utterances ask for, or in the facts."""
    for ask in sorted(question.asks - (candidate.intent.asks - {"duration"})):
        if not _given(ask, candidate.facts):
            yield Objection("kind", ask)


def _given(ask: str, facts: Sequence[FactEntry]) -> bool:
    figures = [figure for fact in facts for figure in fact.figures]
    match ask:
        case "count":
            return any(not figure.unit for figure in figures)
        case "share":
            return any(figure.unit == "%" for figure in figures)
        case "money":
            return any(figure.unit not in ("", "%") for figure in figures)
        case "when":
            # A date without a place is that of the document, not of what it tells.
            return any(date.end for fact in facts for date in fact.dates) or any(
                _DAY.search(fact.statement) for fact in facts
            )
        case "who":
            return any(fact.names for fact in facts)
        case "why":
            return any(_REASON.search(text) for fact in facts for text in (fact.statement, *_quotes(fact)))
        case "duration":
            return any(_SPAN.search(text) for fact in facts for text in (fact.statement, *_quotes(fact)))
        case _:
            return False


_SPAN = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few|many)"
    r" (?:year|month|week|day|hour)s?\b"
    r"|\bfrom .{3,25} to\b|\bsince\b|\b(?:years|months|weeks) (?:later|after|before)\b|\bago\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:last|this|next) (?:year|month|week)\b", re.I)


_REASON = re.compile(
    r"\b(?:because|due to|owing to|as a result|reason|so that|in order to|led to|caused?)\b", re.IGNORECASE
)


def _quotes(fact: FactEntry) -> list[str]:
    return [citation.quote for citation in fact.citations]


def _figures(question: Question, candidate: Candidate) -> Iterator[Objection]:
    known = [figure for fact in candidate.facts for figure in fact.figures]
    for figure in question.figures:
        if figure.value > 9 and not any(figure.within(other) for other in known):
            yield Objection("figure", question.asked[figure.start : figure.end])


_PART = re.compile(
    r"\b(?:how many|how much|which|any|what (?:share|percentage|proportion|fraction|part|percent|%))"
    r"\s+(?:of|among|out of)\s+"
    r"(?:the|those|these|them|all|alibaba's|its|his|their|\d)|^(?:of|among|out of)\s+(?:the|those|these|all)\b",
    re.IGNORECASE,
)


def _parts(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """*How many of the 33 were foreigners?* wants a part that the facts may not break out."""
    found = _PART.search(question.asked)
    foreign = candidate.coverage.foreign if found else ()
    said = [word for word in words(question.asked[found.end() :]) if stem(word) in foreign] if found else []
    if said:
        yield Objection("part", " ".join(said))


def _negations(question: Question, candidate: Candidate) -> Iterator[Objection]:
    if question.negated and question.form == "open" and not candidate.intent.negated:
        denied = (re.search(r"\b(?:not|no|never|n't|un\w+|in\w+)\b", fact.statement) for fact in candidate.facts)
        if not any(denied):
            yield Objection("negation", "not")


GUARDS: tuple[Guard, ...] = (
    _strangers, _dates, _speakers, _names, _currencies, _kinds, _parts, _figures, _negations,
)  # fmt: skip

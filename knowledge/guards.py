"""Guards: similar is not the same. Each compares one slot of a question with what an intent's facts say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from knowledge.contraries import opposed
from knowledge.coverage import FUNCTION_WORDS, Coverage
from knowledge.denials import denied_in, is_negative
from knowledge.entries import FactEntry, IntentEntry
from knowledge.expressions import Expression
from knowledge.forms import asks_for, form
from knowledge.framing import frames
from knowledge.given import given, gives_unit
from knowledge.misplaced import counted_otherwise, turned_round
from knowledge.opposites import OPPOSITES
from knowledge.quantities import PERCENT, Date, Quantity
from knowledge.sides import joins
from knowledge.slots import SPEECH, Question, counted
from knowledge.spells import WEEKDAYS, spells, unit_asked, weekdays
from knowledge.words import COMMON, stem, words

if TYPE_CHECKING:
    from knowledge.base import FactBase

Slot = Literal[
    "date", "stranger", "name", "speaker", "currency", "kind", "figure", "part", "opposite", "negation", "roles"
]


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a fact is not what was asked for: the slot in which it differs, and what the question says there."""

    slot: Slot
    said: str


class Candidate(NamedTuple):
    """An intent that may be meant, with its facts, its score (0 to 100) and the utterance nearest to the question.

    `passages` are those that the facts cite, by document and first character. `share` is its part, 0 to 1, of the
    evidence for any intent; `coverage` what of the question it speaks of; `vocabulary` the stems of all its utterances
    and facts.
    """

    intent: IntentEntry
    facts: tuple[FactEntry, ...]
    passages: frozenset[tuple[str, int]]
    vocabulary: frozenset[str]
    score: float
    share: float
    likeness: float
    utterance: str
    coverage: Coverage

    @property
    def texts(self) -> list[str]:
        """The facts' statements and what they cite."""
        return [text for fact in self.facts for text in fact.texts]

    @property
    def told(self) -> frozenset[str]:
        """The stems of what the facts say and cite."""
        return frozenset[str]().union(*map(stems, self.texts))

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the facts and of the nearest utterance."""
        return self.told | stems(self.utterance)

    def tells(self, said: str) -> bool:
        """Whether a stem is one of the facts'."""
        return any(said in stems(text) for text in self.texts)

    def has(self, said: str) -> bool:
        """Whether a stem is one of the facts' or of the nearest utterance's."""
        return said in stems(self.utterance) or self.tells(said)


TEXTS = 1 << 13
"""Known wordings, statements and quotes whose stems are held."""


@lru_cache(maxsize=TEXTS)
def stems(text: str) -> frozenset[str]:
    """The stems of a known wording, a statement or a quote."""
    return frozenset(map(stem, words(text)))


NEARLY = 0.6
"""Cosine with an utterance from which a question says the same but for a word or two."""
SAME_BUT_A_WORD = 0.75
"""Cosine with an utterance from which a question is taken for that one with a word changed."""
MOSTLY = 0.8
"""Share of a question that a candidate speaks of below which the question has much of its own."""
PART_NAMED = 3
"""One in so many of an answer's facts must have to do with a name that is asked for; of accounts side by side, one."""
SMALL = 9
"""Figures up to this may be a way of speaking: *the two of them*."""

SAID_OF_DOCUMENTS = frozenset[Slot](("name", "speaker", "date"))
"""Slots in which a question may say which document it means."""

Guard = Callable[[Question, Candidate], Iterator[Objection]]


def objections(question: Question, candidate: Candidate, base: FactBase) -> list[Objection]:
    """All that speaks against answering a question with a candidate of a base, the gravest first."""
    found: list[Objection] = []
    for needed, guard in GUARDS:
        if getattr(question, needed):
            found.extend(guard(question, candidate))
    if found:
        # Several accounts have the names of all: what is asked of one of them must be of that one.
        one = candidate.intent.lead and len(question.names) < 2 and not joins(question.asked)
        own = frozenset() if one else candidate.intent.names
        loose = own | (base.everywhere if question.form == "open" else frozenset())
        loose |= _addressed(question) & base.named_in.get(candidate.intent.topic, frozenset())
        loose -= _owners(question, base) - base.everywhere
        found = [
            o for o in found if o.slot != "name" or o.said not in loose or _replaces(o.said, question, candidate, base)
        ]
    found = _by_document(found, question, candidate, base)
    turned = turned_round(question, candidate.utterance, base.names)
    return [Objection("roles", f"{turned[0]} and {turned[1]}"), *found] if turned else found


def _by_document(found: list[Objection], question: Question, candidate: Candidate, base: FactBase) -> list[Objection]:
    """The objections but to what names a document that the candidate cites; one to a document that it does not cite."""
    cited = {citation.source for fact in candidate.facts for citation in fact.citations}
    for frame in frames(base, question.asked):
        if cited & frame.documents:
            found = [o for o in found if not (o.slot in SAID_OF_DOCUMENTS and frame.says(o.said))]
        elif frame.documents and frame.rest:
            found = [*found, *(Objection("name", name) for name in sorted(frame.names))]
            found += [Objection("date", frame.said[date.start : date.end]) for date in frame.dates]
    return found


def _addressed(question: Question) -> frozenset[str]:
    """The names to whom something goes: *the letter to the USTR* is known by it, whatever is asked of the letter."""
    said = question.analysis.words
    before = ((mention.name, said[max(0, mention.first - 2) : mention.first]) for mention in question.mentions)
    return frozenset(name for name, words_ in before if words_[-1:] == ("to",) or words_ == ("to", "the"))


def _owners(question: Question, base: FactBase) -> frozenset[str]:
    """The names whose thing another name is: *the AQSIQ's white paper*."""
    return frozenset(
        [
            one.name
            for one, other in pairwise(question.mentions)
            if one.last == other.first and base.kinds.get(other.name) == "thing"
        ]
    )


def _replaces(said: str, question: Question, candidate: Candidate, base: FactBase) -> bool:
    """Whether a name that the facts do not have stands in the place of another: *Alibaba sued* for *Kering sued*."""
    if candidate.likeness < NEARLY:
        return False
    usual = {mention.name for mention in base.names.find(words(candidate.utterance))}
    common = base.everywhere if said in base.everywhere else frozenset()
    return bool(usual - common - question.names)


def _strangers(question: Question, _: Candidate) -> Iterator[Objection]:
    for name in sorted(question.strangers):
        yield Objection("stranger", name)


def _dates(question: Question, candidate: Candidate) -> Iterator[Objection]:
    for date in question.dates:
        told = [any(_agree(date, known) for known in fact.dates) for fact in candidate.facts]
        against = [fact.dates and all(map(date.against, fact.dates)) for fact in candidate.facts]
        # Accounts side by side need not all give the date, as long as none gives another.
        borne_out = any(told) and not any(against) if candidate.intent.lead else 2 * sum(told) >= len(told)
        if not borne_out:
            yield Objection("date", question.asked[date.start : date.end].strip("'"))


def _spells(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """*In the first half of 2016*, *last decade*: what no fact has is asked for, though its year may be."""
    for said in spells(question.asked):
        if not any(said.lower() in text.lower() for text in candidate.texts):
            yield Objection("date", said)


def _weekdays(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """*On a Friday* is not so where a fact gives another day."""
    asked = WEEKDAYS.intersection(question.analysis.words)
    told = frozenset[str]().union(*(weekdays(fact.statement) for fact in candidate.facts)) if asked else asked
    if told and not told & asked:
        yield Objection("figure", " or ".join(map(str.capitalize, sorted(asked))))


def _agree(asked: Date, known: Date) -> bool:
    """Whether a known date has all that is asked for, or, less fine, says the same as far as it goes."""
    as_fine = bool(known.month) and (bool(known.year) or not asked.year)
    return asked.within(known) or (as_fine and known.within(asked))


def _speakers(question: Question, candidate: Candidate) -> Iterator[Objection]:
    if question.speaker in question.strangers:
        return
    by = [question.speaker in fact.names for fact in candidate.facts]
    said = any(by) if len({fact.speaker for fact in candidate.facts}) > 1 else all(by)
    if not said:
        yield Objection("speaker", question.speaker)


_STANCE_ON = Expression(
    r"\b(?:position|stance|views?|opinion|take|line)\s+(?:on|about|regarding|towards?)\s+(?P<matter>[^,.;:?!]+)",
    needs=("position ", "stance ", "view", "opinion ", "take ", "line "),
)


def _stances(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """*X's position on parallel trading* is not answered with X's position in an office."""
    if found := _STANCE_ON.search(question.asked):
        about = stems(found["matter"]) - FUNCTION_WORDS
        if about and about.issubset(candidate.coverage.foreign):
            yield Objection("part", found["matter"])


def _names(question: Question, candidate: Candidate) -> Iterator[Objection]:
    sides = candidate.intent.lead and joins(question.asked)
    enough = 1 if sides else len(candidate.facts) / PART_NAMED
    for name in sorted(question.names - {question.speaker}):
        if sum(name in fact.names for fact in candidate.facts) < enough:
            yield Objection("name", name)


def _currencies(question: Question, candidate: Candidate) -> Iterator[Objection]:
    known = {figure.unit for fact in candidate.facts for figure in fact.figures}
    for currency in sorted(question.currencies - known):
        yield Objection("currency", currency)


_FIGURES = frozenset(("share", "money"))
_WORDS = frozenset(("who", "when", "where", "why"))
"""What is asked for in words; whoever asks for a figure asks for just this one."""


def _kinds(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """What is asked for must be among what the intent's utterances ask for, or in the facts."""
    for ask in sorted(question.asks):
        usual = ask in candidate.intent.asks and ask not in ("duration", "age")
        usual = usual and (ask not in _FIGURES or ask in candidate.intent.often)
        if usual and not (ask in _WORDS and ask in candidate.intent.often):
            # A known wording asks for just this, and what has much of its own must be asked alike.
            close = candidate.likeness >= SAME_BUT_A_WORD or candidate.coverage.share < MOSTLY
            usual = asks_for(ask, candidate.utterance) if close else usual
        # Of accounts side by side, each must have its date.
        apart = ask == "when" and candidate.intent.lead
        groups = [(fact,) for fact in candidate.facts] if apart else [candidate.facts]
        if not usual and not all(given(ask, facts) for facts in groups):
            yield Objection("kind", ask)


def _finely(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """*In which month* is not answered with a year, and *on which day* with neither."""
    unit = unit_asked(question.asked)
    if unit and not any(gives_unit(fact, unit) for fact in candidate.facts):
        yield Objection("kind", "when")


def _figures(question: Question, candidate: Candidate) -> Iterator[Objection]:
    known = [figure for fact in candidate.facts for figure in fact.figures]
    for figure in question.figures:
        alike = [other for other in known if figure.within(other)]
        if not alike and (figure.value > SMALL or figure.unit or _is_claimed(question, figure)):
            yield Objection("figure", question.asked[figure.start : figure.end])
        elif not figure.unit and alike and all(other.unit == PERCENT for other in alike):
            after = _COUNTED_AFTER.match(question.asked, figure.end)
            noun = stem(after["noun"].lower()) if after else ""
            if after and noun not in FUNCTION_WORDS and not candidate.has(noun):
                yield Objection("figure", f"{question.asked[figure.start : figure.end]} {after['noun']}")


def _is_claimed(question: Question, figure: Quantity) -> bool:
    """Whether a small figure is what a claim is about, and not a way of speaking: *two things*."""
    return question.form == "claim" and question.asked[figure.start].isdigit()


_COUNTED_AFTER = Expression(r"\s+(?P<noun>[a-z]{3,})\b")


def _parts(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """*How many of the 33 were foreigners?* wants a part that the facts may not break out."""
    # Names have a guard of their own.
    named = {word for mention in question.mentions for word in question.analysis.words[mention.first : mention.last]}
    foreign = candidate.coverage.foreign
    said = [word for word in question.part if stem(word) in foreign and word not in named and word not in COMMON]
    if said:
        yield Objection("part", " ".join(said))


def _counted(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """What is counted must be what the intent speaks of, or a word for it that no other speaks of."""
    for noun in question.counted:
        if _is_else(noun.lower(), candidate):
            yield Objection("part", noun)


_ANYTHING = frozenset("people persons individuals ones things times others".split())


def _is_else(noun: str, candidate: Candidate) -> bool:
    """Whether a noun is foreign to an intent, or stands where its nearest utterance has what the facts count."""
    if stem(noun) in candidate.coverage.foreign:
        return True
    if candidate.likeness < NEARLY or noun in _ANYTHING or candidate.has(stem(noun)):
        return False
    return any(candidate.tells(stem(usual.lower())) for usual in counted(candidate.utterance))


def _misplaced(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """*675 stores* is not answered with 675 operators."""
    for said in counted_otherwise(question.asked, question.figures, candidate.texts):
        yield Objection("figure", said)


def _opposites(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """*Acquitted* is not answered with who was convicted."""
    asked = frozenset(question.analysis.stems if question.form != "claim" else ())
    said = [
        word
        for word in question.opposed
        # *Too strict or too soft* leaves it open.
        if not (candidate.tells(stem(word)) or opposed(stem(word), asked - {stem(word)}))
    ]
    if said:
        # A known wording that claims something, *they were acquitted, right?*, may itself say the opposite.
        known = question.form == "claim" and form(candidate.utterance) != "open"
        usual = candidate.vocabulary if known else candidate.stems
        for word in said:
            denied = any(stem(other) in usual for other in OPPOSITES[word]) or opposed(stem(word), candidate.told)
            # One of several things that are asked for: *operators and acquittals*.
            besides = f"and {word}" in question.asked.lower() and stem(word) in candidate.coverage.foreign
            if denied or besides:
                yield Objection("opposite", word)


def _negations(question: Question, candidate: Candidate) -> Iterator[Objection]:
    """What is denied must be denied by a fact, or by an utterance that leads to it.

    A question in words of its own may have a *not* in passing: *why can't they just shrug it off?*.
    """
    if question.form == "open" and candidate.likeness < NEARLY and not _denies_saying(question.analysis.words):
        return
    denied = [word for word in question.denied if word == "not" or question.denies or candidate.has(stem(word))]
    if denied:
        by_facts = {word for text in (candidate.utterance, *candidate.texts) for word in denied_in(text)}
        negative = any(map(is_negative, candidate.texts))
        for word in denied:
            # *Did not tell* is another word for *failed to disclose*.
            if word != "not" and (stem(word) in by_facts or candidate.has(f"un{word}")):
                continue
            if word == "not" or candidate.has(stem(word)) or question.denies or not negative:
                yield Objection("negation", f"not {word}" if word != "not" else word)


def _denies_saying(said: tuple[str, ...]) -> bool:
    """Whether words ask for what somebody did *not* say."""
    return any(word == "not" and not SPEECH.isdisjoint(said[at : at + 4]) for at, word in enumerate(said))


GUARDS: tuple[tuple[str, Guard], ...] = (
    ("strangers", _strangers),
    ("dates", _dates),
    ("asked", _spells),
    ("asked", _weekdays),
    ("speaker", _speakers),
    ("speaker", _stances),
    ("names", _names),
    ("currencies", _currencies),
    ("asks", _kinds),
    ("asks", _finely),
    ("part", _parts),
    ("figures", _figures),
    ("figures", _misplaced),
    ("counted", _counted),
    ("opposed", _opposites),
    ("denied", _negations),
)
"""Each guard with what a question must have for it to object."""

"""Mutations: questions that a base answers, changed in one slot to something that its documents do not say.

Each utterance of an intent or a gap, and each fact as a claim and as a question, gives at most one mutant a kind.
What is put in is chosen by a hash of kind and text, so that the same base gives the same mutants. Left out is only
what the facts still answer once it is changed; each such rule says why where it stands.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar, get_args

from knowledge.base import FactBase
from knowledge.denials import denials, denied_in
from knowledge.entries import FactEntry
from knowledge.forms import asks, form
from knowledge.loading import Curation
from knowledge.names import aliases
from knowledge.opposites import OPPOSITES
from knowledge.quantities import CURRENCIES, PERCENT, dates, quantities
from knowledge.replies import Reply
from knowledge.slots import read
from knowledge.words import stem, words

Kind = Literal["year", "entity", "speaker", "unit", "measure", "polarity"]
KINDS: tuple[Kind, ...] = get_args(Kind)
TRIED = 12
"""Questions of an intent that are tried at most for a sample's mutant of a kind."""

Choice = TypeVar("Choice")
Change = tuple[str, str]
"""A changed text, and what was put in."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A question before it is changed, with the id of the intent, gap or fact that it is of, and the facts it gets."""

    id: str
    facts: tuple[FactEntry, ...]
    text: str
    is_gap: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Every name that the facts have to do with."""
        return frozenset[str]().union(*(fact.names for fact in self.facts))

    @property
    def texts(self) -> list[str]:
        """What the facts say and cite."""
        return [
            text
            for fact in self.facts
            for text in (fact.statement, fact.measure, fact.period, *(citation.quote for citation in fact.citations))
        ]

    @property
    def stems(self) -> frozenset[str]:
        """Every word of what the facts say and cite."""
        return frozenset(stem(word) for text in self.texts for word in words(text))


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed question. `put_in` is what the documents do not say of it, as a correction names it."""

    kind: Kind
    origin: Origin
    text: str
    put_in: str


@dataclass(slots=True)
class Tally:
    """What mutants came to: by kind how many were asked, refused or hedged, and answered with a word on the change."""

    asked: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    refused: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    faults: list[tuple[Mutant, Reply]] = field(default_factory=list)

    def add(self, mutant: Mutant, reply: Reply) -> None:
        """Judge one reply."""
        self.asked[mutant.kind] += 1
        self.refused[mutant.kind] += reply.status != "answered"
        if is_fault(mutant, reply):
            self.faults.append((mutant, reply))

    def wrong(self, kind: Kind) -> int:
        """How many mutants of a kind were answered as if nothing had changed."""
        return sum(mutant.kind == kind for mutant, _ in self.faults)


def is_fault(mutant: Mutant, reply: Reply) -> bool:
    """Whether a mutant is answered as if nothing had changed: with a fact of its origin and no word on the change."""
    if reply.status != "answered" or mutant.put_in.lower() in reply.lead.lower():
        return False
    own = {fact.id for fact in mutant.origin.facts}
    if mutant.kind in ("measure", "polarity"):
        # An answer to the changed question may be set beside that to the first: how many were, and how many were not.
        return reply.answers[0].fact in own
    return any(answer.fact in own for answer in reply.answers)


def origins(base: FactBase, utterances: Mapping[str, Sequence[str]]) -> Iterator[Origin]:
    """Every utterance of intents and gaps, every fact's statement as a claim, and what its speaker says of it."""
    for id_, texts in utterances.items():
        intent = base.intents[id_]
        facts = tuple(base.facts[fact] for fact in intent.facts)
        for text in texts if facts else ():
            yield Origin(id_, facts, text, intent.kind == "gap")
    for fact in base.facts.values():
        statement = fact.statement.rstrip(".")
        yield Origin(fact.id, (fact,), f"is it true that {statement[:1].lower()}{statement[1:]}?")
        if fact.speaker and fact.measure:
            yield Origin(fact.id, (fact,), f"what did {fact.speaker} say about the {fact.measure}?")


_ASSENT = re.compile(r"\s+(?:it|that|this)\s+(?:it|so|right|correct|true)\b", re.IGNORECASE)


class Mutator:
    """Changes questions to a base; `curation` is what the base was made from."""

    def __init__(self, base: FactBase, curation: Curation) -> None:
        lexicon = curation.lexicon.content
        self._base = base
        self._kinds = {name.name: name.kind for name in lexicon.names}
        self._strangers = lexicon.strangers or ["Atlantis"]
        self._aliases = {spelling.lower(): name for spelling, name in aliases(lexicon).items()}
        longest = sorted(map(re.escape, self._aliases), key=len, reverse=True)
        self._named = re.compile(rf"(?<!\w)(?:the )?(?P<name>{'|'.join(longest) or '(?!)'})(?!\w)", re.IGNORECASE)
        units = {fact.unit for topic in curation.topics for fact in topic.content.facts}
        self._counted = sorted(unit for unit in units if unit.isalpha() and unit.islower() and unit not in CURRENCIES)
        self._changes: dict[Kind, Callable[[Origin], Change | None]] = {
            "year": self._year,
            "entity": self._entity,
            "speaker": self._speaker,
            "unit": self._unit,
            "measure": self._measure,
            "polarity": self._polarity,
        }

    def mutant(self, origin: Origin, kind: Kind) -> Mutant | None:
        """The mutant of a kind, if there is one."""
        # A gap asks for what is not there: its denial, or another measure, may be just what a fact says.
        if origin.is_gap and kind in ("measure", "polarity"):
            return None
        changed = self._changes[kind](origin)
        return Mutant(kind, origin, *changed) if changed and changed[0] != origin.text else None

    def every(self, asked: Iterable[Origin]) -> Iterator[Mutant]:
        """Every mutant of every question."""
        for origin in asked:
            yield from filter(None, (self.mutant(origin, kind) for kind in KINDS))

    def sample(self, asked: Iterable[Origin]) -> Iterator[Mutant]:
        """One mutant of each kind for each intent, gap and fact, wherever there is one; always the same."""
        by_id: dict[tuple[str, bool], list[Origin]] = {}
        for origin in asked:
            by_id.setdefault((origin.id, origin.id in self._base.facts), []).append(origin)
        for of_one in by_id.values():
            mixed = sorted(of_one, key=lambda origin: _number("sample", origin.text))[:TRIED]
            for kind in KINDS:
                found = filter(None, (self.mutant(origin, kind) for origin in mixed))
                yield from (mutant for mutant, _ in zip(found, range(1), strict=False))

    def _year(self, origin: Origin) -> Change | None:
        """Another year than any that the facts have or whose document appeared in it; added where there is none."""
        known = {date.year for fact in origin.facts for date in fact.dates}
        year = _chosen([str(year) for year in range(1998, 2025) if year not in known], "year", origin.text)
        for date in dates(origin.text):
            if date.year:
                said = re.sub(r"(?:1[89]|20)\d\d|'\d\d", year, origin.text[date.start : date.end])
                return origin.text[: date.start] + said + origin.text[date.end :], year
        return f"{origin.text.rstrip(' ?.')} in {year}?", year

    def _entity(self, origin: Origin) -> Change | None:
        """Another name in the place of one who is not the speaker."""
        speaker = self._speaker_of(origin)
        found = [
            match for match in self._named.finditer(origin.text) if self._aliases[match["name"].lower()] != speaker
        ]
        if not found:
            return None
        out = self._aliases[_chosen(found, "out", origin.text)["name"].lower()]
        name = self._other(origin, out)
        return self._renamed(origin.text, out, name), name

    def _speaker(self, origin: Origin) -> Change | None:
        """Another name in the place of who speaks; where nobody does, *according to* a name."""
        speaker = self._speaker_of(origin)
        name = self._other(origin, speaker)
        changed = self._renamed(origin.text, speaker, name)
        return (changed if changed != origin.text else f"according to {name}, {origin.text}"), name

    def _speaker_of(self, origin: Origin) -> str:
        return read(origin.text, self._base.matcher, self._base.names).speaker

    def _other(self, origin: Origin, out: str) -> str:
        """A name that the facts have nothing to do with: one of the same sort in the base, or a stranger to it."""
        sort = self._kinds.get(out, "person")
        # By the lexicon's word, what stands everywhere tells nothing: one such name in another's place changes nothing.
        same = self._base.everywhere if out in self._base.everywhere else frozenset[str]()
        alike = [name for name, kind in self._kinds.items() if kind == sort and name not in {*origin.names, *same, out}]
        return _chosen(_chosen([alike or self._strangers, self._strangers], "sort", origin.text), "name", origin.text)

    def _renamed(self, text: str, out: str, name: str) -> str:
        return self._named.sub(lambda match: name if self._aliases[match["name"].lower()] == out else match[0], text)

    def _unit(self, origin: Origin) -> Change | None:
        """Another currency, people for percent, or another thing that is counted."""
        text = origin.text
        known = {figure.unit for fact in origin.facts for figure in fact.figures}
        counts = {figure.value for fact in origin.facts for figure in fact.figures if not figure.unit}
        currency = _chosen([word for word, code in _CURRENCIES.items() if code not in known], "unit", text)
        if match := _CURRENCY.search(text):
            return f"{text[: match.start()]}{currency}{text[match.end() :]}", currency
        # 1,184 percent, where there are 1,184 leads, asks what share they are.
        if (match := _SHARE.search(text)) and not {figure.value for figure in quantities(match["figure"])} & counts:
            return f"{text[: match.end('figure')]} people{text[match.end() :]}", match["figure"]
        counted = [word for word in self._counted if stem(word) not in origin.stems | _SPANS]
        # Of several things that are counted, *how many stores and operators*, the others still are.
        match = re.search(r"(?<=\bhow many )\w{3,}\b(?!,| and\b)", text, re.IGNORECASE)
        if match and counted and stem(match[0]) in {stem(word) for word in self._counted}:
            other = _chosen(counted, "unit", text)
            return f"{text[: match.start()]}{other}{text[match.end() :]}", other
        return (f"{text.rstrip(' ?')} in {currency}?", currency) if re.search(r"\bhow much\b", text, re.I) else None

    def _measure(self, origin: Origin) -> Change | None:
        """Another kind of answer, or the opposite of a word."""
        # Where its own utterances ask for that kind of answer too, the curators have it that the facts give one.
        intent = self._base.intents.get(origin.id)
        changes = [*_other_kinds(origin, intent.asks if intent else frozenset()), *_opposite_words(origin)]
        return _chosen(changes, "measure", origin.text) if changes else None

    def _polarity(self, origin: Origin) -> Change | None:
        """The question with *not*."""
        # Two denials in one question make an assertion, and the denial of what is wrongly claimed is true.
        if denied_in(origin.text) or (form(origin.text) == "claim" and origin.id in self._base.intents):
            return None
        changed = next(filter(None, (self._denied(origin.text, at) for at in _AUXILIARY.finditer(origin.text))), None)
        denied = {stem(word) for following in denials(changed or "") for word in following}
        # A fact that denies something answers its own denial.
        by_facts = {word for text in origin.texts for word in denied_in(text)}
        return (changed, "“not") if changed and not denied & by_facts else None

    def _denied(self, text: str, match: re.Match[str]) -> str:
        """A text with the auxiliary at a match denied, "" where that would be no denial."""
        rest = text[match.end() :]
        subject = re.match(r"\s+(?:it|he|she|they|there)\b", rest) or self._named.match(rest, 1)
        if subject and re.match(r"\s+(?!and\b|or\b)\w", rest[subject.end() :]):
            return f"{text[: match.end()]}{rest[: subject.end()]} not{rest[subject.end() :]}"
        # *Didn't they close stores?*, *…, is it not?* and *…, isn't that so?* ask for assent, and the fact gives it.
        return (
            ""
            if subject or not match.start() or _ASSENT.match(rest)
            else f"{text[: match.start()]}{_CONTRACTED[match[0].lower()]}{rest}"
        )


_CURRENCIES = {"euros": "EUR", "pounds": "GBP", "yen": "JPY", "Hong Kong dollars": "HKD", "US dollars": "USD"}
_WRITTEN = sorted((word for word in CURRENCIES if word.replace(" ", "").isalpha()), key=len, reverse=True)
_CURRENCY = re.compile(rf"(?<![a-z])(?:{'|'.join(_WRITTEN)})(?![a-z])", re.IGNORECASE)
_SHARE = re.compile(r"(?P<figure>[\d.,]*\d)\s?(?:%|per ?cent)")
_SPANS = {stem(word) for word in ("years", "months", "weeks", "days", "hours")}
"""A span in months is one in years too."""

_CONTRACTED = {
    **{word: f"{word}n't" for word in "is are was were has have had could would should did does do must".split()},
    "can": "can't",
    "will": "won't",
}
_AUXILIARY = re.compile(
    # *Do you know*, *I would like*, *is there a figure*, *does the article say*, *or did they*: denied, they ask
    # the same.
    rf"\b(?<!i )(?<!we )(?<!you )(?<!or )(?:{'|'.join(_CONTRACTED)})\b"
    r"(?! (?:you|we|i|anyone|anybody|someone|somebody|there)\b)"
    r"(?! (?:the|this|any|these) (?:article|document|source|text|report|stor|piece)\w* )"
    # *Not only*, *not all*: said in part, nothing is denied. *That not so*, *isn't that*: a tag.
    r"(?! (?:\w+ ){0,3}?(?:only|merely|just|all|every\w*|both|always)\b)(?! (?:that|this) (?:so|right|true)\b)"
    r"(?! (?:it|that|this|he|she|they)\W*$)",
    re.IGNORECASE,
)

_BE = r"(?P<be>is|are|was|were|did|does|do|will|has|have|had)"
_KIND_CHANGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\bhow many\b(?: of)?", ("what percentage of", "how much money for")),
    (
        r"\bwhat (?:percentage|share|proportion|fraction|percent|portion)(?: of)?\b",
        ("how many", "how much money for"),
    ),
    (rf"\bwhen {_BE}\b", (r"why \g<be>", r"where \g<be>")),
    (rf"\bwhere {_BE}\b", (r"when \g<be>", r"why \g<be>")),
    (rf"\bwhy {_BE}\b", (r"when \g<be>", r"where \g<be>")),
    (r"\bwho (?P<be>is|was|are|were)\b", (r"when \g<be>", r"how old \g<be>")),
    # *Where did he say about it* is no question.
    (
        rf"\bwhat {_BE}\b(?!.* (?:say|said|call|called|think|mean|about)\b)",
        (r"when \g<be>", r"where \g<be>", r"why \g<be>"),
    ),
    (r"\bhow much (?:money|cash)\b", ("how many people", "what percentage")),
    (r"\bhow long\b", ("how much money", "what percentage")),
)
_FIGURES: dict[str, Callable[[str], bool]] = {
    "how many": lambda unit: not unit,
    "what percentage": lambda unit: unit == PERCENT,
    "how much money": lambda unit: unit not in ("", PERCENT),
}
_TOLD = {
    "when": re.compile(
        r"\b(?:\w+day|last|next|this|recent\w*|earlier|late|current\w*|previous\w*|year|month|week|when|after|before)\b"
        r"|\d{4}",
        re.IGNORECASE,
    ),
    "why": re.compile(
        r"\b(?:because|due to|owing|result|reason|that|in order|to \w+|led to|caus\w+|for|as|since|after)\b",
        re.IGNORECASE,
    ),
    "where": re.compile(r"\b(?:in|at|on|from)\s+(?:the |his |its )?[A-Z]\w+"),
    "how old": re.compile(r"\b(?:aged?|years? old|born)\b", re.IGNORECASE),
}


def _other_kinds(origin: Origin, usual: frozenset[str]) -> Iterator[Change]:
    for pattern, others in _KIND_CHANGES:
        for other in others:
            changed = re.sub(pattern, other, origin.text, count=1, flags=re.IGNORECASE)
            wanted = asks(changed) - asks(origin.text)
            if changed != origin.text and not wanted & usual and not _gives(origin, other):
                yield changed, other.partition(" \\")[0]


def _gives(origin: Origin, wanted: str) -> bool:
    """Whether the facts have the other kind of answer too: then they still answer the changed question."""
    for asked, has in _FIGURES.items():
        if wanted.startswith(asked):
            return any(has(figure.unit) for fact in origin.facts for figure in fact.figures)
    told = _TOLD[wanted.partition(" \\")[0]]
    return any(told.search(text) or (wanted.startswith("when") and dates(text)) for text in origin.texts)


def _opposite_words(origin: Origin) -> Iterator[Change]:
    """Of a word that the facts have, the opposite is known to differ; of another nothing is known."""
    # In *X or Y*, the other of the two is still the answer.
    said = frozenset() if re.search(r"\bor\b", origin.text) else origin.stems
    for match in re.finditer(r"[a-z]+", origin.text, re.IGNORECASE):
        for other in OPPOSITES.get(match[0].lower(), ()):
            if stem(match[0].lower()) in said and stem(other) not in said:
                yield f"{origin.text[: match.start()]}{other}{origin.text[match.end() :]}", other


def _chosen(choices: Sequence[Choice], kind: str, text: str) -> Choice:
    """One of several, the same for the same text in every process."""
    return choices[_number(kind, text) % len(choices)]


def _number(kind: str, text: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{kind}\0{text}".encode()).digest()[:8])

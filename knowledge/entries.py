"""What a proved base holds once compiled: facts with their passages, and the intents that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from knowledge.quantities import Date, Quantity
from knowledge.replies import Citation

Kind = Literal["intent", "gap", "chat"]


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document as it came; `furniture` are the stretches, in characters, that are no source of facts."""

    id: str
    file: str
    sha256: str
    title: str
    publisher: str
    date: str
    text: str
    furniture: tuple[tuple[int, int], ...]


class LinkEntry(NamedTuple):
    """Another fact on the same matter: it agrees, differs or updates; why they differ, in a few words."""

    fact: str
    relation: str
    why: str


class DerivationEntry(NamedTuple):
    """How a fact's figure follows from those of other facts, whose ids are the operands."""

    operation: str
    operands: tuple[str, ...]
    decimals: int


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A proved fact, with all that the guards compare: names, dates and figures of its statement and quotes."""

    id: str
    topic: str
    statement: str
    value: str
    speaker: str
    measure: str
    period: str
    citations: tuple[Citation, ...]
    names: frozenset[str]
    dates: tuple[Date, ...]
    figures: tuple[Quantity, ...]
    links: tuple[LinkEntry, ...]
    related: tuple[str, ...]
    derivation: DerivationEntry | None

    @property
    def texts(self) -> tuple[str, ...]:
        """The statement and what it cites."""
        return (self.statement, *(citation.quote for citation in self.citations))


@dataclass(frozen=True, slots=True)
class IntentEntry:
    """A question that people ask.

    `names` are those of its open utterances; `asks` and `denied`, the stems that follow a *not*, those of all; `often`
    what many of them ask for.
    """

    id: str
    kind: Kind
    topic: str
    facts: tuple[str, ...]
    lead: str
    missing: str
    example: str
    names: frozenset[str]
    asks: frozenset[str]
    often: frozenset[str]
    denied: frozenset[str]


class Subject(NamedTuple):
    """An intent with its facts, the passages that these cite, by document and first character, and all stems of its
    utterances and facts.
    """

    intent: IntentEntry
    facts: tuple[FactEntry, ...]
    passages: frozenset[tuple[str, int]]
    vocabulary: frozenset[str]


class Subjects(dict[str, Subject]):
    """The subject of each intent by its id, put together when it is first asked for."""

    def __init__(
        self,
        intents: Mapping[str, IntentEntry],
        facts: Mapping[str, FactEntry],
        vocabulary: Callable[[str], frozenset[str]],
    ) -> None:
        super().__init__()
        self._intents = intents
        self._facts = facts
        self._vocabulary = vocabulary

    def __missing__(self, id_: str) -> Subject:
        """Put a subject together. Raises KeyError for an intent that there is not."""
        intent = self._intents[id_]
        facts = tuple(self._facts[fact] for fact in intent.facts)
        passages = frozenset((citation.source, citation.start) for fact in facts for citation in fact.citations)
        self[id_] = Subject(intent, facts, passages, self._vocabulary(id_))
        return self[id_]


def to_json(entry: DocumentEntry | FactEntry | IntentEntry) -> dict[str, Any]:
    """An entry as plain values; sets are sorted, so that the same entry gives the same bytes."""
    plain = asdict(entry)
    for key, value in plain.items():
        if isinstance(value, frozenset):
            plain[key] = sorted(value)
    if isinstance(entry, FactEntry):
        plain["figures"] = [[str(f.value), f.unit, f.start, f.end] for f in entry.figures]
    return plain


def document_from_json(plain: dict[str, Any]) -> DocumentEntry:
    """The document that `to_json` wrote."""
    furniture = tuple((start, end) for start, end in plain["furniture"])
    return DocumentEntry(**plain | {"furniture": furniture})


def fact_from_json(plain: dict[str, Any]) -> FactEntry:
    """The fact that `to_json` wrote."""
    return FactEntry(
        **plain
        | {
            "citations": tuple(Citation(**citation) for citation in plain["citations"]),
            "names": frozenset(plain["names"]),
            "dates": tuple(Date(*date) for date in plain["dates"]),
            "figures": tuple(Quantity(Decimal(value), *rest) for value, *rest in plain["figures"]),
            "links": tuple(LinkEntry(*link) for link in plain["links"]),
            "related": tuple(plain["related"]),
            "derivation": plain["derivation"] and _derivation(*plain["derivation"]),
        }
    )


def _derivation(operation: str, operands: list[str], decimals: int) -> DerivationEntry:
    return DerivationEntry(operation, tuple(operands), decimals)


def intent_from_json(plain: dict[str, Any]) -> IntentEntry:
    """The intent that `to_json` wrote."""
    sets = {key: frozenset(plain[key]) for key in ("names", "asks", "often", "denied")}
    return IntentEntry(**plain | sets | {"facts": tuple(plain["facts"])})

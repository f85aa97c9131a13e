"""What a proved base holds once compiled: facts with their passages, and the intents that lead to them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

from knowledge.quantities import Date, Quantity
from knowledge.replies import Citation

Kind = Literal["intent", "gap", "chat"]


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
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IntentEntry:
    """A question that people ask. `names` and `asks` are those of its own utterances."""

    id: str
    kind: Kind
    topic: str
    facts: tuple[str, ...]
    lead: str
    missing: str
    example: str
    names: frozenset[str]
    asks: frozenset[str]
    negated: bool


def to_json(entry: FactEntry | IntentEntry) -> dict[str, Any]:
    """An entry as plain values; sets are sorted, so that the same entry gives the same bytes."""
    plain = asdict(entry)
    for key, value in plain.items():
        if isinstance(value, frozenset):
            plain[key] = sorted(value)
    if isinstance(entry, FactEntry):
        plain["figures"] = [[str(f.value), f.unit, f.start, f.end] for f in entry.figures]
        plain["dates"] = [[d.year, d.month, d.day, d.start, d.end] for d in entry.dates]
    return plain


def fact_from_json(plain: dict[str, Any]) -> FactEntry:
    """The fact that `to_json` wrote."""
    return FactEntry(
        **plain
        | {
            "citations": tuple(Citation(**citation) for citation in plain["citations"]),
            "names": frozenset(plain["names"]),
            "dates": tuple(Date(*date) for date in plain["dates"]),
            "figures": tuple(Quantity(Decimal(value), *rest) for value, *rest in plain["figures"]),
            "related": tuple(plain["related"]),
        }
    )


def intent_from_json(plain: dict[str, Any]) -> IntentEntry:
    """The intent that `to_json` wrote."""
    sets = {key: frozenset(plain[key]) for key in ("names", "asks")}
    return IntentEntry(**plain | sets | {"facts": tuple(plain["facts"])})

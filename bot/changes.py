"""What has changed in the fact base since the last start."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import cut
from knowledge import FactBase

SHOWN = 300  # characters of a statement


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that was added, changed or removed, and on which day (UTC)."""

    fact: str
    kind: str
    day: str


def digests(base: FactBase) -> dict[str, str]:
    """A hash of each fact's statement and passages, to see later which have changed."""
    return {
        fact.id: hashlib.sha256(repr((fact.statement, fact.citations)).encode()).hexdigest()
        for fact in base.facts.values()
    }


def lines(base: FactBase, changes: Sequence[Change]) -> list[str]:
    """A line for each change: day, what happened, and the fact, by its id if it is gone."""
    told = {fact: entry.statement for fact, entry in base.facts.items()}
    return [f"{change.day}, {change.kind}: {cut(told.get(change.fact, change.fact), SHOWN)}" for change in changes]

"""How the base that is served stands to its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from knowledge.problems import Problem

State = Literal["current", "proving", "refused"]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """Since when the base is served as its files are, or they have changed and are being proved, or were refused.

    `problems` are those for which they were refused; until they are mended, the base from before goes on.
    """

    state: State = "current"
    problems: tuple[Problem, ...] = ()
    since: datetime = field(default_factory=_now)

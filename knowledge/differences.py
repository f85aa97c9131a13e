"""Where a claim and a fact differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Slot = Literal[
    "figure", "measure", "date", "name", "speaker", "roles", "denial", "opposite", "plan", "extent", "value", "words"
]
"""What differs: `measure` is what a figure is of, `roles` who does it to whom, `plan` that it is only planned, wanted
or suspected, `extent` all or most of it, `value` what the fact has in its place, `words` that it says no such thing."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference: `said` is the claim's word for it, `known` the fact's, "" for none."""

    slot: Slot
    said: str
    known: str = ""

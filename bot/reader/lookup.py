"""Looking up what an address names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Thing = TypeVar("Thing")


class MissingError(LookupError):
    """There is no such thing."""


class GoneError(MissingError):
    """There was such a thing; the text says what became of it."""


def find(things: Mapping[str, Thing], id_: str) -> Thing:
    """The thing of that id. Raises MissingError."""
    try:
        return things[id_]
    except KeyError:
        raise MissingError(id_) from None

"""What is found for a text: the intents that it belongs to most likely, and the utterance of each nearest to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

DIGITS = 9
"""Decimals of a share: exponentials differ in their last bits from one library to the next."""


class Neighbour(NamedTuple):
    """An utterance by number, and its cosine with a text, 0 to 1."""

    utterance: int
    cosine: float


class Choice(NamedTuple):
    """Intents by number, their scores, of which 1 is usual for an utterance, and their shares of the probability.

    `neighbours` are their nearest utterances, where choosing them has found these.
    """

    intents: list[int]
    scores: list[float]
    shares: list[float]
    neighbours: list[Neighbour] | None = None

    def only(self, wanted: Sequence[bool]) -> Choice:
        """Those of the intents that are wanted."""
        intents, scores, shares, neighbours = self
        return Choice(
            list(compress(intents, wanted)),
            list(compress(scores, wanted)),
            list(compress(shares, wanted)),
            neighbours and list(compress(neighbours, wanted)),
        )

"""What is found for a text: the intents that it belongs to most likely, and the utterance of each nearest to it."""

from __future__ import annotations

from typing import NamedTuple

DIGITS = 9
"""Decimals of a share: exponentials differ in their last bits from one library to the next."""


class Choice(NamedTuple):
    """Intents by number, their scores, of which 1 is usual for an utterance, and their shares of the probability."""

    intents: list[int]
    scores: list[float]
    shares: list[float]


class Neighbour(NamedTuple):
    """An utterance by number, and its cosine with a text, 0 to 1."""

    utterance: int
    cosine: float

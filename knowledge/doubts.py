"""What a mistyped word may have been besides what it is read as, and how likely each of these is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.choice import DIGITS

SOFTENED = 2.0
"""By what costs are divided before they are taken for chances: those of the channel and of the language add up as if
neither knew of the other, and are surer than they ought to be (Guo et al. 2017, https://arxiv.org/abs/1706.04599)."""
LEAST = 0.05
"""Chance, 0 to 1, below which a word is not taken into account."""


class Other(NamedTuple):
    """A word that one of a text, by its place, may have been instead, and the chance of that, 0 to 1."""

    place: int
    word: str
    chance: float


def doubt(costs: NDArray[np.float64], stems: NDArray[np.int64], chosen: int) -> float:
    """Give the chance, 0 to 1, that a word has another stem than the chosen one, by the costs of its choices."""
    likely = np.exp(costs.min() - costs)
    return 1 - float(likely[stems == stems[chosen]].sum() / likely.sum())


def others(
    place: int, words: Sequence[str], stems: NDArray[np.int64], costs: NDArray[np.float64], chosen: int
) -> list[Other]:
    """Give what a word may have been by the costs of its choices, one word for each stem but the chosen one's."""
    likely = np.exp((costs.min() - costs) / SOFTENED)
    order = (-likely).argsort(kind="stable")
    # Stems that no utterance has are told apart by their words.
    own = np.where(stems < 0, -1 - np.arange(len(stems)), stems)
    _, first, of = np.unique(own[order], return_index=True, return_inverse=True)
    chances = np.bincount(of, likely[order]) / likely.sum()
    numbers = order[first]
    found = np.flatnonzero((chances >= LEAST) & (own[numbers] != own[chosen])).tolist()
    found.sort(key=first.__getitem__)
    return [Other(place, words[numbers[each]], round(float(chances[each]), DIGITS)) for each in found]

"""What the features of a text say for each intent: a table of learnt weights in single bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.choice import DIGITS, Choice
from knowledge.exact import OF_STEPS, STEPS

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

LEAST_UNIT = 1.0
"""What an utterance scores for its own intent where there are but two, and they are told apart."""


@dataclass(frozen=True)
class Linear:
    """Weights of features (rows) for intents (columns), each row in steps of its own size.

    A byte a weight costs no accuracy that could be measured, and a quarter of the memory and loading time. Features
    beyond the table say nothing for any intent. `unit` is what an utterance scores for its own intent on average;
    `weights` are those of the features in a text.
    """

    table: NDArray[np.int8]
    steps: Floats
    unit: float
    weights: Floats
    _squares: Doubles = field(init=False, repr=False)
    _scale: Doubles = field(init=False, repr=False)

    def __post_init__(self) -> None:
        weights = self.weights.astype(np.float64)
        scale = np.zeros_like(weights)
        scale[: len(self.table)] = weights[: len(self.table)] * self.steps
        object.__setattr__(self, "_scale", scale)
        object.__setattr__(self, "_squares", weights**2)

    @classmethod
    def of(cls, table: Floats, unit: float, weights: Floats) -> Linear:
        """Round a table of weights."""
        steps = np.abs(table).max(axis=1) / STEPS
        rounded = np.rint(table / np.maximum(steps, 1e-12)[:, None]).astype(np.int8)
        # Where utterances do not tell the intents apart, next to nothing must not be blown up.
        return cls(rounded, steps.astype(np.float32), max(unit, LEAST_UNIT), weights)

    def sums(self, features: Sequence[int], foreign: float) -> tuple[Floats, float]:
        """Add up what speaks for every intent, in whole numbers, and give what one of them scores.

        1 is what an utterance scores for its own intent.
        """
        places = np.array(features)
        scale = self._scale.take(places)
        part = fsum(scale.tolist()) / OF_STEPS or 1.0
        scale /= part
        # Features beyond the table are clipped to its last row, and weigh nothing there.
        rows = self.table.take(places, axis=0, mode="clip").astype(np.float32)
        sums = np.floor(scale, out=scale).astype(np.float32) @ rows
        length = (fsum(self._squares.take(places).tolist()) + foreign) ** 0.5
        return sums, part / (self.unit * length or 1.0)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give all but the weights as arrays."""
        return {"table": self.table, "steps": self.steps, "unit": np.array([self.unit])}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], weights: Floats) -> Linear:
        """Restore what `to_arrays` gave."""
        return cls(arrays["table"], arrays["steps"], float(arrays["unit"][0]), weights)

    def best(self, features: Sequence[int], foreign: float, count: int) -> Choice:
        """Choose the intents that a text belongs to most likely, of equals the first ones."""
        sums, worth = self.sums(features, foreign)
        some = min(count, len(sums))
        chosen = np.flatnonzero(sums >= np.partition(sums, -some)[-some])
        if len(chosen) > some:
            chosen = np.sort(chosen[np.argsort(-sums[chosen], kind="stable")[:some]])
        best = sums.take(chosen)
        # The difference of two such whole numbers may be one that 32 bits do not hold.
        chances = np.exp((sums.astype(np.float64) - float(best.max())) * (worth * self.unit))
        shares = chances.take(chosen)
        shares /= chances.sum()
        scores = [worth * each for each in best.tolist()]
        return Choice(chosen.tolist(), scores, [round(share, DIGITS) for share in shares.tolist()])

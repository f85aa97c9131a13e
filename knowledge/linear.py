"""What the features of a text say for each intent: a table of learnt weights in single bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Any, ClassVar, Literal

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
    _worths: Doubles = field(init=False, repr=False)
    trained: ClassVar[Literal[True]] = True

    def __post_init__(self) -> None:
        weights = self.weights.astype(np.float64)
        worths = np.zeros((2, len(weights)))
        worths[0, : len(self.table)] = weights[: len(self.table)] * self.steps
        worths[1] = weights**2
        object.__setattr__(self, "_worths", worths)

    @classmethod
    def of(cls, table: Floats, unit: float, weights: Floats) -> Linear:
        """Round a table of weights."""
        steps = np.abs(table).max(axis=1) / STEPS
        rounded = np.rint(table / np.maximum(steps, 1e-12)[:, None]).astype(np.int8)
        # Where utterances do not tell the intents apart, next to nothing must not be blown up.
        return cls(rounded, steps.astype(np.float32), max(unit, LEAST_UNIT), weights)

    def sums(self, features: Sequence[int], foreign: float, chances: Sequence[float] = ()) -> tuple[Floats, float]:
        """Add up what speaks for every intent, in whole numbers, and give what one of them scores.

        1 is what an utterance scores for its own intent. A feature counts by the chance that a text has it.
        """
        places = np.array(features)
        scale, squares = self._worths.take(places, axis=1)
        if chances:
            scale *= chances
            squares *= chances
        part = fsum(scale.tolist()) / OF_STEPS or 1.0
        scale /= part
        # Features beyond the table are clipped to its last row, and weigh nothing there.
        rows = self.table.take(places, axis=0, mode="clip").astype(np.float32)
        sums = np.floor(scale, out=scale).astype(np.float32) @ rows
        length = (fsum(squares.tolist()) + foreign) ** 0.5
        return sums, part / (self.unit * length or 1.0)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give all but the weights as arrays."""
        return {"table": self.table, "steps": self.steps, "unit": np.array([self.unit])}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], weights: Floats) -> Linear:
        """Restore what `to_arrays` gave."""
        return cls(arrays["table"], arrays["steps"], float(arrays["unit"][0]), weights)

    def best(self, features: Sequence[int], foreign: float, count: int, chances: Sequence[float] = ()) -> Choice:
        """Choose the intents that a text belongs to most likely, of equals the first ones.

        `chances`, 0 to 1, are those that it has each of the features; without them it has all.
        """
        sums, worth = self.sums(features, foreign, chances)
        some = min(count, len(sums))
        ordered = sums.copy()
        ordered.partition(len(sums) - some)
        chosen = (sums >= ordered[-some]).nonzero()[0]
        if len(chosen) > some:
            chosen = np.sort(chosen[np.argsort(-sums[chosen], kind="stable")[:some]])
        best = sums.take(chosen).tolist()
        # The difference of two such whole numbers may be one that 32 bits do not hold.
        likely = sums.astype(np.float64)
        likely -= max(best)
        likely *= worth * self.unit
        np.exp(likely, out=likely)
        total = float(likely.sum())
        shares = [round(share / total, DIGITS) for share in likely.take(chosen).tolist()]
        return Choice(chosen.tolist(), [worth * each for each in best], shares)

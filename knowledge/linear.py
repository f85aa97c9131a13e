"""What the features of a text say for each intent: a table of learnt weights in single bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.choice import Choice, shares

Floats = NDArray[np.float32]
Features = NDArray[np.int64]

CELLS = 1 << 27
"""Features times intents up to which a table is learnt: as many bytes, and four times as many while it is."""
LEAST_UNIT = 1.0
"""What an utterance scores for its own intent where there are but two, and they are told apart."""


@dataclass(frozen=True)
class Linear:
    """Weights of features (rows) for intents (columns), each row in 127 steps of its own size.

    A byte a weight costs no accuracy that could be measured, and a quarter of the memory and loading time. Features
    beyond the table say nothing for any intent. `unit` is what an utterance scores for its own intent on average;
    `weights` are those of the features in a text.
    """

    table: NDArray[np.int8]
    steps: Floats
    unit: float
    weights: Floats
    _squares: Floats = field(init=False, repr=False)
    _scale: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        scale = np.zeros_like(self.weights)
        scale[: len(self.table)] = self.weights[: len(self.table)] * self.steps
        object.__setattr__(self, "_scale", scale)
        object.__setattr__(self, "_squares", self.weights**2)

    @classmethod
    def of(cls, table: Floats, unit: float, weights: Floats) -> Linear:
        """Round a table of weights."""
        steps = np.abs(table).max(axis=1) / 127
        rounded = np.rint(table / np.maximum(steps, 1e-12)[:, None]).astype(np.int8)
        # Where utterances do not tell the intents apart, next to nothing must not be blown up.
        return cls(rounded, steps.astype(np.float32), max(unit, LEAST_UNIT), weights)

    def scores(self, features: Features, foreign: float) -> Floats:
        """Score every intent for a text; 1 is what an utterance scores for its own."""
        length = (float(self._squares.take(features).sum()) + foreign) ** 0.5
        # Features beyond the table are clipped to its last row, and weigh nothing there.
        rows = self.table.take(features, axis=0, mode="clip").astype(np.float32)
        scores: Floats = self._scale.take(features) @ rows
        scores *= 1 / (self.unit * length or 1.0)
        return scores

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give all but the weights as arrays."""
        return {"table": self.table, "steps": self.steps, "unit": np.array(self.unit)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], weights: Floats) -> Linear:
        """Restore what `to_arrays` gave."""
        return cls(arrays["table"], arrays["steps"], float(arrays["unit"]), weights)

    def best(self, features: Features, foreign: float, count: int) -> Choice:
        """Choose the intents that a text belongs to most likely."""
        scores = self.scores(features, foreign)
        some = min(count, len(scores))
        chosen = scores.argpartition(-some)[-some:]
        return Choice(chosen, scores[chosen], shares(scores * self.unit)[chosen])

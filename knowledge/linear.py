"""What the features of a text say for each intent: a table of learnt weights in single bytes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """Weights of features (rows) for intents (columns), each row in 127 steps of its own size.

    A byte a weight costs no accuracy that could be measured, and a quarter of the memory and loading time.
    `unit` is the score that an utterance has for its own intent on average.
    """

    table: NDArray[np.int8]
    steps: Floats
    unit: float

    @classmethod
    def of(cls, table: Floats, unit: float) -> Linear:
        """Round a table of weights."""
        steps = np.abs(table).max(axis=1) / 127
        rounded = np.rint(table / np.maximum(steps, 1e-12)[:, None]).astype(np.int8)
        return cls(rounded, steps.astype(np.float32), unit)

    def scores(self, features: NDArray[np.int64], values: Floats) -> Floats:
        """Score each intent for a vector given by its features and their values."""
        inside = features < len(self.table)
        chosen = features[inside]
        scores: Floats = (values[inside] * self.steps[chosen]) @ self.table[chosen].astype(np.float32)
        return scores

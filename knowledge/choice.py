"""The intents that a text belongs to most likely, as a learnt table or centroids tell them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Choice(NamedTuple):
    """Intents by number, their scores, of which 1 is usual for an utterance, and their shares of the probability."""

    intents: NDArray[np.int64]
    scores: Floats
    shares: Floats


def shares(logits: Floats) -> Floats:
    """Turn logits into probabilities."""
    chances: Floats = np.exp(logits - logits.max())
    chances /= chances.sum()
    return chances

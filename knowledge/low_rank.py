"""Weights of features for intents by way of a few factors that all share: a table of low rank.

Features that speak for the same intents come to have the same factors, so that one word helps where another was
written. The factors of the features begin at nothing, those of the intents anywhere. Both take steps as long as
their gradients were short so far (AdaGrad, Duchi et al. 2011, https://jmlr.org/papers/v12/duchi11a.html). Some of the
factors are left out at random too.
"""

from __future__ import annotations

import numpy as np

from knowledge.batches import Examples, Floats, Keys, batches
from knowledge.mixing import mixed

FACTORS = 128
PLACES: Keys = np.arange(FACTORS, dtype=np.uint64)
BATCH = 256
DROPPED, FACTORS_DROPPED = 0.65, 0.3
STEP, INTENTS_STEP = 0.24, 0.1
FLAT = 1e-7
"""Length of a gradient that counts as none."""


def factors(examples: Examples, passes: int) -> tuple[Floats, Floats]:
    """Learn the factors of every feature, by row, and of every intent, by column; their product is the table."""
    features = np.zeros((len(examples.weights), FACTORS), np.float32)
    intents = _anywhere(examples.intents)
    of_features, of_intents = np.zeros(len(features), np.float32), np.zeros_like(intents)
    for (batch,) in batches(examples, passes, BATCH, DROPPED, BATCH):
        used, stay = batch.used, _staying(batch.chances)
        part = features[used]
        found: Floats = (batch.texts @ part) * stay
        errors = batch.errors(found @ intents)
        slope = batch.texts.T @ ((errors @ intents.T) * stay)
        of_features[used] += np.square(slope).mean(axis=1)
        features[used] = part - STEP * batch.left * slope / (np.sqrt(of_features[used])[:, None] + FLAT)
        slope = found.T @ errors
        of_intents += np.square(slope)
        intents -= INTENTS_STEP * batch.left * slope / (np.sqrt(of_intents) + FLAT)
    return features, intents


def _anywhere(keys: Keys) -> Floats:
    """Give every intent factors that look random, and hang on its key alone."""
    chances = mixed(keys + mixed(PLACES)[:, None])
    factors: Floats = ((chances / 2.0**64 - 0.5) * np.sqrt(12 / FACTORS)).astype(np.float32)
    return factors


def _staying(chances: Keys) -> Floats:
    """Say for every text which factors are not left out, and how much these count instead."""
    drawn = mixed(chances[:, None] - PLACES - np.uint64(1))
    stay = (drawn >= np.uint64(FACTORS_DROPPED * 2**64)).astype(np.float32)
    return stay / np.float32(1 - FACTORS_DROPPED)

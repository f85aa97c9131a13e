"""Numbers that look random, and are the same wherever they are made of the same."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


def mixed(numbers: NDArray[np.integer]) -> NDArray[np.uint64]:
    """Spread numbers over 64 bits (splitmix64, Steele et al. 2014, https://doi.org/10.1145/2660193.2660195)."""
    found: NDArray[np.uint64] = (numbers.astype(np.uint64) + np.uint64(1)) * _FIRST
    found ^= found >> np.uint64(30)
    found *= _SECOND
    found ^= found >> np.uint64(27)
    return found

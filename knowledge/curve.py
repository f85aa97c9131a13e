"""What raw scores mean: the curve that calibration fits, and a matcher keeps."""

from __future__ import annotations

from math import exp
from typing import NamedTuple


class Curve(NamedTuple):
    """The score, 0 to 100, as a function of the raw score: logistic, rising."""

    slope: float
    middle: float

    def score(self, raw: float) -> float:
        """Give the score of a raw score."""
        return 100 / (1 + exp(min(max(self.slope * (self.middle - raw), -60.0), 60.0)))

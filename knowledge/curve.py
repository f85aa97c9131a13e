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
        steep = self.slope * (self.middle - raw)
        return 100 / (1 + exp(steep)) if -60.0 < steep < 60.0 else 100 / (1 + exp(60.0 if steep > 0 else -60.0))

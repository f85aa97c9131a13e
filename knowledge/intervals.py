"""What a figure with its hedge claims: *about 4,500*, *fewer than 10%*, *at least 33*, as an interval of values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from knowledge.quantities import Quantity

_BEFORE = 50
_ABOVE = r"more than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards? of|north of|greater than|higher than"
_BELOW = r"(?:few|less|low|small)er than|less than|under|below|not even|short of"
_LEAST = r"at least|no (?:few|less)er than|no less than|not less than|minimum of|from"
_MOST = r"at most|up to|no more than|not more than|maximum of|as (?:many|much) as"
_ABOUT = (
    r"about|around|roughly|approximately|approx\.?|some|circa|ca\.?|near(?:ly)?|almost|close to|an estimated|~|or so"
)
_HEDGE = re.compile(
    rf"(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<above>{_ABOVE})|(?P<below>{_BELOW})|(?P<about>{_ABOUT}))"
    r"(?:\s+(?:the|a|an|of|only|just|statutory minimum of|value of))*[\s$€£¥(~]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^\s*(?:(?P<least>or more|and more|plus\b|\+)|(?P<most>or (?:less|fewer)|at most)|(?P<about>or so))", re.I
)
_SPAN = Decimal(10) ** 30


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from `low` to `high`; an end that is `open` does not belong to it."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    @property
    def is_bound(self) -> bool:
        """Whether it is open to one side: more than so much, or less."""
        return self.low == -_SPAN or self.high == _SPAN

    def covers(self, other: Interval) -> bool:
        """Whether all that the other allows is allowed here."""
        low = self.low < other.low or (self.low == other.low and (not self.low_open or other.low_open))
        high = self.high > other.high or (self.high == other.high and (not self.high_open or other.high_open))
        return low and high

    def misses(self, other: Interval) -> bool:
        """Whether the two have nothing in common."""
        first, second = (self, other) if (self.low, self.low_open) <= (other.low, other.low_open) else (other, self)
        return first.high < second.low or (first.high == second.low and (first.high_open or second.low_open))


def interval(text: str, figure: Quantity) -> Interval:
    """The values that a text allows for a figure in it.

    An estimate allows what rounds to it: *about 4,500* is 4,450 to 4,550. A figure without a hedge is exact.
    """
    value = figure.value
    hedge = _AFTER.match(text[figure.end :]) or _HEDGE.search(text[max(0, figure.start - _BEFORE) : figure.start])
    kind = hedge.lastgroup if hedge else ""
    if kind == "least":
        return Interval(value, _SPAN)
    if kind == "most":
        return Interval(-_SPAN, value)
    if kind == "above":
        return Interval(value, _SPAN, low_open=True)
    if kind == "below":
        return Interval(-_SPAN, value, high_open=True)
    if kind == "about":
        half = Decimal(5).scaleb(int(value.normalize().as_tuple().exponent) - 1)
        return Interval(value - half, value + half)
    return Interval(value, value)

"""Figures and dates in running text: what they are worth, in which unit, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from knowledge.expressions import Expression

SCALES = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "mm": 6, "mln": 6, "mil": 6, "mio": 6, "million": 6, "millions": 6,
    "b": 9, "bn": 9, "bln": 9, "billion": 9, "billions": 9, "tn": 12, "trn": 12, "trillion": 12,
}  # fmt: skip

CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "us dollars": "USD", "bucks": "USD",
    "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "renminbi": "CNY", "¥": "CNY", "kuai": "CNY",
    "hk$": "HKD", "hkd": "HKD", "hong kong dollars": "HKD", "hk dollars": "HKD",
    "hong kong dollar": "HKD", "hk dollar": "HKD", "us dollar": "USD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pounds": "GBP",
    "yen": "JPY", "jpy": "JPY",
}  # fmt: skip

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

PERCENT = "%"


class Quantity(NamedTuple):
    """A figure: its worth, its unit ("%", a currency code, or "" for a bare number) and its place in the text."""

    value: Decimal
    unit: str
    start: int
    end: int

    def within(self, other: Quantity) -> bool:
        """Whether the other is the same figure; a bare number is found in one with a unit, not the reverse."""
        return self.value == other.value and self.unit in ("", other.unit)


class Date(NamedTuple):
    """A day, month or year; 0 for what is not said."""

    year: int
    month: int
    day: int
    start: int
    end: int

    def within(self, other: Date) -> bool:
        """Whether nothing that this date says is missing from, or other than in, the other."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine in (0, theirs) for mine, theirs in pairs)

    def against(self, other: Date) -> bool:
        """Whether both say a year, a month or a day, and not the same one."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return any(mine and theirs and mine != theirs for mine, theirs in pairs)


_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_BEFORE = r"hk\$|us\$|\$|€|£|¥|\b(?:rmb|cny|usd|hkd|eur|gbp)"
_AFTER = "|".join(sorted((re.escape(c) for c in CURRENCIES if c.isalpha() or " " in c), key=len, reverse=True))
_DIGIT = re.compile(r"\d")
_FIGURE = Expression(
    rf"(?P<before>{_BEFORE})?\s?(?<![\w.])(?P<number>{_NUMBER})"
    rf"(?:\s?(?P<scale>{_SCALE})(?![a-z]))?"
    rf"(?:\s?(?P<percent>%|per\s?cent\b|percent\b|pct\b)|\s?(?P<after>{_AFTER})\b)?"
)
_SPELT = Expression(
    rf"\b(?P<words>(?:(?:{'|'.join(WORDS)}|one|a|half a)[\s-]+(?:hundred[\s-]+)?)?(?:{'|'.join(WORDS)}|hundred))"
    rf"\b(?:[\s-]+(?P<scale>{_SCALE})\b)?(?:\s?(?P<percent>%|per\s?cent\b|percent\b)|\s?(?P<after>{_AFTER})\b)?"
    rf"|\b(?:one|a)[\s-]+(?P<lone>thousand|million|billion|trillion)\b(?:\s?(?P<currency>{_AFTER})\b)?",
    needs=(*WORDS, "hundred", "thousand", "million", "billion", "trillion"),
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_IN_FIGURES = (
    rf"\b(?P<d4>{_DAY})[-/.](?P<m4>\d{{1,2}})[-/.](?P<y4>(?:1[89]|20)\d\d)\b"
    rf"|\b(?P<y5>(?:1[89]|20)\d\d)-(?P<m5>\d{{1,2}})-(?P<d5>{_DAY})\b"
    r"|(?<![\w.,$€£¥])(?P<y6>(?:1[89]|20)\d\d)s?\b(?![,.]\d|\s?%)"
    r"|(?<!\w)'(?P<y7>[01]\d)\b"
)
_DATE_IN_FIGURES = Expression(_IN_FIGURES)
"""The dates of a text that names no month: it is searched in half the time."""
_DATE = Expression(
    rf"\b(?P<d1>{_DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\b\.?(?:,?\s+(?P<y1>(?:1[89]|20)\d\d)\b)?"
    rf"|\b(?P<m2>{_MONTH})\b\.?\s+(?:the\s+)?(?P<d2>{_DAY})(?:st|nd|rd|th)?\b(?!,?\d)(?:,?\s+(?P<y2>(?:1[89]|20)\d\d)\b)?"
    rf"|\b(?P<m3>{_MONTH})\b\.?,?\s+(?:of\s+)?(?P<y3>(?:1[89]|20)\d\d)\b|{_IN_FIGURES}"
)
_MONTH_ALONE = Expression(
    r"\b(?P<month>(?i:january|february|april|june|july|august|september|october|november|december|jan|feb|apr|aug|"
    r"sept|oct|nov|dec)|March(?! (?:on|to|against|for)\b)|(?<=[Ii]n )[Mm]arch|"
    r"(?:(?<=early )|(?<=late )|(?<=last ))[Mm]arch|"
    r"(?<=[Ii]n )[Mm]ay(?! be\b))\b",
    needs=tuple(dict.fromkeys(name[:3] for name in MONTHS)),
    flags=0,
)  # the verbs march and may are no months


def dates(text: str) -> list[Date]:
    """Every date of a text, in order: days, months with or without a year, years."""
    named = _MONTH_ALONE.possible(text)
    dated = _DATE if named else _DATE_IN_FIGURES
    found = [_date(match) for match in dated.finditer(text)] if _DIGIT.search(text) else []
    for match in _MONTH_ALONE.compiled.finditer(text) if named else ():
        if not any(date.start <= match.start() < date.end for date in found):
            found.append(Date(0, MONTHS[match["month"].lower()], 0, *match.span()))
    return sorted(found, key=lambda date: date.start)


def _date(match: re.Match[str]) -> Date:
    said = {key[0]: value for key, value in match.groupdict().items() if value}
    year = int(said.get("y", 0))
    month = said.get("m", "0").lower()
    return Date(
        year + 2000 if 0 < year < 100 else year,
        MONTHS[month] if month in MONTHS else int(month),
        int(said.get("d", 0)),
        *match.span(),
    )


def quantities(text: str, said: Sequence[Date] | None = None) -> list[Quantity]:
    """Every figure of a text, in order, that is not part of a date; spelt-out numbers from two upward too.

    `said` are its dates, where these are known.
    """
    digits = _DIGIT.search(text)
    if not digits and not _SPELT.possible(text):
        return []
    taken = [(date.start, date.end) for date in (dates(text) if said is None else said)]
    found = [*_figures(text, taken)] if digits else []
    taken += [(figure.start, figure.end) for figure in found]
    return sorted((*found, *_spelt(text, taken)), key=lambda figure: figure.start)


def _figures(text: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    for match in _FIGURE.finditer(text):
        start = match.start("before") if match["before"] else match.start("number")
        if any(start < end and begin < match.end() for begin, end in taken):
            continue
        value = Decimal(match["number"].replace(",", ""))
        if match["scale"]:
            value = value.scaleb(SCALES[match["scale"].lower()])
        yield Quantity(
            value.normalize(), _unit(match["percent"], match["before"] or match["after"]), start, match.end()
        )


def _spelt(text: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    for match in _SPELT.finditer(text):
        if any(match.start() < end and begin < match.end() for begin, end in taken):
            continue
        if match["lone"]:
            value, currency = Decimal(1).scaleb(SCALES[match["lone"].lower()]), match["currency"]
        else:
            value, currency = Decimal(_worth(match["words"].lower())), match["after"]
            if match["scale"]:
                value = value.scaleb(SCALES[match["scale"].lower()])
        yield Quantity(value.normalize(), _unit(match["percent"], currency), *match.span())


def _worth(words: str) -> int:
    total = 0
    for word in re.split(r"[\s-]+", words):
        if word == "hundred":
            total = max(total, 1) * 100
        else:
            total += WORDS.get(word, 1 if word in ("one", "a") else 0)
    return total


def _unit(percent: str | None, currency: str | None) -> str:
    if percent:
        return PERCENT
    return CURRENCIES.get(currency.lower().strip(), "") if currency else ""

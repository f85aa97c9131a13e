"""Times in words: halves of a year, decades, every month, and others that are no dates; how finely one is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from knowledge.expressions import Expression
from knowledge.words import words

_PART = r"(?:[hq][1-4](?:\s+of)?|(?:first|second|third|fourth|last)\s+(?:half|quarter)\s+of)"
_SPELL = Expression(
    rf"\b{_PART}\s+'?(?:20)?\d\d\b"
    r"|\b(?:last|past|previous|next)\s+(?:decade|century)\b"
    r"|\b(?:a|two|three)\s+(?:decades?|century|centuries)\s+(?:ago|earlier|before)\b"
    r"|\byear\s+(?:before|after)\s+that\b|\b(?:previous|preceding|prior|following|subsequent)\s+(?:year|month|quarter)\b"
    r"|\b(?:next|upcoming|forthcoming)\s+(?:press\s+|news\s+)?"
    r"(?:briefing|conference|meeting|session|letter|statement|report|list|hearing|ruling|white\s+paper)\b"
    r"|\b(?:each|every|per)\s+(?:year|month|week|day|quarter)\b|\b(?:monthly|year[\s-]on[\s-]year|yoy)\b"
    r"|\b(?:seventies|eighties|nineties|noughties|(?:19|20)?\d0'?s)\b",
    needs="h1 h2 h3 h4 q1 q2 q3 q4 half quarter decade centur ties 0 year month week day yoy next coming".split(),
)
Unit = Literal["month", "day"]
_UNIT = Expression(r"\b(?:which|what)\s+(?:exact\s+)?(?:(?P<month>month)|date|day|weekday)\b", ("month", "date", "day"))
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_TELLING: dict[Unit, Expression] = {
    "month": Expression(rf"\b(?:{_MONTHS}|last month)\b", flags=0),
    "day": Expression(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\btoday\b", flags=0),
}


def spells(text: str) -> Iterator[str]:
    """The spells of time that a text speaks of, as they stand there."""
    for found in _SPELL.finditer(text):
        yield found[0]


WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def weekdays(text: str) -> frozenset[str]:
    """The days of the week that a text names, in small letters."""
    return WEEKDAYS.intersection(words(text))


def unit_asked(text: str) -> Unit | None:
    """How finely a date is asked for, if that is said: *in which month*, *on what day*."""
    found = _UNIT.search(text)
    return ("month" if found["month"] else "day") if found else None


def tells(text: str, unit: Unit) -> bool:
    """Whether a text names a month, or a day."""
    return bool(_TELLING[unit].search(text))

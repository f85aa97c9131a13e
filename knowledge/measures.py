"""How much, of what, and for when: the figures, extents and dates of a claim beside those of a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from knowledge.differences import Difference
from knowledge.entries import FactEntry
from knowledge.intervals import Interval, interval
from knowledge.quantities import PERCENT, Quantity, dates, quantities
from knowledge.said import Said, counted
from knowledge.scopes import scopes
from knowledge.slots import Question
from knowledge.spells import WEEKDAYS, weekdays
from knowledge.words import words

if TYPE_CHECKING:
    from knowledge.base import FactBase


def figures(base: FactBase, claim: Question, fact: FactEntry, known: Said) -> Iterator[Difference]:
    """Every figure of the claim must be one of the fact's, of the same thing, and one of them the fact's value."""
    agreed = False
    for figure in claim.figures:
        text = claim.asked[figure.start : figure.end]
        found = _figure(base, claim.asked, figure, known)
        if isinstance(found, bool):
            agreed = agreed or found
        else:
            yield Difference(found, text, fact.value)
    if claim.figures and known.values and not agreed:
        same = any(f.unit == v.unit for f in claim.figures for v, _ in known.values)
        first = claim.figures[0]
        yield Difference("figure" if same else "words", claim.asked[first.start : first.end], fact.value)


def _figure(base: FactBase, text: str, figure: Quantity, known: Said) -> bool | Literal["figure", "measure", "words"]:
    """Whether a figure is the fact's value, or another of its; else the slot in which it differs."""
    claimed, of = interval(text, figure), counted(text, figure)
    values = [(f, i) for f, i in known.values if f.unit == figure.unit]
    agreeing = [(f, i) for f, i in values if _agrees(figure, claimed, i)]
    if agreeing and (figure.unit or same_thing(base, of, known, agreeing)):
        return True
    beside = [(f, c) for f, i, c in known.figures if f.unit == figure.unit and _agrees(figure, claimed, i)]
    if any(figure.unit or alike(base, of, c) for _, c in beside):
        return any(f.value == v.value for f, _ in beside for v, _ in known.values)
    if beside or any(f.value == figure.value and f.unit != figure.unit for f, _, _ in known.figures if f.unit):
        return "measure"
    if values and not any(_undecided(claimed, i) for _, i in values):
        return "figure"
    return "words"


def _agrees(figure: Quantity, claimed: Interval, known: Interval) -> bool:
    """Whether a fact's figure is what is claimed. A bound is claimed as it is: money's may be a limit in law."""
    if known.is_bound or (claimed.is_bound and figure.unit not in ("", PERCENT)):
        return claimed == known
    return claimed.covers(known)


def _undecided(claimed: Interval, known: Interval) -> bool:
    """Whether the fact's figure allows what is claimed, and more."""
    return not claimed.misses(known) and not (known.is_bound and claimed.is_bound)


def same_thing(base: FactBase, of: frozenset[str], known: Said, values: Sequence[tuple[Quantity, Interval]]) -> bool:
    """Whether what the claim counts is what the value counts."""
    worth = {f.value for f, _ in values}
    return any(alike(base, of, c) for f, _, c in known.figures if f.value in worth)


def alike(base: FactBase, some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of stems have one, or synonyms, in common."""
    if not some or not others or some & others:
        return True
    return any(not others.isdisjoint(mates) for _, _, mates in base.vocabularies.weighed(some))


_EXTENTS = frozenset(
    "all every each most majority first always never half both none sole entire whole biggest largest".split()
)


def extents(claim: Question, fact: FactEntry, known: Said) -> Iterator[Difference]:
    """*All*, where the fact says how many of how many, or says no such thing."""
    told = {word for text in known.texts for word in words(text)}
    for before, word in pairwise(("", *claim.analysis.words)):
        if word in _EXTENTS and word not in told and before != "in" and not scopes(claim.asked).denied:
            whole = word in ("all", "every", "each") and _is_part(known)
            yield Difference("figure" if whole else "extent", word, fact.value)


def _is_part(known: Said) -> bool:
    """Whether a fact gives a part of a whole: *of the 4,495 leads, 1,184 were followed up*."""
    of = [f.value for f in quantities(known.texts[0]) if _OF.search(known.texts[0][: f.start])]
    return any(value.value < whole for value, _ in known.values for whole in of if not value.unit)


_OF = re.compile(r"\bof (?:the |all |these )?$", re.IGNORECASE)


_SPAN = re.compile(r"\b(?:months|weeks|days|year|years|from|between|ended|through|until|since)\b", re.IGNORECASE)
_SPANNING = re.compile(r"\bmonths\b|\bto\b|–", re.IGNORECASE)


def periods(claim: Question, fact: FactEntry, known: Said) -> Iterator[Difference]:
    """A date must be one of the fact's; a year alone is not a span of months that ends in it."""
    for date in claim.dates:
        text = claim.asked[date.start : date.end].strip("'")
        dated = [other for other in fact.dates if other.end]
        if _SPANNING.search(fact.period) and date.year and not date.month and not _SPAN.search(claim.asked):
            yield Difference("date", text, fact.period)
        elif not any(date.within(other) for other in (*dated, *dates(fact.period))):
            if dated or fact.period:
                yield Difference("date", text, fact.period)
            elif not any(date.within(other) for other in fact.dates):
                yield Difference("words", text)
    told = WEEKDAYS.intersection(claim.analysis.words)
    days = frozenset[str]().union(*map(weekdays, known.texts))
    for day in sorted(told - days):
        yield Difference("date" if days else "words", day.capitalize(), ", ".join(sorted(map(str.capitalize, days))))

"""What a question is about, slot by slot: its form, what it asks for, who speaks, names, dates and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from knowledge.denials import denied, denies
from knowledge.forms import Ask, Form, asks, form
from knowledge.matching import Analysis, Matcher
from knowledge.names import Mention, Names
from knowledge.quantities import CURRENCIES, Date, Quantity, dates, quantities
from knowledge.text import clean, core


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. `asked` is what was typed without greeting and politeness, `denied` are
    the words that it says *not* of; `denies` tells whether it does so in its main clause.
    """

    raw: str
    asked: str
    analysis: Analysis
    form: Form
    asks: frozenset[Ask]
    mentions: tuple[Mention, ...]
    speaker: str
    dates: tuple[Date, ...]
    figures: tuple[Quantity, ...]
    currencies: frozenset[str]
    denied: tuple[str, ...]
    denies: bool

    @property
    def names(self) -> frozenset[str]:
        """The base's names in it."""
        return frozenset(mention.name for mention in self.mentions if not mention.stranger)

    @property
    def strangers(self) -> frozenset[str]:
        """Names in it that the base never mentions."""
        return frozenset(mention.name for mention in self.mentions if mention.stranger)


_CAPITALISED = re.compile(r"(?<=[a-z,;:'\"] )[A-Z][\w-]{2,}")
_SPEECH = frozenset(
    "say said says saying tell told think thought thinks comment comments commented respond responded reply replied "
    "react reacted claim claimed claims argue argued argues believe believes believed reckon reckons call called "
    "describe described propose proposed suggest suggested warn warned announce announced state stated complain "
    "complained pledge pledged promise promised admit admitted concede conceded want wanted urge urged "
    "ask asked compare compared liken likened".split()
)
_TELLING = frozenset("sees saw puts put tells told writes wrote describes phrases phrased has".split())
_STANCE = frozenset(
    "view views position opinion stance take reaction response reply comment comments statement remark remarks answer "
    "words quote quotes".split()
)


def read(raw: str, matcher: Matcher, names: Names, asked: str = "") -> Question:
    """Read a question. `asked` is the part of it to be read, where it was split; else all of it."""
    typed = asked or clean(raw)
    asked = asked or core(typed)
    analysis = matcher.analyse(asked)
    mentions = tuple(names.find(analysis.words))
    mentions += tuple(_capitalised(asked, analysis, {n for m in mentions for n in range(m.first, m.last)}))
    asked, typed = _mended(asked, analysis), _mended(typed, analysis)
    return Question(
        raw=raw,
        asked=asked,
        analysis=analysis,
        form="claim" if typed != asked and form(typed) == "claim" else form(asked),
        asks=asks(asked),
        mentions=mentions,
        speaker=speaker(analysis.words, mentions),
        dates=tuple(dates(asked)),
        figures=tuple(quantities(asked)),
        currencies=currencies(asked),
        denies=denies(asked),
        denied=tuple(denied(asked, names.find)),
    )


def _mended(text: str, analysis: Analysis) -> str:
    """A text with its mistyped words put right: *wht did Ma ask for* asks, and claims nothing."""
    for wrong, right in analysis.repairs:
        text = re.sub(
            rf"(?<![\w']){re.escape(wrong)}(?![\w'])", partial(_in_case, right), text, count=1, flags=re.IGNORECASE
        )
    return text


def _in_case(right: str, match: re.Match[str]) -> str:
    """A word with a capital where another one has it."""
    return right.capitalize() if match[0][0].isupper() else right


def _capitalised(asked: str, analysis: Analysis, named: set[int]) -> Iterator[Mention]:
    """Words that nothing is known of and that are written as names, as *Pemberton* in *who is Pemberton?*."""
    if asked.isupper() or asked.istitle():
        return
    for match in _CAPITALISED.finditer(asked):
        at = next((i for i, word in enumerate(analysis.words) if word == match[0].lower()), None)
        if at is not None and at not in named and match[0].lower() in analysis.unknown:
            yield Mention(match[0], at, at + 1, stranger=True)


def speaker(tokens: tuple[str, ...], mentions: tuple[Mention, ...]) -> str:
    """The name whose words are asked for: *did X say*, *X's view*, *according to X*, *per X*."""
    for mention in mentions:
        before = tokens[max(0, mention.first - 2) : mention.first]
        after = tokens[mention.last : mention.last + 2]
        if before[-1:] == ("per",) or before == ("according", "to"):
            return mention.name
        if before[-1:] == ("as",) and after and after[0] in _TELLING:
            return mention.name
        if after and (after[0] in _SPEECH or after[0] in _STANCE):
            return mention.name
        if before[-1:] in (("of",), ("by",)) and mention.first >= 2 and tokens[mention.first - 2] in _STANCE:
            return mention.name
    return ""


_CURRENCY_WORDS = sorted(CURRENCIES, key=len, reverse=True)


def currencies(asked: str) -> frozenset[str]:
    """The currencies that are named; a longer name (*hk dollars*) hides a shorter one within it."""
    found = set()
    lowered = asked.lower()
    for word in _CURRENCY_WORDS:
        if word in lowered:
            bounded = rf"(?<![a-z]){re.escape(word)}" + (r"(?![a-z])" if word[-1].isalpha() else "")
            shorter = re.sub(bounded, " ", lowered)
            if shorter != lowered:
                found.add(CURRENCIES[word])
                lowered = shorter
    return frozenset(found)

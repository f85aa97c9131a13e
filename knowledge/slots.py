"""What a question is about, slot by slot: its form, what it asks for, who speaks, names, dates and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.denials import denied, denies
from knowledge.expressions import Expression
from knowledge.forms import Ask, Form, asks, form
from knowledge.matching import Analysis, Matcher
from knowledge.names import Mention, Names
from knowledge.opposites import OPPOSITES
from knowledge.quantities import CURRENCIES, Date, Quantity, dates, quantities
from knowledge.text import clean, core, spell_out
from knowledge.words import COMMON, words


@dataclass(frozen=True)
class Question:
    """A question as understood. `typed` is one line of plain text, `asked` that without greeting and politeness;
    `mentions` are of the base's `names` and of `strangers`, which it never mentions. `denied` are the words that the
    question says *not* of; `denies` tells whether it does so in its main clause. `counted` are the nouns, as they are
    written, of what it wants counted, but those that nothing is known of; `part` the words that follow *how many of
    the*, where it asks for a part of something; `opposed` its words that have an opposite.
    """

    raw: str
    typed: str
    asked: str
    analysis: Analysis
    form: Form
    asks: frozenset[Ask]
    mentions: tuple[Mention, ...]
    names: frozenset[str]
    strangers: frozenset[str]
    speaker: str
    dates: tuple[Date, ...]
    figures: tuple[Quantity, ...]
    currencies: frozenset[str]
    denied: tuple[str, ...]
    denies: bool
    counted: tuple[str, ...]
    part: tuple[str, ...]
    opposed: tuple[str, ...]

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where each name is mentioned first, in characters of what is asked."""
        found: dict[str, tuple[int, int]] = {}
        at = 0
        for mention in self.mentions:
            first, last = (self.analysis.words[word] for word in (mention.first, mention.last - 1))
            start = _place(first, self.asked, at)
            if start >= 0:
                at = max(start, _place(last, self.asked, start)) + len(last)
                found.setdefault(mention.name, (start, at))
        return tuple(found.values())


_COUNTED = Expression(
    r"\b(?:how many|(?:number|count|total|tally|amount|quantity) of)\s+(?:of\s+)?"
    r"(?:(?:the|these|those|such|its|his|their|there)\s+)?"
    r"(?P<noun>[a-z]{3,})\b",
    needs=("how many ", " of "),
)
_PART = Expression(
    r"\b(?:how many|how much|which|any|what (?:share|percentage|proportion|fraction|part|percent|%))"
    r"\s+(?:of|among|out of)\s+"
    r"(?:(?:the|all)\b(?!\s+\w+'s\b)|those|these|them|its|his|their|\d)"
    r"|^(?:of|among|out of)\s+(?:the|those|these|that|this|all)\b(?=.*\b(?:how m|what (?:share|percent|part|prop)))",
    needs=("of ", "among "),
)


_SENTENCE_END = re.compile(r"[?!;]|\.\s")


def counted(text: str) -> list[str]:
    """The nouns, as they are written, of what a text wants counted: *how many stores*."""
    return [found["noun"] for found in _COUNTED.finditer(text)]


_AS_A_NAME = re.compile(r"(?<=[a-z,;:'\"] )[A-Z][\w-]{2,}|\b[a-z]{3,}(?='s\b)")
_SITE = re.compile(r"\b[\w-]{2,}\.(?:com|net|org|cn|co|io)\b", re.IGNORECASE)
SPEECH = frozenset(
    "say said says saying tell told think thought thinks comment comments commented respond responded reply replied "
    "react reacted claim claimed claims argue argued argues believe believes believed reckon reckons call called "
    "describe described propose proposed suggest suggested warn warned announce announced state stated complain "
    "complained pledge pledged promise promised admit admitted concede conceded want wanted urge urged "
    "ask asked compare compared liken likened".split()
)
"""Words that tell what somebody says."""
_TELLING = frozenset("sees saw puts put tells told writes wrote describes phrases phrased has".split())
_STANCE = frozenset(
    "view views position opinion stance take reaction response reply comment comments statement remark remarks answer "
    "words quote quotes telling version account estimate assessment judgement judgment reckoning book eyes mind".split()
)

_REACTING = frozenset(
    "reject rejected deny denied denies dismiss dismissed dispute disputed answer answered respond responded response "
    "react reacted reaction comment commented reply replied".split()
)
"""Words for what is done about a statement of somebody else's: *reject the SAIC statement*."""


def read(raw: str, matcher: Matcher, names: Names, asked: str = "") -> Question:
    """Read a question. `asked` is the part of it to be read, where it was split; else all of it."""
    typed = asked or clean(raw)
    analysis, asked = _analysed(asked or core(typed), matcher, whole=not asked)
    mentions = tuple(names.find(analysis.words))
    if analysis.unknown or "." in asked:
        named = {n for mention in mentions for n in range(mention.first, mention.last)}
        mentions += tuple(_named(analysis.text, analysis, named))
    mended = _mended(spell_out(typed), analysis) if analysis.repairs else typed
    said = tuple(_apart(dates(asked), asked, analysis, mentions))
    return Question(
        raw=raw,
        typed=typed,
        asked=asked,
        analysis=analysis,
        form="claim" if mended != asked and form(mended) == "claim" else form(asked),
        asks=asks(asked),
        mentions=mentions,
        names=frozenset([mention.name for mention in mentions if not mention.stranger]),
        strangers=frozenset([mention.name for mention in mentions if mention.stranger]),
        speaker=speaker(analysis.words, mentions),
        dates=said,
        figures=tuple(quantities(asked, said)),
        currencies=currencies(asked),
        denies=denies(asked),
        denied=tuple(denied(asked, names.find)),
        counted=_known(counted(asked), analysis),
        part=_part(asked),
        opposed=_opposed(asked, analysis, said),
    )


def _apart(found: Iterable[Date], asked: str, analysis: Analysis, mentions: Sequence[Mention]) -> Iterator[Date]:
    """The dates that are no part of a name: *the January white paper*."""
    named = [set(analysis.words[mention.first : mention.last]) for mention in mentions]
    for date in found:
        if not any(own.issuperset(words(asked[date.start : date.end])) for own in named):
            yield date


def _known(nouns: list[str], analysis: Analysis) -> tuple[str, ...]:
    """Those of some nouns that something is known of: *though*, of *how many of though*, is none."""
    said = set(analysis.words).difference(analysis.unknown, COMMON) if nouns else set[str]()
    return tuple([noun for noun in nouns if noun.lower() in said])


def _part(asked: str) -> tuple[str, ...]:
    found = _PART.search(asked)
    return tuple(words(_SENTENCE_END.split(asked[found.end() :])[0])) if found else ()


def _opposed(asked: str, analysis: Analysis, said: Sequence[Date]) -> tuple[str, ...]:
    """The words of a question that have an opposite, but those of a date: *late 2014*."""
    found = [word for word in _written(asked, analysis) if word in OPPOSITES]
    if said and ("late" in found or "early" in found):
        before = {asked[: date.start].lower().rstrip().rpartition(" ")[2] for date in said} & {"late", "early"}
        found = [word for word in found if word not in before]
    return tuple(found)


def _written(asked: str, analysis: Analysis) -> Sequence[str]:
    """The words of a question as they are written; a repair may have made two of one."""
    return words(asked) if analysis.repairs else analysis.words


def _analysed(asked: str, matcher: Matcher, *, whole: bool) -> tuple[Analysis, str]:
    """Analyse what is asked, and give it mended; of a whole message, what turns out to be politeness is taken off."""
    analysis = matcher.analyse(asked)
    mended = _mended(asked, analysis)
    if whole and analysis.repairs and (shorter := core(mended)) != mended:
        again = matcher.analyse(shorter)
        mended = _mended(shorter, again)
        analysis = replace(again, repairs=(*analysis.repairs, *again.repairs))
    return analysis, mended


def _mended(text: str, analysis: Analysis) -> str:
    """A text with its mistyped words put right: *wht did Ma ask for* asks, and claims nothing."""
    at = 0
    for wrong, right in analysis.repairs:
        found = _place(wrong, text, at)
        if found >= 0:
            typed = text[found : found + len(wrong)]
            text = text[:found] + _in_case(right, typed) + text[found + len(wrong) :]
            at = found + len(right)
    return text


_BEGINS = re.compile(r"(?<![\w'])")
_ENDS = re.compile(r"(?:(?=n't\b)|(?!\w|'(?!s\b)))", re.IGNORECASE)


def _place(word: str, text: str, at: int) -> int:
    """Where a word stands in a text from a place on, in any case; -1 if it does not."""
    if not text.isascii():
        found = re.compile(_BEGINS.pattern + re.escape(word) + _ENDS.pattern, re.IGNORECASE).search(text, at)
        return found.start() if found else -1
    # An expression for each word takes longer to compile than the text to read.
    lowered = text.lower()
    at = lowered.find(word, at)
    while at >= 0 and not (_BEGINS.match(text, at) and _ENDS.match(text, at + len(word))):
        at = lowered.find(word, at + 1)
    return at


def _in_case(right: str, typed: str) -> str:
    """A word in capitals, or with one, where what was typed is."""
    if len(typed) > 1 and typed.isupper():
        return right.upper()
    return right.capitalize() if typed[0].isupper() else right


def _named(asked: str, analysis: Analysis, named: set[int]) -> Iterator[Mention]:
    """Words unknown to the base and written as names, as *Pemberton* in *who is Pemberton?*, and web sites."""
    if asked.isupper() or asked.istitle():
        return
    unknown = frozenset(analysis.unknown)
    found = [match[0] for match in _AS_A_NAME.finditer(asked) if match[0].lower() in unknown]
    for name in (*found, *(match[0] for match in _SITE.finditer(asked))):
        first = name.lower().partition(".")[0]
        at = next((i for i, word in enumerate(analysis.words) if word == first), None)
        if at is not None and at not in named:
            yield Mention(name, at, at + 1, stranger=True)


def speaker(tokens: tuple[str, ...], mentions: tuple[Mention, ...]) -> str:
    """The name whose words are asked for: *did X say*, *X's view*, *according to X*, *per X*."""
    for mention in mentions:
        before = tokens[max(0, mention.first - 2) : mention.first]
        after = tokens[mention.last : mention.last + 2]
        if before[-1:] == ("per",) or before == ("according", "to"):
            return mention.name
        if before[-1:] == ("as",) and after and after[0] in _TELLING:
            return mention.name
        reacted = not _REACTING.isdisjoint(tokens[max(0, mention.first - 3) : mention.first])
        if after and (after[0] in SPEECH or (after[0] in _STANCE and not reacted)):
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

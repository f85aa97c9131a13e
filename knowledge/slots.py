"""What a question is about, slot by slot: its form, what it asks for, who speaks, names, dates and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.matching import Analysis, Matcher
from knowledge.names import Mention, Names
from knowledge.quantities import CURRENCIES, Date, Quantity, dates, quantities
from knowledge.text import clean, core

Form = Literal["open", "closed", "claim"]
"""open: asks for something; closed: asks whether; claim: says something and wants it confirmed."""

Ask = Literal["who", "when", "where", "why", "count", "share", "money", "duration"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. `asked` is what was typed without greeting and politeness."""

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
    negated: bool

    @property
    def names(self) -> frozenset[str]:
        """The base's names in it."""
        return frozenset(mention.name for mention in self.mentions if not mention.stranger)

    @property
    def strangers(self) -> frozenset[str]:
        """Names in it that the base never mentions."""
        return frozenset(mention.name for mention in self.mentions if mention.stranger)


_BE = r"(?:is|was|were|are|did|does|do|has|have|had|would|will|can|could|should)"
_TAG = (
    rf"(?:right|correct|true|yes|no|really|huh|eh|innit|or\s+not|or\s+am\s+i\s+[\w\s]{{3,30}}|am\s+i\s+(?:right|wrong|correct)|"
    rf"{_BE}\s+(?:that|this|it)\s+(?:so|right|true|correct|accurate|the\s+(?:right|correct|real|actual)?\s*\w+(?:\s+in\s+[\w\s]+)?)|"
    rf"{_BE}(?:n't|nt)\s+(?:it|they|he|she|there|that|so|we)(?:\s+so)?|{_BE}\s+(?:it|they|he|she|that)(?:\s+not)?|"
    r"true\s+or\s+false|fact\s+or\s+not|yeah|yep|do\s+i\s+have\s+(?:that|this|it)\s+right|have\s+i\s+got\s+(?:that|this|it)\s+right|"
    r"i\s+(?:believe|think|guess|suppose|assume|take\s+it|presume)|if\s+i(?:'m|\s+am)\s+not\s+mistaken|if\s+memory\s+serves)"
)
_CLAIM = re.compile(
    rf"[,.;:?\-]\s*{_TAG}\s*[?.!]*$"
    r"|\b(?:right|correct|true|yes|no)\s*\?+$"
    rf"|[,.;?]\s*{_TAG}\s*[?,]+\s*(?:or|if\s+not|what|which|who|when|where|how)\b.*$"
    r"|^(?:so|then|therefore|hence)\s+(?!what|who|when|where|why|how|which|did|do|does|is|was|were|are)"
    r"|^(?:please\s+)?(?:confirm|verify|check|double[\s-]check)\b(?!\s+(?:what|who|when|where|why|how|which))"
    r"|\b(?:is|isn't)\s+it\s+(?:true|correct|right|accurate|the\s+case|so|fair\s+to\s+say)\b"
    r"|^(?:was|is|wasn't|isn't)\s+it\b.*\b(?:or|that|who)\b"
    r"|^(?:i(?:'m|\s+am)\s+(?:fairly|pretty|quite|almost|very)?\s*(?:sure|certain|positive|convinced)"
    r"|i\s+(?:think|thought|believe|heard|read|gather|understand|assume|guess|recall|remember|was\s+told|am\s+told|seem\s+to\s+recall|have\s+(?:the|it))"
    r"|(?:my|our|the|a|someone's)?\s*(?:\w+\s+)?(?:colleague|boss|client|manager|friend|editor|partner|intern|coworker|associate|counsel|memo|draft|slide)(?:'s|s)?\s+(?:\w+\s+)?(?:insist|say|said|claim|think|believe|told|swear|reckon|maintain|date|put|give|has|have)\w*"
    r"|someone\s+(?:said|told|claimed|says|claims)|people\s+say|they\s+say|apparently|supposedly|rumou?r\s+has\s+it)\b"
    r"|^(?:isn't|aren't|wasn't|weren't|didn't|doesn't|don't|hasn't|haven't|won't|wouldn't|can't|couldn't)\b"
    r"|^(?:the|this|that)\s+(?:\w+\s+)?(?:article|story|report|piece|document|paper)s?\s+(?:say|said|claim|state)s?\b.*\?$"
    r"|^(?:was|were|is|are|did|does|do)\b.*\d.*\bor\b.*\d",
    re.IGNORECASE,
)
_ASKS_SOMETHING = re.compile(r"\b(?:who|whom|whose|what|when|where|why|how|which)\b", re.IGNORECASE)
_DECLARES = re.compile(
    rf"^(?:(?:the|that|this|it|there|both|he|she|they|all|only|a|an)\b|[A-Z])[^?]*\b{_BE}\b[^?]*\?$|"
    rf"^(?:(?:the|that|this|it|there|both|he|she|they|all|only)\b|[A-Z])[^?]*\b(?:{_BE}|\w{{3,}}ed|says|makes|gave|took|came|put|went|told|met|led|fell|rose|sued|wrote|blew)\b[^?]*\?$"
)
_CLOSED = re.compile(
    r"^(?:is|are|was|were|am|did|does|do|has|have|had|can|could|should|shall|will|would|may|might|must)\b", re.IGNORECASE
)
_WORDINGS: tuple[tuple[Ask, str], ...] = (
    ("who", r"\bwho(?:m|se)?\b|\bwhich\s+(?:person|people|official|executive|man|company|organisation|organization|body|agency|office)\b|\bname\s+of\s+the\s+(?:person|head|director|boss)"),
    ("when", r"\bwhen\b(?!\s+(?:someone|somebody|he|she|it|they|asked|you|the|a|an|ma|zhang|zhi|i|we|there)\b)|^when\b|\b(?:what|which|wat|on\s+what)\s+(?:exact\s+)?(?:date|day|year|month|time|week|weekday|period)\b|\bsince\s+when\b|\bdate\s+of\b|\bas\s+of\s+when\b"),
    ("where", r"\bwhere\b(?!\s*as\b)|\b(?:what|which)\s+(?:place|city|country|location|venue|town)\b"),
    ("why", r"\bwhy\b|\bhow\s+come\b|\bfor\s+what\s+reason|\bwhat\s+(?:is|was|are|were)?\s*(?:the\s+)?(?:main\s+|fundamental\s+|root\s+)?(?:reason|cause|rationale|motive)|\bwhat\s+(?:made|caused|prompted|explains)\b|\breason\s+(?:for|why|behind)\b"),
    ("count", r"\bhow\s+many\b(?!\s+(?:percent|years|months|days|times\s+(?:more|as)))|^(?:the\s+)?(?:exact\s+)?(?:number|count|total|tally)\s+of\b|\bwhat\b[^,;?]{0,12}\b(?:number|count|total|tally)\s+of\b|\bhow\s+numerous\b"),
    ("share", r"\b(?:what|which)\s+(?:share|percentage|percent|proportion|fraction|portion|part|rate|ratio|%)\b|\bhow\s+many\s+percent|\bpercentage\b|\bwhat\s+%|^%|\bpct\b"),
    ("money", r"\bhow\s+(?:much\s+(?:money|cash|did|was|has|have)|expensive|costly)\b|\b(?:what|which)\s+(?:sum|amount|budget|cost|price|spend)\b"),
    ("duration", r"\bhow\s+(?:long|many\s+(?:years|months|days|weeks))\b|\bwhat\s+(?:gap|interval)\b"),
)  # fmt: skip
_ASKS = tuple((ask, re.compile(wording, re.IGNORECASE)) for ask, wording in _WORDINGS)
_CAPITALISED = re.compile(r"(?<=[a-z,;:'\"] )[A-Z][\w-]{2,}")
_NEGATION = re.compile(r"\b(?:not|never|no|none|neither|nobody|without|cannot|\w+n't)\b", re.IGNORECASE)
_TAGGED = re.compile(
    rf"[,.;:?\-]?\s*\b{_TAG}\s*[?.!]*$|^\w+n't\b|\b{_BE}n't\s+(?:it|he|she|they|that)\b|\bnot\s+mistaken\b", re.IGNORECASE
)
_SPEECH = (
    "say said says saying tell told think thought thinks comment comments commented respond responded reply replied "
    "react reacted claim claimed claims argue argued argues believe believes believed reckon reckons call called describe "
    "described propose proposed suggest suggested warn warned announce announced state stated complain complained "
    "pledge pledged promise promised admit admitted concede conceded want wanted urge urged ask asked"
).split()
_STANCE = "view views position opinion stance take reaction response reply comment comments statement remark remarks answer words quote quotes".split()


def read(raw: str, matcher: Matcher, names: Names, asked: str = "") -> Question:
    """Read a question. `asked` is the part of it to be read, where it was split; else all of it."""
    typed = asked or clean(raw)
    asked = asked or core(typed)
    analysis = matcher.analyse(asked)
    mentions = (*names.find(analysis.words), *_capitalised(asked, analysis))
    return Question(
        raw=raw,
        asked=asked,
        analysis=analysis,
        form="claim" if form(typed) == "claim" else form(asked),
        asks=asks(asked),
        mentions=mentions,
        speaker=_speaker(analysis.words, mentions),
        dates=tuple(dates(asked)),
        figures=tuple(quantities(asked)),
        currencies=_currencies(asked.lower()),
        negated=negated(asked),
    )


def _capitalised(asked: str, analysis: Analysis) -> Iterator[Mention]:
    """Words that nothing is known of and that are written as names, as *Pemberton* in *who is Pemberton?*."""
    if asked.isupper() or asked.istitle():
        return
    for match in _CAPITALISED.finditer(asked):
        at = next((i for i, word in enumerate(analysis.words) if word == match[0].lower()), None)
        if at is not None and match[0].lower() in analysis.unknown:
            yield Mention(match[0], at, at + 1, stranger=True)


def form(asked: str) -> Form:
    """Whether a question is open, closed or a claim."""
    if _CLAIM.search(asked) or (_DECLARES.search(asked) and not _ASKS_SOMETHING.search(asked)):
        return "claim"
    return "closed" if _CLOSED.match(asked) else "open"


def asks(asked: str) -> frozenset[Ask]:
    """What kinds of answer a question wants, as far as its words tell."""
    return frozenset(ask for ask, pattern in _ASKS if pattern.search(asked))


def negated(asked: str) -> bool:
    """Whether a question denies something; a tag such as *isn't it?* does not count."""
    return bool(_NEGATION.search(_TAGGED.sub("", asked)))


def _speaker(tokens: tuple[str, ...], mentions: tuple[Mention, ...]) -> str:
    """The name whose words are asked for: *did X say*, *X's view*, *according to X*, *per X*."""
    for mention in mentions:
        before = tokens[max(0, mention.first - 2) : mention.first]
        after = tokens[mention.last : mention.last + 2]
        if before[-1:] == ("per",) or before == ("according", "to"):
            return mention.name
        if after and (after[0] in _SPEECH or after[0] in _STANCE):
            return mention.name
        if before[-1:] in (("of",), ("by",)) and mention.first >= 2 and tokens[mention.first - 2] in _STANCE:
            return mention.name
    return ""


_CURRENCY_WORDS = sorted(CURRENCIES, key=len, reverse=True)


def _currencies(lowered: str) -> frozenset[str]:
    """The currencies that are named; a longer name (*hk dollars*) hides a shorter one within it."""
    found = set()
    for word in _CURRENCY_WORDS:
        if word in lowered:
            bounded = rf"(?<![a-z]){re.escape(word)}" + (r"(?![a-z])" if word[-1].isalpha() else "")
            shorter = re.sub(bounded, " ", lowered)
            if shorter != lowered:
                found.add(CURRENCIES[word])
                lowered = shorter
    return frozenset(found)

"""Who says so, which document has it, as of when it holds: asked of the fact at hand, or of one that is named."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from knowledge.expressions import Expression

Kind = Literal["speaker", "document", "date"]
"""What of a fact is asked for."""


class Named(NamedTuple):
    """An attribution asked of a fact that is named in the same message: what is asked for, and the fact's words.

    `whose` is whose own it may be (*is the 5% the harbour's own number*), "" where that is not asked.
    """

    kind: Kind
    fact: str
    whose: str


_THAT = (
    r"(?:that|this|it|so|these|those|them|they|(?:that|this|the) (?:figure|number|claim|quote|statement|fact|one)"
    r"|(?:these|those) (?:figures|numbers|two))"
)
_BE = r"(?:is|was|are|were|'s|'re)"
_SAID = r"(?:said|says?|claims?|claimed|stated?|states|wrote|report(?:s|ed)?|told us|found|calculated|counted)"
_PAPER = (
    r"(?:documents?|articles?|sources?|reports?|papers?|pieces?|texts?|story|stories|files?|outlets?|publications?)"
)
_HAS = r"(?:has|have|had|gives?|mentions?|carry|carries|contains?|prints?)"
_FIGURE = r"(?:number|figure|claim|estimate|words?|data|view|opinion|count|statement|information|statistics?)s?"
_WHOSE = r"(?P<whose>[\w'.]+(?: [\w'.]+){0,2}?)"
_OWN = rf"{_BE} (?:that|this|it|these|those|they) (?:really |just )?{_WHOSE} own(?: {_FIGURE})?"

_AT_HAND: dict[Kind, tuple[str, ...]] = {
    "speaker": (
        rf"(?:and )?who (?:exactly |actually |even )?{_SAID}(?: {_THAT})?",
        rf"whose (?:{_FIGURE}) {_BE} {_THAT}",
        rf"who (?:came|comes) up with {_THAT}|who worked {_THAT} out|who (?:does|did) {_THAT} come from",
        r"(?:says|said|claims) who|(?:according|acc) to (?:whom?|who exactly)",
        rf"(?:{_THAT}|this number) {_BE} (?:from|by) whom?|whom? {_BE} {_THAT} (?:from|by)",
        _OWN,
    ),
    "document": (
        rf"(?:(?:in|from|per|according to) )?(?:which|what) {_PAPER}(?: (?:exactly|of yours))?"
        rf"(?: (?:{_BE} {_THAT}|{_SAID}|{_HAS}|{_BE})"
        rf"(?: {_THAT})?(?: (?:from|in|stand in))?| (?:did|do|does) (?:you get )?{_THAT} (?:from|stand in|come from))?",
        rf"where (?:does|did|do) {_THAT} (?:say (?:so|that)|come from|stand|appear)",
        rf"where (?:does|did|do) (?!{_THAT}\b)[\w']+(?: [\w']+)? (?:say|claim|state|write) (?:so|that|this|it)",
        rf"where (?:did|do) you (?:get|have|find|read) {_THAT}(?: from)?",
        rf"where {_BE} {_THAT} (?:from|written|stated|reported|said)",
        rf"(?:(?:the|your|what {_BE} (?:the|your)) )?(?:source|citation|reference)s?(?: (?:for|of) {_THAT})?",
    ),
    "date": (
        rf"as (?:of|at) when(?: {_BE} {_THAT})?",
        rf"when(?: (?:{_BE}|did|does|do) {_THAT}(?: (?:said|published|written|from|for|happen))?)?",
        rf"(?P<span>from|since|until|till|for) when(?: {_BE} {_THAT})?",
        r"(?:(?:of|for|in|from|over|during|on|at|and) )*(?:what|which) (?:exact )?"
        rf"(?P<unit>year|date|period|time|day|month|week)(?: {_THAT})?"
        rf"(?: (?:{_BE}|does|did|do) {_THAT}(?: (?:for|from|in|on|refer to|hold for|happen|about|cover))?)?",
        r"(?:the |is (?:it|that) (?:for |from )?the )?same (?:period|year|date|time|month)",
        rf"how (?:recent|old|current|up to date) {_BE} {_THAT}",
        r"when (?:did|was) (?P<said>[\w']+(?: [\w']+)?) (?:say|said|write|claim|state) (?:so|that|this|it)",
    ),
}
_BEFORE = r"(?:(?:and|but|so|ok|okay|then|hm+|wait|sorry|please|also|um+)[\s,.]+)*"
_WHOLE = {
    kind: tuple(Expression(rf"^{_BEFORE}(?:{wording})\W*$") for wording in wordings)
    for kind, wordings in _AT_HAND.items()
}


def of_the_fact_at_hand(typed: str) -> tuple[Kind, re.Match[str]] | None:
    """What is asked about the fact at hand, where nothing else is, and how."""
    for kind, patterns in _WHOLE.items():
        for pattern in patterns:
            if found := pattern.match(typed):
                return kind, found
    return None


_OF = r"(?:(?:the )?(?:figure|number|claim|statement|fact|count|total|share|rate)s? (?:of|that|for|on) )?"
_REST = rf"{_OF}(?P<fact>\S+ .+?|.*\d.*?)"
_OTHER = _REST.replace("<fact>", "<other>")
_NAMED: tuple[tuple[Kind, str, str], ...] = (
    # Who wrote an article is no question for who says what it says.
    ("speaker", "who", rf"who (?:exactly |actually )?(?!wrote .*\b{_PAPER}\W*$){_SAID} (?:that )?{_REST}"),
    (
        "speaker",
        "to who",
        rf"(?:according|acc) to whom? (?:did |do |does |is |was |are |were |have |has )?{_REST}",
    ),
    ("speaker", "who", rf"(?:whose|who's) (?:{_FIGURE}) {_BE} {_REST}|who {_BE} the source (?:of|for) {_OTHER}"),
    ("speaker", "up with", rf"who (?:came|comes) up with {_REST}"),
    ("speaker", " own ", rf"(?:is|are|was|were) (?P<own>.+?) (?P<whose>[\w'.]+) own {_FIGURE}"),
    ("document", "wh", rf"(?:which|what) {_PAPER} (?:{_SAID}|{_HAS}) (?:that )?{_REST}"),
    (
        "document",
        "wh",
        rf"(?:in|from) (?:which|what) {_PAPER} (?:{_BE}|does|do|did) {_REST}(?: (?:stand|appear|come)s?)?",
    ),
    ("document", "where", rf"where (?:does|do|did) {_REST} (?:come from|stand|appear)"),
    ("document", "source", rf"(?:what {_BE} )?(?:the |your )?source (?:of|for) {_REST}"),
    ("date", "when", rf"as (?:of|at) when (?:{_BE} |do |does |did |have |has )?{_REST}"),
    ("date", "how ", rf"how (?:recent|current|up to date) {_BE} {_REST}"),
)
"""Kind of attribution, what a message must hold to ask for it, and the wording."""
_PARTS = tuple((kind, Expression(rf"^{_BEFORE}(?:{wording})[\s?.!]*$", (need,))) for kind, need, wording in _NAMED)


_OPENS = Expression(
    rf"^{_BEFORE}(?:who\b|whose\b|(?:according|acc) to who|(?:is|are|was|were)\b.* own "
    rf"|(?:in |from )?(?:which|what) {_PAPER}\b"
    rf"|where (?:does|do|did)\b|(?:what {_BE} )?(?:the |your )?source (?:of|for)\b|as (?:of|at) when\b"
    r"|how (?:recent|current|up to date)\b)"
)
"""What every such message opens with."""


def of_a_named_fact(typed: str) -> Named | None:
    """What is asked about a fact that the message itself names, as *who says that the rate was 5%*."""
    for kind, pattern in _PARTS if _OPENS.match(typed) else ():
        if found := pattern.match(typed):
            said = found.groupdict()
            whose = said.pop("whose", None) or ""
            return Named(kind, next(words for words in said.values() if words), whose)
    return None


_YEAR = Expression(r"\b\d{4}\b|\b(?:last|this|next) year\b|\byear before\b")
_MONTH = Expression(
    r"\b(?:jan|febr)uary|\bmarch|\bapril|\bmay\b|\bjune|\bjuly|\baugust|\b(?:sept|nov|dec)ember|\boctober"
    r"|\b(?:last|this|next) month\b"
)
_DAY = Expression(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yester|to)day\b|(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?!\d)"
)


def tells(period: str, unit: str) -> bool:
    """Whether a period has what is asked for: a year, a month, a day; any period where no unit is asked for."""
    match unit:
        case "year":
            return bool(_YEAR.search(period))
        case "month":
            return bool(_MONTH.search(period))
        case "day" | "date":
            return bool(_DAY.search(period) or _MONTH.search(period))
        case _:
            return bool(period)

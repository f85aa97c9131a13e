"""The form of a question, by its words: open, closed or a claim; what kinds of answer it asks for."""

from __future__ import annotations

from typing import Literal

from knowledge.expressions import Expression

Form = Literal["open", "closed", "claim"]
"""open: asks for something; closed: asks whether; claim: says something and wants it confirmed."""

Ask = Literal["who", "when", "where", "why", "count", "share", "money", "duration", "age", "name"]
"""The kinds of answer that are told apart."""


def _any(*wordings: str) -> str:
    """One of several wordings, a space standing for any white space."""
    return f"(?:{'|'.join(wordings)})".replace(" ", r"\s+")


BE = _any(*"is was were are did does do has have had would will can could should".split())
_ASKING = _any(*"who whom whose what when where why how which".split())
_IT = _any("it", "they", "he", "she", "there", "that", "so", "we")
_TRUE = _any("right", "correct", "true", "accurate")
_BE_NOT = rf"(?:{BE}n'?t|\w+n't)"
"""However the verb is mistyped: *hqasn't it?*."""
TAG = _any(
    _TRUE, "yes", "no", "really", "huh", "eh", "innit", "yeah", "yep", "or not",
    r"or am i [\w\s]{3,30}", f"am i {_any('right', 'wrong', 'correct')}",
    rf"{BE} (?:that|this|it) (?:so|{_TRUE}|the (?:right |correct |real |actual )?\w+(?: in [\w\s]+)?)",
    rf"{_BE_NOT} {_IT}(?: so)?", rf"{BE} (?:it|they|he|she|that)(?: not)?",
    "true or false", "fact or not", f"(?:do i have|have i got) (?:that|this|it) {_TRUE}",
    f"i {_any('believe', 'think', 'guess', 'suppose', 'assume', 'take it', 'presume')}",
    "if i(?:'m| am) not mistaken", "if memory serves",
)  # fmt: skip
_PLAIN_TAG = _any(
    "right", "correct", "yes", "true", "am i right", r"or am i \w+",
    f"i {_any('take it', 'believe', 'assume', 'presume', 'think')}", "if i'?m not mistaken",
    rf"{_BE_NOT} {_IT}(?: so)?",
)  # fmt: skip
"""What may end a claim without a mark before it."""
_PEOPLE = (
    "colleague boss client manager friend editor partner intern coworker associate counsel memo draft slide"
).split()
_TELL = _any(
    *"insist say said claim think believe told swear reckon maintain date put give has have".split()
)  # fmt: skip
_HOLDING = _any(
    r"i(?:'m| am) (?:fairly |pretty |quite |almost |very )?(?:sure|certain|positive|convinced)",
    r"i (?:think|thought|believe|heard|read|gather|understand|assume|guess|recall|remember|have (?:the|it))",
    r"i (?:was told|am told|seem to recall)",
    rf"(?:my |our |the |a |someone's )?(?:\w+ )?{_any(*_PEOPLE)}(?:'s|s)? (?:\w+ )?{_TELL}\w*",
    "someone (?:said|told|claimed|says|claims)", "people say", "they say", "apparently", "supposedly", "rumou?r has it",
)  # fmt: skip
_TAGGED = Expression(
    rf"[,.;:?\-]\s*{TAG}\s*[?.!]*$|[,.;?]\s*{TAG}\s*[?,.]+\s*(?:or|if\s+not|{_ASKING})\b.*$",
)
_MARKS = frozenset(",.;:?-")
_CLAIMING = Expression(
    "|".join(
        (
            rf"{_HOLDING}\b",
            rf"(?!{_ASKING}|{BE}).*\s{_PLAIN_TAG}\s*[?.!]*$",
            rf"(?:so|then|therefore|hence)\s+(?!{_ASKING}|{BE})",
            rf"(?:please\s+)?(?:confirm|verify|check|double[\s-]check)\b(?!\s+{_ASKING})",
            r"(?:was|is|wasn't|isn't)\s+it\b.*\b(?:or|that|who)\b",
            r"\w+n't\b",
            r"(?:the|this|that)\s+(?:\w+\s+)?(?:article|story|report|piece|document|paper)s?\s+(?:say|said|claim|state)s?\b.*\?$",
            rf"{BE}\b.*\d.*\bor\b.*\d",
            rf"{BE}\b.*\bor\b[^?]*\b(?:else|another|other|{_ASKING})\b[^?]*\?*$",
        )
    )
)
"""What a claim begins with."""
_CLAIMED = Expression(
    "|".join(
        (
            r"\b(?:right|correct|true|yes|no)\s*\?+$",
            r",\s*(?:\w+\s+){1,3}(?:said|says|claims|claimed)\s*\?+$",
            rf"\b(?:is|isn't)\s+it\s+(?:{_TRUE}|the\s+case|so(?!\s+(?!that\b)\w)|fair\s+to\s+say)\b",
        )
    ),
    needs=("right", "correct", "true", "yes", "no?", "no ?", "said", "says", "claim", "is it ", "isn't it "),
)
"""What makes a claim of a question wherever it stands."""
_ASKS_SOMETHING = Expression(rf"\b{_ASKING}\b")
_SUBJECT = r"(?:(?:the|that|this|it|there|both|he|she|they|all|only|a|an)\b|[A-Z])"
_VERB = rf"(?:{BE}|\w{{3,}}ed|says|makes|gave|took|came|put|went|told|met|led|fell|rose|sued|wrote|blew)"
_ASIDE = rf"(?:In|According to|Per|For|By|As)\b[^,?]+,\s+{BE}\b"
"""*In X's opinion, was …?* declares nothing."""
_HEADING = (
    r"(?:number|count|tally|total|amount|sum|value|price|cost|size|share|percentage|percent|proportion|fraction|rate"
    r"|ratio|date|day|month|year|time|place|city|name|title|role|reason|cause|author|source)s?\s+(?:of|for|in|[A-Z])"
)
"""*Number of leads that Alibaba passed on in 2015?* declares nothing either."""
_DECLARES = Expression(rf"^(?!{_ASIDE}|(?i:{_HEADING})){_SUBJECT}[^?:]*\b{_VERB}\b[^?:]*\?$", needs="?", flags=0)
_CLOSED = Expression(rf"^(?:{BE}|am|shall|may|might|must)\b")

_NOUN = r"(?:what|which)"
_COUNT = r"(?:number|count|total|tally)\s+of\b"
_WORDINGS: dict[Ask, tuple[str, ...]] = {
    "who": (
        r"\bwho(?:m|se)?\b",
        r"\bwhich\s+(?:person|people|official|executive|man|company|organi[sz]ation|body|agency|office)\b",
        r"\bname\s+of\s+the\s+(?:person|head|director|boss)",
    ),
    "when": (
        r"^when\b",
        rf"\bwhen\s+(?:exactly\s+)?{BE}\b",
        r"\bwhen\s*\?*$",
        rf"\b{_NOUN}\s+(?:exact\s+)?(?:date|day|year|month|time|week|weekday|period)\b",
        r"\bdate\s+of\b",
        r"\bas\s+of\s+when\b",
    ),
    "where": (
        rf"^where\b(?!\s*as\b)|[,;:]\s*where\b|\b(?:and|but|or|from|to|know|say|tell|me)\s+where\b|\bwhere\s*[?.!]*$|\bwhere\s+{BE}\b",
        rf"\b{_NOUN}\s+(?:place|city|country|location|venue|town)\b",
    ),
    "why": (
        r"\bwhy\b",
        r"\bhow\s+come\b|^what\s+for\b|^for\s+what\s*\?*$",
        r"\bwhat\s+(?:is|was|are|were)?\s*(?:the\s+)?(?:\w+\s+)?(?:reason|cause|rationale|motive)",
        r"\bwhat\s+(?:made|caused|prompted|explains)\b",
        r"\breason\s+(?:for|why|behind)\b",
    ),
    "count": (
        r"\bhow\s+many\b(?!\s+(?:percent|years|months|days|times\s+(?:more|as)))",
        rf"^(?:the\s+)?(?:exact\s+)?{_COUNT}",
        rf"\bwhat\b[^,;?]{{0,12}}\b{_COUNT}",
        r"\bhow\s+numerous\b",
    ),
    "share": (
        rf"(?<!\bat\s)\b{_NOUN}\s+(?:share|percentage|percent|proportion|fraction|portion|part|rate|ratio|%)\b",
        r"\bhow\s+many\s+percent|\bpercentage\b|^%|\bpct\b",
    ),
    "money": (
        r"\bhow\s+(?:much\s+(?:money|cash|did|do|does|was|has|have)|expensive|costly)\b",
        rf"\b{_NOUN}\s+(?:sum|amount|budget|cost|price|spend)\b",
    ),
    "duration": (r"\bhow\s+(?:long|many\s+(?:years|months|days|weeks|hours))\b", r"\bwhat\s+(?:gap|interval)\b"),
    "age": (r"\bhow\s+old\b", r"\bwhat\s+age\b"),
    "name": (
        r"\bnames\s+(?:of|for)\b",
        r"\bwhat(?:'?s|\s+(?:is|are|was|were))\b[^,;?]*\b(?:called|named)\s*(?:\?|$|who\b|that\b|in\b)",
    ),
}
_NEEDED: dict[Ask, tuple[str, ...]] = {
    "who": ("who", "which", "name"),
    "when": ("when", "date", "day", "year", "month", "time", "week", "period"),
    "where": ("where", "place", "city", "country", "location", "venue", "town"),
    "why": ("why", "come", "for", "reason", "cause", "rationale", "motive", "made", "prompted", "explains"),
    "count": ("many", "number", "count", "total", "tally", "numerous"),
    "share": ("share", "percent", "proportion", "fraction", "portion", "part", "rate", "ratio", "%", "pct"),
    "money": ("much", "expensive", "costly", "sum", "amount", "budget", "cost", "price", "spend"),
    "duration": ("long", "many", "gap", "interval"),
    "age": ("old", "age"),
    "name": (),
}
WORDS = frozenset(
    ("money", "cash", "percentage", *(word for needed in _NEEDED.values() for word in needed if word.isalpha()))
)
"""The words that tell what kind of answer is wanted; none of them is a typing error."""
_ASKS = {ask: Expression("|".join(wordings), _NEEDED[ask]) for ask, wordings in _WORDINGS.items()}


def form(asked: str) -> Form:
    """Whether a question is open, closed or a claim."""
    if _is_claim(asked) or (_declares(asked) and not _ASKS_SOMETHING.search(asked)):
        return "claim"
    return "closed" if _CLOSED.match(asked) else "open"


def _declares(asked: str) -> bool:
    return bool(_DECLARES.match(asked)) and not _CLOSED.match(asked)


def _is_claim(asked: str) -> bool:
    # A tag stands behind a mark that is not the last one.
    marked = not _MARKS.isdisjoint(asked.rstrip(" ?.!"))
    return bool((marked and _TAGGED.search(asked)) or _CLAIMING.match(asked) or _CLAIMED.search(asked))


def asks(asked: str) -> frozenset[Ask]:
    """What kinds of answer a question wants, as far as its words tell."""
    return frozenset([ask for ask, wording in _ASKS.items() if wording.search(asked)])


def asks_for(ask: Ask, asked: str) -> bool:
    """Whether a question wants one kind of answer."""
    return bool(_ASKS[ask].search(asked))

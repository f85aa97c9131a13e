"""Whether facts give the kind of answer that is asked for: a count, a date, a reason."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.entries import FactEntry
from knowledge.expressions import Expression
from knowledge.forms import Ask
from knowledge.spells import Unit, tells

_AGE = Expression(r"\b(?:aged?|years? old|year-old|born)\b")
_SPAN = Expression(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few|many)"
    r" (?:year|month|week|day|hour)s?\b"
    r"|\bfrom .{3,25} to\b|\bsince\b|\b(?:years|months|weeks) (?:later|after|before)\b|\bago\b"
)
_CALENDAR = (
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August"
    "|September|October|November|December"
)
_PLACE = Expression(rf"\b(?:in|at|on) (?:the |his |its )?(?!(?:{_CALENDAR})\b)[A-Z][\w-]+", flags=0)
_DAY = Expression(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:last|this|next) (?:year|month|week)\b"
    r"|\bonly (?:when|if|after)\b"
)
_CALLED = Expression(r"[“\"][^”\"]{3,30}[”\"]|\b(?:called|named|known as|dubbed|referred to)\b")
_REASON = Expression(r"\b(?:because|due to|owing to|as a result|reason|so that|in order to|led to|caused?)\b")


def gives_unit(fact: FactEntry, unit: Unit) -> bool:
    """Whether a fact, or what it cites, has a month, or a day."""
    dated = any(date.month if unit == "month" else date.day for date in fact.dates)
    return dated or any(tells(text, unit) for text in fact.texts)


def given(ask: Ask, facts: Sequence[FactEntry]) -> bool:
    """Whether facts tell what is asked for: how many, who, when, where, why."""
    texts = [text for fact in facts for text in fact.texts]
    figures = [figure for fact in facts for figure in fact.figures]
    match ask:
        case "count":
            return any(not figure.unit for figure in figures)
        case "share":
            return any(figure.unit == "%" for figure in figures)
        case "money":
            return any(figure.unit not in ("", "%") for figure in figures)
        case "when":
            # A date without a place is that of the document, not of what it tells.
            return any(date.end for fact in facts for date in fact.dates) or any(
                _DAY.search(fact.statement) for fact in facts
            )
        case "where":
            return any(_PLACE.search(fact.statement) for fact in facts)
        case "who":
            return any(fact.names for fact in facts)
        case "why":
            return any(map(_REASON.search, texts))
        case "duration":
            return any(map(_SPAN.search, texts))
        case "age":
            return any(map(_AGE.search, texts))
        case "name":
            return any(map(_CALLED.search, texts))
        case _:
            return False

"""Follow-ups: what was left unsaid is taken from the turn before, and shown; what stands alone is not bent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from knowledge.coverage import FUNCTION_WORDS
from knowledge.entries import FactEntry
from knowledge.replies import Context
from knowledge.slots import Question
from knowledge.words import stem, words

if TYPE_CHECKING:
    from knowledge.base import FactBase

LASTS = 4
"""Turns for which a context holds without being taken up."""
SHORT = 3
"""Words with a meaning of their own that a question may have and still lean on the turn before."""

Attribution = Literal["speaker", "document", "date"]

_THAT = r"(?:that|this|it|so|these|those|them)"
_ATTRIBUTIONS: dict[Attribution, str] = {
    "speaker": (
        rf"who (?:said|says|say|claims?|claimed|stated?|wrote|reported|told us) {_THAT}|says who|according to whom?"
        rf"|whose (?:claim|figure|number|words?|statement) (?:is|was|are|were) {_THAT}"
        rf"|is {_THAT} [\w']+(?: [\w']+)? own (?:number|figure|claim|estimate|words?|data)"
        rf"|who (?:is|was) {_THAT} (?:from|by)|who (?:does|did) {_THAT} come from"
    ),
    "document": (
        rf"(?:which|what) (?:document|article|source|report|paper|piece|text)(?: (?:is|was) {_THAT}(?: (?:from|in))?"
        rf"| says? {_THAT}| did you get {_THAT} from)?|where (?:does|did) {_THAT} (?:say (?:so|that)|come from|stand)"
        rf"|where (?:is|was) {_THAT} (?:from|written|stated)"
        rf"|(?:the |your )?(?:source|citation|reference)s?(?: for {_THAT})?"
        r"|what (?:is|was) (?:the|your) source|(?:in )?which (?:document|article|source)"
    ),
    "date": (
        rf"as of when|when (?:was|is) {_THAT}(?: (?:said|published|written|from))?|from when|when|since when"
        rf"|(?:of |for |in |from )?(?:what|which) (?:year|date|period|time|day|month)"
        rf"(?: (?:is|was|does|did) {_THAT}(?: (?:for|from|refer to|hold for|happen|about))?)?"
    ),
}
_WHOLE = {
    kind: re.compile(rf"^(?:and |but |so |ok |okay )*(?:{wording})\W*$", re.IGNORECASE)
    for kind, wording in _ATTRIBUTIONS.items()
}
_LEANS = re.compile(r"^(?:and|or|but|what about|how about|same for|also|then|what else|anything else)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|that|this|those|these|there|ones?)\b", re.IGNORECASE
)
_ABOUT = re.compile(r"^(?:and|or|but|so|then|also|what about|how about|same for|in|for|with|the)\b\s*", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|she|her)\b", re.IGNORECASE)


def live(context: Context | None) -> bool:
    """Whether there is a turn to take up."""
    return context is not None and bool(context["facts"]) and context["turns"] < LASTS


def attribution(question: Question, typed: str) -> Attribution | None:
    """What is asked about the fact at hand, where nothing else is: who says so, which document, as of when."""
    for kind, pattern in _WHOLE.items():
        if pattern.match(typed) or pattern.match(question.asked):
            return kind
    return None


def leans(question: Question, typed: str) -> bool:
    """Whether a question, by its words, needs the turn before it."""
    meaning = [word for word in question.analysis.stems if word not in FUNCTION_WORDS]
    if _LEANS.match(typed):
        return len(meaning) <= 2 * SHORT
    if len(meaning) <= 1:
        return True
    return len(meaning) <= SHORT + 1 and bool(_PRONOUN.search(question.asked)) and not question.names


def only_swaps(question: Question) -> bool:
    """Whether a question says nothing but another period, or a name that the base does not have."""
    named = {word for mention in question.mentions for word in question.analysis.stems[mention.first : mention.last]}
    dated = {stem(word) for date in question.dates for word in words(question.asked[date.start : date.end])}
    rest = [word for word in question.analysis.stems if word not in FUNCTION_WORDS | named | dated]
    return not rest and bool(question.dates or question.strangers) and not question.names


def readings(base: FactBase, question: Question, context: Context) -> Iterator[str]:
    """The question in full, with what the turn before said, in several ways."""
    facts = [base.facts[id_] for id_ in context["facts"] if id_ in base.facts]
    intent = base.intents.get(context["intent"])
    example = intent.example if intent else ""
    added = question.asked
    while (shorter := _ABOUT.sub("", added)) != added:
        added = shorter
    named = _named(question.asked, facts)
    yield f"{named} {example}"
    for fact in facts[:2]:
        yield f"{named} {fact.measure}"
    if question.mentions or len(added.split()) <= SHORT:
        yield f"{example} {added}"


def _named(asked: str, facts: Sequence[FactEntry]) -> str:
    """The question with *he* and *she* replaced by who was spoken of."""
    speaker = next((fact.speaker for fact in facts if fact.speaker), "")
    return _HE.sub(speaker, asked) if speaker else asked

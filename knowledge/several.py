"""Messages with several questions: taken apart where their parts answer more than the whole does."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

from knowledge import wording
from knowledge.asking import Asking
from knowledge.coverage import FUNCTION_WORDS, Coverage
from knowledge.deciding import OFFER, SAME, Outcome
from knowledge.expressions import Expression
from knowledge.parts import Split, split, split_by_names
from knowledge.quantities import dates
from knowledge.replies import Context
from knowledge.sides import may_ask_for_sides
from knowledge.slots import Question, currencies
from knowledge.taking_up import take_up
from knowledge.words import stem, words

if TYPE_CHECKING:
    from knowledge.base import FactBase

HALF_SURE = 55.0
"""Confidence from which a message without a plain break is not taken apart."""
SURER = 5.0
"""Points of confidence by which a later way of splitting must be surer than an earlier one."""
PLAIN_PART = 50.0
"""Confidence that each part needs where a message plainly has several questions."""
LOOSE_PART = 80.0
"""The same where only a comma or an *and* speaks for several."""
CLEAR = 90.0
"""Confidence from which a part that asks something needs no more to be a question of its own."""
GAIN = 0.15
"""Share of a message, 0 to 1, that loose parts must cover together beyond what answers it as a whole."""
KNOWN = 0.74
"""Cosine with an utterance from which a message is taken for that one with a name or a year changed."""
MOST_SURE = 95.0
"""Confidence that the parts of a message without a plain break hardly ever exceed together."""


def is_known(whole: Outcome) -> bool:
    """Whether a message is one of the wordings of its best candidate, but for a word or two."""
    return whole.best is not None and (whole.best.likeness >= KNOWN or whole.best.coverage.share == 1.0)


def parts(asking: Asking, whole: Outcome, ways: Sequence[Split]) -> list[Outcome]:
    """The outcomes of a message's parts, or nothing where it is better taken as one, as which it comes to `whole`."""
    best: list[Outcome] = []
    least = 0.0
    for way in ways:
        plain = way.marked and not is_known(whole) if whole.objected else way.plain
        enough = PLAIN_PART if plain else LOOSE_PART
        needed = max(enough, least, _rivalled(whole, way))
        if needed > MOST_SURE:
            continue
        parts = _decided(asking, whole.question, way, enough, needed)
        if not parts or (_is_swapped(asking.base, whole) and any(asks_the_same(whole, part) for part in parts)):
            continue
        if whole.objected and any(_gives_all_sides(whole, part) for part in parts):
            continue
        if _apart(parts) and _names_all(asking.base, whole.question, parts) and _better(asking, whole, parts, way):
            best, least = parts, min(part.confidence for part in parts) + SURER
    return best


def _is_swapped(base: FactBase, whole: Outcome) -> bool:
    """Whether a message is a known wording with something else in it, not with something more."""
    slots = {objection.slot for objection in whole.objected}
    if not slots or not slots.isdisjoint(("part", "figure")) or whole.best is None or whole.best.likeness < KNOWN:
        return False
    return not slots <= {"name", "stranger", "speaker"} or not names_more(base, whole)


def names_more(base: FactBase, whole: Outcome) -> bool:
    """Whether a message has more names than the known wording that it is nearest to."""
    usual = {mention.name for mention in base.names.find(words(whole.best.utterance))} if whole.best else set()
    return len(whole.question.names | whole.question.strangers) > len(usual)


def asks_the_same(whole: Outcome, part: Outcome) -> bool:
    """Whether a part of a message leads to some of what the message leads to as a whole."""
    given = [set(of.best.intent.facts) if of.best else set() for of in (whole, part)]
    return bool(given[0] & given[1])


def _gives_all_sides(whole: Outcome, part: Outcome) -> bool:
    """Whether a part gives just the accounts side by side that the message as a whole was objected to for."""
    return bool(whole.best and part.best and whole.best.intent.lead and whole.best.intent.id == part.best.intent.id)


def _decided(asking: Asking, whole: Question, way: Split, enough: float, needed: float) -> list[Outcome]:
    """The outcomes of the parts of one way, or nothing as soon as one of them is not sure enough."""
    parts: list[Outcome] = []
    for text in way.parts:
        question = part_of(asking, whole, text, loose=not way.marked)
        leans = bool(parts) and way.plain
        part = asking.decide(question, enough, part=True)
        if not (leans or asks_something(question) or _asks_a_wording(part)):
            return []
        if leans:
            part = _in_turn(asking, text, part, parts[-1])
        if not _sure(needed, part):
            if not (way.plain and enough < LOOSE_PART and _likely(part)):
                return []
            part = hedged(part)
        parts.append(part)
    return parts if any(part.confidence >= needed for part in parts) else []


def _in_turn(asking: Asking, text: str, alone: Outcome, last: Outcome) -> Outcome:
    """What a part comes to after the one before it: *who is Zhang Mao and what did he pledge?*."""
    if last.best is None:
        return alone
    context = Context(intent=last.best.intent.id, facts=[fact.id for fact in last.facts], turns=0)
    taken = take_up(asking, replace(alone.question, raw=text), context, alone)
    return taken if taken is alone else replace(taken, lead="")


def _sure(needed: float, part: Outcome) -> bool:
    return part.status == "answered" and part.confidence >= needed and _asks_on_its_own(part)


def _likely(part: Outcome) -> bool:
    """Whether a part that stands beside a sure one probably asks for its best candidate."""
    is_fact = part.best is not None and part.best.intent.kind == "intent"
    return is_fact and part.confidence >= OFFER and not part.objected and _asks_on_its_own(part)


def hedged(part: Outcome) -> Outcome:
    """A part that is answered with what comes near it, and says so."""
    facts = part.best.facts if part.best else ()
    return replace(part, status="answered", facts=facts, lead=wording.less_sure(part.question))


def _asks_a_wording(part: Outcome) -> bool:
    """Whether a part asks something in a known wording, though it has but a name: *what is the SAIC?*."""
    return bool(part.best and part.best.likeness >= SAME and _ASKING.search(part.question.asked))


_ASKING_WHO = Expression(r"\b(?:who|whom|whose|names?(?! (?:it|them|that)\b)|say|says|said|tell|tells|told)\b")
_ASKING = Expression(r"\b(?:who|whom|whose|what|when|where|why|how|which|names?)\b")


def _content(question: Question) -> set[str]:
    """The stems of a question that tell something, names aside."""
    named = {n for mention in question.mentions for n in range(mention.first, mention.last)}
    return {said for n, said in enumerate(question.analysis.stems) if n not in named and said not in FUNCTION_WORDS}


def asks_something(question: Question, beside: frozenset[str] = frozenset()) -> bool:
    """Whether a part may say what it wants, in stems but `beside`, and not only of whom: *by Kering* asks nothing."""
    return bool(_content(question) - beside or _ASKING_WHO.search(question.asked)) or _describes(question)


def _asks_on_its_own(part: Outcome) -> bool:
    """Whether a part says what it wants, in words that its best candidate knows."""
    content = _content(part.question)
    if not content:
        of_a_name = _asks_a_wording(part) or (part.confidence >= CLEAR and "when" in part.question.asks)
        return of_a_name or asks_something(part.question)
    covered = content - set(part.best.coverage.foreign if part.best else ())
    said = set(part.question.analysis.stems)
    if part.best and part.best.likeness >= SAME:
        return True
    if _ASKING.search(part.question.asked):
        if part.confidence >= CLEAR:
            return bool(covered)
        told = {stem(word) for word in words(part.best.utterance)} if part.best else set()
        return bool(covered and told - FUNCTION_WORDS - (said - content))
    return bool(covered) and 2 * len(covered) >= len(content)


def _describes(question: Question) -> bool:
    """Whether somebody is described without being named: *the head of the agency* asks who that is."""
    said = question.analysis.stems
    return any(
        not {stem(word) for word in words(mention.name)} & set(said[mention.first : mention.last])
        for mention in question.mentions
    )


def _rivalled(whole: Outcome, way: Split) -> float:
    """Confidence that each part needs to be better than the message taken as one; infinite where none can be."""
    if way.plain or may_ask_for_sides(whole.question.asked):
        return 0.0
    if whole.status == "answered":
        return 0.0 if whole.best and whole.best.coverage.share <= 1.0 - GAIN else whole.confidence
    return 0.0 if whole.objected or whole.confidence < HALF_SURE else math.inf


_ATTRIBUTED = Expression(r"^(?:according to|per)\b|[,;]\s*(?:according to|per)\s[^,;]{2,40}$")
_OPENING = Expression(r"^(?:in|during|as of)\s[^,;]{2,20}")
_CLOSING = Expression(r"(?<=[,;])\s*(?:in|during|as of)\s[^,;]{2,20}$")


def part_of(asking: Asking, whole: Question, text: str, *, loose: bool = False) -> Question:
    """A part of a message as a question, with what is said once for all; the parts of a claim are claims.

    The only date, at the head of a message, holds for all its parts where nothing marks these as several (`loose`).
    """
    once = _once(whole) or (_heading(whole) if loose else "")
    if once and once not in text and not (dates(text) or currencies(text)):
        text = f"{text} {once}"
    part = asking.read(text)
    return replace(part, form="claim") if whole.form == "claim" else part


def _once(whole: Question) -> str:
    """Who speaks, when, or in which currency, where a message opens or closes with it."""
    if whole.speaker and _ATTRIBUTED.search(whole.asked):
        return f"according to {whole.speaker}"
    if whole.dates or whole.currencies:
        for found in (_CLOSING.search(whole.asked.rstrip(" ?.!")), _OPENING.match(whole.asked)):
            if found and (dates(found[0]) or currencies(found[0])):
                return found[0]
    return ""


def _heading(whole: Question) -> str:
    """The date that a message opens with, where it has just one: *2015 leads, share found guilty*."""
    if len(whole.dates) != 1 or whole.dates[0].start:
        return ""
    return f"in {whole.asked[: whole.dates[0].end]}"


def ways(question: Question) -> Iterator[Split]:
    """Every way of splitting a message: at its breaks, and by two names, where it asks for something of each."""
    yield from split(question.asked, question.places)
    if may_ask_for_sides(question.asked):
        figures = [(figure.start, figure.end) for figure in question.figures]
        yield from split_by_names(question.asked, question.places or figures)


def _names_all(base: FactBase, whole: Question, parts: Sequence[Outcome]) -> bool:
    """Whether the parts name all that the message does, but what goes without saying: a break within a name is none."""
    named = (part.question.names | part.question.strangers for part in parts)
    return (whole.names | whole.strangers) - base.everywhere <= frozenset().union(*named)


def _apart(parts: Sequence[Outcome]) -> bool:
    """Whether no two parts have a fact in common."""
    facts = [{fact.id for fact in part.facts} for part in parts]
    return not any(one & other for at, one in enumerate(facts) for other in facts[at + 1 :])


def _better(asking: Asking, whole: Outcome, parts: Sequence[Outcome], way: Split) -> bool:
    """Whether parts that are sure enough answer more than the message taken as one does."""
    if whole.status != "answered":
        return True
    given = {fact.id for fact in whole.facts}
    if all(given & {fact.id for fact in part.facts} for part in parts):
        return False
    least = min(part.confidence for part in parts)
    surer = least > whole.confidence
    if _gives_sides(whole, way, least) and any(given & {fact.id for fact in part.facts} for part in parts):
        return False
    return way.plain or surer or _gained(asking, whole, parts) >= GAIN


def _gives_sides(whole: Outcome, way: Split, least: float) -> bool:
    """Whether a message is answered with several accounts surer than any part, or with all that it speaks of."""
    best = whole.best
    if best is None or not best.intent.lead:
        return False
    return least + SURER < whole.confidence or (best.coverage.share == 1.0 and not way.plain)


def _gained(asking: Asking, whole: Outcome, parts: Sequence[Outcome]) -> float:
    """Share of the message, 0 to 1, that the parts' intents cover together beyond the one that answers it whole."""
    if whole.best is None:
        return 0.0
    stems = whole.question.analysis.stems
    covered = [asking.base.vocabularies.cover(part.best.intent.id, stems) for part in parts if part.best]
    return reduce(Coverage.together, covered).share - whole.best.coverage.share

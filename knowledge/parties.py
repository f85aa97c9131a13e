"""Whom a claim and a fact speak of: other names, another speaker, the same names the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.coverage import FUNCTION_WORDS
from knowledge.differences import Difference
from knowledge.entries import FactEntry
from knowledge.names import Mention
from knowledge.quantities import CURRENCIES, SCALES
from knowledge.said import Said
from knowledge.slots import Question, speaker
from knowledge.words import stem, words

if TYPE_CHECKING:
    from knowledge.base import FactBase

_PLACED = frozenset("in of from within across throughout".split())
_DETERMINERS = frozenset("the its his their a this that said".split())
_ADJECTIVES = ("ese", "ish", "ian", "can")


def names(base: FactBase, claim: Question, fact: FactEntry, implied: frozenset[str]) -> Iterator[Difference]:
    """A name must be one of the fact's; one that stands everywhere may be left aside but at the beginning."""
    known = names_of(base, fact)
    for mention in claim.mentions:
        before = claim.analysis.words[mention.first - 1] if mention.first else ""
        written = " ".join(claim.analysis.words[mention.first : mention.last])
        is_common = claim.analysis.words[mention.last - 1] in claim.asked.split()
        goes_without_saying = mention.name in implied and before in _DETERMINERS and is_common
        aside = mention.name in base.everywhere and (before in _PLACED or written.endswith(_ADJECTIVES))
        if mention.name not in known and not (goes_without_saying or aside or _in_figure(claim, mention)):
            yield Difference("name", base.names.spelt(written), "")
    yield from _identity(claim)


def _only_in_currencies(base: FactBase, texts: Sequence[str]) -> set[str]:
    """Names that are found only because a currency begins with them, as in HK$."""
    if not any(map(_CURRENCY.search, texts)):
        return set()
    every = {mention.name for text in texts for mention in base.names.find(words(text))}
    return every - {m.name for text in texts for m in base.names.find(words(_CURRENCY.sub("", text)))}


_CURRENCY = re.compile(r"\b(?:HK|US)\$")


def _in_figure(claim: Question, mention: Mention) -> bool:
    spoken = claim.analysis.words[mention.first : mention.last]
    return any(list(spoken) == words(claim.asked[f.start : f.end])[: len(spoken)] for f in claim.figures)


def names_of(base: FactBase, fact: FactEntry) -> frozenset[str]:
    """A fact's names."""
    return fact.names - _only_in_currencies(base, (fact.statement, *(citation.quote for citation in fact.citations)))


def _identity(claim: Question) -> Iterator[Difference]:
    """*Zhang Mao is the founder of Alibaba*, where both are names, and of two persons."""
    tokens = claim.analysis.words
    for one, other in pairwise(claim.mentions):
        between, after = tokens[one.last : other.first], tokens[other.last : other.last + 1]
        is_title = other.last - other.first > 1 and after in ((), ("of",))
        is_said = between[:1] in (("is",), ("was",)) and set(between[1:]) <= {"the", "a", "also"}
        if one.name != other.name and is_title and is_said:
            yield Difference("name", " ".join(tokens[one.first : one.last]).title(), other.name)


def speakers(base: FactBase, claim: Question, fact: FactEntry, known: Said) -> Iterator[Difference]:
    """Who is said to say it must be who says it, or what publishes it."""
    if not claim.speaker:
        return
    publishers = {name for c in fact.citations for name in (c.publisher,)}
    allowed = {fact.speaker, *_speaking(base, known.texts), *_places_of_speech(base, known.texts[0])} | publishers
    if claim.speaker not in allowed:
        yield Difference("speaker", claim.speaker, fact.speaker)


def _speaking(base: FactBase, texts: Sequence[str]) -> set[str]:
    return {speaker(tuple(words(text)), tuple(base.names.find(words(text)))) for text in texts}


def _places_of_speech(base: FactBase, statement: str) -> set[str]:
    """What somebody says something in: *in the white paper, the agency claimed*."""
    tokens = words(statement)
    return {m.name for m in base.names.find(tokens) if "in" in tokens[max(0, m.first - 4) : m.first]}


def roles(base: FactBase, claim: Question, known: Said) -> Iterator[Difference]:
    """Two names on either side of a word that the fact has with the same names the other way round."""
    told = _sides(base, claim.analysis.words, claim.analysis.stems)
    if not told:
        return
    others = [_sides(base, tuple(words(text)), tuple(map(stem, words(text)))) for text in known.texts]
    for verb, before, after in sorted(told):
        straight = any((verb, before, after) in other for other in others)
        turned = any((verb, after, before) in other for other in others)
        if turned and not straight:
            yield Difference("roles", f"{before} … {after}", f"{after} … {before}")
            return


def _sides(base: FactBase, tokens: tuple[str, ...], stems: tuple[str, ...]) -> set[tuple[str, str, str]]:
    """Every word with a name before and another after it; in the passive the other way round."""
    mentions = base.names.find(tokens)
    found: set[tuple[str, str, str]] = set()
    for at, word in enumerate(stems):
        if word in _NO_VERBS or any(m.first <= at < m.last for m in mentions):
            continue
        before = [m.name for m in mentions if m.last <= at]
        after = [m.name for m in mentions if m.first > at]
        by = tokens[at].endswith("ed") and "by" in tokens[at + 1 : at + 5]
        for one in dict.fromkeys((*before[:1], *before[-1:])):
            for other in dict.fromkeys(after[:2]):
                if one != other:
                    found.add((word, other, one) if by else (word, one, other))
    return found


_NO_VERBS = FUNCTION_WORDS.union(map(stem, (*SCALES, *CURRENCIES))) - {stem("tell"), stem("told")}

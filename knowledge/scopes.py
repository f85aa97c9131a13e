"""What a text denies, and what it only plans, wants or suspects: the words that such a word governs."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from knowledge.coverage import FUNCTION_WORDS
from knowledge.text import level
from knowledge.words import stem, words

DENIED, UNREAL = 3, 6
"""Words with a meaning of their own that a denial, and that a plan, governs."""

_BREAK = re.compile(
    r"[,;:.!?()\[\]“”\"—]|\s-\s|\b(?:but|although|though|because|while|whereas|who|which|and then)\b", re.I
)
_DENIALS = frozenset(
    map(
        stem,
        "not never no none neither nor nobody nothing without fail failed refuse refused lack deny denied".split(),
    )
)
_UNREAL = frozenset(
    map(
        stem,
        "will would plan planned pledge pledged promise vow intend want wish urge call calling appeal ask should must "
        "propose hope may might could possible possibly potential alleged accuse demand need ought seek".split(),
    )
)


@dataclass(frozen=True, slots=True)
class Scopes:
    """The stems of a text, and those of them that it denies everywhere, or nowhere gives as a fact."""

    stems: frozenset[str]
    denied: frozenset[str]
    unreal: frozenset[str]
    has_unreal: bool
    has_denial: bool


@lru_cache(maxsize=4096)
def scopes(text: str) -> Scopes:
    """Read a text."""
    plain: set[str] = set()
    denied: set[str] = set()
    real: set[str] = set()
    unreal: set[str] = set()
    marked = denying = False
    for segment in _BREAK.split(level(text)):
        found = [stem(word) for word in words(segment)]
        in_denial = _governed(found, _DENIALS, DENIED)
        in_unreal = _governed(found, _UNREAL, UNREAL)
        marked = marked or not _UNREAL.isdisjoint(found)
        denying = denying or not _DENIALS.isdisjoint(found)
        for at, word in enumerate(found):
            if word not in FUNCTION_WORDS:
                (denied if at in in_denial else plain).add(word)
                (unreal if at in in_unreal else real).add(word)
    return Scopes(frozenset(plain | denied), frozenset(denied - plain), frozenset(unreal - real), marked, denying)


def _governed(found: list[str], markers: AbstractSet[str], reach: int) -> set[int]:
    """The places that a marker governs: the next few words with a meaning of their own."""
    governed: set[int] = set()
    left = 0
    for at, word in enumerate(found):
        if word in markers:
            left = reach
        elif left and word not in FUNCTION_WORDS:
            governed.add(at)
            left -= 1
    return governed

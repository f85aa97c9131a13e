"""A claim beside a fact, slot by slot: what agrees, what is said otherwise, and what the fact does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.contraries import opposed
from knowledge.coverage import FUNCTION_WORDS, Weighed
from knowledge.differences import Difference
from knowledge.entries import FactEntry
from knowledge.measures import alike as have_in_common
from knowledge.measures import extents, figures, periods, same_thing
from knowledge.parties import names, roles, speakers
from knowledge.said import Said, content, counted, said
from knowledge.scopes import scopes
from knowledge.slots import Question
from knowledge.text import level
from knowledge.words import COMMON, stem, words

if TYPE_CHECKING:
    from knowledge.base import FactBase


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim beside a fact.

    `share`, 0 to 1, is how much of what the claim tells the fact or its intent's wordings have; `exact` how much the
    fact has in these words or synonyms, `own` in these very words. `unsaid` are stems that neither has. `same_thing`:
    a figure of the claim counts what the fact's value counts.
    """

    fact: FactEntry
    share: float
    exact: float
    own: float
    unsaid: tuple[str, ...]
    differences: tuple[Difference, ...]
    same_thing: bool


NAMED, COUNTED = 2.0, 4.0
"""What a name and what a figure that agree are worth beside words, whose weights are 0.7 to about 6."""


def compare(
    base: FactBase, claim: Question, fact: FactEntry, foreign: frozenset[str], implied: frozenset[str]
) -> Comparison:
    """Compare a claim with a fact.

    `foreign` are the stems that the fact's intent knows nothing of, `implied` names that go without saying.
    """
    known = said(fact)
    telling = _telling(base, claim)
    weights = {word: weight for word, weight, _ in telling}
    own = [word for word in weights if word in known.stems]
    alike = [w for w, _, mates in telling if w not in own and (known.has(w) or not known.stems.isdisjoint(mates))]
    loose = [word for word in weights if word not in (*own, *alike) and word not in foreign]
    unsaid = [word for word in weights if word not in (*own, *alike, *loose)]
    counts = list(figures(base, claim, fact, known))
    against = [word for word in unsaid if opposed(word, known.stems)]
    named = NAMED * len({m.name for m in claim.mentions if m.name in fact.names})
    agreed = named + COUNTED * max(0, len(claim.figures) - len(counts))
    total = sum(weights.values()) + agreed

    def part(some: Sequence[str]) -> float:
        # Figures alone, or one name, tell nothing that could be so or not.
        tells = bool(weights) or len(claim.mentions) > 1
        return (sum(weights[word] for word in some) + agreed) / total if total and tells else 0.0

    other = [word for word in (*loose, *unsaid) if word not in COMMON]
    replaced = sum(weights[word] for word in other) >= REPLACED * sum(weights.values())
    differences = (
        *counts,
        *periods(claim, fact, known),
        *names(base, claim, fact, implied),
        *speakers(base, claim, fact, known),
        *roles(base, claim, known),
        *_denials(base, claim, known),
        *_opposites(telling, known),
        *_plans(claim, known, own),
        *extents(claim, fact, known),
        *_values(base, claim, fact, known, other if replaced else []),
    )
    return Comparison(
        fact=fact,
        share=part([*own, *alike, *loose, *against]),
        exact=part([*own, *alike]),
        own=part(own),
        unsaid=tuple(unsaid),
        differences=tuple(dict.fromkeys(differences)),
        same_thing=any(same_thing(base, counted(claim.asked, f), known, known.values) for f in claim.figures),
    )


REPLACED = 0.25
"""Share of a claim's words that must be others than the fact's to stand in the place of its value."""


def _telling(base: FactBase, claim: Question) -> list[Weighed]:
    """The claim's words of a meaning but names, figures and dates, with their weights and synonyms."""
    spans = [(f.start, f.end) for f in claim.figures] + [(d.start, d.end) for d in claim.dates]
    left = {stem(word) for start, end in spans for word in words(claim.asked[start:end])}
    named = {word for m in claim.mentions for word in claim.analysis.stems[m.first : m.last]}
    return [
        weighed
        for weighed in base.vocabularies.weighed(claim.analysis.stems)
        if weighed.stem not in left | named | BESIDE
    ]


BESIDE = frozenset(
    map(
        stem,
        "about around roughly approximately nearly almost over under above below fewer less more than least most up "
        "just only even not never claim found stand stood reach amount total come came result involve involved percent "
        "yuan rmb dollars million billion trillion according view".split(),
    )
)
"""Words that go with any figure or verdict and tell nothing of the matter."""


def _denials(base: FactBase, claim: Question, known: Said) -> Iterator[Difference]:
    """A word that one denies and the other, wherever it has it, does not."""
    told = scopes(claim.asked)
    named = {word for m in claim.mentions for word in claim.analysis.stems[m.first : m.last]}
    confirmed = False
    for word in sorted(told.stems - named):
        forms = {word, *(mate for w in base.vocabularies.weighed((word,)) for mate in w.mates)}
        exact = [s for s in known.scopes if word in s.stems]
        if word in told.denied:
            also = any(forms & s.denied for s in known.scopes)
            confirmed = confirmed or also
            if exact and not also:
                yield Difference("denial", f"not {word}")
                return
        elif exact and all(word in s.denied for s in exact):
            yield Difference("denial", word, f"not {word}")
            return
    if told.has_denial and not confirmed:
        yield Difference("denial", "not")


def _opposites(telling: Sequence[Weighed], known: Said) -> Iterator[Difference]:
    for word, _, _ in telling:
        if other := opposed(word, known.stems):
            yield Difference("opposite", word, other)


_ANNOUNCING = frozenset(map(stem, "announce say claim tell write argue report".split()))


def _plans(claim: Question, known: Said, shared: Sequence[str]) -> Iterator[Difference]:
    """What the fact only plans, wants or suspects and the claim gives as done."""
    if scopes(claim.asked).has_unreal or claim.speaker or not _ANNOUNCING.isdisjoint(claim.analysis.stems):
        return
    for word in shared:
        have = [s for s in known.scopes if word in s.stems]
        if have and all(word in s.unreal for s in have):
            yield Difference("plan", word)
            return


def _values(
    base: FactBase, claim: Question, fact: FactEntry, known: Said, other: Sequence[str]
) -> Iterator[Difference]:
    """Another value in the place of the fact's: none of its words is claimed, but others in their place."""
    value = frozenset(content(level(fact.value)))
    told = frozenset(claim.analysis.stems)
    rest = known.scopes[0].stems - value - FUNCTION_WORDS
    missing = [word for word in value if not have_in_common(base, frozenset({word}), told)]
    if other and 2 * len(missing) > len(value) > 0 and not known.values and len(rest & told) >= 2:
        yield Difference("value", " ".join(other), fact.value)

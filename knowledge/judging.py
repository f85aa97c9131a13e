"""Judges one assertion: the facts that bear on it, compared with it, and which of them decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from knowledge.comparing import Comparison, compare
from knowledge.deciding import candidates
from knowledge.entries import FactEntry
from knowledge.parties import names_of
from knowledge.quantities import quantities
from knowledge.said import said
from knowledge.slots import Question, read
from knowledge.text import level

if TYPE_CHECKING:
    from knowledge.base import FactBase

Verdict = Literal["supported", "contradicted", "different", "uncovered"]
"""*different*: said, but of another period, name, speaker or measure."""

LEAST, SURE = 0.02, 0.5
"""Evidence, 0 to 1, that a fact needs to support anything, and to support what is put in other words."""
HALF, NEARLY_ALL = 0.5, 0.85
"""Share of a claim that must be in the fact's words or their synonyms, of what is sure and of what is not."""
MATTER, BEARING = 0.6, 0.1
"""Share of a claim that a fact must have to be of its matter, and the evidence that it needs besides."""
SAME_WORDS = 0.95
"""Share of a claim in a fact's very words from which it is of that fact, whatever else it is like."""
CLOSE = 0.2
"""Part of the best fact's evidence from which another that differs may decide."""
ASKED_BEYOND = 0.5
"""Evidence that a claim is of what the documents do not say, from which no fact that is not said so decides."""
IMPLIED = 0.3
"""Share of the facts of a matter that have a name from which it goes without saying in the others."""
OPENED = 3
"""Figures of a claim that are put as questions, to find the facts that answer them."""

_OTHERWISE = {"figure", "denial", "opposite", "value"}
_ELSEWHERE = {"date", "name", "speaker", "roles", "measure", "plan"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one assertion: the verdict, and the comparison with the fact that decided or is nearest."""

    assertion: str
    verdict: Verdict
    nearest: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A comparison with the evidence, 0 to 1, that the claim is of its fact."""

    comparison: Comparison
    evidence: float


def judge(base: FactBase, asserted: str) -> Finding:
    """Judge one assertion as a whole."""
    claim = replace(read(asserted, base.matcher, base.names, asked=asserted), form="claim")
    near, beyond = _near(base, claim)
    ranked = sorted(_compared(base, claim, near), key=lambda entry: -(entry.evidence + entry.comparison.share))
    for entry in ranked:
        if _supports(entry, beyond):
            return Finding(asserted, "supported", entry.comparison)
    bearing = [entry for entry in ranked if _bears(entry)]
    decisive = [entry for entry in bearing if _decides(entry, bearing[0].evidence)]
    decisive.sort(key=lambda entry: not entry.comparison.same_thing)
    if decisive and _is_of_another(decisive[0].comparison, bearing[0].comparison):
        decisive = []
    if decisive and (beyond < ASKED_BEYOND or decisive[0].comparison.own >= SAME_WORDS):
        return Finding(asserted, verdict_of(decisive[0].comparison), decisive[0].comparison)
    return Finding(asserted, "uncovered", bearing[0].comparison if bearing else None)


Near = dict[str, tuple[FactEntry, frozenset[str], float]]
"""Facts by id, with the stems foreign to their intents and the evidence for them."""


def _near(base: FactBase, claim: Question) -> tuple[Near, float]:
    """The facts that the claim, or a question for one of its figures, may mean; and the evidence for a gap."""
    found: Near = {}
    beyond = 0.0
    for reading in (claim, *(_opened(base, claim, at) for at in range(min(OPENED, len(claim.figures))))):
        for candidate in candidates(base, reading):
            if candidate.intent.kind == "gap" and reading is claim:
                beyond = max(beyond, candidate.share)
            # A gap's wordings tell what the documents do not say: they vouch for no word.
            foreign = frozenset(claim.analysis.stems)
            if candidate.intent.kind == "intent":
                foreign = frozenset(base.vocabularies.cover(candidate.intent.id, claim.analysis.stems).foreign)
            for fact in candidate.facts:
                _, before, evidence = found.get(fact.id, (fact, foreign, 0.0))
                found[fact.id] = (fact, foreign & before, max(evidence, candidate.share))
    return found, beyond


_ASKING = {"": "how many", "%": "what share"}


def _opened(base: FactBase, claim: Question, at: int) -> Question:
    """The claim as the question that one of its figures answers."""
    figure = claim.figures[at]
    asking = _ASKING.get(figure.unit, "how much")
    asked = f"{claim.asked[: figure.start]}{asking}{claim.asked[figure.end :]}"
    return read(asked, base.matcher, base.names, asked=asked)


def _compared(base: FactBase, claim: Question, near: Near) -> list[Weighed]:
    return [
        Weighed(compare(base, claim, fact, foreign, _implied(base, fact, near)), evidence)
        for fact, foreign, evidence in near.values()
    ]


def _implied(base: FactBase, fact: FactEntry, near: Near) -> frozenset[str]:
    """Names that the other facts of the same matter have, such as the paper that all of them are about."""
    others = [other for other, _, _ in near.values() if other.topic == fact.topic and other.id != fact.id]
    counts = Counter(name for other in others for name in names_of(base, other))
    return frozenset(name for name, count in counts.items() if count >= max(2, IMPLIED * len(others)))


def _supports(entry: Weighed, beyond: float) -> bool:
    comparison = entry.comparison
    if comparison.differences or comparison.unsaid or entry.evidence < LEAST:
        return False
    return comparison.exact >= (NEARLY_ALL if beyond >= ASKED_BEYOND or entry.evidence < SURE else HALF)


def _bears(entry: Weighed) -> bool:
    least = LEAST if entry.comparison.own >= SAME_WORDS else BEARING
    return entry.comparison.share >= MATTER and entry.evidence >= least


def _decides(entry: Weighed, best: float) -> bool:
    close = entry.evidence >= CLOSE * best or entry.comparison.own >= SAME_WORDS
    return close and verdict_of(entry.comparison) != "uncovered"


def _is_of_another(decisive: Comparison, nearest: Comparison) -> bool:
    """Whether a fact lacks a name of the claim, and the nearest one, which speaks against nothing, has it."""
    return not nearest.differences and any(difference.slot == "name" for difference in decisive.differences)


def verdict_of(comparison: Comparison) -> Verdict:
    """The verdict on a claim that a fact does not support."""
    slots = {difference.slot for difference in comparison.differences}
    if slots & _ELSEWHERE:
        return "different"
    return "contradicted" if slots & _OTHERWISE else "uncovered"


def elsewhere(base: FactBase, nearest: Comparison) -> Iterator[tuple[str, FactEntry]]:
    """Figures that the claim gives for something else than a fact of the same matter whose value they are."""
    matter = [base.facts[id_] for id_ in _matter(base, nearest.fact)]
    for difference in nearest.differences:
        if difference.slot in ("figure", "measure"):
            claimed = {(figure.value, figure.unit) for figure in quantities(level(difference.said))}
            having = [fact for fact in matter if {(f.value, f.unit) for f, _ in said(fact).values} == claimed]
            yield from [(difference.said, fact) for fact in having[:1]]


def _matter(base: FactBase, fact: FactEntry) -> list[str]:
    """The facts related to a fact, and those related to these."""
    related = dict.fromkeys(fact.related)
    further = (id_ for near in fact.related for id_ in base.facts[near].related)
    return [id_ for id_ in dict.fromkeys((*related, *further)) if id_ != fact.id]

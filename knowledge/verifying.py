"""Checks claims: each assertion of a message beside the facts of its matter, with the passages.

The whole takes the gravest verdict of its parts: *contradicted*, then *different*, then *uncovered*; *supported* only
if every part is. A part that is merely not covered weighs less than one that the documents speak against, and more than
all that they confirm: a message is confirmed as a whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge import wording
from knowledge.assertions import sentences, ways
from knowledge.differences import Difference
from knowledge.entries import FactEntry
from knowledge.forms import form
from knowledge.judging import Finding, Verdict, elsewhere, judge
from knowledge.quantities import quantities
from knowledge.replies import Answer, Reply, Status, as_json
from knowledge.text import clean

if TYPE_CHECKING:
    from knowledge.base import FactBase

GRAVITY: tuple[Verdict, ...] = ("contradicted", "different", "uncovered", "supported")
"""The gravest first."""
STATUSES: dict[Verdict, Status] = {
    "supported": "answered",
    "contradicted": "answered",
    "different": "nearest",
    "uncovered": "nearest",
}
NOTHING = "The documents do not say this."


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a message, each assertion's own, and all of it as a reply."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    reply: Reply


def verify(base: FactBase, text: str) -> Verification:
    """Check what a message says: a pure function of message and base."""
    findings = tuple(finding for sentence in sentences(clean(text)) for finding in _judged(base, sentence))
    verdicts = {finding.verdict for finding in findings}
    verdict: Verdict = next((grave for grave in GRAVITY if grave in verdicts), "uncovered")
    several = len(findings) > 1
    answers = tuple(dict.fromkeys(answer for finding in findings for answer in _answers(base, finding, several)))
    lead = " ".join([f"{verdict.capitalize()}.", *_missing(findings)])
    reply = Reply(
        question=wording.readable(text),
        status=STATUSES[verdict] if answers else "unknown",
        lead=lead,
        answers=answers,
        text=wording.text(lead, answers),
        base=base.hash,
    )
    return Verification(verdict, findings, reply)


def asserts(text: str) -> bool:
    """Whether a message states something rather than asking."""
    said = sentences(clean(text))
    questions = [sentence for sentence in said if sentence.endswith("?") or form(sentence) == "closed"]
    return bool(said) and not questions and not _ASKING.match(said[0])


_ASKING = re.compile(r"(?:who|whom|whose|what|when|where|why|how|which)\b(?!ever)", re.IGNORECASE)


def as_plain(verdict: Verdict, reply: Reply) -> dict[str, object]:
    """A verification as the plain values that other programs read."""
    plain = as_json(reply)
    return {"verdict": verdict, "text": plain["text"], "answers": plain["answers"]}


def _judged(base: FactBase, sentence: str) -> Sequence[Finding]:
    """The findings on a sentence, as a whole or, where that tells more, on its parts."""
    whole = judge(base, sentence)
    best: Sequence[Finding] = [whole]
    if whole.verdict == "supported" or (whole.verdict != "uncovered" and len(quantities(sentence)) < 2):
        return best
    for parts in ways(sentence):
        judged = [judge(base, part) for part in parts]
        if len(judged) > len(best) and all(finding.verdict != "uncovered" for finding in judged):
            best = judged
    return best


def _answers(base: FactBase, finding: Finding, several: bool) -> Iterator[Answer]:
    """The fact that decides, and what a figure that is claimed of it is really of; each with a word on why."""
    if finding.nearest is None:
        return
    quoted = f"“{finding.assertion}”: {finding.verdict}. " if several else ""
    note = f"{quoted}{_reason(finding)}".strip()
    yield _answer(finding.nearest.fact, note)
    if finding.verdict != "supported":
        for said, fact in elsewhere(base, finding.nearest):
            yield _answer(fact, f"{said} is said of this:")


def _answer(fact: FactEntry, note: str) -> Answer:
    return Answer(fact.id, fact.statement, fact.value, fact.citations, note)


def _missing(findings: Sequence[Finding]) -> list[str]:
    """Names the assertions that no fact comes near."""
    beyond = [finding.assertion for finding in findings if finding.nearest is None]
    if not beyond or len(findings) == 1:
        return [NOTHING] if beyond else []
    return [f"The documents do not say “{assertion}”." for assertion in beyond]


def _reason(finding: Finding) -> str:
    """Why the fact is no support, by the gravest difference; who says it where it is one."""
    nearest = finding.nearest
    if nearest is None:
        return ""
    if finding.verdict == "supported":
        return f"{nearest.fact.speaker} says so:" if nearest.fact.speaker else ""
    if finding.verdict == "uncovered":
        return f"{NOTHING} The nearest that they have:"
    return _differs(nearest.differences[0], nearest.fact)


def _differs(difference: Difference, fact: FactEntry) -> str:
    said, known = difference.said, difference.known
    match difference.slot:
        case "figure":
            return f"Not {said}. They say:" if not known else f"Not {said} but {known}:"
        case "measure":
            return f"They have {said}, but of something else:"
        case "date":
            return f"Not for {said}; this is for {known}:" if known else f"Not for {said}:"
        case "name":
            return f"Not of {said}:"
        case "speaker":
            return f"{fact.speaker} says this, not {said}:" if fact.speaker else f"It is not {said} who says this:"
        case "roles":
            return "It is the other way round:"
        case "plan":
            return "This is planned, wanted or suspected, not done:"
        case "value":
            return f"They have something else in its place, “{known}”:"
        case "denial" | "opposite":
            return "The documents say the opposite:"
        case _:
            return "The documents do not say quite this:"

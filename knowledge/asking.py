"""A message that is being answered: each wording of it, or of a part, is read, matched and weighed once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.deciding import CERTAIN, Outcome, Weighing, candidates, settle, weigh
from knowledge.forms import Ask, Form
from knowledge.framing import frames
from knowledge.guards import Candidate
from knowledge.slots import Question, read

if TYPE_CHECKING:
    from knowledge.base import FactBase


PLAINLY = 90.0
"""Confidence from which what is asked beside the name of a document is answered, whatever is known of the document."""
LIGHT, FAINT = 0.5, 0.005
"""Power to which the evidence in a message counts for that in a part of it, the more the part leaves out; and what is
taken for none."""
MUCH = 0.25
"""Share of a message, 0 to 1, that a part must leave out for the rest to shed light on it."""


class Asking:
    """What is made of one message; it lasts as long as that is answered."""

    def __init__(self, base: FactBase, raw: str) -> None:
        """Begin with a message as it was typed."""
        self.base = base
        self.raw = raw
        self._read: dict[str, Question] = {}
        self._weighed: dict[tuple[str, Form, frozenset[Ask], bool], Weighing] = {}

    def read(self, asked: str = "") -> Question:
        """The message, or another wording of it or of a part, as understood."""
        if asked not in self._read:
            self._read[asked] = read(self.raw, self.base.matcher, self.base.names, asked)
        return self._read[asked]

    def decide(self, question: Question, certain: float = CERTAIN, *, part: bool = False) -> Outcome:
        """The outcome for one of its wordings, or for a `part` of it, answered from a confidence of `certain`.

        Where a document is named beside what is asked, it may be better understood without that.
        """
        found = settle(self._weigh(question, part), question, certain)
        # A document that has the name of a stranger is none of these.
        for frame in () if question.strangers else frames(self.base, question.asked):
            if frame.rest and frame.documents:
                bare = replace(self.read(frame.rest), form=question.form)
                other = settle(self._weigh(bare, part), bare, certain)
                better = found.status != "answered" or other.confidence > min(found.confidence, PLAINLY)
                cited = {citation.source for fact in other.facts for citation in fact.citations}
                if other.status == "answered" and better and cited & frame.documents:
                    found = replace(other, question=question)
        return found

    def _weigh(self, question: Question, part: bool) -> Weighing:
        key = question.analysis.text, question.form, question.asks, part
        if key not in self._weighed:
            found = candidates(self.base, question)
            self._weighed[key] = weigh(self.base, question, self._in_light(question, found) if part else found)
        return self._weighed[key]

    def _in_light(self, part: Question, found: list[Candidate]) -> list[Candidate]:
        """The candidates of a part of the message, those before that the whole speaks for."""
        left_out = 1 - len(part.analysis.words) / len(self.read().analysis.words)
        if left_out < MUCH:
            return found
        whole = self._weigh(self.read(), part=False).found
        lights = [sum(other.share for other in whole if _alike(candidate, other)) for candidate in found]
        worths = [c.share * (light + FAINT) ** (LIGHT * left_out) for c, light in zip(found, lights, strict=True)]
        scale = sum(c.share for c in found) / (sum(worths) or 1.0)
        lit = [c._replace(share=worth * scale) for c, worth in zip(found, worths, strict=True)]
        return sorted(lit, key=lambda candidate: -candidate.share)


def _alike(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are the same, or intents that cite some of the same passages."""
    facts = one.intent.kind == other.intent.kind == "intent"
    return one.intent.id == other.intent.id or (facts and not one.passages.isdisjoint(other.passages))

"""A message that is being answered: each wording of it, or of a part, is read, matched and weighed once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.deciding import CERTAIN, Outcome, Weighing, candidates, settle, weigh
from knowledge.forms import Ask, Form
from knowledge.framing import frames
from knowledge.slots import Question, read

if TYPE_CHECKING:
    from knowledge.base import FactBase


PLAINLY = 90.0
"""Confidence from which what is asked beside the name of a document is answered, whatever is known of the document."""


class Asking:
    """What is made of one message; it lasts as long as that is answered."""

    def __init__(self, base: FactBase, raw: str) -> None:
        """Begin with a message as it was typed."""
        self.base = base
        self.raw = raw
        self._read: dict[str, Question] = {}
        self._weighed: dict[tuple[str, Form, frozenset[Ask]], Weighing] = {}

    def read(self, asked: str = "") -> Question:
        """The message, or another wording of it or of a part, as understood."""
        if asked not in self._read:
            self._read[asked] = read(self.raw, self.base.matcher, self.base.names, asked)
            if asked and (doubt := self.read().analysis.doubt):
                self._read[asked] = self._read[asked].as_doubtful(doubt / len(self.read().analysis.words))
        return self._read[asked]

    def decide(self, question: Question, certain: float = CERTAIN) -> Outcome:
        """The outcome for one of its wordings, answered from a confidence of `certain`.

        Where a document is named beside what is asked, it may be better understood without that.
        """
        found = self._decide(question, certain)
        # A document that has the name of a stranger is none of these.
        for frame in () if question.strangers else frames(self.base, question.asked):
            if frame.rest and frame.documents:
                bare = replace(self.read(frame.rest), form=question.form)
                other = self._decide(bare, certain)
                better = found.status != "answered" or other.confidence > min(found.confidence, PLAINLY)
                cited = {citation.source for fact in other.facts for citation in fact.citations}
                if other.status == "answered" and better and cited & frame.documents:
                    found = replace(other, question=question)
        return found

    def _decide(self, question: Question, certain: float) -> Outcome:
        key = question.analysis.text, question.form, question.asks
        if key not in self._weighed:
            self._weighed[key] = weigh(self.base, question, candidates(self.base, question))
        return settle(self._weighed[key], question, certain)

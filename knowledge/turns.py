"""A message in a conversation, with what is at hand there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from knowledge.asking import Asking
from knowledge.deciding import Outcome
from knowledge.entries import FactEntry
from knowledge.slots import Question
from knowledge.words import words

if TYPE_CHECKING:
    from knowledge.base import FactBase

LEANING = 55.0
"""Confidence, 0 to 100, that an answer needs where the message was completed from what was said before."""


class Turn(NamedTuple):
    """A message in a conversation: as understood, with the facts at hand, those before, and what it comes to alone."""

    asking: Asking
    question: Question
    typed: str
    intent: str
    facts: tuple[FactEntry, ...]
    before: tuple[FactEntry, ...]
    alone: Outcome

    @property
    def base(self) -> FactBase:
        """The base that is asked."""
        return self.asking.base

    @property
    def topics(self) -> set[str]:
        """The topics of the facts at hand."""
        return {fact.topic for fact in self.facts}

    @property
    def example(self) -> str:
        """A wording of what was asked before."""
        return self.base.intents[self.intent].example if self.intent in self.base.intents else ""

    def read(self, text: str) -> Question:
        """Another wording of the same message, as understood."""
        return self.asking.read(text)

    def answered(self, facts: Sequence[FactEntry], lead: str) -> Outcome:
        """Facts given as the answer."""
        return Outcome("answered", self.question, tuple(facts), lead, confidence=100.0)

    def nearest(self, lead: str) -> Outcome:
        """The facts at hand, offered as something else."""
        return Outcome("nearest", self.question, self.facts, lead, confidence=100.0)

    def named(self, kind: str) -> list[str]:
        """The names of a kind in what was asked before, or else in what the facts at hand say."""
        texts = (self.example, *(fact.speaker for fact in self.facts), *(fact.statement for fact in self.facts))
        found = (mention.name for text in texts for mention in self.base.names.find(words(text)))
        return [name for name in dict.fromkeys(found) if self.base.kinds.get(name) == kind]

    def names(self, facts: Sequence[FactEntry]) -> set[str]:
        """The names in what facts state, and who speaks; not those that only stand beside in their passages."""
        texts = (text for fact in facts for text in (fact.speaker, fact.statement))
        return {mention.name for text in texts for mention in self.base.names.find(words(text))}

"""The buttons under an answer: their names, and what each click says about the answer it belongs to.

Nothing of a question is kept for its buttons: what a click needs travels in the button's value.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Final

from bot import limits
from bot.blocks import Block, Element, actions, button, plain_text
from knowledge.replies import Context

ASK: Final = "ask"
CHOOSE: Final = "choose"
CURATORS: Final = "curators"
DELETE: Final = "delete"
REPHRASE: Final = "rephrase"
SHARE: Final = "share"
SOURCE: Final = "source"
VOTE: Final = "vote"
WHY: Final = "why"
PAGE: Final = "page"


@dataclass(frozen=True, slots=True)
class Subject:
    """The answer that a button belongs to.

    `chosen` is the fact that somebody picked from a clarifying reply, "" otherwise; `facts` are those that
    the answer shows; `context` is what its conversation was about before; `base` is the hash of the base that
    it was given from; `is_claim`: the question was to be checked where it states something.
    """

    id: str
    question: str
    asker: str
    facts: tuple[str, ...] = ()
    chosen: str = ""
    context: Context | None = None
    base: str = ""
    is_claim: bool = False

    def value(self, vote: int | None = None) -> str:
        """The subject as a button's value; a question that is too long for one is left out."""
        content = {
            "i": self.id,
            "q": self.question,
            "u": self.asker,
            "f": self.facts,
            "c": self.chosen,
            "x": self.context,
            "b": self.base,
            "k": self.is_claim,
            "v": vote,
        }
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        if len(text) <= limits.BUTTON_VALUE:
            return text
        if self.question:
            return replace(self, question="", context=None).value(vote)
        return replace(self, facts=self.facts[: len(self.facts) // 2]).value(vote)

    @property
    def is_repeatable(self) -> bool:
        """True if the question travels with the buttons, so that they can work on it."""
        return bool(self.question) and json.loads(self.value())["q"] == self.question

    def choosing(self, fact: str) -> Subject:
        """The subject of the answer that a choice leads to."""
        return replace(self, chosen=fact, facts=(fact,))


def read(value: str) -> tuple[Subject, int | None]:
    """The subject of a clicked button and, on a feedback button, the vote: 1 up, 0 down."""
    content = json.loads(value)
    facts, base, is_claim = tuple(content["f"]), content.get("b", ""), content.get("k", False)
    subject = Subject(content["i"], content["q"], content["u"], facts, content["c"], content["x"], base, is_claim)
    return subject, content["v"]


def under_answer(subject: Subject, *, private: bool) -> Block:
    """What can be done with an answer."""
    value = subject.value()
    elements = [button("Source", SOURCE, value, label="Show the source of this answer")] if subject.facts else []
    if subject.is_repeatable:
        elements.append(button("Why this answer?", WHY, value))
        elements.append(button("Not what I asked", REPHRASE, value))
        if private:
            elements.append(button("Share in channel", SHARE, value, label="Share the answer in the channel"))
    return actions(elements)


def under_gap(subject: Subject, suggestions: tuple[str, ...]) -> list[Element]:
    """What can be done where the documents say nothing: other questions, and a word to the curators."""
    askable = [text for text in suggestions if 0 < len(text) <= limits.BUTTON_VALUE]
    others = [button(text, f"{ASK}:{number}", text) for number, text in enumerate(askable[:5])]
    if subject.is_repeatable:
        label = "Ask the curators to cover this"
        others.append(button("Ask the curators", CURATORS, subject.value(), label=label, style="primary"))
    return others


def feedback(subject: Subject) -> Block:
    """Slack's thumbs up and down, and a bin that only the asker sees.

    https://docs.slack.dev/reference/block-kit/blocks/context-actions-block
    """
    thumbs = {
        "type": "feedback_buttons",
        "action_id": VOTE,
        "positive_button": {"text": plain_text("Good answer"), "value": subject.value(1)},
        "negative_button": {"text": plain_text("Bad answer"), "value": subject.value(0)},
    }
    return {"type": "context_actions", "elements": [thumbs, _bin(subject)]}


def bin_only(subject: Subject) -> Block:
    """Where there is nothing to vote on."""
    return {"type": "context_actions", "elements": [_bin(subject)]}


def _bin(subject: Subject) -> Element:
    return {
        "type": "icon_button",
        "icon": "trash",
        "text": plain_text("Delete"),
        "action_id": DELETE,
        "value": subject.value(),
        "visible_to_user_ids": [subject.asker],
        "accessibility_label": "Delete this answer",
    }

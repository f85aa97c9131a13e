"""What a question comes back as: a reply, its answers, and the passages that prove them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NotRequired, TypedDict

Status = Literal["answered", "clarify", "nearest", "unknown"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim passage. `start` and `end` count Unicode characters of the document read as UTF-8."""

    source: str
    file: str
    title: str
    publisher: str
    date: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One fact of a reply: its id, the statement, the value to stress in it ("" for none), and the proof.

    `note` is said before it where another account differs, with the reason; "" for nothing.
    """

    fact: str
    text: str
    value: str
    citations: tuple[Citation, ...]
    note: str = ""


class Context(TypedDict):
    """What a conversation is about, as plain values that can be kept: nobody's words, only ids.

    `intent` and `facts` are those of the last answer, `before` the facts of the answer before it; `turns` is how
    often it was not taken up since.
    """

    intent: str
    facts: list[str]
    turns: int
    before: NotRequired[list[str]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an answer was given: the question as understood, and what spoke for and against.

    `utterance` is the known wording nearest to it and `rival` that of the second best, "" for none; `confidence`
    is 0 to 100, `threshold` what it takes to be answered; `checked` names the slots that were compared with the
    facts, `objections` those in which they differ.
    """

    asked: str
    utterance: str
    confidence: float
    threshold: float
    rival: str
    checked: tuple[str, ...]
    objections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """The whole reply to one question.

    `lead` is what is said before the answers (a correction, what is missing, a friendly word), "" for nothing.
    A message with several questions is *answered* only if every one of them is: whoever pastes figures must see that
    one is lacking. Where only some are, the status is *nearest*, the lead names what is lacking, and `answers` holds
    what was answered. With status *clarify* and *nearest*, `answers` holds what is offered; with *unknown* it is
    empty and `suggestions` may hold questions that the base does answer. `text` is all of it as plain text, the same
    on every surface. `base` is the short hash of facts and documents. `context` is to be handed to the next question
    of the conversation; `explanation` has one entry for each part of the message.
    """

    question: str
    status: Status
    lead: str
    answers: tuple[Answer, ...]
    text: str
    base: str
    suggestions: tuple[str, ...] = field(default=())
    context: Context | None = None
    explanation: tuple[Explanation, ...] = ()


def as_json(reply: Reply) -> dict[str, object]:
    """A reply as the plain values that other programs read."""
    return {
        "question": reply.question,
        "status": reply.status,
        "text": reply.text,
        "answers": [
            {
                "fact": answer.fact,
                "text": answer.text,
                "citations": [
                    {
                        "source": citation.source,
                        "file": citation.file,
                        "title": citation.title,
                        "quote": citation.quote,
                        "start": citation.start,
                        "end": citation.end,
                    }
                    for citation in answer.citations
                ],
            }
            for answer in reply.answers
        ],
        "base": reply.base,
    }

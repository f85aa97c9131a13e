"""A reply as a Slack message: the one renderer of all surfaces. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot import buttons, limits, links
from bot.blocks import (
    Block,
    actions,
    button,
    context,
    cut,
    linked_context,
    paragraphs,
    rich_quote,
    rich_section,
    rich_text,
    section,
)
from bot.buttons import Subject
from bot.mrkdwn import escape, unescape
from knowledge.clearance import NOTHING, Clearance
from knowledge.replies import Answer, Citation, Reply

BUSY = "I have more questions than I can take just now. Please ask again in a minute."
CHANGED = "The fact base has changed since this answer was given."
SILENCE = "I have nothing to say to that."
RESTATED = 300  # characters of a question that are repeated above its answer


@dataclass(frozen=True, slots=True)
class Message:
    """What Slack shows: blocks, and a text for notifications and screen readers that says the same.

    `text` is already escaped. Nothing that the message links to is unfurled. `clearance` is what it may show.
    """

    text: str
    blocks: list[Block]
    clearance: Clearance = NOTHING

    def arguments(self) -> dict[str, Any]:
        """The message as arguments of chat.postMessage and of a response URL."""
        return {"text": self.text, "blocks": self.blocks, "unfurl_links": False, "unfurl_media": False}

    def marked(self, mark: str) -> Message:
        """The message with a block id by which it is found again in a thread."""
        first, *rest = self.blocks
        return replace(self, blocks=[{**first, "block_id": mark}, *rest])

    def cleared(self, clearance: Clearance) -> Message:
        """The message with what it may show."""
        return replace(self, clearance=clearance)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an answer is shown.

    `private`: to its asker only, who no longer sees the question; `shared_by`: who shows it to others.
    """

    private: bool = False
    public_url: str = ""
    shared_by: str = ""


def simple(text: str) -> Message:
    """A message of words only."""
    words = text.strip() or SILENCE
    return Message(fallback(words), paragraphs(words)[: limits.MESSAGE_BLOCKS])


def fallback(text: str) -> str:
    """The text for notifications and screen readers, escaped, and cut where Slack would cut it."""
    words = text if text.strip() else SILENCE
    whole = escape(words)
    # An escaped character is at most five characters long.
    return whole if len(whole) <= limits.MESSAGE_TEXT else escape(cut(words, limits.MESSAGE_TEXT // 5))


def bare(message: Message) -> Message:
    """A message reduced to its text, for when Slack refuses its blocks."""
    return simple(unescape(message.text)).cleared(message.clearance)


def trouble(question_id: str) -> Message:
    """What is said when answering failed."""
    return simple(f"Something went wrong, so I cannot answer. Please ask again. (Reference {question_id})")


def answer(reply: Reply, subject: Subject, setting: Setting) -> Message:
    """The reply with its buttons."""
    below = _below(reply, subject, setting)
    above = list(_above(subject, setting))
    shown = list(body(reply, subject, setting.public_url))
    room = limits.MESSAGE_BLOCKS - len(above) - len(below)
    if len(shown) > room:
        shown = [*shown[: room - 1], context("The rest is under Source.")]
    return Message(fallback(reply.text), [*above, *shown, *below])


def body(reply: Reply, subject: Subject, public_url: str) -> Iterator[Block]:
    """What the reply says, without what stands around it."""
    if reply.lead:
        yield rich_text(rich_section(reply.lead))
    if reply.status == "clarify":
        yield from _choices(reply, subject)
        return
    for given in reply.answers:
        yield from _proved(given, public_url)
    if not reply.lead and not reply.answers:
        yield from simple(reply.text).blocks


def source_line(citation: Citation) -> str:
    """Title, publisher, date and file of a passage, as far as the document gives them."""
    parts = (citation.title, citation.publisher, citation.date, citation.file)
    return " · ".join(part for part in parts if part)


def _above(subject: Subject, setting: Setting) -> Iterator[Block]:
    if setting.shared_by:
        yield rich_text(rich_section(f"{cut(subject.question, RESTATED)} – shared by ", person=setting.shared_by))
    elif setting.private and subject.question:
        yield context(f"You asked: {cut(subject.question, RESTATED)}")


def _below(reply: Reply, subject: Subject, setting: Setting) -> list[Block]:
    if reply.status == "clarify":
        return [buttons.bin_only(subject)]
    if reply.status == "unknown":
        offered = buttons.under_gap(subject, reply.suggestions)
        return [*([actions(offered)] if offered else []), buttons.bin_only(subject)]
    row = buttons.under_answer(subject, private=setting.private)
    if reply.status == "nearest":
        row = actions([*row["elements"], *buttons.under_gap(subject, reply.suggestions)])
    return [*([row] if row["elements"] else []), buttons.feedback(subject)]


def _choices(reply: Reply, subject: Subject) -> Iterator[Block]:
    for number, given in enumerate(reply.answers):
        value = subject.choosing(given.fact).value()
        label = f"Show: {given.text}"
        yield section(given.text, button("This one", f"{buttons.CHOOSE}:{number}", value, label=label))


def _proved(given: Answer, public_url: str) -> Iterator[Block]:
    before = [rich_section(given.text, given.value, said_before=given.note)]
    for citation in given.citations:
        yield rich_text(*before, rich_quote(citation.quote, given.value))
        yield linked_context(source_line(citation), links.to_passage(public_url, citation))
        before = []
    if before:
        yield rich_text(*before)

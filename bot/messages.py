"""A reply as a Slack message: the one renderer of all surfaces. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot import limits
from bot.blocks import Block, context, cut, paragraphs, rich_quote, rich_section, rich_text
from bot.mrkdwn import escape
from knowledge.replies import Answer, Citation, Reply

BUSY = "I have more questions than I can take just now. Please ask again in a minute."


@dataclass(frozen=True, slots=True)
class Message:
    """What Slack shows: blocks, and a text for notifications and screen readers that says the same.

    `text` is already escaped. Nothing that the message links to is unfurled.
    """

    text: str
    blocks: list[Block]

    def arguments(self) -> dict[str, Any]:
        """The message as arguments of chat.postMessage and of a response URL."""
        return {"text": self.text, "blocks": self.blocks, "unfurl_links": False, "unfurl_media": False}

    def marked(self, mark: str) -> Message:
        """The message with a block id by which it is found again in a thread."""
        first, *rest = self.blocks
        return Message(self.text, [{**first, "block_id": mark}, *rest])


def simple(text: str) -> Message:
    """A message of words only."""
    return Message(escape(cut(text, limits.SECTION_TEXT)), paragraphs(text))


def answer(reply: Reply, *, restated: str = "") -> Message:
    """The reply; `restated` is the question where the surface hides it."""
    blocks = [context(f"You asked: {cut(restated, 300)}")] if restated else []
    if reply.lead:
        blocks.append(rich_text(rich_section(reply.lead)))
    for given in reply.answers:
        blocks.extend(_proved(given))
    if not blocks:
        blocks.extend(paragraphs(reply.text))
    return Message(escape(cut(reply.text, limits.MESSAGE_TEXT)), blocks[: limits.MESSAGE_BLOCKS])


def trouble(question_id: str) -> Message:
    """What is said when answering failed."""
    return simple(
        f"Something went wrong here, so I cannot answer. Please ask again. (Reference {question_id})"
    )


def _proved(given: Answer) -> Iterator[Block]:
    before = [rich_section(given.text, given.value)]
    for citation in given.citations:
        yield rich_text(*before, rich_quote(citation.quote, given.value))
        yield context(source_line(citation))
        before = []


def source_line(citation: Citation) -> str:
    """Title, publisher, date and file of a passage, as far as the document gives them."""
    parts = (citation.title, citation.publisher, citation.date, citation.file)
    return " · ".join(part for part in parts if part)

"""Block Kit, as far as Footnote uses it: https://docs.slack.dev/reference/block-kit.

Whatever a user or a document says goes into `plain_text` objects and rich text, which Slack shows as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot import limits
from bot.mrkdwn import escape

LINK_LABEL = 300  # characters of a link's text; escaped it may be five times as long
Block = dict[str, Any]
Element = dict[str, Any]


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something is left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def split(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` characters, cut at spaces; only these are lost."""
    pieces = []
    while len(text) > limit:
        at = text.rfind(" ", 1, limit + 1)
        end = at if at > 0 else limit
        pieces.append(text[:end])
        text = text[end:].removeprefix(" ")
    return [*pieces, text] if text else pieces


def plain_text(text: str, limit: int = limits.TEXT_OBJECT) -> Element:
    """Text that Slack does not interpret, not even `:emoji:`. A text object may not be empty."""
    return {"type": "plain_text", "text": cut(text, limit) or " ", "emoji": False}


def header(text: str) -> Block:
    """A heading, which a screen reader finds."""
    return {"type": "header", "text": plain_text(text, limits.HEADER_TEXT)}


def section(text: str, accessory: Element | None = None) -> Block:
    """A paragraph, with a button beside it if given."""
    block = {"type": "section", "text": plain_text(text, limits.SECTION_TEXT)}
    return {**block, "accessory": accessory} if accessory else block


def paragraphs(text: str) -> list[Block]:
    """A text of any length as sections."""
    return [section(piece) for piece in split(text, limits.SECTION_TEXT)]


def context(*texts: str) -> Block:
    """Small grey print."""
    return {"type": "context", "elements": [plain_text(text) for text in texts[: limits.CONTEXT_ELEMENTS]]}


def linked_context(text: str, url: str) -> Block:
    """Small grey print that leads to a page, if there is one."""
    if not url:
        return context(text)
    label = escape(cut(text, LINK_LABEL))
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": f"<{escape(url)}|{label}>"}]}


def divider() -> Block:
    """A thin line."""
    return {"type": "divider"}


def actions(elements: Iterable[Element]) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements)[: limits.ACTIONS_ELEMENTS]}


def button(text: str, action_id: str, value: str = "", *, label: str = "", style: str = "") -> Element:
    """A button. `label` is what a screen reader says; `style` is "primary" or "danger"."""
    element = {"type": "button", "text": plain_text(text, limits.BUTTON_TEXT), "action_id": action_id}
    if value:
        element["value"] = value
    if label:
        element["accessibility_label"] = cut(label, limits.ACCESSIBILITY_LABEL)
    return {**element, "style": style} if style else element


def link_button(text: str, action_id: str, url: str) -> Element:
    """A button that opens a page; Slack sends its click all the same."""
    return {**button(text, action_id), "url": url}


def rich_text(*elements: Element) -> Block:
    """Quotations and bold words, in which nothing of the text itself acts."""
    return {"type": "rich_text", "elements": list(elements)}


def rich_section(text: str, bold: str = "", *, said_before: str = "", person: str = "") -> Element:
    """A line of rich text with the first occurrence of `bold` in bold and, at its end, a user's name."""
    before = [_run(f"{said_before} ", False)] if said_before else []
    named = [{"type": "user", "user_id": person}] if person else []
    return {"type": "rich_text_section", "elements": [*before, *stressed(text, bold), *named]}


def rich_quote(text: str, bold: str = "") -> Element:
    """A quotation with the first occurrence of `bold` in bold."""
    return {"type": "rich_text_quote", "elements": stressed(text, bold)}


def stressed(text: str, bold: str) -> list[Element]:
    """Text elements that spell `text`, the first occurrence of `bold` in bold."""
    before, found, after = text.partition(bold) if bold else (text, "", "")
    pieces = [(before, False), (found, True), (after, False)]
    return [_run(piece, strong) for piece, strong in pieces if piece] or [_run(" ", False)]


def _run(text: str, strong: bool) -> Element:
    element: Element = {"type": "text", "text": text}
    return {**element, "style": {"bold": True}} if strong else element

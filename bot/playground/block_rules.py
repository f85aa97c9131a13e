"""Slack's published rules for messages and views, checked as strictly as Slack does, and a little more.

https://docs.slack.dev/reference/block-kit. slack_sdk's models know most of the lengths; a round trip
through them also shows misspelt keys. What they do not know is checked here.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from bot import limits

Json = dict[str, Any]

logging.getLogger("slack_sdk.models").setLevel(logging.ERROR)


def message_problems(message: Json) -> list[str]:
    """What Slack would refuse, or a reader would miss, in a message."""
    return list(_message(message))


def view_problems(view: Json) -> list[str]:
    """What Slack would refuse in a modal or Home page."""
    return list(_view(view))


def _message(message: Json) -> Iterator[str]:
    blocks = message.get("blocks", [])
    if not str(message.get("text", "")).strip():
        yield "no top-level text: screen readers and notifications get nothing"
    if len(message.get("text", "")) > limits.MESSAGE_TEXT:
        yield "text is too long"
    if len(blocks) > limits.MESSAGE_BLOCKS:
        yield f"{len(blocks)} blocks"
    if any(block.get("type") == "input" for block in blocks):
        yield "an input block in a message"
    if message.get("unfurl_links", True) or message.get("unfurl_media", True):
        yield "links would be unfurled"
    yield from _blocks(blocks)


def _view(view: Json) -> Iterator[str]:
    blocks = view.get("blocks", [])
    if len(blocks) > limits.VIEW_BLOCKS:
        yield f"{len(blocks)} blocks"
    if len(json.dumps(view).encode()) > limits.VIEW_BYTES:
        yield "the view is too large"
    if len(view.get("private_metadata", "")) > limits.PRIVATE_METADATA:
        yield "private_metadata is too long"
    if view.get("type") == "modal":
        yield from _modal(view)
    yield from _blocks(blocks)


def _modal(view: Json) -> Iterator[str]:
    for part in ("title", "submit", "close"):
        text = view.get(part)
        if part == "title" and not text:
            yield "a modal without a title"
        if text and (text.get("type") != "plain_text" or not 0 < len(text["text"]) <= limits.VIEW_TITLE):
            yield f"{part} is not a plain text of at most {limits.VIEW_TITLE} characters"
    if any(block.get("type") == "input" for block in view.get("blocks", [])) and not view.get("submit"):
        yield "inputs without a submit button"


def _blocks(blocks: list[Json]) -> Iterator[str]:
    repeated = [name for name, count in Counter(b.get("block_id") for b in blocks).items() if name and count > 1]
    if repeated:
        yield f"repeated block ids: {repeated}"
    for index, block in enumerate(blocks):
        for problem in _block(block):
            yield f"block {index} ({block.get('type')}): {problem}"


def _block(block: Json) -> Iterator[str]:
    yield from _round_trip(block)
    for text in _text_objects(block):
        if not text["text"]:
            yield "an empty text object"
        if len(text["text"]) > limits.TEXT_OBJECT:
            yield "a text object is too long"
    ids = [element.get("action_id") for element in _interactive(block)]
    if any(not action_id or len(action_id) > limits.ID for action_id in ids):
        yield "an interactive element without a proper action_id"
    if len(set(ids)) < len(ids):
        yield "repeated action ids"


def _round_trip(block: Json) -> Iterator[str]:
    try:
        parsed = Block.parse(json.loads(json.dumps(block)))
    except (SlackObjectFormationError, TypeError, ValueError) as error:
        yield f"slack_sdk does not take it: {error}"
        return
    if parsed is None:
        yield "slack_sdk does not know it"
        return
    try:
        again = parsed.to_dict()
    except (SlackObjectFormationError, TypeError, ValueError) as error:
        yield f"slack_sdk does not validate it: {error}"
        return
    if again != block:
        yield f"slack_sdk makes something else of it: {json.dumps(again)}"


def _text_objects(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if value.get("type") in ("plain_text", "mrkdwn"):
            yield value
        for inner in value.values():
            yield from _text_objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _text_objects(inner)


def _interactive(block: Json) -> list[Json]:
    places = [*block.get("elements", []), block.get("accessory"), block.get("element")]
    passive = {"plain_text", "mrkdwn", "image", "rich_text_section", "rich_text_quote"}
    return [
        e
        for e in places
        if isinstance(e, dict) and e.get("type") not in passive and "rich_text" not in str(e.get("type"))
    ]

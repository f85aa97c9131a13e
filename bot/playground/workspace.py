"""What the workspace holds: messages, views, and who may see them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

TEAM = "T0FOOTNOTE"
APP = "A0FOOTNOTE"
BOT_USER = "U0FOOTNOTE"
BOT = "B0FOOTNOTE"


@dataclass
class Message:
    """A message in a channel; with `visible_to` only that user sees it. `ts` names it.

    `thumbs` tells which of its feedback buttons each user has pressed last.
    """

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str = ""
    visible_to: str = ""
    response_url: str = ""
    deleted: bool = False
    edits: int = 0
    thumbs: dict[str, str] = field(default_factory=dict)

    def payload(self) -> dict[str, Any]:
        """The message as Slack's API gives it."""
        shown = {
            "type": "message",
            "ts": self.ts,
            "user": self.user,
            "text": self.text,
            "blocks": self.blocks,
        }
        if self.user == BOT_USER:
            shown |= {"bot_id": BOT, "app_id": APP}
        return {**shown, "thread_ts": self.thread_ts} if self.thread_ts else shown

    def elements(self) -> list[dict[str, Any]]:
        """Every interactive element with the block that it stands in."""
        return [
            {**element, "block_id": block.get("block_id", "")}
            for block in self.blocks
            for element in [*block.get("elements", []), block.get("accessory", {})]
            if "action_id" in element
        ]


@dataclass
class View:
    """A modal that somebody has open."""

    id: str
    user: str
    content: dict[str, Any]
    revision: int = 1

    def payload(self) -> dict[str, Any]:
        """The view as Slack's API gives it."""
        return {"id": self.id, "hash": str(self.revision), "team_id": TEAM, "app_id": APP, **self.content}


class Workspace:
    """Messages in order, open modals by id and Home pages by user. `clock` tells the seconds since 1970."""

    def __init__(self, clock: Callable[[], float] = lambda: 1_700_000_000.0) -> None:
        self._clock = clock
        self.messages: list[Message] = []
        self.views: dict[str, View] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.sessions: dict[tuple[str, str], dict[str, Any]] = {}
        self.prompts: dict[str, Any] = {}
        self._count = itertools.count(1)

    def next_id(self, prefix: str) -> str:
        """An id that was not used before."""
        return f"{prefix}{next(self._count):09d}"

    def next_ts(self) -> str:
        """A message timestamp, later than all before."""
        return f"{int(self._clock())}.{next(self._count):06d}"

    def add(self, message: Message) -> Message:
        """Put a message into its channel."""
        self.messages.append(message)
        return message

    def find(self, channel: str, ts: str) -> Message | None:
        """A message that is still there."""
        found = (m for m in self.messages if (m.channel, m.ts) == (channel, ts) and not m.deleted)
        return next(found, None)

    def thread(self, channel: str, ts: str) -> list[Message]:
        """The messages of a thread that everybody sees."""
        return [
            m
            for m in self.messages
            if m.channel == channel and ts in (m.ts, m.thread_ts) and not m.visible_to and not m.deleted
        ]

    def by_bot(self) -> list[Message]:
        """What the bot has said and not deleted."""
        return [m for m in self.messages if m.user == BOT_USER and not m.deleted]

"""The message shortcut *Look this up*: checks what a message claims, or answers what it asks.

https://docs.slack.dev/interactivity/implementing-shortcuts
"""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.footnote import Footnote
from bot.listeners.bodies import team_of
from bot.manifest import LOOK_UP
from bot.mrkdwn import plain
from bot.questions import Private, Question


def register(app: AsyncApp, bot: Footnote) -> None:
    """Listen to shortcuts."""

    @app.message_shortcut(LOOK_UP)
    async def look_up(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await bot.accept(_question(body))


def _question(body: dict[str, Any]) -> Question:
    team, user = team_of(body), body["user"]["id"]
    key = f"shortcut:{team}:{body['trigger_id']}"
    place = Private(body["response_url"])
    return Question(plain(body["message"].get("text", "")), team, user, place, (key,), is_claim=True)

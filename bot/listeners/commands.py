"""The slash command, under whatever name the manifest gives it.

https://docs.slack.dev/interactivity/implementing-slash-commands
"""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot import messages
from bot.footnote import Footnote
from bot.mrkdwn import plain
from bot.questions import Private, Question


def register(app: AsyncApp, bot: Footnote) -> None:
    """Listen to commands."""

    @app.command(re.compile("^/"))
    async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
        taken = bot.take(_question(body))
        await ack() if taken else await ack(text=messages.BUSY)


def _question(body: dict[str, Any]) -> Question:
    return Question(
        text=plain(body.get("text", "")),
        team=body["team_id"],
        user=body["user_id"],
        place=Private(body["response_url"], body["channel_id"]),
        keys=(f"command:{body['team_id']}:{body['trigger_id']}",),
    )

"""The slash command, under whatever name the manifest gives it.

https://docs.slack.dev/interactivity/implementing-slash-commands
"""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot import guide, messages
from bot.footnote import Footnote
from bot.messages import Message
from bot.mrkdwn import plain
from bot.questions import Private, Question


def register(app: AsyncApp, bot: Footnote) -> None:
    """Listen to commands."""

    @app.command(re.compile("^/"))
    async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
        words = plain(body.get("text", ""))
        word = " ".join(words.casefold().split())
        taken = _guide(bot, body, word) if word in WORDS else bot.take(_question(body, words))
        await ack() if taken else await ack(text=messages.BUSY)


WORDS = ("", "help", "topics", "sources", "privacy", "forget me")
"""What stands after the command and is no question."""


def _guide(bot: Footnote, body: dict[str, Any], word: str) -> bool:
    place = _place(body)

    async def say() -> None:
        await bot.delivery.say(place, await _guide_message(bot, body, word), "guide")

    return bot.do(body["team_id"], f"{body['command']} {word}", say, place)


async def _guide_message(bot: Footnote, body: dict[str, Any], word: str) -> Message:
    match word:
        case "topics":
            return guide.topics_message(bot.base)
        case "sources":
            return guide.sources_message(bot.base)
        case "privacy":
            return guide.privacy_message(body["command"])
        case "forget me":
            person = bot.store.person(body["team_id"], body["user_id"])
            return guide.forgotten_message(await bot.store.forget(person))
        case _:
            return guide.help_message(bot.base, body["command"])


def _question(body: dict[str, Any], words: str) -> Question:
    key = f"command:{body['team_id']}:{body['trigger_id']}"
    return Question(words, body["team_id"], body["user_id"], _place(body), (key,))


def _place(body: dict[str, Any]) -> Private:
    return Private(body["response_url"])

"""Events: mentions and messages. https://docs.slack.dev/apis/events-api.

A post that mentions the bot may arrive as `app_mention` and as `message`; both carry the post's timestamp.
"""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.footnote import Footnote, thread_of
from bot.mrkdwn import addressed, mentions, plain
from bot.questions import Question

# Edits, deletions, joins and unfurls are messages with other subtypes: https://docs.slack.dev/reference/events/message
SPOKEN = (None, "file_share", "thread_broadcast")


def register(app: AsyncApp, bot: Footnote) -> None:
    """Listen to events."""

    @app.event("app_mention")
    async def mentioned(body: dict[str, Any], event: dict[str, Any]) -> None:
        await _consider(bot, body, event)

    @app.event("message")
    async def message(body: dict[str, Any], event: dict[str, Any]) -> None:
        await _consider(bot, body, event)


async def _consider(bot: Footnote, body: dict[str, Any], event: dict[str, Any]) -> None:
    if not is_for(bot.identity.user, event):
        return
    question = _question(body, event)
    if not bot.take(question):
        await bot.decline(question)


def is_for(bot_user: str, event: dict[str, Any]) -> bool:
    """True for what a person says to the bot: anything in a direct message, elsewhere a mention.

    A message that begins with other people's names is theirs, even if it mentions the bot further on.
    """
    if event.get("subtype") not in SPOKEN or event.get("bot_id") or not event.get("user"):
        return False
    if event["user"] in (bot_user, "USLACKBOT") or "edited" in event:
        return False
    text = event.get("text", "")
    listeners = addressed(text)
    if listeners and bot_user not in listeners:
        return False
    return event.get("channel_type") == "im" or bot_user in mentions(text)


def _question(body: dict[str, Any], event: dict[str, Any]) -> Question:
    team = body.get("team_id") or event.get("team", "")
    post = f"post:{team}:{event['channel']}:{event['ts']}"
    return Question(
        text=plain(event.get("text", "")),
        team=team,
        user=event["user"],
        place=thread_of(event),
        keys=(post, f"event:{body['event_id']}"),
    )

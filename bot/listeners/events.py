"""Events: mentions, messages, the App Home, Stop. https://docs.slack.dev/apis/events-api.

A post that mentions the bot may arrive as `app_mention` and as `message`; both carry the post's timestamp.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot import changes, guide, limits, messages
from bot.changes import Change
from bot.footnote import Footnote
from bot.mrkdwn import addressed, mentions, plain
from bot.questions import Question, Thread
from bot.store.store import Past

Json = dict[str, Any]

# Edits, deletions, joins and unfurls are messages with other subtypes: https://docs.slack.dev/reference/events/message
SPOKEN = (None, "file_share", "thread_broadcast")


def register(app: AsyncApp, bot: Footnote) -> None:
    """Listen to events."""

    @app.event("app_mention")
    async def mentioned(body: Json, event: Json) -> None:
        await _consider(bot, body, event)

    @app.event("message")
    async def message(body: Json, event: Json) -> None:
        await _consider(bot, body, event)

    @app.event("app_home_opened")
    async def home_opened(body: Json, event: Json) -> None:
        tab = _prompt if event.get("tab") == "messages" else _home
        bot.do(body["team_id"], "opening the App Home", lambda: tab(bot, body["team_id"], event))

    @app.event("agent_session_stopped")
    async def stopped(body: Json, event: Json) -> None:
        bot.do(body["team_id"], "stopping", lambda: _stop(bot, body["team_id"], event))


def is_for(bot_user: str, event: Json) -> bool:
    """True for what a person says to the bot: anything in a direct message, elsewhere a mention.

    A message that begins with other people's names is theirs, even if it mentions the bot further on.
    """
    if event.get("subtype") not in SPOKEN or event.get("bot_id") or not event.get("user"):
        return False
    if event["user"] in (bot_user, "USLACKBOT") or "edited" in event:
        return False
    if event.get("channel_type") == "im":
        return True
    text = event.get("text", "")
    listeners = addressed(text)
    return bot_user in (listeners or mentions(text))


async def _consider(bot: Footnote, body: Json, event: Json) -> None:
    if is_for(bot.identity.user, event):
        await bot.accept(_question(body, event))


def _question(body: Json, event: Json) -> Question:
    team = body.get("team_id") or event.get("team", "")
    post = f"post:{team}:{event['channel']}:{event['ts']}"
    thread_ts = event.get("thread_ts") or event["ts"]
    place = Thread(event["channel"], thread_ts, event["ts"], direct=event.get("channel_type") == "im")
    words = plain(event.get("text", ""))
    return Question(words, team, event["user"], place, (post, f"event:{body['event_id']}"))


async def _home(bot: Footnote, team: str, event: Json) -> None:
    past, changed = await bot.memory.recall(team, event["user"])
    view = guide.home(bot.base, past, changes.lines(bot.base, changed))
    told = [bot.base.facts[id_] for id_ in _told(past, changed) if id_ in bot.base.facts]
    clearance = bot.base.gate.prove_facts(told).also(said=[change.fact for change in changed])
    await bot.slack.call("views.publish", clearance, user_id=event["user"], view=view)


def _told(past: Sequence[Past], changed: Sequence[Change]) -> list[str]:
    """The facts that the App Home tells of."""
    return [*(fact for question in past for fact in question.facts), *(change.fact for change in changed)]


async def _prompt(bot: Footnote, _: str, event: Json) -> None:
    questions = guide.examples(bot.base, limits.SUGGESTED_PROMPTS)
    prompts = [{"title": question, "message": question} for question in questions]
    arguments = {"channel_id": event["channel"], "title": "Questions to try", "prompts": prompts}
    await bot.slack.call("assistant.threads.setSuggestedPrompts", bot.base.gate.frame, **arguments)


async def _stop(bot: Footnote, team: str, event: Json) -> None:
    """End the work for a thread and say so: https://docs.slack.dev/reference/events/agent_session_stopped."""
    place = Thread(event["channel"], event["thread_ts"], event["event_ts"], direct=True)
    bot.backlog.stop(f"{team}:{place.channel}:{place.thread_ts}")
    await bot.delivery.set_status(place, "active")
    await bot.delivery.say(place, messages.simple("Stopped."), f"stop-{event['event_ts']}")

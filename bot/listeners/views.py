"""Forms that come back from modals: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload."""

from __future__ import annotations

import json
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot import buttons
from bot.footnote import Footnote
from bot.listeners.actions import pass_on
from bot.listeners.bodies import team_of
from bot.questions import Private, Question
from bot.store.store import Vote

Json = dict[str, Any]


def register(app: AsyncApp, bot: Footnote) -> None:
    """Listen to forms."""

    @app.view("down_vote")
    async def down_vote(ack: AsyncAck, body: Json, view: Json) -> None:
        await ack()
        bot.do(team_of(body), "noting a vote", lambda: _note_vote(bot, body, view))

    @app.view("rephrase")
    async def rephrase(ack: AsyncAck, body: Json, view: Json) -> None:
        await ack()
        await _ask_again(bot, body, view)


async def _note_vote(bot: Footnote, body: Json, view: Json) -> None:
    subject, _ = buttons.read(view["private_metadata"])
    values = view["state"]["values"]
    reason = (values["reason"]["reason"].get("selected_option") or {}).get("value", "")
    comment = values["comment"]["comment"].get("value") or ""
    person = bot.store.person(team_of(body), body["user"]["id"])
    await bot.store.vote(person, Vote(subject.id, False, subject.facts, reason, comment))


async def _ask_again(bot: Footnote, body: Json, view: Json) -> None:
    team, user = team_of(body), body["user"]["id"]
    place = Private(**json.loads(view["private_metadata"]))
    values = view["state"]["values"]
    words = values["question"]["question"].get("value") or ""
    await bot.accept(Question(words, team, user, place, (f"view:{team}:{view['id']}",)))
    if values["curators"]["curators"].get("selected_options"):

        async def tell() -> None:
            await bot.delivery.say(place, await pass_on(bot, team, words), "curators")

        bot.do(team, "telling the curators", tell, place)

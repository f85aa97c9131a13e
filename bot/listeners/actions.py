"""Clicks on buttons: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot import buttons, messages, views
from bot.buttons import Subject
from bot.footnote import Footnote
from bot.listeners.bodies import team_of
from bot.messages import Message
from bot.questions import Modal, Place, Private, Question, Thread
from bot.store.store import Vote
from knowledge.clearance import NOTHING, Clearance

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Click:
    """A click on a button of an answer."""

    body: Json
    action: Json

    @property
    def team(self) -> str:
        """The workspace."""
        return team_of(self.body)

    @property
    def user(self) -> str:
        """Who clicked."""
        return str(self.body["user"]["id"])

    @property
    def trigger_id(self) -> str:
        """What opens a modal."""
        return str(self.body["trigger_id"])

    @property
    def is_ephemeral(self) -> bool:
        """True in a message that only this user sees; it can be changed through its response URL only."""
        return bool(self.body["container"].get("is_ephemeral"))

    @property
    def message(self) -> tuple[str, str]:
        """Channel and timestamp of the clicked message; empty in a view."""
        container = self.body["container"]
        return container.get("channel_id", ""), container.get("message_ts", "")

    def subject(self) -> tuple[Subject, int | None]:
        """The answer that the button belongs to, and the vote."""
        return buttons.read(self.action["value"])

    @property
    def response_url(self) -> str:
        """What answers the click and changes the clicked message; "" in a view."""
        return str(self.body.get("response_url", ""))

    def aside(self) -> Place:
        """Where a word to the clicker alone goes."""
        thread_ts = self.body["container"].get("thread_ts", "")
        if self.response_url:
            return Private(self.response_url, thread_ts)
        view = self.body["view"]
        return Modal(self.trigger_id, view["id"] if view["type"] == "modal" else "")

    def place(self) -> Place:
        """Where an answer to the click goes: the thread of a public message, else to the clicker alone."""
        container = self.body["container"]
        if container["type"] != "message" or self.is_ephemeral:
            return self.aside()
        channel, ts = self.message
        return Thread(channel, container.get("thread_ts") or ts, ts)


Handler = Callable[[Footnote, Click], Awaitable[None]]


def register(app: AsyncApp, bot: Footnote) -> None:
    """Listen to clicks."""
    handlers: dict[str, Handler] = {
        buttons.CHOOSE: _choose,
        buttons.CURATORS: _tell_curators,
        buttons.DELETE: _delete,
        buttons.REPHRASE: _rephrase,
        buttons.SHARE: _share,
        buttons.SOURCE: _source,
        buttons.VOTE: _vote,
        buttons.WHY: _why,
    }
    for name, handler in handlers.items():
        _listen(app, bot, name, handler)

    @app.action(re.compile(f"^{buttons.ASK}:"))
    async def ask(ack: AsyncAck, body: Json, action: Json) -> None:
        await ack()
        click = Click(body, action)
        key = f"ask:{click.team}:{click.trigger_id}"
        await bot.accept(Question(action["value"], click.team, click.user, click.place(), (key,)))

    @app.action(re.compile(f"^{buttons.PAGE}"))
    async def page(ack: AsyncAck) -> None:
        await ack()  # the browser has opened the link


def _listen(app: AsyncApp, bot: Footnote, name: str, handler: Handler) -> None:
    @app.action(re.compile(f"^{name}(:|$)"))
    async def clicked(ack: AsyncAck, body: Json, action: Json) -> None:
        await ack()
        click = Click(body, action)
        if not bot.do(click.team, f"the button {name}", lambda: handler(bot, click), click.aside()):
            await bot.delivery.say(click.aside(), messages.simple(messages.BUSY), "busy")


async def _source(bot: Footnote, click: Click) -> None:
    subject, _ = click.subject()
    view = views.source(bot.base, subject, bot.public_url)
    await bot.delivery.open(click.trigger_id, view, _cleared(bot, subject.facts))


def _cleared(bot: Footnote, facts: Sequence[str]) -> Clearance:
    """What may be shown of facts and of the other accounts of their matter."""
    known = [bot.base.facts[fact] for fact in facts if fact in bot.base.facts]
    linked = [bot.base.facts[link.fact] for fact in known for link in fact.links]
    return bot.base.gate.prove_facts([*known, *linked])


async def _why(bot: Footnote, click: Click) -> None:
    subject, _ = click.subject()
    reply = await bot.reply(subject)
    told = [text for part in reply.explanation for text in (part.asked, part.utterance, part.rival, *part.objections)]
    clearance = bot.base.gate.frame.also(said=[subject.question, *told])
    await bot.delivery.open(click.trigger_id, views.why(reply, subject), clearance)


async def _rephrase(bot: Footnote, click: Click) -> None:
    subject, _ = click.subject()
    place = Private(click.response_url, click.body["container"].get("thread_ts", ""))
    await bot.delivery.open(click.trigger_id, views.rephrase(subject, place), NOTHING.also(said=[subject.question]))


async def _choose(bot: Footnote, click: Click) -> None:
    """Turn a clarifying reply into the answer that was chosen, in its place."""
    subject, _ = click.subject()
    channel, ts = click.message
    if not await bot.memory.is_first_click(f"choose:{click.team}:{channel}:{ts}:{subject.id}"):
        return
    reply = bot.tell(subject)
    public = isinstance(click.place(), Thread)
    message = bot.shown(reply, subject, private=not public)
    if public:
        await bot.delivery.replace(channel, ts, message.marked(subject.id))
    elif click.is_ephemeral:
        await bot.delivery.say(Private(click.response_url, replace=True), message, subject.id)
    else:
        await bot.delivery.say(click.place(), message, subject.id)
    await bot.memory.note(f"{subject.id}-c", click.team, click.user, reply)
    await bot.memory.keep_context(click.team, click.place(), reply.context)


async def _share(bot: Footnote, click: Click) -> None:
    """Show a private answer to the channel. The response URL works where the bot is no member."""
    subject, _ = click.subject()
    if not await bot.memory.is_first_click(f"share:{click.team}:{subject.id}:{subject.chosen}"):
        return
    reply = await bot.reply(subject)
    if subject.base not in ("", reply.base) and tuple(answer.fact for answer in reply.answers) != subject.facts:
        await bot.delivery.say(click.aside(), messages.simple(f"{messages.CHANGED} Please ask again."), "changed")
        return
    message = bot.shown(reply, subject, private=False, shared_by=click.user)
    place = Private(click.response_url)
    await bot.delivery.respond(place, message, response_type="in_channel", replace_original=False)


async def _vote(bot: Footnote, click: Click) -> None:
    subject, vote = click.subject()
    if not vote:
        await bot.delivery.open(click.trigger_id, views.down_vote(subject))
    person = bot.store.person(click.team, click.user)
    await bot.store.vote(person, Vote(subject.id, bool(vote), subject.facts))
    if vote:
        await bot.delivery.say(
            click.aside(), messages.simple("Thank you. I have noted that this answer is good."), "vote"
        )


async def _delete(bot: Footnote, click: Click) -> None:
    subject, _ = click.subject()
    if click.is_ephemeral:
        await bot.slack.respond(click.response_url, {"delete_original": True})
    elif click.user == subject.asker:
        await bot.delivery.delete(*click.message, click.response_url)
    else:
        refusal = messages.simple("Only the person who asked can delete this answer.")
        await bot.delivery.say(click.aside(), refusal, "refusal")


async def _tell_curators(bot: Footnote, click: Click) -> None:
    subject, _ = click.subject()
    if not await bot.memory.is_first_click(f"curators:{click.team}:{subject.id}:{click.user}"):
        return
    await bot.delivery.say(click.aside(), await pass_on(bot, click.team, subject.question), "curators")


async def pass_on(bot: Footnote, team: str, question: str) -> Message:
    """Note a question for the curators, and the word that says so."""
    times = await bot.store.add_gap(team, question)
    often = f" It has been asked {times} times." if times > 1 else ""
    return messages.simple(f"I have passed your question on to the curators.{often}")

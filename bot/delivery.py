"""Brings a message to its place, once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from bot import messages, views
from bot.blocks import cut
from bot.messages import Message
from bot.questions import Modal, Place, Private, Question, Thread
from bot.web_api import Post, RefusedError, SlackError, WebApi
from knowledge.clearance import NOTHING, Clearance, UnprovedError
from knowledge.gate import NOTHING_PROVED

log = logging.getLogger(__name__)

SPENT_TRIGGER: Final = frozenset({"exchanged_trigger_id", "trigger_exchanged"})
BAD_BLOCKS: Final = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
TITLE: Final = 60  # characters of a conversation's title; Slack takes 200


class Delivery:
    """Says things on Slack. Its methods raise a SlackError if Slack never takes the message."""

    def __init__(self, slack: WebApi) -> None:
        self._slack = slack

    async def say(self, place: Place, message: Message, mark: str, *, look_first: bool = False) -> None:
        """Deliver a message. In a thread it is known by its mark, and looked for before it is posted again."""
        if isinstance(place, Thread):
            address = {"channel": place.channel, "thread_ts": place.thread_ts}
            arguments = {**address, **message.marked(mark).arguments()}
            post = Post(place.channel, place.thread_ts, place.message_ts, mark, arguments, message.clearance)
            await self._slack.post(post, look_first=look_first)
        elif isinstance(place, Private):
            await self.respond(place, message, response_type="ephemeral", replace_original=place.replace)
        else:
            shown = [block for block in message.blocks if block["type"] not in ("context_actions", "actions")]
            await self._show(place, views.shown("Footnote", shown), message.clearance)

    async def say_answer(self, question: Question, message: Message, *, look_first: bool) -> None:
        """Deliver an answer, as bare text should Slack refuse its blocks."""
        try:
            await self.say(question.place, message, question.id, look_first=look_first)
        except RefusedError as refused:
            if refused.code not in BAD_BLOCKS:
                raise
            log.error("question %s: Slack refused the blocks; sending the text", question.id)
            await self.say(question.place, messages.bare(message), question.id)
        except UnprovedError as unproved:
            log.error("question %s: the answer is withheld: %s", question.id, unproved)
            await self.say(question.place, messages.simple(NOTHING_PROVED), question.id)

    async def say_aside(self, place: Place, user: str, message: Message) -> None:
        """Say something to one user only, in a thread too."""
        if isinstance(place, Thread):
            address = {"channel": place.channel, "thread_ts": place.thread_ts, "user": user}
            await self._slack.call("chat.postEphemeral", message.clearance, **address, **message.arguments())
        else:
            await self.say(place, message, "aside")

    async def respond(self, place: Private, message: Message, **how: Any) -> None:
        """Answer where a command or button was used, in its thread if it was in one."""
        thread = {"thread_ts": place.thread_ts} if place.thread_ts else {}
        await self._slack.respond(place.response_url, {**message.arguments(), **thread, **how}, message.clearance)

    async def replace(self, channel: str, ts: str, message: Message) -> None:
        """Put a message in the place of one that everybody sees."""
        shown = {"text": message.text, "blocks": message.blocks}
        await self._slack.call("chat.update", message.clearance, channel=channel, ts=ts, **shown)

    async def delete(self, channel: str, ts: str, response_url: str) -> None:
        """Delete one of the bot's messages that everybody sees."""
        try:
            await self._slack.call("chat.delete", channel=channel, ts=ts)
        except RefusedError as refused:
            if refused.code == "message_not_found":  # a second click, or a lost response
                return
            # A shared answer may stand where the bot is no member.
            await self._slack.respond(response_url, {"delete_original": True})

    async def open(self, trigger_id: str, view: views.View, clearance: Clearance = NOTHING) -> None:
        """Open a modal. A trigger works once; if a repeated call finds it spent, the first one worked."""
        try:
            await self._slack.call("views.open", clearance, trigger_id=trigger_id, view=view)
        except RefusedError as refused:
            if refused.code not in SPENT_TRIGGER:
                raise

    async def _show(self, place: Modal, view: views.View, clearance: Clearance) -> None:
        if place.view_id:
            await self._slack.call("views.update", clearance, view_id=place.view_id, view=view)
        else:
            await self.open(place.trigger_id, view, clearance)

    @asynccontextmanager
    async def working(self, question: Question) -> AsyncIterator[None]:
        """Show in the bot's own conversations that it works, without keeping the answer waiting."""
        place = question.place
        if not isinstance(place, Thread) or not place.direct:
            yield
            return
        title = {"title": cut(question.text, TITLE)} if place.is_new and question.text else {}
        started = asyncio.create_task(self.set_status(place, "processing", **title))
        try:
            yield
        finally:
            await started
            await self.set_status(place, "active")

    async def set_status(self, place: Thread, status: str, **title: str) -> None:
        """Set a conversation's status and title: https://docs.slack.dev/ai/agent-sessions. Never raises."""
        arguments = {"channel_id": place.channel, "thread_ts": place.thread_ts, "status": status}
        try:
            cleared = NOTHING.also(said=title.values())
            await self._slack.try_once("agents.sessions.setStatus", cleared, **arguments, **title)
        except SlackError as error:
            log.info("the status of a conversation was not set: %s", error)

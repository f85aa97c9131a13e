"""The bot itself, on whatever surface it is asked: takes a question, has it answered, delivers the answer."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bot import messages
from bot.backlog import Backlog
from bot.base import Base
from bot.duplicates import Duplicates
from bot.messages import Message
from bot.questions import Place, Private, Question, Thread
from bot.store.store import Claim, Store
from bot.web_api import Post, RefusedError, SlackError, WebApi
from knowledge.replies import Reply

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is in its workspace, as auth.test tells."""

    team: str
    user: str
    bot: str


@dataclass
class Footnote:
    """Everything that answering on Slack takes."""

    base: Base
    slack: WebApi
    store: Store
    identity: Identity
    public_url: str = ""
    backlog: Backlog = field(default_factory=Backlog)

    def __post_init__(self) -> None:
        self.duplicates = Duplicates(self.store)
        self._asking = ThreadPoolExecutor(max_workers=2, thread_name_prefix="asking")

    def take(self, question: Question) -> bool:
        """Put a question on the backlog, to be answered once; False if that is full."""
        return self.backlog.offer(question.team, lambda: self._answer(question), question.session)

    async def decline(self, question: Question) -> None:
        """Tell the asker that the backlog is full."""
        arguments = messages.simple(messages.BUSY).arguments()
        place = question.place
        try:
            if isinstance(place, Thread):
                address = {"channel": place.channel, "thread_ts": place.thread_ts, "user": question.user}
                await self.slack.call("chat.postEphemeral", **address, **arguments)
            else:
                await self.slack.respond(place.response_url, {**arguments, "response_type": "ephemeral"})
        except SlackError as error:
            log.error("question %s was turned away, and the asker not told: %s", question.id, error)

    async def say(self, place: Place, message: Message, mark: str, *, look_first: bool = False) -> None:
        """Deliver a message once. Raises a SlackError if Slack never takes it."""
        if isinstance(place, Private):
            kind = {"replace_original": True} if place.replace else {"response_type": "ephemeral"}
            await self.slack.respond(place.response_url, {**message.arguments(), **kind})
            return
        address = {"channel": place.channel, "thread_ts": place.thread_ts}
        marked = message.marked(mark).arguments()
        await self.slack.post(
            Post(place.channel, place.thread_ts, mark, {**address, **marked}), look_first=look_first
        )

    async def ask(self, question: Question) -> Reply:
        """The base's reply, thought out beside the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._asking, self.base.ask, question.text)

    async def _answer(self, question: Question) -> None:
        claim = await self.duplicates.claim(question.keys, question.id)
        if claim is Claim.TAKEN:
            return
        try:
            message = await self._compose(question)
        except Exception:
            log.exception("question %s could not be answered", question.id)
            message = messages.trouble(question.id)
        try:
            await self._deliver(question, message, look_first=claim is Claim.AGAIN)
        except Exception as error:
            log.error("question %s: the answer was not delivered: %s", question.id, error)

    async def _compose(self, question: Question) -> Message:
        reply = await self.ask(question)
        hidden = isinstance(question.place, Private)
        return messages.answer(reply, restated=question.text if hidden else "")

    async def _deliver(self, question: Question, message: Message, *, look_first: bool) -> None:
        if isinstance(question.place, Private):
            await self.duplicates.mark(question.id, "sending")
        try:
            await self.say(question.place, message, question.id, look_first=look_first)
        except RefusedError as refused:
            if refused.code != "invalid_blocks":
                raise
            log.error("question %s: Slack refused the blocks; sending the text", question.id)
            await self.say(question.place, messages.simple(message.text), question.id)
        await self.duplicates.mark(question.id, "done")

    def close(self) -> None:
        """Let the thinking threads go."""
        self._asking.shutdown(wait=False, cancel_futures=True)


def thread_of(event: dict[str, str]) -> Thread:
    """Where the answer to a message goes: its thread, or one that it starts."""
    direct = event.get("channel_type") in ("im", "app_home")
    return Thread(event["channel"], event.get("thread_ts") or event["ts"], direct)

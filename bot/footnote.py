"""The bot itself, on whatever surface it is asked: takes a question, has it answered, delivers the answer."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from bot import messages, views
from bot.backlog import Backlog, Job
from bot.blocks import cut
from bot.buttons import Subject
from bot.changes import Change
from bot.duplicates import Duplicates
from bot.messages import Message, Setting
from bot.questions import Place, Private, Question, Thread
from bot.store.store import Claim, Past, Store
from bot.web_api import Post, RefusedError, SlackError, WebApi
from knowledge import FactBase, wording
from knowledge.replies import Answer, Context, Reply, Status

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

log = logging.getLogger(__name__)

STORE_ERRORS = (SQLAlchemyError, OSError)
EXPECTED = (SlackError, *STORE_ERRORS)
SPENT_TRIGGER = frozenset({"exchanged_trigger_id", "trigger_exchanged"})
DECLINED_AT_ONCE = 100  # askers who are being told that the backlog is full
TITLE = 60  # characters of a conversation's title


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is in its workspace, as auth.test tells."""

    team: str
    user: str
    bot: str


@dataclass
class Footnote:
    """Everything that answering on Slack takes."""

    base: FactBase
    slack: WebApi
    store: Store
    identity: Identity
    public_url: str = ""
    backlog: Backlog = field(default_factory=Backlog)

    def __post_init__(self) -> None:
        self.duplicates = Duplicates(self.store)
        self._declining = BoundedSemaphore(DECLINED_AT_ONCE)
        self._asking = ThreadPoolExecutor(max_workers=2, thread_name_prefix="asking")

    # Work

    def take(self, question: Question) -> bool:
        """Put a question on the backlog, to be answered once; False if that is full."""
        return self.backlog.offer(question.team, lambda: self._answer(question), question.session)

    def do(self, team: str, what: str, job: Job, place: Place | None = None) -> bool:
        """Put other work on the backlog. If it fails, that is logged, and said where it was asked for."""

        async def guarded() -> None:
            try:
                await job()
            except Exception as error:
                log.error("%s failed: %s", what, error, exc_info=not isinstance(error, EXPECTED))
                if place is not None and not isinstance(error, SlackError):
                    await self._try_to_say(place, messages.trouble(what))

        return self.backlog.offer(team, guarded)

    async def accept(self, question: Question) -> None:
        """Take a question, or tell the asker that the backlog is full."""
        if self.take(question):
            return
        if not self._declining.acquire(blocking=False):
            log.error("question %s was turned away, and so many others that the asker is not told", question.id)
            return
        busy, place = messages.simple(messages.BUSY), question.place
        try:
            if isinstance(place, Thread):
                address = {"channel": place.channel, "thread_ts": place.thread_ts, "user": question.user}
                await self.slack.call("chat.postEphemeral", **address, **busy.arguments())
            else:
                await self.say(place, busy, "busy")
        except SlackError as error:
            log.error("question %s was turned away, and the asker not told: %s", question.id, error)
        finally:
            self._declining.release()

    def close(self) -> None:
        """Let the thinking threads go."""
        self._asking.shutdown(wait=False, cancel_futures=True)

    # Replies

    async def ask(self, text: str, context: Context | None = None) -> Reply:
        """The base's reply, thought out beside the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._asking, self.base.ask, text, context)

    async def reply(self, subject: Subject) -> Reply:
        """The reply that a button belongs to, once more: it is the same for the same base."""
        return self.tell(subject) if subject.chosen else await self.ask(subject.question, subject.context)

    def tell(self, subject: Subject) -> Reply:
        """The fact that somebody chose, as an answer."""
        facts = [self.base.facts[fact] for fact in subject.facts if fact in self.base.facts]
        answers = tuple(Answer(fact.id, fact.statement, fact.value, fact.citations) for fact in facts)
        lead = "" if answers else "The fact base has changed since. Please ask again."
        text = wording.text(lead, answers)
        status: Status = "answered" if answers else "unknown"
        context = self._about(subject.chosen)
        return Reply(subject.question, status, lead, answers, text, self.base.hash, context=context)

    def _about(self, fact: str) -> Context | None:
        """What a conversation is about once this fact was chosen."""
        intents = (intent.id for intent in self.base.intents.values() if fact in intent.facts)
        intent = next(intents, None)
        return Context(intent=intent, facts=[fact], turns=0) if intent else None

    def shown(self, reply: Reply, subject: Subject, setting: Setting) -> Message:
        """A reply as a message with its buttons."""
        facts = tuple(answer.fact for answer in reply.answers)
        return messages.answer(reply, replace(subject, facts=facts), setting)

    # Delivery

    async def say(self, place: Place, message: Message, mark: str, *, look_first: bool = False) -> None:
        """Deliver a message once. Raises a SlackError if Slack never takes it."""
        if isinstance(place, Thread):
            address = {"channel": place.channel, "thread_ts": place.thread_ts}
            arguments = {**address, **message.marked(mark).arguments()}
            post = Post(place.channel, place.thread_ts, place.message_ts, mark, arguments)
            await self.slack.post(post, look_first=look_first)
        elif isinstance(place, Private):
            kind: dict[str, Any] = {"response_type": "ephemeral", "replace_original": place.replace}
            if place.thread_ts:
                kind["thread_ts"] = place.thread_ts
            await self.slack.respond(place.response_url, {**message.arguments(), **kind})
        else:
            shown = [block for block in message.blocks if block["type"] not in ("context_actions", "actions")]
            await self.open(place.trigger_id, views.shown("Footnote", shown))

    async def open(self, trigger_id: str, view: views.View) -> None:
        """Open a modal. A trigger works once; if a repeated call finds it spent, the first one worked."""
        try:
            await self.slack.call("views.open", trigger_id=trigger_id, view=view)
        except RefusedError as refused:
            if refused.code not in SPENT_TRIGGER:
                raise

    async def note(self, question: str, team: str, user: str, reply: Reply) -> None:
        """Keep how a question ended, for the asker's App Home."""
        facts = [answer.fact for answer in reply.answers]
        try:
            await self.store.remember(question, self.store.person(team, user), reply.status, facts)
        except STORE_ERRORS as error:
            log.error("question %s is not noted, as the store fails: %s", question, error)

    async def recall(self, team: str, user: str) -> tuple[list[Past], list[Change]]:
        """A user's last questions and the base's last changes; nothing where the store fails."""
        try:
            return await self.store.recent(self.store.person(team, user)), await self.store.recent_changes()
        except STORE_ERRORS as error:
            log.error("the App Home is shown without its past, as the store fails: %s", error)
            return [], []

    async def _answer(self, question: Question) -> None:
        claim = await self.duplicates.claim(question.keys, question.id)
        if claim is Claim.TAKEN:
            return
        async with self._working(question):
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
        context = await self._context(question.place)
        subject = Subject(question.id, question.text, question.user, context=context)
        reply = await self.ask(question.text, context)
        setting = Setting(private=not isinstance(question.place, Thread), public_url=self.public_url)
        message = self.shown(reply, subject, setting)
        await self.note(question.id, question.team, question.user, reply)
        if context or reply.context:
            await self.keep_context(question.place, reply.context)
        return message

    async def _deliver(self, question: Question, message: Message, *, look_first: bool) -> None:
        if not isinstance(question.place, Thread):
            await self.duplicates.mark(question.id, "sending")
        try:
            await self.say(question.place, message, question.id, look_first=look_first)
        except RefusedError as refused:
            if refused.code != "invalid_blocks":
                raise
            log.error("question %s: Slack refused the blocks; sending the text", question.id)
            await self.say(question.place, messages.bare(message), question.id)
        await self.duplicates.mark(question.id, "done")

    async def _try_to_say(self, place: Place, message: Message) -> None:
        try:
            await self.say(place, message, "trouble")
        except SlackError as error:
            log.error("could not say that it failed: %s", error)

    # Conversations

    async def _context(self, place: Place) -> Context | None:
        if not isinstance(place, Thread):
            return None
        try:
            return await self.store.context(self.identity.team, place.channel, place.thread_ts)
        except STORE_ERRORS as error:
            log.error("a follow-up is taken as a question of its own, as the store fails: %s", error)
            return None

    async def keep_context(self, place: Place, context: Context | None) -> None:
        """Keep what a thread is about, so that the next question in it may leave that out."""
        if not isinstance(place, Thread):
            return
        try:
            await self.store.keep_context(self.identity.team, place.channel, place.thread_ts, context)
        except STORE_ERRORS as error:
            log.error("a thread is not remembered, as the store fails: %s", error)

    @asynccontextmanager
    async def _working(self, question: Question) -> AsyncIterator[None]:
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
        """Set a conversation's status and title: https://docs.slack.dev/ai/agent-sessions. Never fails."""
        arguments = {"channel_id": place.channel, "thread_ts": place.thread_ts, "status": status}
        try:
            await self.slack.try_once("agents.sessions.setStatus", **arguments, **title)
        except SlackError as error:
            log.info("the status of a conversation was not set: %s", error)

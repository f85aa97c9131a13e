"""The bot itself, on whatever surface it is asked: takes a question, has it answered, sees it delivered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import BoundedSemaphore

from bot import messages, outgoing
from bot.backlog import Backlog, Job
from bot.blocks import cut
from bot.buttons import Subject
from bot.delivery import Delivery
from bot.memory import STORE_ERRORS, Memory
from bot.messages import Message, Setting
from bot.questions import Place, Question, Thread
from bot.standing import Standing
from bot.store.store import Claim, Store
from bot.web_api import SlackError, WebApi
from knowledge import FactBase, wording
from knowledge.clearance import Clearance
from knowledge.gate import Gate
from knowledge.replies import Answer, Context, Reply, Status
from knowledge.verifying import asserts

log = logging.getLogger(__name__)

EXPECTED = (SlackError, *STORE_ERRORS)
DECLINED_AT_ONCE = 100  # askers who are being told that the backlog is full


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is in its workspace, as auth.test tells."""

    team: str
    user: str
    bot: str


@dataclass
class Footnote:
    """Everything that answering on Slack takes. Another `base` may take the place of this one at any time."""

    base: FactBase
    slack: WebApi
    store: Store
    identity: Identity
    public_url: str = ""
    backlog: Backlog = field(default_factory=Backlog)
    standing: Standing = field(default_factory=Standing)

    def __post_init__(self) -> None:
        self.memory = Memory(self.store)
        self._gates: dict[str, Gate] = {}
        self.delivery = Delivery(self.slack)
        self._declining = BoundedSemaphore(DECLINED_AT_ONCE)
        self._asking = ThreadPoolExecutor(max_workers=2, thread_name_prefix="asking")

    def close(self) -> None:
        """Let the thinking threads go."""
        self._asking.shutdown(wait=False, cancel_futures=True)

    # Work

    def take(self, question: Question) -> bool:
        """Put a question on the backlog, to be answered once; False if that is full."""
        return self.backlog.offer(question.team, lambda: self._answer(question), question.session)

    async def accept(self, question: Question) -> None:
        """Take a question, or tell the asker that the backlog is full."""
        if self.take(question):
            return
        if not self._declining.acquire(blocking=False):
            log.error("question %s was turned away, and so many others that the asker is not told", question.id)
            return
        try:
            await self.delivery.say_aside(question.place, question.user, messages.simple(messages.BUSY))
        except SlackError as error:
            log.error("question %s was turned away, and the asker not told: %s", question.id, error)
        finally:
            self._declining.release()

    def do(self, team: str, what: str, job: Job, place: Place | None = None) -> bool:
        """Put other work on the backlog. If it fails, that is logged, and said where it was asked for."""

        async def guarded() -> None:
            try:
                await job()
            except Exception as error:
                log.error("%s failed: %s", what, error, exc_info=not isinstance(error, EXPECTED))
                if place is not None and not isinstance(error, SlackError):
                    await self.delivery.say(place, messages.trouble(what), "trouble")

        return self.backlog.offer(team, guarded)

    # Replies

    async def ask(self, text: str, context: Context | None = None, *, is_claim: bool = False) -> Reply:
        """The base's reply, thought out beside the event loop; to a claim that states something, the verdict."""
        base, loop = self.base, asyncio.get_running_loop()
        if is_claim and asserts(text):
            reply = (await loop.run_in_executor(self._asking, base.verify, text)).reply
        else:
            reply = await loop.run_in_executor(self._asking, base.ask, text, context)
        self._gates = {reply.base: base.gate, self.base.hash: self.base.gate}
        return reply

    async def reply(self, subject: Subject) -> Reply:
        """The reply that a button belongs to, once more: it is the same for the same base."""
        return self.tell(subject) if subject.chosen else await self._asked_again(subject)

    async def _asked_again(self, subject: Subject) -> Reply:
        return await self.ask(subject.question, subject.context, is_claim=subject.is_claim)

    def tell(self, subject: Subject) -> Reply:
        """The fact that somebody chose, as an answer."""
        facts = [self.base.facts[fact] for fact in subject.facts if fact in self.base.facts]
        answers = tuple(Answer(fact.id, fact.statement, fact.value, fact.citations) for fact in facts)
        lead = "" if answers else "The fact base has changed since. Please ask again."
        text = wording.text(lead, answers)
        status: Status = "answered" if answers else "unknown"
        context = self._about(subject.chosen)
        return Reply(subject.question, status, lead, answers, text, self.base.hash, context=context)

    def shown(self, reply: Reply, subject: Subject, *, private: bool, shared_by: str = "") -> Message:
        """A reply as a message with its buttons."""
        facts = tuple(answer.fact for answer in reply.answers)
        setting = Setting(private, self.public_url, shared_by)
        told = replace(subject, facts=facts, base=reply.base)

        def render(given: Reply, clearance: Clearance) -> Message:
            repeated = clearance.also(said=[subject.question, cut(subject.question, messages.RESTATED)])
            return messages.answer(given, told, setting).cleared(repeated)

        def texts(message: Message) -> Iterator[str]:
            return outgoing.in_slack(message.arguments())

        gate = self._gates.get(reply.base, self.base.gate)
        return outgoing.released(gate, reply, render, texts, outgoing.SLACK_LABELS)

    def _about(self, fact: str) -> Context | None:
        """What a conversation is about once this fact was chosen."""
        intents = (intent.id for intent in self.base.intents.values() if fact in intent.facts)
        intent = next(intents, None)
        return Context(intent=intent, facts=[fact], turns=0) if intent else None

    # One question from claim to delivery

    async def _answer(self, question: Question) -> None:
        claim = await self.memory.claim(question.keys, question.id)
        if claim is Claim.TAKEN:
            return
        async with self.delivery.working(question):
            try:
                message = await self._compose(question)
            except Exception:
                log.exception("question %s could not be answered", question.id)
                message = messages.trouble(question.id)
            if not isinstance(question.place, Thread):
                await self.memory.mark(question.id, "sending")
            try:
                await self.delivery.say_answer(question, message, look_first=claim is Claim.AGAIN)
            except Exception as error:
                log.error("question %s: the answer was not delivered: %s", question.id, error)
            else:
                await self.memory.mark(question.id, "done")

    async def _compose(self, question: Question) -> Message:
        context = await self.memory.context(question.team, question.place)
        reply = await self.ask(question.text, context, is_claim=question.is_claim)
        subject = Subject(question.id, question.text, question.user, context=context, is_claim=question.is_claim)
        message = self.shown(reply, subject, private=not isinstance(question.place, Thread))
        await self.memory.note(question.id, question.team, question.user, reply)
        if context or reply.context:
            await self.memory.keep_context(question.team, question.place, reply.context)
        return message

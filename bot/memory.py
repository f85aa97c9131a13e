"""What the bot remembers, as far as the store answers; where it does not, the bot goes on without.

That a question was seen is also kept in this process's memory, so that it is answered once even then.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot.changes import Change
from bot.questions import Place, Thread
from bot.store import Store
from bot.store.store import Claim, Past
from knowledge.replies import Context, Reply

log = logging.getLogger(__name__)

STORE_ERRORS = (SQLAlchemyError, OSError)
REMEMBERED = 20_000  # keys in memory, about 2 MB


class Memory:
    """The store, with its failures logged instead of raised."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._recent: OrderedDict[str, None] = OrderedDict()

    async def claim(self, keys: Sequence[str], question: str) -> Claim:
        """Take what came in under these keys: each question is handed out once, under whatever key it comes."""
        known = any(key in self._recent for key in keys)
        self._recent.update(dict.fromkeys(keys))
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        if known:
            return Claim.TAKEN
        try:
            return await self._store.claim(keys, question)
        except STORE_ERRORS as error:
            log.error("the store fails; duplicates are known from memory only: %s", error)
            return Claim.FRESH

    async def is_first_click(self, key: str) -> bool:
        """False for the second click of a double click, and for everybody's after it."""
        return await self.claim([key], "click") is Claim.FRESH

    async def mark(self, question: str, state: str) -> None:
        """Note how far the answer is: "sending" or "done"."""
        try:
            await self._store.mark(question, state)
        except STORE_ERRORS as error:
            log.error("the store fails; question %s is not noted as %s: %s", question, state, error)

    async def note(self, question: str, team: str, user: str, reply: Reply) -> None:
        """Keep how a question ended, for the asker's App Home."""
        facts = [answer.fact for answer in reply.answers]
        try:
            await self._store.remember(question, self._store.person(team, user), reply.status, facts)
        except STORE_ERRORS as error:
            log.error("the store fails; question %s is not noted: %s", question, error)

    async def recall(self, team: str, user: str) -> tuple[list[Past], list[Change]]:
        """A user's last questions and the base's last changes."""
        try:
            person = self._store.person(team, user)
            return await self._store.recent(person), await self._store.recent_changes()
        except STORE_ERRORS as error:
            log.error("the store fails; the App Home is shown without a past: %s", error)
            return [], []

    async def history(self) -> dict[str, list[Change]]:
        """The changes of every fact, the newest first."""
        try:
            return await self._store.history()
        except STORE_ERRORS as error:
            log.error("the store fails; facts are shown without their history: %s", error)
            return {}

    async def context(self, team: str, place: Place) -> Context | None:
        """What a thread is about; None where it is new, or no thread."""
        if not isinstance(place, Thread):
            return None
        try:
            return await self._store.context(team, place.channel, place.thread_ts)
        except STORE_ERRORS as error:
            log.error("the store fails; a follow-up is taken as a question of its own: %s", error)
            return None

    async def keep_context(self, team: str, place: Place, context: Context | None) -> None:
        """Keep what a thread is about, so that the next question in it may leave that out."""
        if not isinstance(place, Thread):
            return
        try:
            await self._store.keep_context(team, place.channel, place.thread_ts, context)
        except STORE_ERRORS as error:
            log.error("the store fails; a thread is not remembered: %s", error)

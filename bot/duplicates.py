"""One question, one answer: who has seen an event, kept in the store and, should that fail, in memory."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot.store import Store
from bot.store.store import Claim

log = logging.getLogger(__name__)

REMEMBERED = 20_000  # keys in memory, about 2 MB


class Duplicates:
    """Hands each question out once, however often and under however many keys it comes in."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._recent: OrderedDict[str, None] = OrderedDict()

    async def claim(self, keys: Sequence[str], question: str = "") -> Claim:
        """Take what came in under these keys. Without the store, this process's memory decides."""
        known = [key for key in keys if key in self._recent]
        for key in keys:
            self._recent[key] = None
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)
        if known:
            return Claim.TAKEN
        try:
            return await self._store.claim(keys, question)
        except (SQLAlchemyError, OSError) as error:
            log.error("duplicates are known from memory only, as the store fails: %s", error)
            return Claim.FRESH

    async def mark(self, question: str, state: str) -> None:
        """Note how far the answer is: "sending" or "done"."""
        try:
            await self._store.mark(question, state)
        except (SQLAlchemyError, OSError) as error:
            log.error("%s is not noted as %s, as the store fails: %s", question, state, error)

"""What went between the workspace and the bot, in order, and a way to wait for more."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections import deque
from dataclasses import dataclass
from typing import Any, Final

Json = dict[str, Any]
KEPT: Final = 200  # exchanges


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request with what was answered: an event or click `to_bot`, or a call of the bot's.

    `begun` is its place in the order in which requests were made, `number` the version with which it ended.
    """

    begun: int
    number: int
    to_bot: bool
    name: str
    sent: Json
    answer: Any


class Traffic:
    """The latest exchanges. `version` grows with each, and with whatever else changes in the workspace."""

    def __init__(self) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=KEPT)
        self.version = 0
        self._begun = itertools.count(1)
        self._closed = False
        self._changed = asyncio.Event()

    def begin(self) -> int:
        """The place of a request that is made now."""
        return next(self._begun)

    def note(self, begun: int, name: str, sent: Json, answer: Any, *, to_bot: bool = False) -> None:
        """Keep an exchange that has ended."""
        self.touch()
        self.exchanges.append(Exchange(begun, self.version, to_bot, name, sent, answer))

    def touch(self) -> None:
        """Tell those who wait that something has changed."""
        self.version += 1
        self._wake()

    def since(self, version: int) -> list[Exchange]:
        """The exchanges after a version."""
        return [exchange for exchange in self.exchanges if exchange.number > version]

    async def beyond(self, version: int, seconds: float) -> None:
        """Wait until there is something after a version, or the time is over."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.version <= version and not self._closed:
                    await self._changed.wait()

    def close(self) -> None:
        """Let nobody wait any longer."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

"""Socket Mode: several connections, each replaced when it hangs.

https://docs.slack.dev/apis/events-api/using-socket-mode. slack_sdk's aiohttp client (3.47) tries a refused
address for ever, and neither returns nor raises; only `is_connected` shows it. So a watchdog looks.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Final

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

log = logging.getLogger(__name__)

CHECK_INTERVAL: Final = 1.0  # seconds between two looks at a connection
MISSES: Final = 4  # looks at a dead connection before it is replaced
PING_INTERVAL: Final = 5.0  # seconds; four pings unanswered make a connection dead


class _Brief(logging.Filter):
    """Leaves out tracebacks: that a connection fails is no fault of the program."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, without its traceback."""
        record.exc_info = None
        return True


def _client_log() -> logging.Logger:
    client_log = logging.getLogger(f"{__name__}.client")
    client_log.setLevel(logging.INFO)
    if not client_log.filters:
        client_log.addFilter(_Brief())
    return client_log


class SocketMode:
    """Keeps `connections` sockets to Slack open until it is told to stop."""

    def __init__(self, app: AsyncApp, app_token: str, connections: int) -> None:
        self._app = app
        self._app_token = app_token
        self._connections = connections

    async def run(self, stop: asyncio.Event) -> None:
        """Receive until `stop` is set."""
        await asyncio.gather(*(self._keep(stop) for _ in range(self._connections)))

    async def _keep(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            handler = AsyncSocketModeHandler(
                self._app, self._app_token, logger=_client_log(), ping_interval=PING_INTERVAL
            )
            connecting = asyncio.create_task(handler.connect_async())  # type: ignore[no-untyped-call]
            await _until_lost(handler, stop)
            connecting.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await connecting
            await handler.close_async()  # type: ignore[no-untyped-call]
            if not stop.is_set():
                log.warning("a connection to Slack is dead; opening a new one")


async def _until_lost(handler: AsyncSocketModeHandler, stop: asyncio.Event) -> None:
    misses = 0
    while misses < MISSES and not stop.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), CHECK_INTERVAL)
        misses = 0 if await handler.client.is_connected() else misses + 1

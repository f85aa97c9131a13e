"""The bot as a real process, beside a small Slack of our own."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.playground.delivery import HttpDelivery
from bot.playground.slack import Slack

SECRET = "0123456789abcdef"
RUN = [sys.executable, "-m", "bot", "run"]


class BotProcess:
    """`footnote run`, over HTTP or Socket Mode."""

    def __init__(self, slack: Slack, folder: Path, mode: str) -> None:
        self._slack = slack
        self._folder = folder
        self.mode = mode
        self.log = folder / "log"

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "FOOTNOTE_"))}
        by_mode = {"SLACK_APP_TOKEN": "xapp-1"} if self.mode == "socket" else {"SLACK_SIGNING_SECRET": SECRET}
        return (
            kept
            | by_mode
            | {
                "SLACK_BOT_TOKEN": "xoxb-1",
                "SLACK_API_URL": self._slack.api_url,
                "FOOTNOTE_PORT": "0",
                "FOOTNOTE_DATABASE_URL": f"sqlite:///{self._folder / 'footnote.db'}",
                "FOOTNOTE_HASH_KEY": "key",
                "FOOTNOTE_SLACK_TIMEOUT": "1",
            }
        )

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *RUN, env=self.environment(), cwd=self._folder, stdout=log, stderr=log
            )
        before = self._said().count("listening")
        if self.mode == "socket":
            await self._slack.sockets.connected()
            self._slack.delivery = self._slack.sockets
            return
        async with asyncio.timeout(20):
            while self._said().count("listening") == before:
                assert self._process.returncode is None, self._said()
                await asyncio.sleep(0.02)
        port = re.findall(r"listening on http://127.0.0.1:(\d+)", self._said())[-1]
        self._slack.delivery = HttpDelivery(f"http://127.0.0.1:{port}/slack/events", SECRET)

    async def stop(self, how: int = signal.SIGTERM) -> int:
        if self._process.returncode is None:
            self._process.send_signal(how)
        return await asyncio.wait_for(self._process.wait(), 30)

    async def kill(self) -> None:
        await self.stop(signal.SIGKILL)
        async with asyncio.timeout(5):
            while self._slack.sockets.sockets:
                await asyncio.sleep(0.01)

    def _said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    @property
    def said(self) -> str:
        """What the process wrote to its log."""
        return self._said()


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack() as slack:
        yield slack
        assert slack.api.faulty == []


StartBot = Callable[[str], Awaitable[BotProcess]]


@pytest.fixture
async def start(slack: Slack, tmp_path: Path) -> AsyncIterator[StartBot]:
    running: list[BotProcess] = []

    async def start_bot(mode: str) -> BotProcess:
        process = BotProcess(slack, tmp_path, mode)
        await process.start()
        running.append(process)
        return process

    yield start_bot
    for process in running:
        await process.stop()
        assert "Traceback" not in process.said, process.said


@pytest.fixture(params=["http", "socket"])
async def bot(request: pytest.FixtureRequest, start: StartBot) -> BotProcess:
    return await start(request.param)

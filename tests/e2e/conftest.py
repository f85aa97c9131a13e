"""The bot as a real process, beside a small Slack of our own."""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from bot.playground.delivery import HttpDelivery
from bot.playground.slack import Slack
from knowledge import FactBase

SECRET = "0123456789abcdef"
RUN = [sys.executable, "-m", "bot", "run"]
BASE = Path(__file__).parent.parent / "bases" / "lighthouse"
MODES = ["http", "socket"]


class BotProcess:
    """`footnote run`, over HTTP or Socket Mode."""

    def __init__(self, slack: Slack, folder: Path, mode: str, *, options: Sequence[str] = (), **settings: str) -> None:
        self._options = options
        self._slack = slack
        self._folder = folder
        self._settings = settings
        self.mode = mode
        self.log = folder / "log"

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "FOOTNOTE_"))}
        secret = {"SLACK_APP_TOKEN": "xapp-1"} if self.mode == "socket" else {"SLACK_SIGNING_SECRET": SECRET}
        settings = {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_API_URL": self._slack.api_url,
            "FOOTNOTE_BASE": str(BASE),
            "FOOTNOTE_PORT": "0",
            "FOOTNOTE_DATABASE_URL": f"sqlite:///{self._folder / 'footnote.db'}",
            "FOOTNOTE_HASH_KEY": "key",
            "FOOTNOTE_SLACK_TIMEOUT": "1",
            "FOOTNOTE_PUBLIC_URL": "https://footnote.example",
        }
        return kept | secret | settings | self._settings

    async def start(self) -> None:
        before = self.said.count("listening")
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *RUN, *self._options, env=self.environment(), cwd=self._folder, stdout=log, stderr=log
            )
        async with asyncio.timeout(20):
            while self.said.count("listening") == before:
                assert self._process.returncode is None, self.said
                await asyncio.sleep(0.02)
        if self.mode == "socket":
            await self._slack.sockets.connected(int(self._settings.get("FOOTNOTE_SOCKET_CONNECTIONS", 2)))
            self._slack.delivery = self._slack.sockets
        else:
            self._slack.delivery = HttpDelivery(f"{self.url}/slack/events", SECRET)

    async def stop(self, how: int = signal.SIGTERM) -> int:
        if self._process.returncode is None:
            self._process.send_signal(how)
        return await asyncio.wait_for(self._process.wait(), 30)

    async def kill(self) -> None:
        await self.stop(signal.SIGKILL)
        await self._slack.until(lambda: not self._slack.sockets.sockets)

    @property
    def url(self) -> str:
        return re.findall(r"listening on (http://127.0.0.1:\d+)", self.said)[-1]

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def said(self) -> str:
        """What the process wrote to its log."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""


StartBot = Callable[..., Awaitable[BotProcess]]
_count = itertools.count(1)


@pytest.fixture(scope="session")
def base() -> FactBase:
    return FactBase.load(BASE)


@pytest.fixture(scope="session")
def unclear(base: FactBase) -> str:
    """A question that may mean several things."""
    words = ("how", "tall", "ships", "nights", "reef", "cost", "keeper", "lost", "high", "number")
    questions = (" ".join(chosen) for chosen in itertools.permutations(words, 3))
    return next(question for question in questions if base.ask(question).status == "clarify")


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack() as slack:
        yield slack
        assert slack.api.faulty == []


@pytest.fixture
async def start(slack: Slack, tmp_path: Path) -> AsyncIterator[StartBot]:
    """Start a process of the test's own."""
    running: list[BotProcess] = []

    async def start_bot(mode: str, **settings: Any) -> BotProcess:
        process = BotProcess(slack, tmp_path, mode, **settings)
        running.append(process)
        await process.start()
        return process

    yield start_bot
    for process in running:
        await process.stop()
        assert "Traceback" not in process.said, process.said


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=MODES)
async def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Slack]:
    """A workspace with a running bot, shared by a module's tests: each keeps to its own channel."""
    async with Slack() as slack:
        process = BotProcess(slack, tmp_path_factory.mktemp(request.param), request.param)
        await process.start()
        yield slack
        await process.stop()
        assert "Traceback" not in process.said, process.said
        assert "ERROR" not in process.said, process.said
        assert slack.api.faulty == []
        assert slack.workspace.by_bot()
        assert not any(set("<>") & set(message.text) for message in slack.workspace.by_bot())


@pytest.fixture
def channel() -> str:
    """A channel of the test's own."""
    return f"C{next(_count)}"


@pytest.fixture
def user() -> str:
    """A person of the test's own."""
    return f"U{next(_count)}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def url(tmp_path_factory: pytest.TempPathFactory, shipped: FactBase) -> AsyncIterator[str]:
    """Where a bot that knows the shipped base, compiled by now, serves its pages to a module's tests."""
    async with Slack() as slack:
        process = BotProcess(slack, tmp_path_factory.mktemp("pages"), "http", FOOTNOTE_BASE="")
        await process.start()
        yield process.url
        await process.stop()
        assert "Traceback" not in process.said, process.said


NO_TOKENS = {"SLACK_BOT_TOKEN": "", "SLACK_SIGNING_SECRET": "", "SLACK_API_URL": "", "FOOTNOTE_PUBLIC_URL": ""}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def playground(tmp_path_factory, shipped: FactBase) -> AsyncIterator[str]:
    """The playground's address, with the shipped base."""
    async with Slack() as nobody:
        process = BotProcess(nobody, tmp_path_factory.mktemp("playground"), "http", FOOTNOTE_BASE="", **NO_TOKENS)
        try:
            await process.start()
            await nobody.until(lambda: f"open {process.url}/playground" in process.said)
            yield f"{process.url}/playground"
        finally:
            status = await process.stop()
        assert status == 0
        assert "Traceback" not in process.said, process.said
        assert "ERROR" not in process.said, process.said
        assert nobody.calls == []


CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Any]:
    """A browser, as Playwright drives it. Without one, its tests are skipped, but in CI they fail."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        reason = "There is no Chromium; on Debian, apt-get install chromium."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        await browser.close()

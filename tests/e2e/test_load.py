"""A burst is acknowledged at once and answered to the last question; memory stays flat over many."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from bot.playground.slack import Slack
from tests.e2e.conftest import MODES, StartBot

QUESTIONS = int(os.environ.get("FOOTNOTE_TEST_QUESTIONS", "600"))
"""Questions of the memory test; 10,000 take a minute or two."""


@pytest.mark.parametrize("mode", MODES)
async def test_200_questions_of_20_users_at_once(slack: Slack, start: StartBot, mode: str) -> None:
    await start(mode)

    async def ask(user: str) -> list[float]:
        """Three questions in direct messages, which are paced, and seven commands."""
        private = [slack.command("how tall is the tower?", user, f"C{user}") for _ in range(7)]
        direct = [_timed(slack.direct("how tall is the rock?", user)) for _ in range(3)]
        receipts = asyncio.gather(*private)
        return [*await asyncio.gather(*direct), *(receipt.seconds for receipt in await receipts)]

    users = [f"U{number}" for number in range(20)]
    seconds = [second for each in await asyncio.gather(*map(ask, users)) for second in each]
    assert len(seconds) == 200
    assert max(seconds) < 3
    for user in users:
        await slack.answers(7, user, f"C{user}", 30)
        await slack.answers(3, user, f"D{user}", 30)
    await asyncio.sleep(1.2)
    for user in users:
        assert len(slack.seen_by(user, f"C{user}")) == 7
        answers = slack.seen_by(user, f"D{user}")
        assert len({answer.thread_ts for answer in answers}) == len(answers) == 3


async def test_memory_stays_flat(slack: Slack, start: StartBot) -> None:
    bot = await start("http")

    async def ask(count: int) -> int:
        for _ in range(count // 50):
            receipts = await asyncio.gather(*(slack.command("how tall is the tower?") for _ in range(50)))
            assert all(receipt.acknowledged for receipt in receipts)
            await slack.answers(50)
            slack.workspace.messages.clear()
            slack.calls.clear()
        return _resident(bot.pid)

    warm = await ask(max(200, QUESTIONS // 4))
    assert await ask(QUESTIONS) < warm * 1.05 + 4_000


async def _timed(message: object) -> float:
    started = asyncio.get_running_loop().time()
    await message  # type: ignore[misc]
    return asyncio.get_running_loop().time() - started


def _resident(pid: int) -> int:
    """Resident memory in kB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")))

"""A digit that changes inside the running process leaves it on no surface: a real process, spoilt as it starts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from bot.playground.slack import Slack
from tests.e2e.conftest import BASE, MODES, BotProcess

QUESTION = "how tall is the tower?"
QUOTE = "Its tower stands 31 metres tall"
WRONG = re.compile(r"37(?:<[^>]*>|\W)*metres")
FAULTS = ["statement", "quote", "template", "rendering"]
SPOILER = str(Path(__file__).parent / "faults")
PAGES = ["/", "/facts/tower-height", "/ask?q=how+tall+is+the+tower", "/topics/lighthouse", "/sources/chronicle"]
RECORDS = ["/api/ask?q=how+tall+is+the+tower", "/api/facts", "/api/facts/tower-height", "/api/sources/chronicle"]
WAYS = {
    "answer": ["ask", QUESTION],
    "object": ["ask", "--json", QUESTION],
    "conversation": ["chat"],
    "verification": ["verify", "the tower is 31 metres tall"],
}


def run(way: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *WAYS[way]]
    environment = os.environ | {"PYTHONPATH": SPOILER, "FOOTNOTE_BASE": str(BASE)} | settings
    return subprocess.run(command, env=environment, input=f"{QUESTION}\n", capture_output=True, text=True, check=False)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_leaves_a_terminal(way: str, fault: str) -> None:
    told = run(way, SPOILT=fault)
    assert not WRONG.search(told.stdout)
    assert QUOTE in told.stdout or "not proved" in told.stdout + told.stderr


@pytest.mark.parametrize("way", WAYS)
def test_the_same_process_without_a_fault_answers(way: str) -> None:
    assert "The tower of the lighthouse is 31 metres tall." in run(way).stdout


StartSpoilt = Callable[[str, str], Awaitable[BotProcess]]


@pytest.fixture
async def start_spoilt(slack: Slack, tmp_path: Path) -> AsyncIterator[StartSpoilt]:
    """Start a process with a fault in it; what it logs of that may hold a traceback."""
    running: list[BotProcess] = []

    async def start(mode: str, fault: str) -> BotProcess:
        running.append(BotProcess(slack, tmp_path, mode, PYTHONPATH=SPOILER, SPOILT=fault))
        await running[-1].start()
        return running[-1]

    yield start
    for process in running:
        await process.stop()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("mode", MODES)
async def test_no_fault_leaves_the_running_bot(mode: str, fault: str, start_spoilt: StartSpoilt, slack: Slack) -> None:
    process = await start_spoilt(mode, fault)
    await slack.command(QUESTION)
    await slack.mention(QUESTION)
    await slack.direct(QUESTION)
    await slack.shortcut(slack.say("The tower is 31 metres tall.", "U0BOB"), "look_this_up")
    await slack.open_home()
    await slack.command("privacy", "U9", "C9")
    await slack.answers(user="U9", channel="C9")
    assert await process.stop() == 0
    said = json.dumps([arguments for method, arguments in slack.calls if method != "auth.test"], ensure_ascii=False)
    assert not WRONG.search(said)
    assert QUOTE in said or "Something went wrong" in said
    assert "ERROR" in process.said  # the fault is logged


@pytest.mark.parametrize("fault", FAULTS)
async def test_no_fault_leaves_by_a_page(fault: str, start_spoilt: StartSpoilt) -> None:
    process = await start_spoilt("http", fault)
    async with aiohttp.ClientSession(process.url) as session:
        for address in (*PAGES, *RECORDS):
            async with session.get(address) as response:
                assert not WRONG.search(await response.text()), address

"""The bot starts, or ends with one sentence that says what to do."""

from __future__ import annotations

import asyncio
import socket
import subprocess
from pathlib import Path

import aiohttp
import pytest

from bot.playground.faults import Fault
from bot.playground.slack import Slack
from tests.e2e.conftest import MODES, RUN, BotProcess, StartBot


async def ended(process: BotProcess, folder: Path, **changed: str) -> tuple[int | None, str]:
    """Run the bot to its end; exit status and what it wrote to stderr."""
    environment = {name: value for name, value in (process.environment() | changed).items() if value}
    run = await asyncio.create_subprocess_exec(
        *RUN, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, errors = await asyncio.wait_for(run.communicate(), 20)
    return run.returncode, errors.decode()


@pytest.mark.parametrize("code", ["invalid_auth", "account_inactive"])
async def test_a_refused_token_is_named(slack: Slack, tmp_path: Path, code: str) -> None:
    slack.faults.refusal = code
    slack.faults.plan("auth.test", Fault.REFUSED)
    status, errors = await ended(BotProcess(slack, tmp_path, "http"), tmp_path)
    assert status == 1
    assert errors.splitlines()[-1].startswith(f"Slack refuses the bot token ({code}).")
    assert "Traceback" not in errors


async def test_a_port_that_is_taken_is_named(slack: Slack, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        status, errors = await ended(BotProcess(slack, tmp_path, "http"), tmp_path, FOOTNOTE_PORT=port)
    assert status == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in errors.splitlines()[-1]
    assert "Traceback" not in errors


async def test_a_store_that_cannot_be_opened_is_named(slack: Slack, tmp_path: Path) -> None:
    process = BotProcess(slack, tmp_path, "http")
    status, errors = await ended(process, tmp_path, FOOTNOTE_DATABASE_URL="sqlite:////proc/none/footnote.db")
    assert status == 1
    assert "FOOTNOTE_DATABASE_URL" in errors.splitlines()[-1]
    assert "Traceback" not in errors


@pytest.mark.parametrize("mode", MODES)
async def test_it_waits_for_a_slack_that_is_away(slack: Slack, start: StartBot, mode: str) -> None:
    slack.faults.plan("auth.test", Fault.RESET, Fault.ERROR, Fault.LIMITED)
    await start(mode)
    await slack.command("how tall is the tower?")
    assert len(await slack.answers()) == 1


@pytest.mark.parametrize("mode", MODES)
async def test_it_is_healthy_in_every_mode(slack: Slack, start: StartBot, mode: str) -> None:
    bot = await start(mode)
    async with aiohttp.ClientSession() as session, session.get(f"{bot.url}/healthz") as response:
        assert response.status == 200
    async with aiohttp.ClientSession() as session, session.post(f"{bot.url}/slack/events") as response:
        assert response.status == (404 if mode == "socket" else 400)

"""Who can reach the playground, and how it starts and stops."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from bot.playground.slack import Slack
from tests.e2e.conftest import NO_TOKENS, BotProcess
from tests.e2e.test_starting import ended

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_no_other_site_can_use_it(playground):
    gesture = json.dumps({"gesture": "write", "text": "hello"})
    mine, plain = {"content-type": "application/json"}, {"content-type": "text/plain"}
    refused = [plain, mine | {"sec-fetch-site": "cross-site"}, mine | {"host": "evil.example"}]
    async with aiohttp.ClientSession() as session:
        for headers in refused:
            async with session.post(f"{playground}/gestures", data=gesture, headers=headers) as response:
                assert response.status == 403
        async with session.get(playground, headers={"host": "evil.example:80"}) as response:
            assert response.status == 403
        async with session.get(playground) as response:
            policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


GESTURES = [
    b"{",
    b"[]",
    b'"x"',
    b"{}",
    b'{"gesture": "write"}',
    b'{"gesture": "write", "text": 1}',
    b'{"gesture": "click", "ts": "1", "action": "x"}',
    b'{"gesture": "submit", "view": "V", "filled": []}',
    b"[" * 100_000,
    b"x" * 300_000,
]


@pytest.mark.parametrize("gesture", GESTURES, ids=lambda gesture: gesture[:40].decode())
async def test_a_gesture_that_cannot_be_made_is_refused(playground, gesture):
    address, headers = f"{playground}/gestures", {"content-type": "application/json"}
    async with aiohttp.ClientSession() as session, session.post(address, data=gesture, headers=headers) as response:
        assert response.status == 400


async def test_it_stops_at_once_though_pages_wait(tmp_path):
    async with Slack() as nobody, aiohttp.ClientSession() as session:
        process = BotProcess(nobody, tmp_path, "http", **NO_TOKENS)
        await process.start()
        await nobody.until(lambda: "/playground" in process.said)
        waiting = asyncio.create_task(session.get(f"{process.url}/playground/news?since=99&wait"))
        await asyncio.sleep(0.5)
        async with asyncio.timeout(3):
            assert await process.stop() == 0
        assert (await waiting).status == 200


async def test_it_is_for_this_machine_only(tmp_path):
    async with Slack() as nobody:
        process = BotProcess(nobody, tmp_path, "http", **NO_TOKENS)
        status, errors = await ended(process, tmp_path, FOOTNOTE_HOST="0.0.0.0")
    assert status == 1
    assert errors.splitlines()[-1].startswith("The playground is for this machine only")
    assert "Traceback" not in errors


async def test_a_bot_token_is_asked_for_where_slack_is_meant(tmp_path):
    async with Slack() as nobody:
        process = BotProcess(nobody, tmp_path, "http", **NO_TOKENS)
        status, errors = await ended(process, tmp_path, SLACK_APP_TOKEN="xapp-1")
    assert (status, errors.splitlines()[-1]) == (1, "SLACK_BOT_TOKEN is not set; see .env.example.")

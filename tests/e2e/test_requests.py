"""What is not Slack's own request is turned away, without a trace of it in the answers or the log."""

from __future__ import annotations

import asyncio
import io
import json
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from bot.playground import payloads
from bot.playground.delivery import HttpDelivery
from bot.playground.slack import Slack
from bot.playground.workspace import BOT_USER
from tests.e2e.conftest import BotProcess

pytestmark = pytest.mark.asyncio(loop_scope="module")
JSON = "application/json"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Slack]:
    async with Slack() as slack:
        process = BotProcess(slack, tmp_path_factory.mktemp("bot"), "http")
        await process.start()
        yield slack
        await process.stop()
        assert "Traceback" not in process.said, process.said
        assert "ERROR" not in process.said, process.said
        assert slack.workspace.by_bot() == []


def delivery(town: Slack) -> HttpDelivery:
    assert isinstance(town.delivery, HttpDelivery)
    return town.delivery


def asking(town: Slack) -> bytes:
    said = town.say(f"<@{BOT_USER}> how tall is the tower?")
    return json.dumps(payloads.event(payloads.message(said, "app_mention", "channel"), "Ev1")).encode()


async def post(town: Slack, body: bytes, headers: dict[str, str]) -> int:
    url, data = delivery(town).url, io.BytesIO(body)
    async with aiohttp.ClientSession() as session, session.post(url, data=data, headers=headers) as response:
        assert "Traceback" not in await response.text()
        return response.status


async def raw(town: Slack, head: bytes, body: bytes = b"") -> bytes:
    """Send bytes that no HTTP client would."""
    host, port = delivery(town).url.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(head + b"\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return answer.split(b"\r\n")[0]


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("X-Slack-Signature", "v0=0000", 401),
        ("X-Slack-Signature", "", 401),
        ("X-Slack-Request-Timestamp", str(int(time.time()) - 600), 401),
        ("X-Slack-Request-Timestamp", "soon", 400),
        ("X-Slack-Request-Timestamp", "-1", 400),
        ("X-Slack-Request-Timestamp", "1e9", 400),
        ("X-Slack-Request-Timestamp", "9" * 5_000, 400),
    ],
    ids=["bad signature", "no signature", "old", "not a number", "negative", "a float", "a huge number"],
)
async def test_a_forged_request_is_turned_away(town: Slack, header: str, value: str, status: int) -> None:
    body = asking(town)
    assert await post(town, body, delivery(town).headers(body, JSON) | {header: value}) == status


@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"[1]", b'"text"', b"{}", b"[" * 100_000, b'{"type": "event_callback", "event": 7}'],
    ids=["malformed", "empty", "a list", "a string", "no type", "too deep", "no event"],
)
async def test_a_signed_body_that_makes_no_sense_is_turned_away(town: Slack, body: bytes) -> None:
    assert 400 <= await post(town, body, delivery(town).headers(body, JSON)) < 500


async def test_a_body_that_is_not_utf8_is_turned_away(town: Slack) -> None:
    assert await post(town, b"\xff\xfe", delivery(town).headers(b"", JSON)) == 400


async def test_a_malformed_form_is_turned_away(town: Slack) -> None:
    body = b"payload=%7B"
    headers = delivery(town).headers(body, "application/x-www-form-urlencoded")
    assert await post(town, body, headers) == 400


async def test_five_megabytes_are_turned_away(town: Slack) -> None:
    body = b'{"text": "' + b"x" * 5_000_000 + b'"}'
    assert await post(town, body, delivery(town).headers(body, JSON)) == 413


async def test_headers_that_are_not_ascii_are_turned_away(town: Slack) -> None:
    body = asking(town)
    stamp = delivery(town).headers(body, JSON)["X-Slack-Request-Timestamp"].encode()
    head = b"POST /slack/events HTTP/1.1\r\nContent-Type: application/json\r\nX-Slack-Request-Timestamp: " + stamp
    assert b" 400 " in await raw(town, head + "\r\nX-Slack-Signature: v0=é".encode(), body)
    assert b" 400 " in await raw(town, head + b"\r\nX-Slack-Signature: v0=\xff\xfe", body)
    assert b" 400 " in await raw(town, head + b"\r\nX-Slack-Retry-Num: \xc3\xa9", body)


async def test_other_methods_and_paths_are_turned_away(town: Slack) -> None:
    assert b" 405 " in await raw(town, b"GET /slack/events HTTP/1.1")
    assert b" 404 " in await raw(town, b"POST /slack/other HTTP/1.1")

"""How Slack's requests reach the bot: signed over HTTP, or in envelopes over a socket that the bot opened."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

Json = dict[str, Any]
Kind = Literal["events_api", "slash_commands", "interactive"]
PATIENCE = 3.0  # seconds in which the bot has to acknowledge


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the bot said to a request: acknowledged or not, with what, and after how many seconds."""

    acknowledged: bool
    body: Any
    seconds: float
    status: int = 200


class Delivery(Protocol):
    """A way to the bot. `retry` is the number of the redelivery, 0 for the first."""

    async def deliver(self, kind: Kind, payload: Json, retry: int = 0) -> Receipt:
        """Send one request and wait for its acknowledgement."""
        ...


class HttpDelivery:
    """Signed requests to the bot's URL: https://docs.slack.dev/authentication/verifying-requests-from-slack."""

    def __init__(self, url: str, signing_secret: str) -> None:
        self.url = url
        self._verifier = SignatureVerifier(signing_secret)

    async def deliver(self, kind: Kind, payload: Json, retry: int = 0) -> Receipt:
        """Send a request as Slack does: events as JSON, the others as a form."""
        json_body = kind == "events_api"
        form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
        body = (json.dumps(payload) if json_body else urlencode(form)).encode()
        headers = self.headers(body, "application/json" if json_body else "application/x-www-form-urlencoded")
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        started = time.monotonic()
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=body, headers=headers) as response,
        ):
            text = await response.text()
        seconds = time.monotonic() - started
        ok = response.status == 200 and seconds < PATIENCE
        return Receipt(ok, _parsed(text), seconds, response.status)

    def headers(self, body: bytes, content_type: str) -> dict[str, str]:
        """Content type, timestamp and signature."""
        timestamp = str(int(time.time()))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=body) or ""
        return {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature,
        }


@dataclass
class SocketDelivery:
    """Envelopes over any of the sockets that are open: https://docs.slack.dev/apis/events-api/using-socket-mode."""

    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    opened: int = 0
    spoilt: int = 0  # tickets, from the next one on, that will be refused however often they are tried

    def __post_init__(self) -> None:
        self._acks: dict[str, asyncio.Future[Any]] = {}
        self._count = itertools.count(1)
        self._tickets = itertools.count(1)

    async def deliver(self, kind: Kind, payload: Json, retry: int = 0) -> Receipt:
        """Send an envelope and wait for its acknowledgement; a first delivery carries retry number 0."""
        number = next(self._count)
        envelope: Json = {"type": kind, "envelope_id": f"e{number}", "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        ack: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._acks[envelope["envelope_id"]] = ack
        started = time.monotonic()
        await self._any_socket(number).send_json(envelope)
        try:
            body = await asyncio.wait_for(ack, PATIENCE)
        except TimeoutError:
            return Receipt(False, None, time.monotonic() - started, 0)
        return Receipt(True, body, time.monotonic() - started)

    def ticket(self) -> str:
        """A new ticket for opening a socket."""
        number = next(self._tickets)
        if self.spoilt:
            self.spoilt -= 1
            return f"spoilt{number}"
        return f"ticket{number}"

    def _any_socket(self, number: int) -> web.WebSocketResponse:
        if not self.sockets:
            raise ConnectionError("the bot has no socket open")
        return self.sockets[number % len(self.sockets)]

    async def connected(self, count: int = 1, seconds: float = 20.0) -> None:
        """Wait until the bot has so many sockets open."""
        async with asyncio.timeout(seconds):
            while len(self.sockets) < count:
                await asyncio.sleep(0.02)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One socket, from hello to its end."""
        if request.query["ticket"].startswith("spoilt"):
            return web.Response(status=408)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.opened += 1
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets) + 1})
        self.sockets.append(socket)
        try:
            async for frame in socket:
                if frame.type is aiohttp.WSMsgType.TEXT:
                    self._acknowledge(json.loads(frame.data))
        finally:
            self.sockets.remove(socket)
        return socket

    def _acknowledge(self, said: Json) -> None:
        ack = self._acks.pop(said.get("envelope_id", ""), None)
        if ack is not None and not ack.done():
            ack.set_result(said.get("payload"))

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask the bot to renew its oldest socket."""
        await self.sockets[0].send_json({"type": "disconnect", "reason": reason})

    async def close(self) -> None:
        """Close every socket."""
        for socket in list(self.sockets):
            with contextlib.suppress(ConnectionError):
                await socket.close()


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text

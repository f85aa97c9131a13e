"""The playground's addresses. They are for browsers on this machine only."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.playground.gestures import Gestures, NotThereError
from bot.playground.people import PATH, Spot
from bot.playground.rendering import asset
from bot.playground.screen import Screen
from bot.playground.slack import Slack
from bot.reader.responses import HTML, Body, as_json
from bot.standing import Standing

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})
PATIENCE: Final = 20.0  # seconds that a page waits for news before it asks again
LARGEST_GESTURE: Final = 200_000  # bytes

POLICY: Final = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src data:",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types playground",
    ]
)
_ASSETS: Final = {"playground.css": "text/css; charset=utf-8", "playground.js": "text/javascript; charset=utf-8"}

Handler = Callable[[Request], Awaitable[Response]]


class Desk:
    """The page, its news, and what is done on it."""

    def __init__(self, slack: Slack, examples: Callable[[], Sequence[str]], standing: Callable[[], Standing]) -> None:
        self._traffic = slack.traffic
        self._screen = Screen(slack, examples, standing)
        self._gestures = Gestures(slack)
        self._assets = {f"{PATH}/{name}": Body.of(asset(name), kind, POLICY) for name, kind in _ASSETS.items()}

    @property
    def routes(self) -> list[Route]:
        """The addresses."""
        return [
            Route(PATH, _local(self._page)),
            Route(f"{PATH}/news", _local(self._news)),
            Route(f"{PATH}/gestures", _local(self._make), methods=["POST"]),
            *(Route(path, _local(self._asset)) for path in self._assets),
        ]

    async def until(self, stop: asyncio.Event) -> None:
        """Let no page wait any longer once the process is to end."""
        await stop.wait()
        self._traffic.close()

    async def _page(self, request: Request) -> Response:
        return Body.of(self._screen.page(_spot(request)), HTML, POLICY).answer(request)

    async def _asset(self, request: Request) -> Response:
        return self._assets[request.url.path].answer(request)

    async def _news(self, request: Request) -> Response:
        """The lists, as soon as there is something after the version that the page has."""
        since = request.query_params.get("since", "")
        known = int(since) if since.isdecimal() and len(since) < 15 else -1
        if "wait" in request.query_params:
            await self._traffic.beyond(known, PATIENCE)
        version = self._traffic.version
        return as_json({"version": version, "lists": self._screen.lists(_spot(request), known)}).answer(request)

    async def _make(self, request: Request) -> Response:
        try:
            said = json.loads(await _body(request))
            done: dict[str, Any] = await self._gestures.make(_spot(request), said)
        except (NotThereError, ValueError, RecursionError) as error:
            return as_json({"trouble": f"That cannot be done here. ({error})"}, status=400).answer(request)
        return as_json(done).answer(request)


def is_loopback(host: str) -> bool:
    """True for the names of this machine that no other machine reaches."""
    return host in LOOPBACK


def _local(handler: Handler) -> Handler:
    """The handler, for requests of the page's own browser: no other site can make, or read, any of them."""

    async def local(request: Request) -> Response:
        if urlsplit(f"//{request.headers.get('host', '')}").hostname not in LOOPBACK:
            return PlainTextResponse("The playground is for this machine only.", HTTPStatus.FORBIDDEN)
        if request.method == "POST" and (
            request.headers.get("content-type") != "application/json"
            or request.headers.get("sec-fetch-site", "same-origin") != "same-origin"
        ):
            return PlainTextResponse("Only the playground's own page can do that.", HTTPStatus.FORBIDDEN)
        return await handler(request)

    return local


def _spot(request: Request) -> Spot:
    query = request.query_params
    return Spot.read(query.get("as", ""), query.get("in", ""), query.get("thread", ""))


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_GESTURE:
            raise ValueError("It is too long.")
    return bytes(body)

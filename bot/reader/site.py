"""The site: its addresses, and what is answered at each."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.reader.interface import Interface
from bot.reader.lookup import MissingError
from bot.reader.pages import History, Pages
from bot.reader.rendering import files
from bot.reader.responses import HTML, Body, as_json
from knowledge import FactBase
from knowledge.folders import PACKAGE, digest
from knowledge.replies import Reply
from knowledge.replies import as_json as reply_as_json

KEPT: Final = 1_000  # bodies that are kept as they went out
LONGEST_QUESTION: Final = 1_000  # characters
LONGEST_QUERY: Final = 12_100  # bytes; each of a question's characters may take twelve
ASKING: Final = 2  # questions that are thought about at once

Ready = Callable[[], Awaitable[bool]]
Handler = Callable[[Request], Awaitable[Response]]
_TOO_LONG: Final = f"A question may have {LONGEST_QUESTION:,} characters at most."
_NOTHING: Final = "There is nothing at this address. What it led to may have changed since the link was made."


class Site:
    """Pages and JSON about one base. It never changes, so that most bodies are made once.

    `public_url` is where browsers reach the site, for links in what is copied; `history` tells of a fact
    what last happened to it and on which day; `ready` tells whether the bot can answer.
    """

    def __init__(
        self,
        base: FactBase,
        public_url: str = "",
        history: History | None = None,
        ready: Ready | None = None,
    ) -> None:
        self._base = base
        self._pages = Pages(base, public_url, history)
        self._interface = Interface(base, urlsplit(public_url).path)
        self._ready = ready
        self._etag = _etag(base, public_url, history or {})
        self._limit = CapacityLimiter(ASKING)
        self._page = lru_cache(KEPT)(self._made_page)
        self._record = lru_cache(KEPT)(self._made_record)

    @property
    def routes(self) -> list[Route]:
        """The addresses; `errors` answers at all others."""
        handlers: dict[str, Handler] = {
            "/": self._index,
            "/topics/{id}": self._topic,
            "/sources/{id:path}": self._source,
            "/facts/{id}": self._fact,
            "/ask": self._ask,
            "/api/ask": self._api_ask,
            "/api/facts": self._api_facts,
            "/api/facts/{id}": self._api_fact,
            "/api/sources": self._api_sources,
            "/api/sources/{id:path}": self._api_source,
            "/api/openapi.json": self._api_description,
            "/healthz": self._healthz,
            "/readyz": self._readyz,
        }
        return [Route(path, self._guarded(handler)) for path, handler in handlers.items()]

    @property
    def errors(self) -> dict[Any, Callable[[Request, Exception], Awaitable[Response]]]:
        """What is answered where no route fits, and where one fails."""
        return {HTTPStatus.NOT_FOUND.value: self._not_found, Exception: self._failed}

    def _guarded(self, handler: Handler) -> Handler:
        """The handler, for a request that can be one; with a page for what is not there."""

        async def guarded(request: Request) -> Response:
            if len(request.scope["query_string"]) > LONGEST_QUERY:
                return self._problem(request, HTTPStatus.REQUEST_URI_TOO_LONG, _TOO_LONG)
            try:
                return await handler(request)
            except MissingError:
                return self._problem(request, HTTPStatus.NOT_FOUND, _NOTHING)

        return guarded

    # Pages

    async def _index(self, request: Request) -> Response:
        return self._page(self._pages.index).answer(request)

    async def _topic(self, request: Request) -> Response:
        return self._page(self._pages.topic, request.path_params["id"]).answer(request)

    async def _source(self, request: Request) -> Response:
        span = request.query_params.get("passage", "")
        return self._page(self._pages.source, request.path_params["id"], span).answer(request)

    async def _fact(self, request: Request) -> Response:
        return self._page(self._pages.fact, request.path_params["id"]).answer(request)

    async def _ask(self, request: Request) -> Response:
        question = _question(request)
        if len(question) > LONGEST_QUESTION:
            return self._problem(request, HTTPStatus.REQUEST_URI_TOO_LONG, _TOO_LONG)
        reply = await self._reply(question) if question else None
        page = self._pages.answer(question, reply)
        return Body.of(page, HTML, self._pages.policy, self._etag).answer(request)

    # JSON

    async def _api_ask(self, request: Request) -> Response:
        question = _question(request)
        if not question:
            return self._problem(request, HTTPStatus.BAD_REQUEST, "Give a question as the parameter q.")
        if len(question) > LONGEST_QUESTION:
            return self._problem(request, HTTPStatus.REQUEST_URI_TOO_LONG, _TOO_LONG)
        return as_json(reply_as_json(await self._reply(question)), self._etag).answer(request)

    async def _api_facts(self, request: Request) -> Response:
        return self._record(self._interface.facts).answer(request)

    async def _api_fact(self, request: Request) -> Response:
        return self._record(self._interface.fact, request.path_params["id"]).answer(request)

    async def _api_sources(self, request: Request) -> Response:
        return self._record(self._interface.sources).answer(request)

    async def _api_source(self, request: Request) -> Response:
        return self._record(self._interface.source, request.path_params["id"]).answer(request)

    async def _api_description(self, request: Request) -> Response:
        return self._record(self._interface.description).answer(request)

    # Health

    async def _healthz(self, _: Request) -> Response:
        return PlainTextResponse("ok")

    async def _readyz(self, _: Request) -> Response:
        if self._ready is None or await self._ready():
            return PlainTextResponse("ready")
        return PlainTextResponse("not ready", HTTPStatus.SERVICE_UNAVAILABLE)

    # What goes out

    async def _reply(self, question: str) -> Reply:
        return await to_thread.run_sync(self._base.ask, question, limiter=self._limit)

    def _made_page(self, make: Callable[..., bytes], *arguments: str) -> Body:
        return Body.of(make(*arguments), HTML, self._pages.policy, self._etag)

    def _made_record(self, make: Callable[..., dict[str, Any]], *arguments: str) -> Body:
        return as_json(make(*arguments), self._etag)

    def _problem(self, request: Request, status: HTTPStatus, why: str) -> Response:
        if request.url.path.startswith("/api/"):
            return as_json({"error": why}, status=status).answer(request)
        page = self._pages.problem(status.phrase, why)
        return Body.of(page, HTML, self._pages.policy, status=status).answer(request)

    async def _not_found(self, request: Request, _: Exception) -> Response:
        return self._problem(request, HTTPStatus.NOT_FOUND, _NOTHING)

    async def _failed(self, request: Request, _: Exception) -> Response:
        why = "Something went wrong here, and is in the log. Please try again."
        return self._problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, why)


def _question(request: Request) -> str:
    return request.query_params.get("q", "").strip()


def _etag(base: FactBase, public_url: str, history: History) -> str:
    """The base's hash, and one of all else that bodies are made from."""
    code = digest([*sorted(PACKAGE.glob("*.py")), *files()])
    rest = hashlib.sha256(f"{code} {public_url} {sorted(history.items())}".encode()).hexdigest()
    return f'W/"{base.hash}-{rest[:12]}"'

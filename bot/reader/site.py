"""The site: its addresses, and what is answered at each."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Final

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.outgoing import WithheldError
from bot.reader.edition import Edition
from bot.reader.lookup import GoneError, MissingError
from bot.reader.pages import History
from bot.reader.responses import HTML, Body, as_json
from bot.standing import Standing
from knowledge import FactBase
from knowledge.clearance import UnprovedError
from knowledge.gate import NOTHING_PROVED
from knowledge.replies import Reply

log = logging.getLogger(__name__)

LONGEST_QUESTION: Final = 1_000  # characters
LONGEST_QUERY: Final = 12_100  # bytes; each of a question's characters may take twelve
ASKING: Final = 2  # questions that are thought about at once

Ready = Callable[[], Awaitable[bool]]
Handler = Callable[[Request], Awaitable[Response]]
_TOO_LONG: Final = f"A question may have {LONGEST_QUESTION:,} characters at most."
_NOTHING: Final = "There is nothing at this address. What it led to may have changed since the link was made."


class Site:
    """Pages and JSON about the base that is served, which `base` gives; another may take its place at any time.

    `public_url` is where browsers reach the site, for links in what is copied; `history` tells of each fact what
    has happened to it; `standing` tells how the base stands to its files; `ready` whether the bot can answer.
    """

    def __init__(
        self,
        base: Callable[[], FactBase],
        public_url: str = "",
        history: History | None = None,
        standing: Callable[[], Standing] = Standing,
        ready: Ready | None = None,
    ) -> None:
        self._base = base
        self._public_url = public_url
        self._standing = standing
        self._ready = ready
        self._limit = CapacityLimiter(ASKING)
        self._editions: tuple[Edition, ...] = (Edition(base(), public_url, history or {}),)

    async def prepare(self, base: FactBase, history: History) -> None:
        """Make ready to show a base, beside the one that is served."""
        following = await to_thread.run_sync(Edition, base, self._public_url, history)
        self._editions = (self._edition(), following)

    def _edition(self) -> Edition:
        served = self._base()
        if self._editions[-1].base is served:
            self._editions = self._editions[-1:]
        return next(edition for edition in self._editions if edition.base is served)

    @property
    def routes(self) -> list[Route]:
        """The addresses; `errors` answers at all others."""
        handlers: dict[str, Handler] = {
            "/": self._index,
            "/topics/{id}": self._topic,
            "/sources/{id:path}": self._source,
            "/facts/{id}": self._fact,
            "/ask": self._ask,
            "/base": self._about,
            "/api/ask": self._api_ask,
            "/api/base": self._api_base,
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
            except (UnprovedError, WithheldError) as unproved:
                log.error("%s is withheld: %s", request.url.path, unproved)
                return self._problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, NOTHING_PROVED)
            except GoneError as gone:
                return self._problem(request, HTTPStatus.GONE, str(gone))
            except MissingError:
                return self._problem(request, HTTPStatus.NOT_FOUND, _NOTHING)

        return guarded

    # Pages

    async def _index(self, request: Request) -> Response:
        edition = self._edition()
        return edition.page(edition.pages.index).answer(request)

    async def _topic(self, request: Request) -> Response:
        edition = self._edition()
        return edition.page(edition.pages.topic, request.path_params["id"]).answer(request)

    async def _source(self, request: Request) -> Response:
        edition = self._edition()
        span, words = (request.query_params.get(name, "") for name in ("passage", "words"))
        return edition.page(edition.pages.source, request.path_params["id"], span, words).answer(request)

    async def _fact(self, request: Request) -> Response:
        edition = self._edition()
        return edition.page(edition.pages.fact, request.path_params["id"]).answer(request)

    async def _ask(self, request: Request) -> Response:
        edition = self._edition()
        question = _question(request)
        if len(question) > LONGEST_QUESTION:
            return self._problem(request, HTTPStatus.REQUEST_URI_TOO_LONG, _TOO_LONG)
        reply = await self._reply(edition, question) if question else None
        return edition.answer(question, reply).answer(request)

    async def _about(self, request: Request) -> Response:
        pages = self._edition().pages
        return Body.of(pages.base(self._standing()), HTML, pages.policy).answer(request)

    # JSON

    async def _api_ask(self, request: Request) -> Response:
        edition = self._edition()
        question = _question(request)
        if not question:
            return self._problem(request, HTTPStatus.BAD_REQUEST, "Give a question as the parameter q.")
        if len(question) > LONGEST_QUESTION:
            return self._problem(request, HTTPStatus.REQUEST_URI_TOO_LONG, _TOO_LONG)
        return edition.reply(await self._reply(edition, question)).answer(request)

    async def _api_base(self, request: Request) -> Response:
        return as_json(self._edition().interface.base(self._standing())).answer(request)

    async def _api_facts(self, request: Request) -> Response:
        edition = self._edition()
        return edition.record(edition.interface.facts).answer(request)

    async def _api_fact(self, request: Request) -> Response:
        edition = self._edition()
        return edition.record(edition.interface.fact, request.path_params["id"]).answer(request)

    async def _api_sources(self, request: Request) -> Response:
        edition = self._edition()
        return edition.record(edition.interface.sources).answer(request)

    async def _api_source(self, request: Request) -> Response:
        edition = self._edition()
        return edition.record(edition.interface.source, request.path_params["id"]).answer(request)

    async def _api_description(self, request: Request) -> Response:
        edition = self._edition()
        return edition.record(edition.interface.description).answer(request)

    # Health

    async def _healthz(self, _: Request) -> Response:
        return PlainTextResponse("ok")

    async def _readyz(self, _: Request) -> Response:
        if self._ready is None or await self._ready():
            return PlainTextResponse("ready")
        return PlainTextResponse("not ready", HTTPStatus.SERVICE_UNAVAILABLE)

    # What goes out

    async def _reply(self, edition: Edition, question: str) -> Reply:
        return await to_thread.run_sync(edition.base.ask, question, limiter=self._limit)

    def _problem(self, request: Request, status: HTTPStatus, why: str) -> Response:
        if request.url.path.startswith("/api/"):
            return as_json({"error": why}, status=status).answer(request)
        pages = self._edition().pages
        return Body.of(pages.problem(status.phrase, why), HTML, pages.policy, status=status).answer(request)

    async def _not_found(self, request: Request, _: Exception) -> Response:
        return self._problem(request, HTTPStatus.NOT_FOUND, _NOTHING)

    async def _failed(self, request: Request, _: Exception) -> Response:
        why = "Something went wrong here, and is in the log. Please try again."
        return self._problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, why)


def _question(request: Request) -> str:
    return request.query_params.get("q", "").strip()

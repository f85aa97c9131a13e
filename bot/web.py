"""The HTTP side: every Slack request comes in at `/slack/events`, is verified, and is handed to Bolt.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.reader import Site

log = logging.getLogger(__name__)

LARGEST_BODY: Final = 1_000_000  # bytes; a view, the largest thing Slack sends, has at most 250 kB
SIGNATURE: Final = "x-slack-signature"
TIMESTAMP: Final = "x-slack-request-timestamp"


class RejectedError(Exception):
    """A request that is answered with an error of the caller's."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def application(events: SlackEvents | None, site: Site, more: Sequence[Route] = ()) -> Starlette:
    """The web application. In Socket Mode, without `events`, there is no `/slack/events`."""
    routes = [*site.routes, *more]
    if events is not None:
        routes.append(Route("/slack/events", events, methods=["POST"]))
    served = Starlette(routes=routes, exception_handlers=site.errors)
    served.router.redirect_slashes = False  # it would redirect to whatever host the request names
    return served


class SlackEvents:
    """The endpoint for Slack, as an ASGI application."""

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)

    async def __call__(self, scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        """Answer one request."""
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            body = _text(await _body(request))
            self._verify(request, body)
            answered = await self._app.async_dispatch(_bolt_request(request, body))
        except RejectedError as rejected:
            log.info("a request to /slack/events was rejected: %s", rejected)
            return PlainTextResponse(str(rejected), rejected.status)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        headers = answered.first_headers_without_set_cookie()
        return Response(answered.body, answered.status, headers)

    def _verify(self, request: Request, body: str) -> None:
        timestamp = request.headers.get(TIMESTAMP, "")
        signature = request.headers.get(SIGNATURE, "")
        if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 20):
            raise RejectedError(HTTPStatus.BAD_REQUEST, "The timestamp is not a number.")
        if not signature.isascii() or not self._verifier.is_valid(body, timestamp, signature):
            raise RejectedError(HTTPStatus.UNAUTHORIZED, "The signature is not Slack's, or it is too old.")


async def _body(request: Request) -> bytes:
    if any(not value.isascii() for value in request.headers.values()):
        raise RejectedError(HTTPStatus.BAD_REQUEST, "A header is not ASCII.")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > LARGEST_BODY:
        raise RejectedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise RejectedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large.")
    return bytes(body)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RejectedError(HTTPStatus.BAD_REQUEST, "The body is not UTF-8.") from error


def _bolt_request(request: Request, text: str) -> AsyncBoltRequest:
    try:
        payload = _payload(text, request.headers.get("content-type", ""))
    except (ValueError, RecursionError) as error:
        raise RejectedError(HTTPStatus.BAD_REQUEST, "The body cannot be read.") from error
    if not isinstance(payload, dict) or not {"type", "command", "ssl_check"} & payload.keys():
        raise RejectedError(HTTPStatus.BAD_REQUEST, "The body is nothing that Slack sends.")
    if payload.get("type") == "event_callback" and not isinstance(payload.get("event"), dict):
        raise RejectedError(HTTPStatus.BAD_REQUEST, "The event is missing.")
    return AsyncBoltRequest(body=text, query=dict(request.query_params), headers=dict(request.headers))


def _payload(text: str, content_type: str) -> Any:
    """Events come as JSON, commands as a form, interactions as JSON in a form."""
    if not content_type.startswith("application/x-www-form-urlencoded"):
        return json.loads(text)
    form = dict(parse_qsl(text))
    return json.loads(form["payload"]) if "payload" in form else form

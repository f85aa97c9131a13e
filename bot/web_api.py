"""Slack's Web API with bounded patience: paced, retried, and never said twice.

Rate limits: https://docs.slack.dev/apis/web-api/rate-limits. slack_sdk's own retry is off, because it
repeats a post whose response was lost; here such a post is looked for first.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import outgoing
from knowledge.clearance import NOTHING, Clearance

log = logging.getLogger(__name__)

PAUSES = (0.25, 0.5, 1.0, 2.0, 4.0)  # seconds after each try; after the last one, Slack is given up
LONGEST_WAIT = 120.0  # seconds; a longer Retry-After is not waited for
CHANNEL_INTERVAL = 1.0  # seconds between two messages to a channel
SHOWN = 80  # characters of an error's text
RETRIED_STATUSES = frozenset({500, 502, 503, 504})
READING = frozenset({"auth.test", "conversations.replies"})  # take no JSON

Result = dict[str, Any]
T = TypeVar("T")


class SlackError(Exception):
    """A call to Slack that came to nothing."""


class NotTakenError(SlackError):
    """Slack has not taken the request, and may take it after `wait` seconds."""

    def __init__(self, cause: str, wait: float = 0.0) -> None:
        super().__init__(cause)
        self.wait = wait


class UncertainError(SlackError):
    """Slack may have taken the request or not: its response was lost, or is a server error (`answered`)."""

    def __init__(self, cause: str, *, answered: bool = False) -> None:
        super().__init__(cause)
        self.answered = answered


class RefusedError(SlackError):
    """Slack has refused the request for good; `code` is its error, as in `channel_not_found`."""

    def __init__(self, method: str, code: str) -> None:
        super().__init__(f"{method}: {code}")
        self.code = code


# What to do about a lost request: its result if it was taken after all, None to repeat it, or an error.
Settle = Callable[[UncertainError], Awaitable[T | None]]


@dataclass(frozen=True, slots=True)
class Post:
    """A message to a thread, in answer to the message `after`; `mark` is the block id that it is known by.

    `clearance` is what it may show.
    """

    channel: str
    thread_ts: str
    after: str
    mark: str
    arguments: Result
    clearance: Clearance = NOTHING


class WebApi:
    """Calls Slack for one workspace. `async with` it: it keeps one pool of connections.

    Every call comes with a clearance. A figure that is not cleared is never sent: the call raises UnprovedError.
    """

    def __init__(self, token: str, base_url: str, timeout: float = 10.0) -> None:
        self._token = token
        self._base_url = base_url
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._next_post: dict[str, float] = {}
        self._not_before: dict[str, float] = {}

    async def __aenter__(self) -> WebApi:
        self._session = aiohttp.ClientSession(timeout=self._timeout)
        self.client = AsyncWebClient(
            token=self._token, base_url=self._base_url, session=self._session, retry_handlers=[]
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    def anonymous(self) -> AsyncWebClient:
        """A client without a token, for Bolt, which gets its token with every request."""
        return AsyncWebClient(base_url=self._base_url)

    async def call(self, method: str, clearance: Clearance = NOTHING, **arguments: Any) -> Result:
        """Call a method that does no harm when it is called twice."""
        return await self._persist(lambda: self._once(method, arguments, clearance), _again)

    async def try_once(self, method: str, clearance: Clearance = NOTHING, **arguments: Any) -> Result:
        """Call a method that is not worth a second try."""
        return await self._once(method, arguments, clearance)

    async def post(self, post: Post, *, look_first: bool = False) -> str:
        """Post a message exactly once and return its timestamp.

        With `look_first`, an earlier process may have posted it already. Raises UncertainError where a
        response was lost and Slack does not let us look (no `channels:history`).
        """
        if look_first and (found := await self.find(post)):
            return found

        async def once() -> str:
            await self._pace(post.channel)
            return str((await self._once("chat.postMessage", post.arguments, post.clearance))["ts"])

        async def look(lost: UncertainError) -> str | None:
            try:
                return await self.find(post)
            except RefusedError as refused:
                if lost.answered:
                    return None
                raise UncertainError(f"{lost}; and cannot look: {refused}") from refused

        return await self._persist(once, look)

    async def find(self, post: Post) -> str | None:
        """The timestamp of the message that carries the post's mark, if it is in the thread."""
        where = {"channel": post.channel, "ts": post.thread_ts, "oldest": post.after}
        replies = await self.call("conversations.replies", NOTHING, **where, limit=200)
        for message in reversed(replies.get("messages", [])):
            if any(block.get("block_id") == post.mark for block in message.get("blocks", [])):
                return str(message["ts"])
        return None

    async def respond(self, response_url: str, arguments: Result, clearance: Clearance = NOTHING) -> None:
        """Answer a command or a click where it was made. Nobody can look there, so a lost response is final.

        Five times within 30 minutes: https://docs.slack.dev/interactivity/handling-user-interaction.
        """
        outgoing.check(arguments, clearance)

        async def once() -> None:
            try:
                async with self._session.post(response_url, json=arguments) as response:
                    said = (await response.text())[:SHOWN]
                    _raise_for_status("response_url", response.status, dict(response.headers), said)
            except aiohttp.ClientConnectorError as error:
                raise NotTakenError(f"response_url: {error}") from error
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                raise UncertainError(f"response_url: {type(error).__name__}") from error

        await self._persist(once, _give_up)

    async def _once(self, method: str, arguments: Result, clearance: Clearance) -> Result:
        outgoing.check(arguments, clearance)
        await _sleep_until(self._not_before.get(method, 0.0))
        try:
            if method in READING:
                response = await self.client.api_call(method, http_verb="GET", params=arguments)
            else:
                response = await self.client.api_call(method, json=arguments)
        except SlackApiError as error:
            raise self._judged(method, error) from error
        except aiohttp.ClientConnectorError as error:
            raise NotTakenError(f"{method}: {error}") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise UncertainError(f"{method}: {type(error).__name__}") from error
        return response.data if isinstance(response.data, dict) else {}

    def _judged(self, method: str, error: SlackApiError) -> Exception:
        response = error.response
        status = getattr(response, "status_code", None) or getattr(response, "status", None) or 0
        try:
            _raise_for_status(method, status, dict(response.headers))
        except NotTakenError as limited:
            self._not_before[method] = time.monotonic() + limited.wait
            return limited
        except UncertainError as lost:
            return lost
        except RefusedError as refused:
            return refused
        data = getattr(response, "data", None)
        if not isinstance(data, dict) or "error" not in data:
            return UncertainError(f"{method}: a response that is no JSON")
        if data["error"] in ("ratelimited", "rate_limited"):
            return NotTakenError(f"{method}: {data['error']}", 1.0)
        return RefusedError(method, str(data["error"]))

    async def _persist(self, once: Callable[[], Awaitable[T]], settle: Settle[T]) -> T:
        failure: SlackError
        for pause in PAUSES:
            try:
                return await once()
            except NotTakenError as error:
                failure = error
                if error.wait > LONGEST_WAIT:
                    break
                await _sleep_after(error, max(error.wait, pause))
            except UncertainError as error:
                failure = error
                await _sleep_after(error, pause)
                settled = await settle(error)
                if settled is not None:
                    return settled
        raise failure

    async def _pace(self, channel: str) -> None:
        now = time.monotonic()
        slot = max(now, self._next_post.get(channel, 0.0))
        if len(self._next_post) > 1_000:
            self._next_post = {name: due for name, due in self._next_post.items() if due > now}
        self._next_post[channel] = slot + CHANNEL_INTERVAL
        await _sleep_until(slot)


async def _again(_: UncertainError) -> None:
    return None


async def _give_up(lost: UncertainError) -> None:
    if not lost.answered:
        raise lost


async def _sleep_after(failure: SlackError, seconds: float) -> None:
    log.info("%s; going on in %.2f s", failure, seconds)
    await asyncio.sleep(seconds)


async def _sleep_until(due: float) -> None:
    await asyncio.sleep(max(0.0, due - time.monotonic()))


def _raise_for_status(method: str, status: int, headers: dict[str, str], said: str = "") -> None:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise NotTakenError(f"{method}: rate limited", _retry_after(headers))
    if status in RETRIED_STATUSES:
        raise UncertainError(f"{method}: HTTP {status}", answered=True)
    if status >= HTTPStatus.BAD_REQUEST:
        raise RefusedError(method, said or f"HTTP {status}")


def _retry_after(headers: dict[str, str]) -> float:
    value = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    return float(value) if value.isdecimal() else 1.0

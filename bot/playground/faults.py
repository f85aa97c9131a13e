"""Slack on a bad day: what goes wrong with a method's next calls."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from enum import StrEnum
from typing import Any

from aiohttp import web


class Fault(StrEnum):
    """One way to fail. All but LOST and LOST_ERROR leave the call without effect."""

    LIMITED = "429 with Retry-After"
    ERROR = "500"
    BAD_GATEWAY = "502"
    RESET = "connection reset"
    HANG = "no response until the caller gives up"
    LOST = "taken, but the response is lost"
    REFUSED = "ok: false"


class Faults:
    """Faults in the order in which they are to come, by method."""

    def __init__(self) -> None:
        self._planned: dict[str, list[tuple[Fault, str]]] = defaultdict(list)
        self.retry_after = 1
        self.refusal = "fatal_error"

    def plan(self, method: str, *faults: Fault, about: str = "") -> None:
        """Let the next calls of a method fail in these ways, one each; only calls that mention `about`."""
        self._planned[method] += [(fault, about) for fault in faults]

    def next(self, method: str, said: str) -> Fault | None:
        """The fault that the present call meets, which says this."""
        planned = self._planned[method]
        found = next((plan for plan in planned if plan[1] in said), None)
        if found is None:
            return None
        planned.remove(found)
        return found[0]

    async def meet(self, fault: Fault, request: web.Request) -> web.StreamResponse | None:
        """Fail in one way; None where the call is to be taken first."""
        if fault is Fault.LIMITED:
            headers = {"Retry-After": str(self.retry_after)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        if fault is Fault.ERROR:
            return web.Response(text="<html>Internal error</html>", status=500, content_type="text/html")
        if fault is Fault.BAD_GATEWAY:
            return web.Response(text="Bad gateway", status=502)
        if fault is Fault.REFUSED:
            return web.json_response({"ok": False, "error": self.refusal})
        if fault is Fault.HANG:
            await asyncio.sleep(3_600)
        if fault is Fault.RESET:
            reset(request)
        return None


def reset(request: web.Request) -> Any:
    """Drop the connection without a response."""
    if request.transport is not None:
        request.transport.abort()
    raise ConnectionResetError

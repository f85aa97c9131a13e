"""Requests straight to Bolt's app, as Socket Mode's handler hands them over, but without a socket."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.playground.delivery import PATIENCE, Json, Kind, Receipt


class InProcessDelivery:
    """The way to an app in the same process."""

    def __init__(self, app: AsyncApp) -> None:
        self._app = app

    async def deliver(self, kind: Kind, payload: Json, retry: int = 0) -> Receipt:
        """Hand over a copy of the payload, as a wire would, and give what the app says to it."""
        headers: dict[str, str | Sequence[str]] = {"x-slack-retry-num": str(retry)} if kind == "events_api" else {}
        copy = json.loads(json.dumps(payload))
        started = time.monotonic()
        said = await self._app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=copy, headers=headers))
        seconds = time.monotonic() - started
        return Receipt(said.status == 200 and seconds < PATIENCE, _body(said.body), seconds, said.status)


def _body(text: str | None) -> object:
    """An acknowledgement's body as the workspace reads it: an object, a text for the user, or nothing."""
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return {"text": text}

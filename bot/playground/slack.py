"""A small Slack: its Web API and sockets on a port of this machine, and people who use it.

It holds one workspace, checks every message and view by Slack's published rules, keeps what was called, and
can fail in the ways in which Slack does.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.manifest import SCOPES
from bot.playground import payloads
from bot.playground.delivery import Delivery, Kind, Receipt, SocketDelivery
from bot.playground.faults import Fault, Faults, reset
from bot.playground.traffic import Traffic
from bot.playground.web_api import ApiError, WebApi
from bot.playground.workspace import BOT_USER, Message, View, Workspace

Json = dict[str, Any]


class Slack:
    """One workspace. `async with Slack() as slack:` serves it; `delivery` is how requests reach the bot."""

    def __init__(self, command: str = "/footnote", workspace: Workspace | None = None) -> None:
        self.command_name = command
        self.workspace = workspace or Workspace()
        self.traffic = Traffic()
        self.api = WebApi(self.workspace)
        self.faults = Faults()
        self.sockets = SocketDelivery()
        self.delivery: Delivery = self.sockets
        self.calls: list[tuple[str, Json]] = []
        self.scopes = set(SCOPES)
        self._response_urls: dict[str, tuple[str, str]] = {}

    async def __aenter__(self) -> Slack:
        application = web.Application(client_max_size=10_000_000)
        application.router.add_post("/api/{method}", self._called)
        application.router.add_get("/api/{method}", self._called)
        application.router.add_post("/response/{id}", self._responded)
        application.router.add_get("/link/", self.sockets.serve)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.sockets.close()
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is to be."""
        return f"http://127.0.0.1:{self.port}/api/"

    # What people do

    async def command(self, text: str, user: str = "U1", channel: str = "C1") -> Receipt:
        """Type the slash command with this text."""
        payload = payloads.command(self.command_name, text, user, channel)
        where = {"trigger_id": self._trigger(user), "response_url": self._response_url(user, channel)}
        receipt = await self._deliver("slash_commands", {**payload, **where})
        if isinstance(receipt.body, dict) and receipt.body.get("text"):
            self.api.respond(
                payload["channel_id"],
                user,
                channel,
                {"unfurl_links": False, "unfurl_media": False} | receipt.body,
            )
        return receipt

    def say(self, text: str, user: str = "U1", channel: str = "C1", thread_ts: str = "") -> Message:
        """Write a message, without telling the bot."""
        message = Message(channel, self.workspace.next_ts(), user, text, thread_ts=thread_ts)
        return self.workspace.add(message)

    async def mention(self, text: str, user: str = "U1", channel: str = "C1", thread_ts: str = "") -> Message:
        """Write a message that begins with the bot's name, and tell the bot."""
        said = self.say(f"<@{BOT_USER}> {text}", user, channel, thread_ts)
        await self.event(payloads.message(said, "app_mention", "channel"))
        return said

    async def direct(self, text: str, user: str = "U1", thread_ts: str = "") -> Message:
        """Write to the bot in a direct message."""
        said = self.say(text, user, f"D{user}", thread_ts)
        await self.event(payloads.message(said, "message", "im"))
        return said

    async def event(self, content: Json, event_id: str = "", retry: int = 0) -> Receipt:
        """Send an event."""
        envelope = payloads.event(content, event_id or self.workspace.next_id("Ev"))
        return await self._deliver("events_api", envelope, retry)

    async def click(self, where: Message, action_id: str, user: str = "U1", **chosen: Any) -> Receipt:
        """Click the first element of a message whose action id begins so."""
        element = _element(where.elements(), action_id)
        url = where.response_url = self._response_url(user, where.channel)
        payload = payloads.interaction("block_actions", user, self._trigger(user))
        payload |= payloads.click_in_message(where) | {"response_url": url}
        return await self._act(payload, element, chosen)

    async def click_in_view(self, view: View, action_id: str, user: str = "U1", **chosen: Any) -> Receipt:
        """Click an element of a modal."""
        element = _element(Message("", "", "", "", view.content["blocks"]).elements(), action_id)
        payload = payloads.interaction("block_actions", user, self._trigger(user))
        container = {"type": "view", "view_id": view.id}
        return await self._act(payload | {"container": container, "view": view.payload()}, element, chosen)

    async def click_at_home(self, action_id: str, user: str = "U1", **chosen: Any) -> Receipt:
        """Click an element of the user's App Home."""
        home = self.workspace.homes[user]
        element = _element(Message("", "", "", "", home["blocks"]).elements(), action_id)
        payload = payloads.interaction("block_actions", user, self._trigger(user))
        view = {"id": f"H{user}", "hash": "1", **home}
        return await self._act(
            payload | {"container": {"type": "view", "view_id": view["id"]}, "view": view}, element, chosen
        )

    async def submit(self, view: View, values: Json, user: str = "U1") -> Receipt:
        """Send a modal's form; `values` by block and action id. The view closes unless the bot minds."""
        payload = payloads.interaction("view_submission", user, self._trigger(user))
        receipt = await self._deliver("interactive", payload | payloads.submission(view, values))
        answer = receipt.body if isinstance(receipt.body, dict) else {}
        if answer.get("response_action") in ("update", "push"):
            self.api.call("views.update", {"view_id": view.id, "view": answer["view"]})
        elif receipt.acknowledged and answer.get("response_action") != "errors":
            self.workspace.views.pop(view.id, None)
        return receipt

    async def shortcut(self, where: Message, callback_id: str, user: str = "U1") -> Receipt:
        """Use a message shortcut."""
        payload = payloads.interaction("message_action", user, self._trigger(user))
        url = self._response_url(user, where.channel)
        place = {
            "channel": {"id": where.channel, "name": payloads.channel_name(where.channel)},
            "message": where.payload(),
        }
        more = {
            "callback_id": callback_id,
            "message_ts": where.ts,
            "response_url": url,
            "action_ts": where.ts,
        }
        return await self._deliver("interactive", payload | place | more)

    async def open_home(self, user: str = "U1", tab: str = "home") -> Receipt:
        """Open the bot's App Home at a tab."""
        return await self.event(
            {
                "type": "app_home_opened",
                "user": user,
                "channel": f"D{user}",
                "tab": tab,
                "event_ts": self.workspace.next_ts(),
            }
        )

    async def stop_session(self, user: str, thread_ts: str) -> Receipt:
        """Press Stop in a conversation with the bot."""
        place = {"channel": f"D{user}", "thread_ts": thread_ts, "user": user}
        times = {"event_ts": self.workspace.next_ts(), "streaming_message_ts": []}
        return await self.event({"type": "agent_session_stopped", **place, **times})

    def close_view(self, view: View) -> None:
        """Close a modal without sending it; the bot asks for no word of that."""
        self.workspace.views.pop(view.id, None)

    async def _deliver(self, kind: Kind, payload: Json, retry: int = 0) -> Receipt:
        begun = self.traffic.begin()
        receipt = await self.delivery.deliver(kind, payload, retry)
        answer = receipt.body if receipt.acknowledged else "not acknowledged"
        self.traffic.note(begun, kind, payload, answer, to_bot=True)
        return receipt

    async def _act(self, payload: Json, element: Json, chosen: Json) -> Receipt:
        actions = [payloads.action(element, self.workspace.next_ts(), **chosen)]
        return await self._deliver("interactive", payload | {"actions": actions})

    # What people see

    def seen_by(self, user: str = "U1", channel: str = "C1") -> list[Message]:
        """The bot's messages that a user sees in a channel."""
        return [m for m in self.workspace.by_bot() if m.channel == channel and m.visible_to in ("", user)]

    def view_of(self, user: str = "U1") -> View:
        """The modal that a user has open, the uppermost."""
        return [view for view in self.workspace.views.values() if view.user == user][-1]

    def called(self, method: str) -> list[Json]:
        """Arguments of a method's calls so far."""
        return [arguments for name, arguments in self.calls if name == method]

    async def until(self, true: Callable[[], Any], seconds: float = 10.0) -> Any:
        """Wait until something is the case, and return it. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not (found := true()):
                await asyncio.sleep(0.01)
            return found

    async def answers(
        self, count: int = 1, user: str = "U1", channel: str = "C1", seconds: float = 10.0
    ) -> list[Message]:
        """Wait for so many messages of the bot, and return them."""
        await self.until(lambda: len(self.seen_by(user, channel)) >= count, seconds)
        return self.seen_by(user, channel)

    # What the bot calls

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        self.calls.append((method, arguments))
        fault = self.faults.next(method, json.dumps(arguments))
        if fault and (failed := await self.faults.meet(fault, request)):
            return failed
        said = self._said(method, arguments)
        self.traffic.note(self.traffic.begin(), method, arguments, said)
        if fault is Fault.LOST and said["ok"]:
            reset(request)
        return web.json_response(said, headers={"x-oauth-scopes": ",".join(sorted(self.scopes))})

    def _said(self, method: str, arguments: Json) -> Json:
        if method == "apps.connections.open":
            return {"ok": True, "url": f"ws://127.0.0.1:{self.port}/link/?ticket={self.sockets.ticket()}"}
        try:
            return {"ok": True, **self.api.call(method, arguments)}
        except ApiError as error:
            return {"ok": False, "error": str(error)}

    async def _responded(self, request: web.Request) -> web.StreamResponse:
        arguments = await request.json()
        self.calls.append(("response_url", arguments))
        url = str(request.url)
        user, channel = self._response_urls[url]
        fault = self.faults.next("response_url", f"{user} {channel}")
        if fault and (failed := await self.faults.meet(fault, request)):
            return failed
        try:
            self.api.respond(url, user, channel, arguments)
        except ApiError as error:
            self.traffic.note(self.traffic.begin(), "response_url", arguments, str(error))
            return web.Response(text=str(error), status=400)
        self.traffic.note(self.traffic.begin(), "response_url", arguments, "ok")
        if fault is Fault.LOST:
            reset(request)
        return web.Response(text="ok")

    def _trigger(self, user: str) -> str:
        trigger = self.workspace.next_id("trigger")
        self.api.triggers[trigger] = user
        return trigger

    def _response_url(self, user: str, channel: str) -> str:
        url = f"http://127.0.0.1:{self.port}/response/{self.workspace.next_id('R')}"
        self._response_urls[url] = (user, channel)
        return url


def _element(elements: list[Json], action_id: str) -> Json:
    exact = [element for element in elements if element["action_id"] == action_id]
    found = exact or [element for element in elements if element["action_id"].startswith(action_id)]
    if not found:
        raise LookupError(f"no element {action_id!r} among {[e['action_id'] for e in elements]}")
    return found[0]


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    form = {**request.query, **await request.post()}
    return {key: _decoded(str(value)) for key, value in form.items()}


def _decoded(value: str) -> Any:
    return json.loads(value) if value[:1] in ("{", "[") else value

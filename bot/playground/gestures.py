"""What a person does on the page, done in the workspace: writing, clicking, filling in, looking up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.manifest import LOOK_UP
from bot.playground import forms, payloads
from bot.playground.delivery import Receipt
from bot.playground.people import DIRECT, HOME, SLACKBOT, Spot, typed
from bot.playground.slack import Slack
from bot.playground.workspace import BOT_USER, Message, View

Json = dict[str, Any]
DONE: Json = {}
LATE = "The bot did not acknowledge that within three seconds."


class NotThereError(Exception):
    """What was to be clicked or filled in is not there, or not for this person."""


class Gestures:
    """Does what the page sends, and says what the page is to do next: `{}`, `{"go": …}` or `{"trouble": …}`."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._known: dict[str, Callable[[Spot, Json], Awaitable[Json]]] = {
            "open": self._open,
            "write": self._write,
            "click": self._click,
            "submit": self._submit,
            "close": self._close,
            "look up": self._look_up,
            "stop": self._stop,
        }

    async def make(self, spot: Spot, said: Json) -> Json:
        """Make a gesture. Raises NotThereError."""
        try:
            return await self._known[said["gesture"]](spot, said)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise NotThereError(f"{type(error).__name__}: {error}") from error
        finally:
            self._slack.traffic.touch()

    async def _open(self, spot: Spot, _: Json) -> Json:
        tabs = {HOME: "home", DIRECT: "messages"}
        if spot.room in tabs:
            return _seen(await self._slack.open_home(spot.person.id, tabs[spot.room]))
        return DONE

    async def _write(self, spot: Spot, said: Json) -> Json:
        text = said["text"].strip()
        if not text:
            return DONE
        if text.startswith("/"):
            return await self._command(spot, *text.partition(" ")[::2])
        message = self._slack.say(typed(text), spot.person.id, spot.channel, spot.thread_ts)
        if spot.room == DIRECT:
            # As in the agent view, every message that stands alone begins a conversation of its own.
            done = _seen(await self._slack.event(payloads.message(message, "message", "im")))
            return done or ({} if spot.thread_ts else {"go": spot.url(thread=message.ts)})
        if f"<@{BOT_USER}>" in message.text:
            return _seen(await self._slack.event(payloads.message(message, "app_mention", "channel")))
        return DONE

    async def _command(self, spot: Spot, name: str, text: str) -> Json:
        if name != self._slack.command_name:
            return self._slackbot(spot, f"{name} is not a valid command.")
        if spot.thread_ts:
            return self._slackbot(spot, f"{name} is not supported in threads. Sorry!")
        return _seen(await self._slack.command(typed(text.strip()), spot.person.id, spot.channel))

    def _slackbot(self, spot: Spot, text: str) -> Json:
        word = self._slack.say(typed(text), SLACKBOT, spot.channel, spot.thread_ts)
        word.visible_to = spot.person.id
        return DONE

    async def _click(self, spot: Spot, said: Json) -> Json:
        user, action = spot.person.id, said["action"]
        if said.get("view"):
            return _seen(await self._slack.click_in_view(self._view(spot, said["view"]), action, user))
        if said.get("home"):
            return _seen(await self._slack.click_at_home(action, user))
        where = self._message(spot, said["ts"])
        thumb = {}
        if choice := said.get("choice"):
            [element] = [element for element in where.elements() if element["action_id"] == action]
            thumb = {"value": element[choice]["value"]}
            where.thumbs[user] = choice
        return _seen(await self._slack.click(where, action, user, **thumb))

    async def _submit(self, spot: Spot, said: Json) -> Json:
        view = self._view(spot, said["view"])
        values = forms.state(view.content["blocks"], [(name, value) for name, value in said["filled"]])
        return _seen(await self._slack.submit(view, values, spot.person.id))

    async def _close(self, spot: Spot, said: Json) -> Json:
        self._slack.close_view(self._view(spot, said["view"]))
        return DONE

    async def _look_up(self, spot: Spot, said: Json) -> Json:
        where = self._message(spot, said["ts"])
        return _seen(await self._slack.shortcut(where, LOOK_UP, spot.person.id))

    async def _stop(self, spot: Spot, _: Json) -> Json:
        return _seen(await self._slack.stop_session(spot.person.id, spot.thread_ts))

    def _message(self, spot: Spot, ts: str) -> Message:
        found = self._slack.workspace.find(spot.channel, ts)
        if found is None or found.visible_to not in ("", spot.person.id):
            raise NotThereError("This message is not there.")
        return found

    def _view(self, spot: Spot, view_id: str) -> View:
        view = self._slack.workspace.views[view_id]
        if view.user != spot.person.id:
            raise NotThereError("This modal is somebody else's.")
        return view


def _seen(receipt: Receipt) -> Json:
    return DONE if receipt.acknowledged else {"trouble": LATE}

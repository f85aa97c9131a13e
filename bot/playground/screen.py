"""What one person sees, as pieces of HTML in lists; the page replaces those that have changed."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from markupsafe import escape

from bot.outgoing import in_slack
from bot.playground.people import DIRECT, HOME, PATH, PEOPLE, ROOMS, Spot
from bot.playground.rendering import environment
from bot.playground.slack import Slack
from bot.playground.traffic import Exchange
from bot.playground.workspace import BOT_USER, Message
from bot.reader.shown import in_page
from bot.standing import Standing
from knowledge.clearance import NOTHING, UnprovedError
from knowledge.gate import NOTHING_PROVED

log = logging.getLogger(__name__)

_LABELS: Final = re.compile(r"\b\d\d:\d\d\b|\b\d+ repl(?:y|ies)\b")
"""Times of day, and how many replies there are."""
LATEST: Final = 40  # exchanges that a page is given at once
Piece = dict[str, str]
"""`id`, unique in its list, and `html`, one element."""


class Screen:
    """Renders a workspace. `examples` gives questions to try, `standing` how the base stands to its files."""

    def __init__(self, slack: Slack, examples: Callable[[], Sequence[str]], standing: Callable[[], Standing]) -> None:
        self._slack = slack
        self._examples = examples
        self._standing = standing
        self._templates = environment()

    def page(self, spot: Spot) -> bytes:
        """The page around the lists, which are empty at first."""
        values = {
            "spot": spot,
            "people": PEOPLE.values(),
            "rooms": ROOMS.values(),
            "path": PATH,
            "command": self._slack.command_name,
            "examples": self._examples(),
            "is_home": spot.room == HOME,
            "is_direct": spot.room == DIRECT,
        }
        return self._html("page.html", **values).encode("utf-8", "replace")

    def lists(self, spot: Spot, since: int) -> dict[str, list[Piece]]:
        """Every list of the page by its name; of the exchanges, those after the version `since`."""
        return {
            "messages": list(self._messages(spot)),
            "thread": list(self._thread(spot)),
            "home": list(self._home(spot)),
            "prompts": list(self._prompts(spot)),
            "status": list(self._status(spot)),
            "modals": list(self._modals(spot)),
            "standing": list(self._changed_base()),
            "traffic": [self._exchange(exchange) for exchange in self._slack.traffic.since(since)[-LATEST:]],
        }

    def _messages(self, spot: Spot) -> Iterator[Piece]:
        if spot.room == HOME:
            return
        for message in self._visible(spot):
            if not message.thread_ts:
                replies = [m for m in self._slack.workspace.thread(spot.channel, message.ts) if m.ts != message.ts]
                yield self._message(message, spot, replies)

    def _thread(self, spot: Spot) -> Iterator[Piece]:
        for message in self._visible(spot):
            if spot.thread_ts and spot.thread_ts in (message.ts, message.thread_ts):
                yield self._message(message, spot, ())

    def _visible(self, spot: Spot) -> Iterable[Message]:
        return (
            message
            for message in self._slack.workspace.messages
            if message.channel == spot.channel and not message.deleted and message.visible_to in ("", spot.person.id)
        )

    def _message(self, message: Message, spot: Spot, replies: Sequence[Message]) -> Piece:
        values = {"message": message, "spot": spot, "replies": replies}
        by_bot = message.user == BOT_USER
        html = (
            self._shown("message.html", message.payload(), **values) if by_bot else self._html("message.html", **values)
        )
        return {"id": message.ts, "html": html}

    def _home(self, spot: Spot) -> Iterator[Piece]:
        view = self._slack.workspace.homes.get(spot.person.id)
        if spot.room == HOME and view:
            yield {"id": "home", "html": self._shown("home.html", view, view=view, spot=spot)}

    def _prompts(self, spot: Spot) -> Iterator[Piece]:
        prompts = self._slack.workspace.prompts.get(spot.channel, [])
        if spot.room == DIRECT and not spot.thread_ts:
            for prompt in prompts:
                yield {"id": prompt["message"], "html": self._html("prompt.html", prompt=prompt)}

    def _status(self, spot: Spot) -> Iterator[Piece]:
        session = self._slack.workspace.sessions.get((spot.channel, spot.thread_ts), {})
        if spot.thread_ts and session:
            yield {"id": "status", "html": self._html("status.html", session=session)}

    def _modals(self, spot: Spot) -> Iterator[Piece]:
        mine = [view for view in self._slack.workspace.views.values() if view.user == spot.person.id]
        if mine:
            html = self._shown("modal.html", mine[-1].content, view=mine[-1], content=mine[-1].content, spot=spot)
            yield {"id": mine[-1].id, "html": html}

    def _changed_base(self) -> Iterator[Piece]:
        standing = self._standing()
        if standing.state != "current":
            yield {"id": "standing", "html": self._html("standing.html", standing=standing)}

    def _exchange(self, exchange: Exchange) -> Piece:
        html = self._html("exchange.html", exchange=exchange, what=_what(exchange))
        return {"id": str(exchange.begun), "html": html}

    def _shown(self, template: str, sent: Any, **values: Any) -> str:
        """What the bot has sent, as HTML: it shows no figure that was not sent, for only that was proved."""
        html = self._html(template, **values)
        try:
            NOTHING.also(said=map(str.strip, in_slack(sent))).check(in_page(html.encode("utf-8", "replace")), _LABELS)
        except UnprovedError as error:
            log.error("something the bot has sent is not shown: %s", error)
            return f'<p class="fault">{escape(NOTHING_PROVED)}</p>'
        return html

    def _html(self, template: str, **values: Any) -> str:
        return self._templates.get_template(template).render(values)


def _what(exchange: Exchange) -> str:
    """An exchange in a few words: for a request, what it is about."""
    sent = exchange.sent
    if not exchange.to_bot:
        return exchange.name
    about = sent.get("command") or sent.get("event", {}).get("type") or sent.get("type", "")
    actions = [action["action_id"] for action in sent.get("actions", [])]
    return " ".join([about, *actions, sent.get("callback_id", "")]).strip()

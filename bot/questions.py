"""A question as it comes in: who asked what, where the answer goes, and by what it is known again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread of a channel or direct message, whose readers all see the answer.

    `message_ts` is the message that the answer is to; the answer comes after it.
    """

    channel: str
    thread_ts: str
    message_ts: str
    direct: bool = False

    @property
    def is_new(self) -> bool:
        """True if the message begins the thread."""
        return self.message_ts == self.thread_ts


@dataclass(frozen=True, slots=True)
class Private:
    """Where a command or shortcut was used; only the asker sees the answer.

    `thread_ts` is the thread that it was used in; `replace` puts the answer in the place of the clicked message.
    """

    response_url: str
    thread_ts: str = ""
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Modal:
    """A click where there is no conversation, as in the App Home; the trigger opens one modal within 3 s.

    `view_id` is the modal that was clicked in, whose place the answer takes; "" to open one.
    """

    trigger_id: str
    view_id: str = ""


Place = Thread | Private | Modal


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `keys` are what a repeated delivery shares with the first, the most lasting first.

    `is_claim`: where it states something, it is to be checked instead of answered.
    """

    text: str
    team: str
    user: str
    place: Place
    keys: tuple[str, ...]
    is_claim: bool = False

    @property
    def id(self) -> str:
        """Short name of the question, the same for every delivery of it."""
        return "q" + hashlib.sha256(self.keys[0].encode()).hexdigest()[:15]

    @property
    def session(self) -> str:
        """The conversation that it belongs to, for stopping it; "" for none."""
        place = self.place
        return f"{self.team}:{place.channel}:{place.thread_ts}" if isinstance(place, Thread) else ""

"""Who is in the playground, and where they can talk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from bot.mrkdwn import escape
from bot.playground.workspace import BOT_USER

PATH: Final = "/playground"
SLACKBOT: Final = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be played."""

    key: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Room:
    """A channel, the direct message with the bot, or the bot's Home."""

    key: str
    title: str
    topic: str

    def channel(self, person: Person) -> str:
        """The id of the channel that a person sees there."""
        return "C0GENERAL" if self == GENERAL else f"D{person.id}"


PEOPLE: Final = {person.key: person for person in (Person("ada", "U0ADA", "Ada"), Person("ben", "U0BEN", "Ben"))}
GENERAL: Final = Room("general", "# general", "A channel that Ada, Ben and Footnote are in")
DIRECT: Final = Room("footnote", "Footnote", "A direct message with the app")
HOME: Final = Room("home", "Footnote · Home", "The app's Home tab")
ROOMS: Final = {room.key: room for room in (GENERAL, DIRECT, HOME)}
NAMES: Final = {person.id: person.name for person in PEOPLE.values()} | {BOT_USER: "Footnote", SLACKBOT: "Slackbot"}

_IDS: Final = {name.casefold(): id_ for id_, name in NAMES.items()}
_NAMED: Final = re.compile(rf"(?<!\w)@({'|'.join(NAMES.values())})\b", re.IGNORECASE)
_LINK: Final = re.compile(r"\bhttps?://[^\s<>|]+")


@dataclass(frozen=True, slots=True)
class Spot:
    """What somebody looks at: who, where and, with a timestamp, the thread that is open."""

    person: Person
    room: Room
    thread_ts: str = ""

    @classmethod
    def read(cls, who: str, where: str, thread_ts: str) -> Spot:
        """From an address; whatever it does not name is the first of its kind."""
        return cls(PEOPLE.get(who, PEOPLE["ada"]), ROOMS.get(where, GENERAL), thread_ts)

    @property
    def channel(self) -> str:
        """The channel's id."""
        return self.room.channel(self.person)

    def url(self, *, who: str = "", where: str = "", thread: str = "") -> str:
        """The address of another spot; what is not given stays, but a thread is left."""
        query = {"as": who or self.person.key, "in": where or self.room.key}
        return f"{PATH}?{urlencode({**query, 'thread': thread} if thread else query)}"


def typed(text: str) -> str:
    """What somebody typed as Slack hands it on: escaped, with names and addresses in its mark-up."""
    linked = _LINK.sub(r"<\g<0>>", escape(text))
    return _NAMED.sub(lambda named: f"<@{_IDS[named[1].casefold()]}>", linked)

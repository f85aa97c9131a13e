"""Text to and from Slack's mark-up: https://docs.slack.dev/messaging/formatting-message-text."""

from __future__ import annotations

import re

# <@U…>, <#C…|name>, <!channel>, <!subteam^S…|@name>, <https://…|label>
_TOKEN = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
_LEADING_MENTIONS = re.compile(r"\s*((?:<@[UW][A-Z0-9]+(?:\|[^<>]*)?>[\s,:]*)+)")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")


def escape(text: str) -> str:
    """Text as Slack shows it literally: no mention, channel or link in it can act."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo `escape`; the ampersand last, or `&amp;lt;` would become `<`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain(text: str) -> str:
    """What somebody typed: mentions dropped, links and channels by their label, entities undone."""
    return unescape(_TOKEN.sub(_spoken, whole(text))).strip()


def whole(text: str) -> str:
    """Text in which halves of characters (lone surrogates, which no database and no socket takes) are `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")


def mentions(text: str) -> list[str]:
    """Ids of the users that a message mentions, in order."""
    return _MENTION.findall(text)


def addressed(text: str) -> list[str]:
    """Ids of the users that a message begins with: whom it is said to. Empty if it begins with a word."""
    leading = _LEADING_MENTIONS.match(text)
    return mentions(leading.group(1)) if leading else []


def _spoken(token: re.Match[str]) -> str:
    kind, target, label = token.groups()
    if kind in ("@", "!"):
        return " "
    if kind == "#":
        return f"#{label}" if label else " "
    return label or target

"""Templates of the playground, and Slack's mark-up as HTML."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from bot.mrkdwn import unescape
from bot.playground.block_faults import fault
from bot.playground.people import NAMES
from bot.playground.workspace import BOT_USER

HERE: Final = Path(__file__).parent

_TOKEN: Final = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_STYLED: Final = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)([^\n]+?)(?<=\S)\1(?![\w*_~`])")
_STYLES: Final = {"*": "b", "_": "i", "~": "s", "`": "code"}
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)


def environment() -> Environment:
    """The templates with their filters. Everything that is not made here is escaped."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(mrkdwn=mrkdwn, name=name, clock=clock, pretty=pretty)
    templates.globals.update(fault=fault, BOT_USER=BOT_USER)
    return templates


def asset(file: str) -> bytes:
    """The page's style or script."""
    return (HERE / "assets" / file).read_bytes()


def mrkdwn(text: str) -> Markup:
    """Slack's mark-up as HTML: https://docs.slack.dev/messaging/formatting-message-text."""
    made, end = Markup(), 0
    for token in _TOKEN.finditer(text):
        made += _styled(text[end : token.start()]) + _token(*token.groups())
        end = token.end()
    return made + _styled(text[end:])


def name(user: str) -> str:
    """What a user is called."""
    return NAMES.get(user, user)


def clock(ts: str) -> str:
    """The time of day of a timestamp."""
    return datetime.fromtimestamp(float(ts)).strftime("%H:%M")


def pretty(value: Any) -> str:
    """JSON for people."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _styled(text: str) -> Markup:
    made, end = Markup(), 0
    for run in _STYLED.finditer(text):
        tag = _STYLES[run[1]]
        made += escape(unescape(text[end : run.start()]))
        made += Markup(f"<{tag}>{{}}</{tag}>").format(unescape(run[2]))
        end = run.end()
    return made + escape(unescape(text[end:]))


def _token(target: str, label: str | None) -> Markup:
    address = unescape(target)
    if target.startswith("@"):
        return Markup('<span class="mention">@{}</span>').format(name(target[1:]))
    if target.startswith(("#", "!")):
        return Markup('<span class="mention">{}</span>').format(label or target)
    if _ADDRESS.match(address):
        link = Markup('<a href="{}" target="_blank" rel="noopener">{}</a>')
        return link.format(address, unescape(label or target))
    return Markup('<span class="fault">cannot show the link {}</span>').format(address)

"""The last look at what leaves the process: each surface's output, taken apart into texts, passes the base's gate."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any, Final, TypeVar

from bot import limits
from bot.mrkdwn import unescape
from knowledge.clearance import Clearance, UnprovedError
from knowledge.gate import Gate
from knowledge.replies import Reply

Shown = TypeVar("Shown")

UNSEEN: Final = frozenset(
    "type action_id block_id callback_id value private_metadata user_id user channel channel_id ts thread_ts "
    "trigger_id view_id icon style emoji visible_to_user_ids status url response_type limit oldest max_length".split()
)
"""Fields of Slack's that nobody reads: ids, addresses, and what a click says to the bot."""
SLACK_LABELS: Final = re.compile(
    r"\b\d+ (?:facts|entries|days|times)\b|\b\d+ of 100; \d+ is enough|\(Reference \w+\)|\bbase [0-9a-f]{12}\b"
    r"|(?m:^• \d{4}-\d\d-\d\d, )"
)
"""Numbers of the bot's own on Slack: how many, how sure, which reference, on which day something changed."""


class WithheldError(Exception):
    """Not even the passages alone can leave."""


def released(
    gate: Gate,
    reply: Reply,
    render: Callable[[Reply, Clearance], Shown],
    texts: Callable[[Shown], Iterable[str]],
    labels: re.Pattern[str] | None = None,
    *,
    also: Iterable[str] = (),
) -> Shown:
    """What `render` makes of a reply if that passes the gate, else of its passages alone; `texts` are what it shows.

    `also` may be repeated: words that are not the base's own. A fault is logged. Raises WithheldError where the
    rendering itself is at fault.
    """
    for candidate in (reply, gate.withheld(reply)):
        try:
            clearance = gate.prove(candidate).also(said=also)
            rendered = render(candidate, clearance)
            clearance.check(texts(rendered), labels)
        except UnprovedError as error:
            from logging import getLogger  # noqa: PLC0415  # nothing but a fault needs it

            getLogger(__name__).error("an answer is withheld: %s", error)
        else:
            return rendered
    raise WithheldError


def check(payload: Any, clearance: Clearance) -> None:
    """Raise UnprovedError unless all that Slack would show of a payload is cleared."""
    clearance.check(in_slack(payload), SLACK_LABELS)


def in_json(text: str, but: Container[str] = ()) -> Iterator[str]:
    """The texts and numbers of a JSON object, but those of the fields that are the asker's own."""
    return _leaves([value for name, value in json.loads(text).items() if name not in but])


def in_slack(payload: Any) -> Iterator[str]:
    """The texts that Slack shows of a message or view. Runs of a line, and sections that continue, are one text."""
    if isinstance(payload, dict):
        if payload.get("type") in ("rich_text_section", "rich_text_quote"):
            yield "".join(run.get("text", "") for run in payload["elements"])
            return
        if payload.get("type") == "plain_text":
            yield payload["text"]
            return
        for name, value in payload.items():
            if name not in UNSEEN:
                yield from in_slack(value)
    elif isinstance(payload, list):
        yield from _paragraphs([block["text"]["text"] for block in payload if _is_paragraph(block)])
        yield from (text for item in payload if not _is_paragraph(item) for text in in_slack(item))
    elif isinstance(payload, str):
        yield unescape(_LINK.sub(r"\1", payload))
    elif isinstance(payload, int | float) and not isinstance(payload, bool):
        yield str(payload)


_LINK = re.compile(r"<[^<>|]+\|([^<>]*)>")


def _paragraphs(sections: Iterable[str]) -> Iterator[str]:
    """The texts of sections; one that was too long for Slack goes on in the next."""
    whole = ""
    for text in sections:
        whole = f"{whole} {text}" if whole else text
        if len(text) < limits.SECTION_TEXT // 2:
            yield whole
            whole = ""
    yield whole


def _is_paragraph(block: Any) -> bool:
    return isinstance(block, dict) and block.get("type") == "section" and set(block) == {"type", "text"}


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _leaves(item)
    elif value is not None:
        yield str(value)

"""What was filled in, as Slack sends it: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]


def state(blocks: Iterable[Json], filled: Iterable[tuple[str, str]]) -> Json:
    """The values of a modal's inputs by block and action id.

    `filled` are pairs of an input's name, `block_id action_id`, and a value that was typed or ticked in it.
    """
    given: dict[str, list[str]] = {}
    for name, value in filled:
        given.setdefault(name, []).append(value)
    inputs = [(block["block_id"], block["element"]) for block in blocks if block["type"] == "input"]
    return {
        block_id: {element["action_id"]: _value(element, given.get(f"{block_id} {element['action_id']}", []))}
        for block_id, element in inputs
    }


def _value(element: Json, given: list[str]) -> Json:
    kind = element["type"]
    if kind == "plain_text_input":
        return {"type": kind, "value": "".join(given).replace("\r\n", "\n") or None}
    chosen = [option for option in element["options"] if option["value"] in given]
    if kind == "checkboxes":
        return {"type": kind, "selected_options": chosen}
    return {"type": kind, "selected_option": chosen[0] if chosen else None}

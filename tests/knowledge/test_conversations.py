"""A conversation keeps its matter: what is left unsaid is taken from before and shown; what stands alone is not bent.

Each file of `conversations/` is a list of scripted conversations, each with `about` and `turns`. A turn is what is
typed (`say`) with the `status` (or the statuses) that will do, and any of:

- `facts`: all must be in the reply (a|b: either will do); `without`: facts that must not be in it
- `words`: must stand in the reply's text; `never`: must not
- `taken`: whether the reply says that it takes something from the turn before
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from knowledge import FactBase
from knowledge.replies import Reply

FILES = sorted((Path(__file__).parent / "conversations").glob("*.yaml"))
KEYS = {"say", "status", "facts", "without", "words", "never", "taken"}
TAKEN = "Taken with what was asked before"


def scripts() -> Iterator[Any]:
    for file in FILES:
        for script in YAML(typ="safe").load(file.read_text(encoding="utf-8")):
            yield pytest.param(script["turns"], id=f"{file.stem}: {script['about']}")


def faults(turn: dict[str, Any], reply: Reply) -> Iterator[str]:
    """What a reply has otherwise than a turn expects."""
    given = {answer.fact for answer in reply.answers}
    statuses = [turn["status"]] if isinstance(turn["status"], str) else turn["status"]
    if reply.status not in statuses:
        yield f"is {reply.status}, not {' or '.join(statuses)}"
    for either in turn.get("facts", ()):
        if not given & set(either.split("|")):
            yield f"lacks {either}"
    for fact in given & set(turn.get("without", ())):
        yield f"has {fact}"
    for words in turn.get("words", ()):
        if words.casefold() not in reply.text.casefold():
            yield f"does not say {words!r}"
    for words in turn.get("never", ()):
        if words.casefold() in reply.text.casefold():
            yield f"says {words!r}"
    if turn.get("taken", TAKEN in reply.text) != (TAKEN in reply.text):
        yield "hides what it took from before" if turn["taken"] else "is bent by the turn before"


@pytest.mark.parametrize("turns", list(scripts()))
def test_every_turn_of_a_conversation_is_understood(shipped: FactBase, turns: list[dict[str, Any]]) -> None:
    context = None
    failing = []
    for number, turn in enumerate(turns, start=1):
        reply = shipped.ask(turn["say"], context)
        context = reply.context
        found = "; ".join(faults(turn, reply))
        if found:
            given = ", ".join(answer.fact for answer in reply.answers)
            failing.append(f"turn {number}, {turn['say']!r}: {found}. It was: {reply.lead} [{given}]")
    assert not failing, "\n".join(failing)


@pytest.mark.parametrize("turns", list(scripts()))
def test_a_script_expects_only_what_can_be(shipped: FactBase, turns: list[dict[str, Any]]) -> None:
    for turn in turns:
        assert set(turn) <= KEYS
        named = [name for either in (*turn.get("facts", ()), *turn.get("without", ())) for name in either.split("|")]
        assert set(named) <= set(shipped.facts), f"{turn['say']!r} names facts that the base does not have"
        assert set(turn) & (KEYS - {"say", "status"}) or turn["status"] != "answered", (
            f"{turn['say']!r} expects nothing"
        )

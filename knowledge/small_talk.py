"""Small talk and what is plainly no question to a fact base: what people say, and what the bot says back."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from knowledge.patterns import expand, lines

SAID = Path(__file__).with_suffix(".yaml")


class Chat(NamedTuple):
    """One kind of small talk: the friendly word that it gets, and its utterances."""

    reply: str
    utterances: list[str]


def chats() -> dict[str, Chat]:
    """Every kind of small talk by its name."""
    told = YAML(typ="safe", pure=True).load(SAID.read_text(encoding="utf-8"))
    return {
        kind: Chat(said["reply"], [text for line in lines(said["utterances"]) for text in expand(line)])
        for kind, said in told.items()
    }

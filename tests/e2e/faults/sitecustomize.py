"""Spoils a digit inside a process of the bot's: Python imports this file at its start, where it is on the path.

`SPOILT` in the environment says where: in a fact, in its quote, in a template, or in what is made of it for Slack, for
the pages and for the terminal.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from bot import blocks, cli, terminal
from bot.reader.rendering import Renderer
from knowledge import FactBase, wording

RIGHT, WRONG = "31 metres", "37 metres"


def spoilt(text: str) -> str:
    return text.replace(RIGHT, WRONG)


def after(owner: Any, name: str, change: Callable[[Any], Any]) -> None:
    """Let a function of a module or class give something else than it does."""
    right = getattr(owner, name)
    setattr(owner, name, wraps(right)(lambda *arguments, **more: change(right(*arguments, **more))))


def with_fact(base: FactBase, **fields: Any) -> FactBase:
    facts = dict(base.facts)
    facts["tower-height"] = replace(facts["tower-height"], **fields)
    return replace(base, facts=facts)


def with_statement(base: FactBase) -> FactBase:
    return with_fact(base, statement=spoilt(base.facts["tower-height"].statement), value=WRONG)


def with_quote(base: FactBase) -> FactBase:
    citations = base.facts["tower-height"].citations
    return with_fact(base, citations=tuple(replace(one, quote=spoilt(one.quote)) for one in citations))


match os.environ.get("SPOILT"):
    case "statement":
        after(FactBase, "load", with_statement)
    case "quote":
        after(FactBase, "load", with_quote)
    case "template":
        after(wording, "text", spoilt)
    case "rendering":
        after(blocks, "stressed", lambda runs: json.loads(spoilt(json.dumps(runs))))
        after(Renderer, "page", lambda page: spoilt(page.decode()).encode())
        after(terminal, "styled", lambda text: type(text)(spoilt(str(text))))
        after(cli, "_json", spoilt)

"""Pieces of Block Kit as the page shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.people import PEOPLE
from bot.playground.rendering import environment

Show = Callable[..., str]


@pytest.fixture(scope="session")
def show() -> Show:
    templates = environment()
    page = templates.from_string('{% import "blocks.html" as kit with context %}{{ kit.show(blocks, person) }}')

    def show(*blocks: dict[str, Any], who: str = "ada") -> str:
        return page.render(blocks=blocks, person=PEOPLE[who])

    return show

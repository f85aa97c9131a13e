"""A base is compiled in a process of its own, and whatever becomes of that is said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import compiling
from knowledge import FactBase
from knowledge.problems import UnprovedBase

TOPIC = "topics/lighthouse.yaml"
TALL = "how tall is the tower?"
Spoil = Callable[[str, str, str], Path]


async def test_the_base_is_the_same_as_in_this_process(spoilt: Spoil) -> None:
    folder = spoilt(TOPIC, "of the lighthouse is 31", "of the light is 31")
    base = await compiling.compiled(folder)
    assert base.digest == FactBase.load(folder).digest
    assert base.ask(TALL) == FactBase.load(folder).ask(TALL)
    assert "of the light is 31 metres" in base.ask(TALL).text


async def test_every_problem_comes_back(spoilt: Spoil) -> None:
    spoilt(TOPIC, "is 31 metres", "is 32 metres")
    folder = spoilt(TOPIC, "rises 12 metres above", "rises 13 metres above")
    with pytest.raises(UnprovedBase) as error:
        await compiling.compiled(folder)
    with pytest.raises(UnprovedBase) as here:
        FactBase.load(folder)
    assert error.value.problems == here.value.problems


async def test_a_base_that_cannot_be_kept_is_not_taken_for_another(
    spoilt: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/none")
    with pytest.raises(UnprovedBase, match="Restart the bot"):
        await compiling.compiled(spoilt(TOPIC, "of the lighthouse is 31", "of the tower is 31"))


async def test_a_process_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "__name__", "bot.no_such_module")
    with pytest.raises(UnprovedBase, match="exit status 1"):
        await compiling.compiled(None)


async def test_it_ends_with_whoever_waits_for_it(spoilt: Spoil, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[asyncio.subprocess.Process] = []
    start = asyncio.create_subprocess_exec

    async def starting(*command: Any, **how: Any) -> asyncio.subprocess.Process:
        started.append(await start(*command, **how))
        return started[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", starting)
    waiting = asyncio.create_task(compiling.compiled(spoilt(TOPIC, "of the lighthouse is", "of Gull Rock is")))
    while not started:
        await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert started[0].returncode == -9

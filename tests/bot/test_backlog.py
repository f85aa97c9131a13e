"""Acknowledged work is bounded, shared among workspaces, and finished before the end."""

from __future__ import annotations

import asyncio

from bot.backlog import Backlog


async def test_it_takes_no_more_than_its_bounds() -> None:
    backlog, gate = Backlog(limit=3, per_team=2), asyncio.Event()

    async def job() -> None:
        await gate.wait()

    assert [backlog.offer(team, job) for team in ("T1", "T1", "T1", "T2", "T3")] == [
        True,
        True,
        False,
        True,
        False,
    ]
    gate.set()
    assert await backlog.drain(1) == 0
    assert backlog.offer("T1", job)
    assert await backlog.drain(1) == 0
    assert len(backlog) == 0


async def test_a_job_that_fails_makes_room_too() -> None:
    backlog = Backlog(limit=1)

    async def job() -> None:
        raise ValueError

    backlog.offer("T1", job)
    await backlog.drain(1)
    assert backlog.offer("T1", job)
    await backlog.drain(1)


async def test_a_session_is_stopped_and_no_other() -> None:
    backlog, done, gate = Backlog(), [], asyncio.Event()

    async def job(name: str) -> None:
        await gate.wait()
        done.append(name)

    for name in ("a", "b", ""):
        backlog.offer("T1", lambda name=name: job(name), name)  # type: ignore[misc]
    await asyncio.sleep(0)
    assert backlog.stop("a") == 1
    assert backlog.stop("") == 0
    gate.set()
    await backlog.drain(1)
    assert done == ["b", ""]


async def test_what_takes_too_long_is_cut_off_and_counted() -> None:
    backlog = Backlog()
    backlog.offer("T1", asyncio.Event().wait)  # type: ignore[arg-type]
    assert await backlog.drain(0.01) == 1

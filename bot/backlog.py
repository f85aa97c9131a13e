"""Acknowledged work: bounded, shared fairly among workspaces, finished before the process ends."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]


class Backlog:
    """Jobs under way: at most `limit` in all and `per_team` for one workspace.

    Waiting for Slack is most of a job, so each is a task of its own; the bounds keep memory flat.
    """

    def __init__(self, limit: int = 2_000, per_team: int = 500) -> None:
        self._limit = limit
        self._per_team = per_team
        self._teams: Counter[str] = Counter()
        self._tasks: dict[asyncio.Task[None], str] = {}

    def __len__(self) -> int:
        return len(self._tasks)

    def offer(self, team: str, job: Job, session: str = "") -> bool:
        """Start a job, unless the bounds are reached: then False. `session` names it for `stop`."""
        if len(self._tasks) >= self._limit or self._teams[team] >= self._per_team:
            return False
        self._teams[team] += 1
        task = asyncio.create_task(_run(job))
        self._tasks[task] = session
        task.add_done_callback(lambda done: self._ended(done, team))
        return True

    def stop(self, session: str) -> int:
        """Cancel the jobs of a session and return how many there were."""
        running = [task for task, name in self._tasks.items() if session and name == session]
        for task in running:
            task.cancel()
        return len(running)

    async def drain(self, seconds: float) -> int:
        """Wait for all jobs, at most so long; cancel the rest and return how many these were."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        unfinished = list(self._tasks)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
        return len(unfinished)

    def _ended(self, task: asyncio.Task[None], team: str) -> None:
        del self._tasks[task]
        self._teams[team] -= 1
        if not self._teams[team]:
            del self._teams[team]


async def _run(job: Job) -> None:
    try:
        await job()
    except Exception:
        log.exception("a job failed")

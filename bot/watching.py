"""Tells when the files of a base have changed.

It looks at them again and again instead of asking the system to tell: that costs next to nothing for the files of
a base, and works alike on network and container mounts, for links, and for editors that write by renaming.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from knowledge.folders import folders
from knowledge.problems import UnprovedBase

EVERY: Final = 0.5  # seconds between two looks
QUIET: Final = 1.0  # seconds for which the files are left alone before a change counts as complete

State = tuple[tuple[str, int, int, int], ...]
"""Of every file: its name, when its content and when its place changed (ns), and its size.

Its number on the disk would say more, but some network mounts give it another every time.
"""


def look(base: Path | None) -> State:
    """What the base's files look like now; nothing where there are none."""
    state = []
    with contextlib.suppress(UnprovedBase, OSError):
        for path in folders(base).files():
            with contextlib.suppress(OSError):  # it went just now
                found = path.stat()
                state.append((str(path), found.st_mtime_ns, found.st_ctime_ns, found.st_size))
    return tuple(state)


async def changes(base: Path | None, stop: asyncio.Event) -> AsyncIterator[None]:
    """Yield whenever the files have changed and been left alone for a while, the first time as for a change."""
    seen, complete, changed = await asyncio.to_thread(look, base), False, time.monotonic()
    while not await _is_set(stop, EVERY):
        now = await asyncio.to_thread(look, base)
        if now != seen:
            seen, complete, changed = now, False, time.monotonic()
        elif not complete and time.monotonic() - changed >= QUIET:
            complete = True
            yield


async def _is_set(stop: asyncio.Event, seconds: float) -> bool:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()

"""What takes long to make is kept in the user's cache, each under the hash of all that it is made from."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

NEWEST = 8
"""Files of one kind that are kept; the oldest go first."""


def place(digest: str, kind: str) -> Path:
    """Where what is made from files and values of this digest is kept."""
    return user_cache_path("footnote") / f"{digest[:32]}.{kind}"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write, which then takes the place of `path` at once: nobody ever reads half of it.

    The oldest files of its kind go. Raises OSError where nothing can be written there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in sorted(path.parent.glob(f"*{path.suffix}"), key=_made, reverse=True)[NEWEST:]:
        old.unlink(missing_ok=True)


def _made(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another process was faster
        return 0.0

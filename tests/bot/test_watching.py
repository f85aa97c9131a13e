"""A change to a base counts once it is complete, however the files are written."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot import watching
from tests.e2e.conftest import BASE


def write(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def rename_into_place(path: Path) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_bytes(path.read_bytes())
    os.utime(fresh, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    fresh.replace(path)


def remove(path: Path) -> None:
    path.unlink()


def put_beside(path: Path) -> None:
    path.with_name("more.yaml").write_text("", encoding="utf-8")


def link_elsewhere(path: Path) -> None:
    other = path.parents[2] / "other.yaml"
    other.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(other)


def move_the_folder(path: Path) -> None:
    path.parent.rename(path.parents[1] / "elsewhere")


def swap_a_linked_folder(path: Path) -> None:
    """As a container's mounted configuration is changed: a link is pointed elsewhere."""
    base = path.parents[1]
    base.rename(base.with_name("older"))
    newer = shutil.copytree(base.with_name("older"), base.with_name("newer"))
    base.symlink_to(newer)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "base"))


@pytest.fixture
async def changes(base: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AsyncIterator[None]]:
    monkeypatch.setattr(watching, "EVERY", 0.02)
    monkeypatch.setattr(watching, "QUIET", 0.2)
    stop = asyncio.Event()
    changes = watching.changes(base, stop)
    await anext(changes)
    yield changes
    stop.set()
    with pytest.raises(StopAsyncIteration):
        await anext(changes)


WAYS = [write, rename_into_place, remove, put_beside, link_elsewhere, move_the_folder, swap_a_linked_folder]


@pytest.mark.parametrize("way", WAYS)
async def test_it_is_seen_however_it_is_made(
    base: Path, changes: AsyncIterator[None], way: Callable[[Path], None]
) -> None:
    way(base / "topics" / "reef.yaml")
    await asyncio.wait_for(anext(changes), 10)


async def test_it_counts_once_the_files_are_left_alone(base: Path, changes: AsyncIterator[None]) -> None:
    path = base / "topics" / "reef.yaml"
    edited = 0.0

    async def go_on_editing() -> None:
        nonlocal edited
        for _ in range(40):
            write(path)
            edited = time.monotonic()
            await asyncio.sleep(0.01)

    editing = asyncio.create_task(go_on_editing())
    while not editing.done():
        await asyncio.wait_for(anext(changes), 10)
        assert time.monotonic() - edited > 0.1


async def test_what_is_no_part_of_the_base_is_no_change(base: Path) -> None:
    before = watching.look(base)
    for name in ("topics/.reef.yaml.swp", "topics/reef.yaml~", "questions.jsonl", "seeds/.DS_Store"):
        (base / name).write_text("…", encoding="utf-8")
    assert watching.look(base) == before

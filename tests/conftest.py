"""Bases to ask: the shipped one, and a small one on another subject that may be spoilt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import FactBase

BASES = Path(__file__).parent / "bases"


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compiled bases of the tests stay out of the user's cache, and serve all tests of a run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def shipped(_own_cache: None) -> FactBase:
    return FactBase.load()


@pytest.fixture(scope="session")
def lighthouse(_own_cache: None) -> FactBase:
    return FactBase.load(BASES / "lighthouse")


@pytest.fixture
def spoilt(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Copies the small base and replaces, in one of its files, one text by another."""

    def spoil(file: str, old: str, new: str) -> Path:
        base = tmp_path / "base"
        if not base.exists():
            shutil.copytree(BASES / "lighthouse", base)
        path = base / file
        content = path.read_text(encoding="utf-8")
        assert content.count(old) >= 1, f"{old!r} is not in {file}"
        path.write_text(content.replace(old, new, 1), encoding="utf-8")
        return base

    return spoil

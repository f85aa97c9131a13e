"""Where a base lies: a folder with `seeds/` and `topics/`, or the one that is shipped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from knowledge.problems import Problem, UnprovedBase

PACKAGE = Path(__file__).parent


def digest(files: Iterable[Path], other: str = "") -> str:
    """SHA-256, in hexadecimal, of files, their names and their contents, and of some other text."""
    total = hashlib.sha256(f"{other}\0".encode())
    for path in files:
        content = path.read_bytes()
        total.update(f"{path.parent.name}/{path.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


class Folders(NamedTuple):
    """Where a base keeps its documents and its topics."""

    seeds: Path
    topics: Path

    def digest(self) -> str:
        """SHA-256, in hexadecimal, of every file of the base, its name and its content."""
        return digest(self.files())

    def files(self) -> list[Path]:
        """Every file that the base is made of, in a fixed order; what an editor keeps beside a file is none."""
        return sorted(p for p in (*self.seeds.iterdir(), *self.topics.iterdir()) if p.is_file() and not _is_aside(p))

    def topic_files(self) -> list[Path]:
        """The curated files, lexicon and all, in a fixed order."""
        return [path for path in self.files() if path.parent == self.topics and path.suffix == ".yaml"]


def folders(base: Path | None) -> Folders:
    """The folders of the base at `base`, or of the shipped one. Raises UnprovedBase where they are missing."""
    if base is None:
        inside = PACKAGE / "seeds"
        return Folders(inside if inside.is_dir() else PACKAGE.parent / "seeds", PACKAGE / "topics")
    found = Folders(base / "seeds", base / "topics")
    missing = [folder for folder in (found.seeds, found.topics) if not folder.is_dir()]
    if missing:
        raise UnprovedBase(
            Problem(str(folder), 0, "There is no such folder.", "A base is a folder with seeds/ and topics/.")
            for folder in missing
        )
    return found


def _is_aside(path: Path) -> bool:
    """True for hidden files and for what editors save beside a file: `.a.yaml.swp`, `a.yaml~`, `#a.yaml#`."""
    return path.name.startswith(".") or path.name.endswith(("~", "#"))

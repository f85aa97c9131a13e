"""A compiled base is kept, and a stale or spoilt copy of it never serves."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

import knowledge
from knowledge import FactBase, base, keeping
from knowledge.matching import Matcher

PACKAGE = Path(knowledge.__file__).parent


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    """A cache that is empty at first; the list grows with every matcher that is trained."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    times: list[int] = []

    def train(*arguments, **options):
        times.append(len(times))
        return Matcher(*arguments, **options)

    train.load = Matcher.load
    monkeypatch.setattr(base, "Matcher", train)
    return times


def imported(module: str) -> set[str]:
    """The modules of the package that a module imports while it runs, itself among them."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for node in ast.walk(ast.parse((PACKAGE / f"{name}.py").read_text(encoding="utf-8"))):
            match node:
                case ast.ImportFrom(module="knowledge"):
                    waiting += [alias.name for alias in node.names]
                case ast.ImportFrom(module=str(path)) if path.startswith("knowledge."):
                    waiting.append(path.partition(".")[2])
    return found


def test_the_matcher_is_kept_under_the_code_of_all_modules_that_it_depends_on():
    assert set(base.MATCHER_MODULES) == imported("matching")


def test_a_known_base_is_not_compiled_again(spoilt, trained):
    folder = spoilt("topics/reef.yaml", "", "")
    said: list[str] = []
    first = FactBase.load(folder, compiling=lambda: said.append("compiling"))
    second = FactBase.load(folder, compiling=lambda: said.append("compiling"))
    assert said == ["compiling"]
    assert first.ask("how tall is the tower?") == second.ask("how tall is the tower?")


def test_a_statement_that_changes_is_served_at_once_and_teaches_the_matcher_nothing(spoilt, trained):
    FactBase.load(spoilt("topics/lighthouse.yaml", "", ""))
    fact = next(iter(FactBase.load(spoilt("topics/lighthouse.yaml", "", "")).facts.values()))
    changed = FactBase.load(spoilt("topics/lighthouse.yaml", fact.statement, f"{fact.statement.rstrip('.')} indeed."))
    assert changed.facts[fact.id].statement.endswith(" indeed.")
    assert len(trained) == 1


def test_an_utterance_that_changes_trains_a_matcher_anew(spoilt, trained):
    FactBase.load(spoilt("topics/reef.yaml", "", ""))
    assert trained == [0]
    after = FactBase.load(
        spoilt("topics/reef.yaml", "utterances: |\n", "utterances: |\n      zanzibar quizzes the reef\n")
    )
    assert trained == [0, 1]
    assert "zanzibar quizzes the reef" in str(after.matcher.utterances())


@pytest.mark.parametrize("part", [0.01, 0.5, 0.99])
@pytest.mark.parametrize("kind", ["base", "matcher"])
def test_a_copy_that_is_cut_short_is_made_anew(spoilt, trained, kind, part):
    folder = spoilt("topics/reef.yaml", "", "")
    whole = FactBase.load(folder).ask("how tall is the tower?")
    [kept] = keeping.place("", kind).parent.glob(f"*.{kind}")
    kept.write_bytes(kept.read_bytes()[: int(kept.stat().st_size * part)])
    assert FactBase.load(folder).ask("how tall is the tower?") == whole


def test_a_cache_that_cannot_be_written_costs_only_time(spoilt, trained, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert FactBase.load(spoilt("topics/reef.yaml", "", "")).ask("how tall is the tower?").status == "answered"


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    path = tmp_path / "made.json"
    path.write_text("before")
    with pytest.raises(OSError, match="full"), keeping.replacing(path) as unfinished:
        _fail_half_way(unfinished)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("made.json", "before")]


def _fail_half_way(path: Path) -> None:
    path.write_text("half")
    raise OSError("the disk is full")


def test_the_oldest_files_of_a_kind_go(tmp_path):
    for age in range(keeping.NEWEST + 3):
        old = tmp_path / f"{age}.json"
        old.write_text("")
        os.utime(old, (1_000_000 - age, 1_000_000 - age))
    with keeping.replacing(tmp_path / "new.json") as path:
        path.write_text("")
    assert {file.stem for file in tmp_path.iterdir()} == {"new", *map(str, range(keeping.NEWEST - 1))}

"""Reads a base from its folder: catalogue, documents, lexicon and topics, each value with the line it stands on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from knowledge.folders import Folders
from knowledge.models import Catalogue, Document, Lexicon, Topic
from knowledge.problems import Problem, UnprovedBase

Place = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel, covariant=True)


@dataclass(frozen=True, slots=True)
class Curated(Generic[Model]):
    """One curated file as its model, with the line of every value in it."""

    file: str
    content: Model
    lines: dict[Place, int] = field(repr=False)

    def line(self, *place: str | int) -> int:
        """The line of a value, or of the nearest thing around it."""
        return _line(self.lines, place)


@dataclass(frozen=True, slots=True)
class Curation:
    """All that the curators wrote, read but not yet proved. `texts` maps a document's id to its text."""

    catalogue: Curated[Catalogue]
    texts: dict[str, str] = field(repr=False)
    lexicon: Curated[Lexicon]
    topics: list[Curated[Topic]]


def read(places: Folders) -> Curation:
    """Read all files of a base. Raises UnprovedBase with every problem that keeps one from being read."""
    problems: list[Problem] = []
    catalogue = _curated(places.seeds / "catalogue.yaml", Catalogue, problems)
    texts = dict(_documents(places, catalogue, problems)) if catalogue else {}
    lexicon: Curated[Lexicon] | None = Curated("lexicon.yaml", Lexicon(), {})
    topics = []
    for path in places.topic_files():
        if path.name == "lexicon.yaml":
            lexicon = _curated(path, Lexicon, problems)
        else:
            topics.append(_curated(path, Topic, problems))
    if problems or catalogue is None or lexicon is None:
        raise UnprovedBase(problems)
    return Curation(catalogue, texts, lexicon, [topic for topic in topics if topic])


def _documents(places: Folders, catalogue: Curated[Catalogue], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    files = places.files()
    for index, document in enumerate(catalogue.content.documents):
        line = catalogue.line("documents", index)
        try:
            content = (places.seeds / document.file).read_bytes()
            text = content.decode("utf-8")
        except OSError as error:
            remedy = "Put it beside the catalogue or take it out of it."
            problems.append(Problem(catalogue.file, line, f"{document.file}: {error.strerror}.", remedy))
            continue
        except UnicodeDecodeError as error:
            what = f"{document.file} is not UTF-8 at byte {error.start}."
            problems.append(Problem(catalogue.file, line, what, "Save it as UTF-8."))
            continue
        if places.seeds / document.file not in files:
            what = f"{document.file} is hidden, an editor's copy, or in another folder."
            problems.append(Problem(catalogue.file, line, what, "Put it beside the catalogue under a plain name."))
        problems += _changed(document, content, catalogue, index)
        yield document.id, text


def _changed(document: Document, content: bytes, catalogue: Curated[Catalogue], index: int) -> Iterator[Problem]:
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != document.sha256:
        yield Problem(
            catalogue.file,
            catalogue.line("documents", index, "sha256"),
            f"{document.file} is not the document that was catalogued: its SHA-256 is {sha256}.",
            "Restore the document, or read it again and put its new hash here.",
        )


def _curated(path: Path, model: type[Model], problems: list[Problem]) -> Curated[Model] | None:
    file = f"{path.parent.name}/{path.name}"
    try:
        tree = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
        lines = dict(_lines(tree, (), 1))
        return Curated(file, model.model_validate(tree if tree is not None else {}), lines)
    except OSError as error:
        problems.append(Problem(file, 0, f"{error.strerror}.", "A base needs this file."))
    except UnicodeDecodeError as error:
        problems.append(Problem(file, 0, f"It is not UTF-8 at byte {error.start}.", "Save it as UTF-8."))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        what = f"This is not YAML: {error.problem or error.context}."
        problems.append(Problem(file, line, what, "Mend it; indent with spaces, never tabs."))
    except (ReaderError, YAMLError) as error:
        what = f"This is not YAML: {str(error).splitlines()[0]}."
        problems.append(Problem(file, 0, what, "Mend it."))
    except ValidationError as error:
        problems += _misfits(file, lines, error)
    return None


def _misfits(file: str, lines: dict[Place, int], error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors():
        name = ".".join(map(str, fault["loc"])) or "the file"
        yield Problem(file, _line(lines, fault["loc"]), f"{name}: {fault['msg']}.", "See the schema.")


def _line(lines: dict[Place, int], place: Place) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _lines(tree: Any, place: Place, line: int) -> Iterator[tuple[Place, int]]:
    """Walk a round-trip tree and tell the line, from 1, that each of its values starts on."""
    yield place, line
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _lines(value, (*place, key), tree.lc.key(key)[0] + 1)  # type: ignore[attr-defined]
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from _lines(value, (*place, index), tree.lc.item(index)[0] + 1)  # type: ignore[attr-defined]

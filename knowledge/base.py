"""A proved base, ready to be asked: `FactBase.load().ask("what was the conviction rate?")`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from knowledge import answering, wording
from knowledge.coverage import Vocabularies
from knowledge.entries import (
    DocumentEntry,
    FactEntry,
    IntentEntry,
    document_from_json,
    fact_from_json,
    intent_from_json,
    to_json,
)
from knowledge.folders import PACKAGE, Folders, digest, folders
from knowledge.matching import Matcher
from knowledge.names import Names
from knowledge.replies import Context, Reply

KEPT = 8
"""Compiled bases that are kept; the oldest go first."""


@dataclass(frozen=True)
class FactBase:
    """Facts, the intents that lead to them, and the matcher. Nothing in it changes; any thread may ask."""

    hash: str
    topics: dict[str, str] = field(repr=False)
    documents: dict[str, DocumentEntry] = field(repr=False)
    facts: dict[str, FactEntry] = field(repr=False)
    intents: dict[str, IntentEntry] = field(repr=False)
    matcher: Matcher = field(repr=False)
    names: Names = field(repr=False)
    vocabularies: Vocabularies = field(repr=False)
    everywhere: frozenset[str] = field(repr=False)

    @classmethod
    def load(cls, path: str | Path | None = None, compiling: Callable[[], None] | None = None) -> FactBase:
        """Load the base at `path` (a folder with seeds/ and topics/), or the shipped one.

        `compiling` is called before a base is compiled that has not been seen before, which takes some seconds.

        Raises UnprovedBase, with every problem, unless each quote and each statement is proved. What was proved
        is kept compiled under the hash of all files and of this package's code, so that no stale copy can serve.
        """
        places = folders(Path(path) if path is not None else None)
        content = places.digest()
        kept = _cache() / f"{content[:16]}-{_code_digest()[:16]}"
        found = _read(kept)
        if found is None:
            if compiling:
                compiling()
            found = _build(places)
            _write(kept, *found)
        return cls._of(content[:12], *found)

    @classmethod
    def _of(cls, content: str, plain: dict[str, Any], matcher: Matcher) -> FactBase:
        documents = map(document_from_json, plain["documents"])
        facts = map(fact_from_json, plain["facts"])
        intents = map(intent_from_json, plain["intents"])
        return cls(
            hash=content,
            topics=plain["topics"],
            documents={document.id: document for document in documents},
            facts={fact.id: fact for fact in facts},
            intents={intent.id: intent for intent in intents},
            matcher=matcher,
            names=Names(plain["aliases"], plain["strangers"]),
            vocabularies=Vocabularies(plain["vocabularies"]),
            everywhere=frozenset(plain["everywhere"]),
        )

    @property
    def texts(self) -> dict[str, str]:
        """Each document's text by its id."""
        return {document.id: document.text for document in self.documents.values()}

    def ask(self, question: str, context: Context | None = None) -> Reply:
        """Answer a question: a pure function of question, base and `context`, the one of the reply before."""
        return answering.answer(self, question, context)

    def tell(self, facts: Sequence[str], question: str = "") -> Reply:
        """The reply that gives facts by their ids, as when somebody has chosen one of several."""
        return wording.chosen(self, facts, question)

    def suggestions(self, near: Sequence[str] = (), most: int = 3) -> tuple[str, ...]:
        """Questions that the base answers, of the topics of the intents named first, each from another topic."""
        first = [self.intents[id_].topic for id_ in near]
        topics = [topic for topic in dict.fromkeys((*first, *self.topics)) if topic]
        examples = {intent.topic: intent for intent in reversed(self.intents.values()) if intent.kind == "intent"}
        return tuple(_as_question(examples[topic].example) for topic in topics if topic in examples)[:most]


def _as_question(example: str) -> str:
    return f"{example[:1].upper()}{example[1:].rstrip('?')}?"


def _build(places: Folders) -> tuple[dict[str, Any], Matcher]:
    # Only a base that has changed needs the curators' models and YAML; a question to a known one does not.
    from knowledge.compiling import compiled  # noqa: PLC0415
    from knowledge.loading import read  # noqa: PLC0415

    base = compiled(read(places))
    plain = {
        "topics": base.topics,
        "documents": list(map(to_json, base.documents)),
        "facts": list(map(to_json, base.facts)),
        "intents": list(map(to_json, base.intents)),
        "vocabularies": base.vocabularies.plain,
        "aliases": base.aliases,
        "strangers": list(base.strangers),
        "everywhere": sorted(base.everywhere),
    }
    known = (*base.vocabulary, *base.aliases)
    return plain, Matcher(base.utterances, synonyms=base.synonyms, known_words=known)


def _cache() -> Path:
    return user_cache_path("footnote")


def _code_digest() -> str:
    return digest(sorted(PACKAGE.glob("*.py")))


def _read(kept: Path) -> tuple[dict[str, Any], Matcher] | None:
    try:
        plain = json.loads(kept.with_suffix(".json").read_text(encoding="utf-8"))
        return plain, Matcher.load(kept.with_suffix(".matcher"))
    except (OSError, ValueError, KeyError, EOFError):
        return None


def _write(kept: Path, plain: dict[str, Any], matcher: Matcher) -> None:
    """Keep a compiled base; where the cache cannot be written, the next process compiles again."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        matcher.save(kept.with_suffix(".matcher"))
        kept.with_suffix(".json").write_text(json.dumps(plain), encoding="utf-8")
        old = sorted(kept.parent.glob("*.json"), key=lambda path: path.stat().st_mtime)[:-KEPT]
        for path in old:
            path.unlink(missing_ok=True)
            path.with_suffix(".matcher").unlink(missing_ok=True)
    except OSError:
        return

"""A proved base, ready to be asked: `FactBase.load().ask("what was the conviction rate?")`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge import answering, keeping, records, wording
from knowledge.coverage import Vocabularies
from knowledge.entries import (
    DocumentEntry,
    FactEntry,
    IntentEntry,
    Subjects,
    document_from_json,
    fact_from_json,
    intent_from_json,
    to_json,
)
from knowledge.folders import PACKAGE, Folders, digest, folders
from knowledge.framing import Known, known_by
from knowledge.gate import Gate
from knowledge.matching import Matcher
from knowledge.names import Names, Spelling
from knowledge.problems import UnprovedBase
from knowledge.records import Records, Section
from knowledge.replies import Context, Reply

if TYPE_CHECKING:
    from knowledge.loading import Curation
    from knowledge.verifying import Verification

MATCHER_MODULES = (
    "archive", "batches", "blas", "calibration", "centroids", "choice", "concepts", "curve", "decoding", "doubts",
    "exact", "gauging", "language_model", "learning", "linear", "low_rank", "matching", "mixing", "model", "nearest",
    "numbering", "reading", "repair", "rows", "strings", "tokens", "training", "twins", "unaided",
    "vocabulary", "words",
)  # fmt: skip
"""The modules that a trained matcher depends on: those that `matching` imports, and what these import."""

Texts = Mapping[str, Sequence[str]]
Sections = Mapping[str, Section]


@dataclass(frozen=True)
class FactBase:
    """Facts, the intents that lead to them, and the matcher. Nothing in it changes; any thread may ask.

    `digest` is the SHA-256 of all its files; see `Folders.digest`.
    """

    digest: str
    topics: dict[str, str] = field(repr=False)
    documents: Mapping[str, DocumentEntry] = field(repr=False)
    facts: Mapping[str, FactEntry] = field(repr=False)
    intents: Mapping[str, IntentEntry] = field(repr=False)
    matcher: Matcher = field(repr=False)
    names: Names = field(repr=False)
    vocabularies: Vocabularies = field(repr=False)
    everywhere: frozenset[str] = field(repr=False)
    kinds: dict[str, str] = field(repr=False)

    @classmethod
    def load(
        cls, path: str | Path | None = None, compiling: Callable[[], None] | None = None, *, once: bool = False
    ) -> FactBase:
        """Load the base at `path` (a folder with seeds/ and topics/), or the shipped one.

        `compiling` is called before a base is compiled that has not been seen before, which takes some seconds.
        With `once`, for a process that asks a question or two and ends, loading takes less time, and asking more.

        Raises UnprovedBase, with every problem, unless each quote and each statement is proved. What was proved
        is kept compiled under the hash of all files and of this package's code, and the trained matcher under that
        of what it was taught and of its own code, so that no stale copy can serve.
        """
        places = folders(Path(path) if path is not None else None)
        content = places.digest()
        found = _kept(content, once=once)
        if found is None:
            if compiling:
                compiling()
            content, curation = _settled(places)
            compiled, matcher = _compile(curation)
            _keep(content, compiled)
            found = records.read(compiled), matcher
        return cls._of(content, *found)

    @classmethod
    def kept(cls, content: str) -> FactBase | None:
        """The base of this digest, if it is kept compiled; its files are not looked at."""
        found = _kept(content)
        return cls._of(content, *found) if found else None

    @classmethod
    def _of(cls, content: str, kept: Sections, matcher: Matcher) -> FactBase:
        plain = {key: kept["base"].at(key) for key in ("topics", "names", "everywhere", "kinds", "spread")}
        return cls(
            digest=content,
            topics=plain["topics"],
            documents=Records(kept["documents"], document_from_json),
            facts=Records(kept["facts"], fact_from_json),
            intents=Records(kept["intents"], intent_from_json),
            matcher=matcher,
            names=Names(plain["names"], Records(kept["names"], _spellings)),
            vocabularies=Vocabularies(
                Records(kept["vocabularies"], str.split), Records(kept["mates"], str.split), plain["spread"]
            ),
            everywhere=frozenset(plain["everywhere"]),
            kinds=plain["kinds"],
        )

    @property
    def hash(self) -> str:
        """The beginning of the digest, by which replies name the base."""
        return self.digest[:12]

    @cached_property
    def gate(self) -> Gate:
        """What proves that which leaves."""
        return Gate(self.topics, self.documents, self.facts, self.intents)

    @cached_property
    def subjects(self) -> Subjects:
        """Each intent with its facts."""
        return Subjects(self.intents, self.facts, self.vocabularies.of)

    @cached_property
    def matters(self) -> dict[str, list[str]]:
        """The intents and gaps of each topic."""
        found: dict[str, list[str]] = {}
        for intent in self.intents.values():
            if intent.kind != "chat":
                found.setdefault(intent.topic, []).append(intent.id)
        return found

    @cached_property
    def known_by(self) -> Mapping[str, Known]:
        """What each document is known by when a question speaks of it."""
        return known_by(self.documents, self.facts.values(), self.names)

    @cached_property
    def named_in(self) -> dict[str, frozenset[str]]:
        """The names in the facts of each topic."""
        found: dict[str, frozenset[str]] = {}
        for intent in self.intents.values():
            names = (self.facts[fact].names for fact in intent.facts)
            found[intent.topic] = found.get(intent.topic, frozenset()).union(*names)
        return found

    @property
    def texts(self) -> dict[str, str]:
        """Each document's text by its id."""
        return {document.id: document.text for document in self.documents.values()}

    def ask(self, question: str, context: Context | None = None) -> Reply:
        """Answer a question: a pure function of question, base and `context`, the one of the reply before."""
        return answering.answer(self, question, context)

    def verify(self, claim: str) -> Verification:
        """Check what somebody says: supported, contradicted, different or uncovered, with the passages."""
        from knowledge.verifying import verify  # noqa: PLC0415  # answering does without it

        return verify(self, claim)

    def tell(self, facts: Sequence[str], question: str = "") -> Reply:
        """The reply that gives facts by their ids, as when somebody has chosen one of several."""
        return wording.chosen(self, facts, question)

    def suggestions(self, near: Sequence[str] = (), most: int = 3) -> tuple[str, ...]:
        """Questions that the base answers, of the topics of the intents named first, each from another topic."""
        first = [self.intents[id_].topic for id_ in near]
        topics = [topic for topic in dict.fromkeys((*first, *self.topics)) if topic]
        return tuple(_as_question(self._examples[topic]) for topic in topics if topic in self._examples)[:most]

    @cached_property
    def _examples(self) -> dict[str, str]:
        """Of each topic that has an intent, the example of its first one."""
        examples: dict[str, str] = {}
        for intent in self.intents.values():
            if intent.kind == "intent":
                examples.setdefault(intent.topic, intent.example)
        return examples


def _spellings(plain: Sequence[tuple[Sequence[str], str, bool]]) -> list[Spelling]:
    return [Spelling(tuple(words), name, stranger) for words, name, stranger in plain]


def _as_question(example: str) -> str:
    return f"{example[:1].upper()}{example[1:].rstrip('?')}?"


# Only a base that has changed needs the curators' models and YAML; a question to a known one does not.


def _settled(places: Folders) -> tuple[str, Curation]:
    """A base's curation with the digest of just these files, read again where somebody writes meanwhile."""
    from knowledge.loading import read  # noqa: PLC0415

    while True:
        content = places.digest()
        try:
            curation = read(places)
        except UnprovedBase:
            if places.digest() == content:
                raise
        else:
            if places.digest() == content:
                return content, curation


def _compile(curation: Curation) -> tuple[bytes, Matcher]:
    """Prove and compile a base; the matcher, which takes most of the time, only where it is not kept."""
    from knowledge.compiling import compiled  # noqa: PLC0415

    base = compiled(curation)
    taught = base.utterances, base.synonyms, (*base.vocabulary, *base.names.written)
    digest_ = digest((PACKAGE / f"{name}.py" for name in MATCHER_MODULES), json.dumps(taught))
    words, mates, spread = base.vocabularies.plain
    sections: dict[str, Mapping[str, Any]] = {
        "base": {
            "topics": base.topics,
            "names": base.names.written,
            "everywhere": sorted(base.everywhere),
            "kinds": base.kinds,
            "spread": spread,
            "matcher": digest_,
        },
        "documents": {document.id: to_json(document) for document in base.documents},
        "facts": {fact.id: to_json(fact) for fact in base.facts},
        "intents": {intent.id: to_json(intent) for intent in base.intents},
        "names": base.names.by_first,
        "vocabularies": words,
        "mates": mates,
    }
    return records.write(sections), _kept_matcher(digest_) or _train(digest_, *taught)


def _train(digest: str, utterances: Texts, synonyms: Texts, known: Sequence[str]) -> Matcher:
    """Train a matcher and keep it; where the cache cannot be written, the next process trains again."""
    matcher = Matcher(utterances, synonyms=synonyms, known_words=known)
    with suppress(OSError), keeping.replacing(keeping.place(digest, "matcher")) as path:
        matcher.save(path)
    return matcher


def _kept_matcher(digest: str, *, once: bool = False) -> Matcher | None:
    try:
        return Matcher.load(keeping.place(digest, "matcher"), once=once)
    except (OSError, ValueError, KeyError, EOFError):
        return None


@cache
def _code() -> str:
    """The digest of the code that this process runs, and of its small talk, even where other is installed meanwhile."""
    return digest(sorted((*PACKAGE.glob("*.py"), *PACKAGE.glob("*.yaml"))))


def _place(content: str) -> Path:
    """Where the base of this digest is kept, compiled by this code."""
    return keeping.place(hashlib.sha256(f"{_code()} {content}".encode()).hexdigest(), "base")


def _kept(content: str, *, once: bool = False) -> tuple[Sections, Matcher] | None:
    try:
        kept = records.read(_place(content).read_bytes())
        matcher = _kept_matcher(kept["base"].at("matcher"), once=once)
    except (OSError, ValueError, KeyError):
        return None
    return (kept, matcher) if matcher else None


def _keep(content: str, compiled: bytes) -> None:
    with suppress(OSError), keeping.replacing(_place(content)) as path:
        path.write_bytes(compiled)

"""The matcher, and what it is measured against: each says which intent a question belongs to.

All are built from the same utterances. Those that find utterances give a number of them, best first, and these vote
with their scores for their intents, which is better for each of them than to take the first.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar

import bm25s
import tantivy
from rapidfuzz import fuzz, process, utils
from Stemmer import Stemmer

from bench.data_sets import Intents
from knowledge.matching import Matcher

VOTERS = 10
"""Utterances that vote for their intents."""
WORD = re.compile(r"\w+")

Found = Iterable[tuple[int, float]]


class Footnote:
    """This matcher."""

    name: ClassVar = "footnote Matcher"
    package: ClassVar = "numpy"

    def __init__(self, intents: Intents) -> None:
        self.matcher = Matcher(intents)

    def best(self, question: str) -> str:
        found = self.matcher.match(question)
        return found[0].intent if found else ""

    def kept(self) -> dict[str, float]:
        """Megabytes of the matcher in a file, and milliseconds until one that is loaded from it has answered."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "kept.matcher"
            self.matcher.save(path)
            start = time.perf_counter()
            Matcher.load(path).match("what is it")
            return {"file": path.stat().st_size / 1e6, "load": (time.perf_counter() - start) * 1e3}


class Finder:
    """An engine that finds utterances: `find` gives their numbers and scores, best first."""

    def __init__(self, intents: Intents) -> None:
        self._owners = [intent for intent, texts in intents.items() for _ in texts]
        self.find = self.built([text for texts in intents.values() for text in texts])

    def built(self, texts: list[str]) -> Callable[[str], Found]:
        raise NotImplementedError

    def best(self, question: str) -> str:
        votes: dict[str, float] = defaultdict(float)
        for number, score in self.find(question):
            votes[self._owners[number]] += score
        return max(votes, key=votes.__getitem__, default="")


class WRatio(Finder):
    """`process.extractOne` with WRatio, which compares whole strings in several ways."""

    name: ClassVar = "rapidfuzz WRatio"
    package: ClassVar = "rapidfuzz"
    scorer: ClassVar = staticmethod(fuzz.WRatio)

    def built(self, texts: list[str]) -> Callable[[str], Found]:
        texts = [utils.default_process(text) for text in texts]

        def find(question: str) -> Found:
            found = process.extractOne(utils.default_process(question), texts, scorer=self.scorer)
            return [(found[2], found[1])] if found else []

        return find


class TokenSetRatio(WRatio):
    """`process.extractOne` with token_set_ratio, which compares the words that two strings share and do not."""

    name: ClassVar = "rapidfuzz token_set_ratio"
    scorer: ClassVar = staticmethod(fuzz.token_set_ratio)


class Cdist(Finder):
    """`process.cdist` with WRatio on all cores."""

    name: ClassVar = f"rapidfuzz cdist WRatio, {os.cpu_count()} cores"
    package: ClassVar = "rapidfuzz"

    def built(self, texts: list[str]) -> Callable[[str], Found]:
        texts = [utils.default_process(text) for text in texts]

        def find(question: str) -> Found:
            scores = process.cdist([utils.default_process(question)], texts, scorer=fuzz.WRatio, workers=-1)[0]
            best = int(scores.argmax())
            return [(best, float(scores[best]))]

        return find


class Bm25s(Finder):
    """bm25s with the Matcher's stemmer; no word is left out, as question words carry meaning."""

    name: ClassVar = "bm25s"
    package: ClassVar = "bm25s"

    def built(self, texts: list[str]) -> Callable[[str], Found]:
        stemmer = Stemmer("english")

        def tokens(some: Sequence[str]) -> object:
            return bm25s.tokenize(some, stopwords=None, stemmer=stemmer, show_progress=False)

        index = bm25s.BM25()
        index.index(tokens(texts), show_progress=False)

        def find(question: str) -> Found:
            found, scores = index.retrieve(tokens([question]), k=VOTERS, show_progress=False)
            return zip(found[0].tolist(), scores[0].tolist(), strict=True)

        return find


class Tantivy(Finder):
    """tantivy in memory with its `en_stem` words, any of which is enough."""

    name: ClassVar = "tantivy"
    package: ClassVar = "tantivy"

    def built(self, texts: list[str]) -> Callable[[str], Found]:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("text", tokenizer_name="en_stem", index_option="freq")
        schema.add_integer_field("number", stored=True)
        index = tantivy.Index(schema.build())
        writer = index.writer(256_000_000, 1)
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(text=text, number=number))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()

        def find(question: str) -> Found:
            query = index.parse_query(" ".join(WORD.findall(question.lower())), ["text"])
            hits = searcher.search(query, VOTERS, count=False).hits
            return [(searcher.doc(address)["number"][0], score) for score, address in hits]

        return find


class Fts5(Finder):
    """SQLite's FTS5 in memory with its porter stems, any of which is enough, and its own bm25."""

    name: ClassVar = f"SQLite {sqlite3.sqlite_version} FTS5"
    package: ClassVar = ""

    def built(self, texts: list[str]) -> Callable[[str], Found]:
        base = sqlite3.connect(":memory:")
        base.execute("create virtual table said using fts5(text, content='', tokenize='porter unicode61')")
        base.executemany("insert into said(rowid, text) values (?, ?)", enumerate(texts))
        base.execute("insert into said(said) values ('optimize')")
        query = "select rowid, -rank from said where said match ? order by rank limit ?"

        def find(question: str) -> Found:
            words = " OR ".join(f'"{word}"' for word in WORD.findall(question.lower()))
            return base.execute(query, (words, VOTERS)) if words else []

        return find


ENGINES = {engine.__name__: engine for engine in (Footnote, Bm25s, Tantivy, Fts5, TokenSetRatio, WRatio, Cdist)}

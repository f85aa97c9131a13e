"""What the JSON interface tells of facts and documents. A MissingError where there is no such thing."""

from __future__ import annotations

from typing import Any

from bot.reader.dossiers import Dossiers
from bot.reader.lookup import find
from bot.reader.openapi import description
from bot.reader.passages import cited
from bot.reader.records import (
    FactList,
    SourceList,
    base_record,
    fact_record,
    fact_summary,
    source_record,
    source_summary,
)
from bot.standing import Standing
from knowledge import FactBase


class Interface:
    """The same as the pages, for programs; `root` is the path that the site's addresses begin with."""

    def __init__(self, base: FactBase, root: str) -> None:
        self._base = base
        self._root = root
        self._dossiers = Dossiers(base)
        self._passages = cited(base)

    def base(self, standing: Standing) -> dict[str, Any]:
        """What is served, and how it stands to its files."""
        return base_record(self._base, standing).model_dump()

    def facts(self) -> dict[str, Any]:
        """Every fact."""
        facts = [fact_summary(fact, self._root) for fact in self._base.facts.values()]
        return FactList(base=self._base.hash, facts=facts).model_dump()

    def fact(self, id_: str) -> dict[str, Any]:
        """All about a fact."""
        return fact_record(self._dossiers.of(find(self._base.facts, id_)), self._root).model_dump()

    def sources(self) -> dict[str, Any]:
        """Every document."""
        sources = [source_summary(document, self._root) for document in self._base.documents.values()]
        return SourceList(base=self._base.hash, sources=sources).model_dump()

    def source(self, id_: str) -> dict[str, Any]:
        """A document with its text and what is cited of it."""
        return source_record(find(self._base.documents, id_), self._passages[id_], self._root).model_dump()

    def description(self) -> dict[str, Any]:
        """The interface's OpenAPI document."""
        return description(self._root)

"""Everything that the site shows of one base. It never changes, so that most of its bodies are made once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from bot.outgoing import in_json, released
from bot.reader.clearing import Clearing, copied, reasoned
from bot.reader.interface import Interface
from bot.reader.naming import name
from bot.reader.pages import History, Pages
from bot.reader.rendering import files
from bot.reader.responses import HTML, Body, as_json
from bot.reader.shown import PAGE_LABELS, in_page
from knowledge import FactBase
from knowledge.clearance import Clearance
from knowledge.folders import PACKAGE, digest
from knowledge.replies import Reply
from knowledge.replies import as_json as reply_as_json

KEPT: Final = 1_000  # bodies that are kept as they went out


class Edition:
    """A base with its pages and its JSON."""

    def __init__(self, base: FactBase, public_url: str, history: History) -> None:
        self.base = base
        self.pages = Pages(base, public_url, history)
        self.interface = Interface(base, urlsplit(public_url).path)
        self._clearing = Clearing(base, self.pages.dossiers, self.pages.passages)
        self._etag = _etag(base, public_url, history)
        self.page = lru_cache(KEPT)(self._page)
        self.record = lru_cache(KEPT)(self._record)

    def answer(self, question: str, reply: Reply | None) -> Body:
        """The page of an answer of this base's. Raises WithheldError."""
        if reply is None:
            page = self.pages.answer(question, None)
            self.base.gate.frame.also(said=[question, self.base.hash]).check(in_page(page), PAGE_LABELS)
            return self._body(page)
        citations = [citation for answer in reply.answers for citation in answer.citations]
        pinned = [self.base.documents[citation.source].sha256 for citation in citations]
        repeated = [
            question,
            *copied(citations),
            *reasoned(reply.explanation),
            *pinned,
            self.base.hash,
            *map(name, citations),
        ]

        def render(given: Reply, _: Clearance) -> bytes:
            return self.pages.answer(question, given)

        return self._body(released(self.base.gate, reply, render, in_page, PAGE_LABELS, also=repeated))

    def reply(self, reply: Reply) -> Body:
        """An answer of this base's as JSON. Raises WithheldError."""
        gate = self.base.gate
        return released(
            gate, reply, lambda given, _: as_json(reply_as_json(given), self._etag), lambda body: in_json(body.text)
        )

    def _page(self, make: Callable[..., bytes], *arguments: str) -> Body:
        page = make(*arguments)
        self._cleared(make, *arguments).check(in_page(page), PAGE_LABELS)
        return self._body(page)

    def _record(self, make: Callable[..., dict[str, Any]], *arguments: str) -> Body:
        body = as_json(make(*arguments), self._etag)
        if make != self.interface.description:  # which tells of the interface, and of no fact
            self._cleared(make, *arguments).check(in_json(body.text), PAGE_LABELS)
        return body

    def _cleared(self, make: Callable[..., Any], *arguments: str) -> Clearance:
        """What a page or record may show; one that nothing here clears is never shown. Raises UnprovedError."""
        clear: Callable[..., Clearance] = getattr(self._clearing, make.__name__)
        return clear(*arguments)

    def _body(self, page: bytes) -> Body:
        return Body.of(page, HTML, self.pages.policy, self._etag)


def _etag(base: FactBase, public_url: str, history: History) -> str:
    """The base's hash, and one of all else that bodies are made from."""
    code = digest([*sorted(PACKAGE.glob("*.py")), *files()])
    rest = hashlib.sha256(f"{code} {public_url} {sorted(history.items())}".encode()).hexdigest()
    return f'W/"{base.hash}-{rest[:12]}"'

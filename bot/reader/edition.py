"""Everything that the site shows of one base. It never changes, so that most of its bodies are made once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from bot.reader.interface import Interface
from bot.reader.pages import History, Pages
from bot.reader.rendering import files
from bot.reader.responses import HTML, Body, as_json
from knowledge import FactBase
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
        self._etag = _etag(base, public_url, history)
        self.page = lru_cache(KEPT)(self._page)
        self.record = lru_cache(KEPT)(self._record)

    def answer(self, question: str, reply: Reply | None) -> Body:
        """The page of an answer of this base's."""
        return self._page(self.pages.answer, question, reply)

    def reply(self, reply: Reply) -> Body:
        """An answer of this base's as JSON."""
        return as_json(reply_as_json(reply), self._etag)

    def _page(self, make: Callable[..., bytes], *arguments: Any) -> Body:
        return Body.of(make(*arguments), HTML, self.pages.policy, self._etag)

    def _record(self, make: Callable[..., dict[str, Any]], *arguments: str) -> Body:
        return as_json(make(*arguments), self._etag)


def _etag(base: FactBase, public_url: str, history: History) -> str:
    """The base's hash, and one of all else that bodies are made from."""
    code = digest([*sorted(PACKAGE.glob("*.py")), *files()])
    rest = hashlib.sha256(f"{code} {public_url} {sorted(history.items())}".encode()).hexdigest()
    return f'W/"{base.hash}-{rest[:12]}"'

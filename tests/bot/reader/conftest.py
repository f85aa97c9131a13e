"""The reader's pages, asked for without a server and read as a browser reads them."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from bot.reader import Site
from knowledge import FactBase

VOID = {"meta", "link", "input", "br"}


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements within, by tag and attributes; `class_` is one class."""
        return [element for element in self.walk() if element.fits(tag, attributes)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, (tag, attributes, len(found))
        return found[0]

    def fits(self, tag: str, attributes: dict[str, str]) -> bool:
        classes = self.attributes.get("class", "").split()
        return (not tag or self.tag == tag) and all(
            value in classes if name == "class_" else self.attributes.get(name) == value
            for name, value in attributes.items()
        )

    def walk(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()


class Parser(HTMLParser):
    """Builds the tree of a page; an element that is not closed where it should be is an error."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), self.get_starttag_text()
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, (self._open[-1].tag, tag, self.getpos())
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def close(self) -> None:
        super().close()
        assert self._open == [self.root], [element.tag for element in self._open]


@dataclass
class Got:
    """A response."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def page(self) -> Element:
        parser = Parser()
        parser.feed(self.content.decode())
        parser.close()
        return parser.root

    @property
    def json(self) -> Any:
        return json.loads(self.content)


Get = Callable[..., Got]


def getter(base: FactBase, **options: Any) -> Get:
    """Asks the site of a base for an address."""
    site = Site(lambda: base, **options)
    application = Starlette(routes=site.routes, exception_handlers=site.errors)
    application.router.redirect_slashes = False

    def get(address: str, method: str = "GET", **headers: str) -> Got:
        path, _, query = address.partition("#")[0].partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
            "server": ("localhost", 80),
            "scheme": "http",
        }
        return asyncio.run(_respond(application, scope))

    return get


async def _respond(application: Starlette, scope: dict[str, Any]) -> Got:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    await application(scope, receive, send)
    names = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    assert len(names) == len(sent[0]["headers"])
    return Got(sent[0]["status"], names, b"".join(message.get("body", b"") for message in sent[1:]))


@pytest.fixture(scope="session")
def bases(shipped: FactBase, lighthouse: FactBase) -> dict[str, FactBase]:
    return {"shipped": shipped, "lighthouse": lighthouse}


@pytest.fixture(scope="session", params=["shipped", "lighthouse"])
def base(request: pytest.FixtureRequest, bases: dict[str, FactBase]) -> FactBase:
    return bases[request.param]


@pytest.fixture(scope="session")
def get(base: FactBase) -> Get:
    return getter(base)


@pytest.fixture(scope="session")
def site_of() -> Callable[..., Get]:
    return getter


@pytest.fixture
def base_with(tmp_path: Path) -> Callable[..., FactBase]:
    """A base with one document of one's own, in which `facts` maps statements to quotes."""

    def build(text: str, facts: dict[str, str], **catalogued: str) -> FactBase:
        folder = tmp_path / "own"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "seeds").mkdir(parents=True)
        (folder / "topics").mkdir()
        (folder / "seeds" / "own.txt").write_bytes(text.encode())
        document = {"id": "own", "file": "own.txt", "sha256": _sha256(text), **catalogued}
        _write(folder / "seeds" / "catalogue.yaml", {"documents": [document]})
        topic = {"topic": "own", "title": catalogued.get("title", "Own"), "facts": [], "intents": []}
        for number, (statement, quote) in enumerate(facts.items()):
            fact = {"id": f"fact-{number}", "statement": statement}
            fact["citations"] = [{"source": document["id"], "quote": quote}]
            topic["facts"].append(fact)
            topic["intents"].append(
                {"id": f"intent-{number}", "facts": [fact["id"]], "utterances": f"question {number} of mine\n"}
            )
        _write(folder / "topics" / "own.yaml", topic)
        return FactBase.load(folder)

    return build


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")  # JSON is YAML


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

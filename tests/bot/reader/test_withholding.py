"""A digit changed at run time, wherever it is changed, leaves by no address."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from bot.reader import Site, edition, responses
from bot.reader.rendering import Renderer
from knowledge import FactBase
from tests.bot.test_outgoing import BASE, FAULTS, QUESTION, RIGHT, WRONG, spoilt

ADDRESSES = {
    "/": "/",
    "/topics/{id}": "/topics/lighthouse",
    "/sources/{id:path}": "/sources/chronicle",
    "/facts/{id}": "/facts/tower-height",
    "/ask": f"/ask?q={QUESTION}".replace(" ", "+"),
    "/api/ask": f"/api/ask?q={QUESTION}".replace(" ", "+"),
    "/api/facts": "/api/facts",
    "/api/facts/{id}": "/api/facts/tower-height",
    "/api/sources": "/api/sources",
    "/api/sources/{id:path}": "/api/sources/chronicle",
}
SHOWING_NO_FACT = {"/base", "/api/base", "/api/openapi.json", "/healthz", "/readyz"}


def _page(_: FactBase, patch: pytest.MonkeyPatch) -> None:
    right = Renderer.page

    def page(self, *names, **values):
        return right(self, *names, **values).replace(RIGHT.encode(), WRONG.encode())

    patch.setattr(Renderer, "page", page)


def _record(_: FactBase, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        edition, "as_json", lambda value, *more: responses.as_json(json.loads(spoilt(json.dumps(value))), *more)
    )


PAGE_FAULTS = FAULTS | {"a page": _page, "a record": _record}


@pytest.fixture
def small() -> FactBase:
    base = FactBase.load(BASE)
    return replace(base, facts=dict(base.facts), intents=dict(base.intents))


def test_every_address_is_known_here(small):
    assert {route.path for route in Site(lambda: small).routes} == ADDRESSES.keys() | SHOWING_NO_FACT


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("fault", PAGE_FAULTS)
def test_no_fault_leaves_by_a_page(address, fault, small, site_of, monkeypatch):
    get = site_of(small)
    PAGE_FAULTS[fault](small, monkeypatch)
    got = get(ADDRESSES[address])
    assert not re.search(r"37(?:<[^>]*>)* metres", got.content.decode())


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_fault_every_page_is_shown(address, small, site_of):
    assert site_of(small)(ADDRESSES[address]).status == 200

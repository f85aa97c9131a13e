"""Headers, conditional requests, hostile requests and hostile bases."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from urllib.parse import quote

import pytest

from bot import links
from bot.changes import Change

SCRIPT = '<script>alert("1")</script>'
ADDED = {"first-lit": [Change("first-lit", "added", "2026-01-01")]}
PAGES = ["/", "/topics/reef", "/facts/first-lit", "/sources/chronicle", "/ask?q=how+tall+is+the+rock"]
RECORDS = ["/api/facts", "/api/facts/first-lit", "/api/sources", "/api/sources/report", "/api/ask?q=hi"]


@pytest.fixture(scope="module")
def small(lighthouse, site_of):
    return site_of(lighthouse)


def _sources(policy):
    return dict(part.split(" ", 1) for part in policy.split("; "))


@pytest.mark.parametrize("address", [*PAGES, "/nowhere", "/ask?q=" + "a" * 2000])
def test_the_policy_allows_what_is_in_the_page_and_nothing_else(small, address):
    got = small(address)
    policy = _sources(got.headers["content-security-policy"])
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in got.headers["content-security-policy"]
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        text = re.search(rf"<{tag}>(.*?)</{tag}>", got.content.decode(), re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert policy[directive] == f"'sha256-{digest}'"
        got.page.one(tag)
    for element in got.page.walk():
        assert not any(name == "style" or name.startswith("on") for name in element.attributes)


@pytest.mark.parametrize("address", [*PAGES, *RECORDS, "/nowhere", "/api/nowhere"])
def test_security_headers(small, address):
    headers = small(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("address", [*PAGES, *RECORDS])
def test_what_has_not_changed_is_not_sent_again(small, lighthouse, address):
    first = small(address)
    tag = first.headers["etag"]
    assert lighthouse.hash in tag
    for header in (tag, f'"other", {tag}', "*"):
        again = small(address, if_none_match=header)
        assert (again.status, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert "content-length" not in again.headers
    assert small(address, if_none_match='"other"').content == first.content


def test_another_base_or_history_is_another_etag(lighthouse, shipped, site_of):
    sites = [site_of(lighthouse), site_of(shipped), site_of(lighthouse, history=ADDED)]
    assert len({get("/").headers["etag"] for get in sites}) == 3


@pytest.mark.parametrize("address", [*PAGES, "/api/facts"])
def test_packed_and_plain_are_the_same(small, address):
    plain, packed = small(address), small(address, accept_encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(packed.content)
    assert gzip.decompress(packed.content) == plain.content
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


def test_the_same_question_gives_the_same_bytes(small):
    assert small(PAGES[-1]).content == small(PAGES[-1]).content


@pytest.mark.parametrize("address", [*PAGES, *RECORDS])
def test_only_reading(small, address):
    assert small(address, method="HEAD").status == 200
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert small(address, method=method).status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/sources/../../etc/passwd",
        "/sources/..%2f..%2fetc%2fpasswd",
        "/sources/%2e%2e/catalogue.yaml",
        "/sources/chronicle.txt",
        "/sources/chronicle%00",
        "/sources/",
        "/sources",
        "/facts/first-lit/",
        "/facts/..",
        "/facts/First-Lit",
        "/facts/%ff%fe",
        "/topics/__class__",
        "/api/sources/..%2fcatalogue.yaml",
        "/api/facts/first-lit/extra",
        "/api/",
        "//evil.example/",
        "/assets/reader.css",
        "/templates/base.html",
    ],
)
def test_path_tricks_find_nothing(small, path):
    got = small(path)
    assert got.status == 404
    assert b"root:" not in got.content
    assert b"Traceback" not in got.content


@pytest.mark.parametrize("address", [*PAGES, *RECORDS])
def test_long_queries_are_turned_away(small, address):
    long = "x" * 1_000_000
    assert small(f"{address.split('?')[0]}?q={long}").status == 414


def test_a_question_may_have_a_thousand_characters(small):
    assert small(f"/ask?q={quote('𝛼' * 1000)}").status == 200
    for address in ("/ask?q=" + "a" * 1001, "/api/ask?q=" + "a" * 1001):
        assert small(address).status == 414


HOSTILE = [
    SCRIPT,
    "javascript:alert(1)",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "</title><script>alert(1)</script>",
    "</textarea></style></script><script>alert(1)</script>",
    "{{ 7 * 7 }}{% for x in base %}",
    "${7*7}",
    "how tall is the rock <svg/onload=alert(1)>",
    "\u202eevil\u0000\ud800",
    "%0d%0aSet-Cookie: a=b",
]


@pytest.mark.parametrize("question", HOSTILE)
def test_hostile_questions_are_only_words(small, question):
    got = small(f"/ask?q={quote(question, errors='surrogatepass')}")
    assert got.status == 200
    harmless(got)
    heading = got.page.one("article", id="answer").one("h1").text
    assert heading == question.replace("\ud800", "\ufffd" * 3).strip()
    assert "set-cookie" not in got.headers
    assert small(f"/api/ask?q={quote(question, errors='surrogatepass')}").json["question"] == heading


def harmless(got):
    page = got.page
    page.one("script")
    assert {element.tag for element in page.walk()} <= TAGS
    for element in page.walk():
        assert not any(name.startswith("on") for name in element.attributes), element
        for name in ("href", "src", "action"):
            assert element.attributes.get(name, "/").startswith(("/", "#", "data:image/svg")), element


TAGS = set(
    "html head meta title link style body a header sup form label input button main article p h1 h2 div strong "
    "section ol li q cite ul footer code script details summary pre dl dt dd figure blockquote figcaption mark span "
    "br time".split()
)


@pytest.mark.parametrize("words", HOSTILE[:9])
def test_hostile_titles_and_quotes_are_only_words(base_with, site_of, words):
    base = base_with(f"{words} says so.\r\nAnd more.", {words: words}, title=words, publisher=words)
    get = site_of(base, public_url="https://footnote.example")
    citation = base.facts["fact-0"].citations[0]
    for address in ("/", "/topics/own", "/facts/fact-0", "/sources/own", "/ask?q=question+0+of+mine"):
        got = get(address)
        assert got.status == 200
        harmless(got)
        assert b"\r" not in got.content
    link = links.to_passage("", citation) or links.passage("", "own", citation.start, citation.end)
    page = get(link).page
    assert page.one("mark", class_="chosen").text == words
    assert page.one("div", id="text").text == base.documents["own"].text


def test_a_document_of_any_id_has_a_page(base_with, site_of):
    id_ = "a/b ?#%2F../ü<b>"
    base = base_with("It says so.", {"It says so.": "It says so."}, id=id_)
    get = site_of(base)
    assert get(links.source("", id_)).page.one("div", id="text").text == "It says so."
    assert get("/").page.one("ul", class_="documents").one("a").attributes["href"] == links.source("", id_)


def test_health(lighthouse, site_of):
    async def broken():
        return False

    assert site_of(lighthouse)("/healthz").content == b"ok"
    assert site_of(lighthouse)("/readyz").status == 200
    assert site_of(lighthouse, ready=broken)("/readyz").status == 503

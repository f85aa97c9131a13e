"""What the pages show, and that they hang together."""

from __future__ import annotations

from urllib.parse import quote_plus, urldefrag

import pytest

from bot import links
from bot.changes import Change
from bot.reasons import reasons
from bot.standing import Standing
from knowledge.problems import Problem

PAGE = 50_000  # bytes: one round trip, packed, on any line


def addresses(base):
    """Every address of the site whose page does not depend on a question."""
    yield "/"
    yield from (links.topic("", id_) for id_ in base.topics)
    yield from (links.source("", id_) for id_ in base.documents)
    yield from (links.fact("", id_) for id_ in base.facts)
    yield from ("/ask", "/ask?q=hello", "/nowhere")


def test_every_page_is_sound_and_small(base, get):
    for address in addresses(base):
        got = get(address)
        page = got.page
        assert len(got.content) < PAGE, address
        assert got.headers["content-type"] == "text/html; charset=utf-8"
        assert page.one("html").attributes["lang"] == "en"
        assert page.one("title").text.strip()
        assert len(page.all("h1")) == 1
        for landmark in ("main", "header", "footer"):
            page.one(landmark)
        ids = [element.attributes["id"] for element in page.walk() if "id" in element.attributes]
        assert len(ids) == len(set(ids)), address
        for field in page.all("input"):
            page.one("label", **{"for": field.attributes["id"]})
        named = (element.attributes.get("aria-labelledby") for element in page.walk())
        assert {name for name in named if name} <= set(ids)
        assert all(a.text.strip() or a.attributes.get("aria-label") for a in page.all("a"))


def test_every_link_leads_somewhere(base, get):
    pages = {}

    def found(address):
        if address not in pages:
            got = get(address)
            assert got.status == 200, address
            is_page = got.headers["content-type"].startswith("text/html")
            pages[address] = {e.attributes.get("id") for e in got.page.walk()} if is_page else set()
        return pages[address]

    for address in addresses(base):
        for link in get(address).page.all("a"):
            target, fragment = urldefrag(link.attributes["href"])
            if address == "/nowhere" and not target:
                continue
            if target.startswith("/ask?"):
                continue  # those are questions: `test_questions_to_try_have_answers`
            assert not fragment or fragment in found(target or address), link


def test_nothing_is_loaded_from_elsewhere(base, get):
    for address in addresses(base):
        for element in get(address).page.walk():
            for name in ("src", "href", "action"):
                value = element.attributes.get(name, "/")
                assert value.startswith(("/", "#", "data:image/svg+xml,")), value
                assert not value.startswith("//")


def test_questions_to_try_have_answers(base, get):
    for link in get("/").page.one("ul", class_="questions").all("a"):
        page = get(link.attributes["href"]).page
        assert page.one("article", class_="answered").one("h1").text == link.text


def test_a_facts_page_tells_all_about_it(shipped, site_of):
    page = site_of(shipped)("/facts/conviction-rate-2016").page
    fact = shipped.facts["conviction-rate-2016"]
    assert page.one("h1").text.strip() == fact.statement
    assert page.one("h1").one("strong").text == fact.value
    said = page.one("dl").text
    assert fact.speaker in said
    assert fact.period in said
    differing = page.one("ul", class_="accounts").one("li", class_="differs").text
    assert shipped.facts[fact.links[0].fact].statement in differing
    assert fact.links[0].why in differing


def test_a_facts_page_tells_its_whole_history_newest_first(lighthouse, site_of):
    days = [("changed", "2026-11-20"), ("changed", "2026-11-20"), ("changed", "2026-11-02"), ("added", "2026-10-01")]
    get = site_of(lighthouse, history={"first-lit": [Change("first-lit", *day) for day in days]})
    told = get("/facts/first-lit").page.one("ul", class_="history").all("li")
    assert [line.text.split() for line in told] == [
        ["2026-11-20", "changed"],
        ["2026-11-02", "changed"],
        ["2026-10-01", "added"],
    ]
    assert not get("/facts/oil-used").page.all("ul", class_="history")


def test_a_fact_that_was_removed_is_not_just_missing(lighthouse, site_of):
    removed = [Change("gone", "removed", "2026-11-20"), Change("gone", "added", "2026-10-01")]
    got = site_of(lighthouse, history={"gone": removed})("/facts/gone")
    assert got.status == 410
    assert "removed on 2026-11-20" in got.page.text


@pytest.mark.parametrize("state", ["current", "proving", "refused"])
def test_the_base_page_tells_how_it_stands_to_its_files(lighthouse, site_of, state):
    problems = (Problem("topics/reef.yaml", 7, "<b>A quote</b> does not stand.", "Copy it."),)
    standing = Standing(state, problems if state == "refused" else ())
    get = site_of(lighthouse, standing=lambda: standing)
    page = get("/base").page
    assert page.one("h1").text == lighthouse.hash
    assert [li.text.split() for li in page.all("li")] == [
        str(problem).replace("7:", "7").split() for problem in standing.problems
    ]
    record = get("/api/base").json
    assert (record["state"], record["base"]) == (state, lighthouse.hash)
    assert [problem["line"] for problem in record["problems"]] == [problem.line for problem in standing.problems]


def test_what_another_fact_says_of_it_stands_there_too(shipped, site_of):
    get = site_of(shipped)
    links_ = [(fact, link) for fact in shipped.facts.values() for link in fact.links]
    for fact, link in links_:
        page = get(links.fact("", link.fact)).page
        assert page.one("ul", class_="accounts").all("a", href=links.fact("", fact.id)), (fact.id, link.fact)


def test_a_computed_figure_shows_its_operands(shipped, site_of):
    get = site_of(shipped)
    computed = [fact for fact in shipped.facts.values() if fact.derivation]
    assert computed
    for fact in computed:
        section = get(links.fact("", fact.id)).page.one("section", **{"aria-labelledby": "derivation"})
        formula = section.one("p", class_="formula").text
        assert formula.endswith(f"= {fact.value}")
        for operand in fact.derivation.operands:
            assert shipped.facts[operand].value in formula
            assert section.one("a", href=links.fact("", operand))


def test_an_answer_has_its_footnotes(lighthouse, site_of):
    get = site_of(lighthouse)
    page = get("/ask?q=how+tall+is+the+tower").page
    fact = lighthouse.facts["tower-height"]
    given = page.one("article", id="answer")
    assert given.one("p", class_="statement").text.strip() == fact.statement
    assert given.one("p", class_="statement").one("strong").text == fact.value
    assert given.one("li", id="footnote-1").one("q").text == fact.citations[0].quote
    assert given.one("a", class_="ref").attributes["href"] == "#footnote-1"


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("how tall is the rock?", "answered"),
        ("what was the keeper paid?", "nearest"),
        ("who was Winston Churchill", "unknown"),
        ("…", "unknown"),
    ],
)
def test_each_outcome_says_what_the_bot_says(lighthouse, site_of, question, status):
    reply = lighthouse.ask(question)
    assert reply.status == status
    page = site_of(lighthouse)(f"/ask?q={quote_plus(question)}").page
    given = page.one("article", class_=status)
    assert given.one("h1").text == question
    assert reply.lead in given.text
    assert [p.text.strip() for p in given.all("p", class_="statement")] == [a.text for a in reply.answers]


@pytest.mark.parametrize(
    "question", ["how tall is the rock?", "what was the keeper paid?", "who was Winston Churchill"]
)
def test_each_outcome_says_why(lighthouse, site_of, question):
    why = site_of(lighthouse)(f"/ask?q={quote_plus(question)}").page.one("details", class_="why")
    [part] = lighthouse.ask(question).explanation
    assert [definition.text for definition in why.all("dd")] == [text for _, text in reasons(part)]
    assert part.asked in why.text


def test_every_part_of_a_question_says_why(lighthouse, site_of):
    question = "how tall is the tower? how much oil was used?"
    page = site_of(lighthouse)(f"/ask?q={quote_plus(question)}").page
    assert len(page.one("details", class_="why").all("dl")) == len(lighthouse.ask(question).explanation) == 2


def test_without_a_question_there_is_a_form(lighthouse, site_of):
    get = site_of(lighthouse)
    for address in ("/ask", "/ask?q=", "/ask?q=+", "/ask?other=1"):
        page = get(address).page
        assert page.one("form", action="/ask", method="get").one("input", name="q")


def test_behind_a_proxy_links_begin_with_its_path(lighthouse, site_of):
    get = site_of(lighthouse, public_url="https://intranet.example/footnote")
    for address in ("/", "/facts/first-lit", "/sources/chronicle", "/topics/reef", "/ask?q=hi"):
        for link in get(address).page.all("a"):
            assert link.attributes["href"].startswith(("/footnote/", "#")), link

"""The reader in a real browser, served by the running bot."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe

from bot import links
from knowledge import FactBase

pytestmark = pytest.mark.asyncio(loop_scope="module")

PICTURES = Path(__file__).parents[2] / "build" / "pictures"
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
PAGES = {
    "contents": "/",
    "topic": "/topics/leads",
    "document": "/sources/001",
    "fact": "/facts/conviction-rate-2016",
    "computed": "/facts/leads-followed-up-share",
    "answer": "/ask?q=what+was+the+conviction+rate",
    "nearest": "/ask?q=what+was+the+conviction+rate+in+2014",
    "unknown": "/ask?q=who+was+Winston+Churchill",
    "missing": "/facts/none",
}
HIGHLIGHTED = "getComputedStyle(m).backgroundColor !== 'rgba(0, 0, 0, 0)'"


@pytest.fixture(scope="module")
def facts(shipped: FactBase) -> FactBase:
    return shipped


@pytest_asyncio.fixture(loop_scope="module")
async def page(chromium, request) -> AsyncIterator:
    """A new page; whatever a browser complains of is an error."""
    async for page in _opened(chromium, **getattr(request, "param", {})):
        yield page


async def _opened(chromium, **options):
    context = await chromium.new_context(**{"viewport": SIZES["desktop"], **options})
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    yield page
    await context.close()
    assert [c for c in complaints if "status of 404" not in c] == []


no_script = pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True, ids=["no script"])
sizes = pytest.mark.parametrize("page", [{"viewport": size} for size in SIZES.values()], indirect=True, ids=SIZES)


@no_script
async def test_every_passage_is_in_view_and_highlighted_alone(page, url, facts):
    citations = {(c.source, c.start, c.end): c for fact in facts.facts.values() for c in fact.citations}
    for citation in citations.values():
        await page.goto(links.to_passage(url, citation))
        mark = page.locator("mark.chosen")
        assert await mark.text_content() == citation.quote
        top = (await mark.bounding_box())["y"]
        assert 0 <= top < SIZES["desktop"]["height"] * 0.8, citation
        others = page.locator("mark:not(.chosen)")
        assert not await others.evaluate_all(f"all => all.some(m => !m.closest('.chosen') && {HIGHLIGHTED})")
        assert await mark.evaluate(f"m => {HIGHLIGHTED}")


@no_script
async def test_a_fragment_alone_lands_there_too(page, url, facts):
    citation = facts.facts["conviction-rate-2016"].citations[0]
    await page.goto(f"{url}/sources/{citation.source}#passage-{citation.start}-{citation.end}")
    target = page.locator("mark:target")
    assert await target.text_content() == citation.quote
    assert await target.evaluate(f"m => {HIGHLIGHTED}")


@no_script
async def test_asking_reading_and_coming_back_without_script(page, url, facts):
    await page.goto(url)
    await page.get_by_label("Ask the documents").fill("what was the conviction rate?")
    await page.get_by_role("button", name="Ask").click()
    assert "conviction rate of only 0.7%" in await page.locator("#answer .statement").first.text_content()
    await page.get_by_role("link", name="Read footnote 1 in the document").click()
    assert await page.locator("mark.chosen").text_content() == facts.facts["conviction-rate-2016"].citations[0].quote
    await page.get_by_role("link", name="0.7%").last.click()
    await page.get_by_text("Copy with citation").click()
    assert "[1] “" in await page.get_by_role("region", name="Text", exact=True).text_content()


async def test_answers_come_while_typing(page, url):
    await page.goto(url)
    field = page.get_by_label("Ask the documents")
    await field.press_sequentially("how many listings did alibaba remove", delay=10)
    await page.locator("#live .statement", has_text="380 million").first.wait_for()
    await field.fill("")
    await page.locator("#live .answer").wait_for(state="detached")
    await field.fill("<script>alert(1)</script><img src=x onerror=alert(2)> how many listings")
    await page.locator("#live .answer").wait_for()
    assert await page.locator("#live script, #live img").count() == 0


async def test_copying(page, url, facts):
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.goto(f"{url}/facts/conviction-rate-2016")
    await page.get_by_text("Copy with citation").click()
    for style in ("Text", "Markdown", "Academic"):
        await page.get_by_role("button", name=f"Copy as {style}").click()
        await page.get_by_text("Copied").last.wait_for()
        copied = await page.evaluate("navigator.clipboard.readText()")
        assert copied == await page.get_by_role("region", name=style, exact=True).text_content()
        assert facts.facts["conviction-rate-2016"].citations[0].quote in copied


async def test_what_is_copied_from_a_document_is_its_text(page, url, facts):
    await page.goto(f"{url}/sources/003")
    await page.evaluate("getSelection().selectAllChildren(document.getElementById('text'))")
    assert (await page.evaluate("getSelection().toString()")).split() == facts.documents["003"].text.split()


async def test_by_keyboard(page, url):
    await page.goto(f"{url}/ask")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.className") == "skip"
    await page.keyboard.press("Enter")
    await page.wait_for_function("document.activeElement.id === 'main'")
    assert page.url.endswith("#main")
    await page.keyboard.press("Tab")
    focused = "getComputedStyle(document.activeElement).outlineStyle"
    assert await page.evaluate("document.activeElement.closest('.questions') !== null")
    assert await page.evaluate(focused) != "none"
    await page.keyboard.press("Enter")
    await page.locator("#answer").wait_for()


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>", "'\"><svg onload=alert(1)>", "javascript:alert(1)", "{{7*7}}"]
)
async def test_hostile_questions_do_nothing(page, url, question):
    await page.goto(f"{url}/ask?{urlencode({'q': question})}")
    assert await page.locator("h1").text_content() == question
    assert await page.get_by_label("Ask the documents").input_value() == question


@sizes
async def test_nothing_sticks_out(page, url):
    for address in PAGES.values():
        await page.goto(url + address)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_axe_finds_no_serious_fault(chromium, url, scheme, size):
    # Axe needs functions that the pages' policy forbids to scripts.
    async for page in _opened(chromium, viewport=SIZES[size], color_scheme=scheme, bypass_csp=True):
        for name, address in {**PAGES, "passage": "/sources/001?passage=80-238#passage-80-238"}.items():
            await page.goto(url + address)
            if name in ("fact", "answer"):
                await page.get_by_text("Copy with citation").first.click()
            found = await Axe().run(page)
            serious = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
            assert not serious, (name, json.dumps(serious, indent=1)[:3000])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_pictures_to_look_at(chromium, url, facts, scheme, size):
    PICTURES.mkdir(parents=True, exist_ok=True)
    citation = facts.facts["conviction-rate-2016"].citations[0]
    async for page in _opened(chromium, viewport=SIZES[size], color_scheme=scheme):
        for name, address in PAGES.items():
            await page.goto(url + address)
            await page.screenshot(path=PICTURES / f"reader-{name}-{size}-{scheme}.png", full_page=True)
        await page.goto(links.to_passage(url, citation))
        await page.screenshot(path=PICTURES / f"reader-passage-{size}-{scheme}.png")


async def test_print(page, url):
    PICTURES.mkdir(parents=True, exist_ok=True)
    await page.goto(f"{url}/facts/conviction-rate-2016")
    await page.emulate_media(media="print")
    assert not await page.get_by_role("searchbox").is_visible()
    assert await page.locator("mark.chosen").first.is_visible()
    await page.pdf(path=PICTURES / "reader-fact.pdf", format="A4")

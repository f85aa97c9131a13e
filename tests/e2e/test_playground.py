"""The playground in a real browser: what `footnote run` opens where no Slack tokens are set."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe

from bot.playground.slack import Slack
from knowledge import FactBase
from tests.e2e.conftest import BASE, NO_TOKENS, BotProcess
from tests.e2e.player import SIZES, Player, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "what was the conviction rate?"
ANSWER = "a conviction rate of only 0.7%"
_count = itertools.count(1)


@pytest_asyncio.fixture(loop_scope="module", params=SIZES)
async def ada(chromium, playground, request) -> AsyncIterator[Player]:
    async for player in opened(chromium, playground, request.param):
        yield player


@pytest_asyncio.fixture(loop_scope="module")
async def ben(chromium, playground) -> AsyncIterator[Player]:
    async for player in opened(chromium, playground, "desktop", "ben"):
        yield player


@pytest.fixture(scope="module")
def unclear(shipped: FactBase) -> str:
    words = "number leads listings stores share said year reported how many who fakes".split()
    questions = (" ".join(chosen) for size in (1, 2) for chosen in itertools.permutations(words, size))
    return next(question for question in questions if shipped.ask(question).status == "clarify")


async def test_it_says_that_it_is_a_playground(ada):
    assert (await ada.page.locator(".banner").text_content()).strip().startswith("Playground.")
    assert await ada.page.locator(".banner b").is_visible()
    assert "playground" in await ada.page.title()
    await ada.picture("empty")


async def test_a_private_answer_is_seen_by_its_asker_and_shared_with_all(ada, ben):
    question = f"what was the conviction rate? {next(_count)}"
    answer = await ada.ask(question)
    assert ANSWER in await answer.inner_text()
    assert "Only visible to you" in await answer.inner_text()
    assert f"You asked: {question}" in await answer.inner_text()
    await ada.picture("answer")
    assert await ben.page.locator(".message", has_text=f"You asked: {question}").count() == 0
    await answer.get_by_role("button", name="Share the answer in the channel").click()
    for player in (ada, ben):
        shared = player.page.locator(".message:not(.private)", has_text=f"{question} – shared by @Ada")
        await shared.wait_for()
        assert ANSWER in await shared.inner_text()
    assert await ben.page.locator(".message", has_text=f"You asked: {question}").count() == 0


async def test_an_answer_however_long_is_read_from_its_beginning(ada):
    for _ in range(2):
        answer = await ada.ask(QUESTION)
        inside = """header => {
            const [name, pane] = [header, header.closest(".scroll")].map((one) => one.getBoundingClientRect());
            return pane.top <= name.top && name.bottom <= pane.bottom;
        }"""
        assert await answer.locator("header").evaluate(inside)


async def test_the_source_leads_to_the_highlighted_passage(ada, shipped):
    answer = await ada.ask(QUESTION)
    await answer.get_by_role("button", name="Show the source of this answer").click()
    modal = await ada.modal("Source")
    await ada.picture("source")
    quote = shipped.facts["conviction-rate-2016"].citations[0].quote
    assert await modal.locator("blockquote").first.text_content() == quote
    async with ada.page.context.expect_page() as opened:
        await modal.get_by_role("link", name="Open the document here").first.click()
    document = await opened.value
    assert await document.locator("mark.chosen").text_content() == quote
    assert await document.locator("mark.chosen").evaluate("m => m.getBoundingClientRect().top < innerHeight")
    await document.close()
    await modal.get_by_role("button", name="Close", exact=True).click()
    await ada.gone(modal)


async def test_an_unclear_question_becomes_the_chosen_answer_in_its_place(ada, unclear, shipped):
    answer = await ada.ask(unclear)
    await ada.picture("clarify")
    chosen = shipped.ask(unclear).answers[1]
    await answer.get_by_role("button", name=re.compile(r"^Show: ")).nth(1).click()
    await answer.locator("blockquote").first.wait_for()
    assert chosen.text in " ".join((await answer.inner_text()).split())
    assert await answer.get_by_role("button", name=re.compile(r"^Show: ")).count() == 0


async def test_voting_down_asks_why(ada):
    answer = await ada.ask(QUESTION)
    await answer.get_by_role("button", name="Bad answer").click()
    modal = await ada.modal("What went wrong?")
    await modal.get_by_role("button", name="Send").click()
    assert await modal.is_visible()  # a reason has to be given
    await ada.picture("vote")
    await modal.get_by_label("Another period or date was meant").check()
    await modal.get_by_label("In your own words").fill("I meant 2015")
    await modal.get_by_role("button", name="Send").click()
    await ada.gone(modal)
    assert await answer.get_by_role("button", name="Bad answer").get_attribute("aria-pressed") == "true"
    sent = await ada.latest("view_submission")
    assert sent["view"]["state"]["values"] == {
        "reason": {
            "reason": {
                "type": "radio_buttons",
                "selected_option": {
                    "text": {"type": "plain_text", "text": "Another period or date was meant", "emoji": False},
                    "value": "wrong_period",
                },
            }
        },
        "comment": {"comment": {"type": "plain_text_input", "value": "I meant 2015"}},
    }


async def test_voting_up_is_thanked_for(ada):
    answer = await ada.ask(QUESTION)
    await answer.get_by_role("button", name="Good answer").click()
    await ada.page.locator(".message.private", has_text="Thank you").last.wait_for()


async def test_a_thumb_stays_pressed_for_who_pressed_it(ada, ben):
    question = f"what was the conviction rate? {next(_count)}"
    await ada.mention(question)
    await ben.page.locator(".message", has_text=question).last.locator("a.replies").click()
    await (await ada.in_thread(1)).get_by_role("button", name="Good answer").click()
    await ada.page.locator(".message.private", has_text="Thank you").last.wait_for()
    for player in (ada, ben):
        await player.page.reload()
        answer = await player.in_thread(1)
        pressed = [
            await answer.get_by_role("button", name=f"{thumb} answer").get_attribute("aria-pressed")
            for thumb in ("Good", "Bad")
        ]
        assert pressed == (["true", "false"] if player is ada else ["false", "false"])


async def test_a_follow_up_in_the_thread(ada, shipped):
    await ada.mention("how many leads did Alibaba identify in 2016?")
    context = shipped.ask("how many leads did Alibaba identify in 2016?").context
    follow_up = shipped.ask("who says so?", context)
    await ada.write("@Footnote who says so?", "Reply")
    answer = await ada.in_thread(2)
    await ada.picture("thread")
    told = " ".join((await answer.inner_text()).split())
    assert follow_up.answers[0].text in told or follow_up.lead in told
    await ada.page.get_by_role("link", name="Close the thread").click()
    await ada.page.get_by_text("3 replies").last.wait_for()


async def test_only_its_asker_deletes_an_answer(ada, ben):
    question = f"how many listings were removed? {next(_count)}"
    answer = await ada.mention(question)
    await ben.page.locator(".message", has_text=question).last.locator("a.replies").click()
    seen = await ben.in_thread(1)
    assert await seen.get_by_role("button", name="Delete this answer").count() == 0
    await answer.get_by_role("button", name="Delete this answer").click()
    await ada.gone(answer)
    await ben.gone(seen)


async def test_a_colleagues_message_is_looked_up(ada, ben, shipped):
    claim = f"I read that the conviction rate was 0.7% ({next(_count)})"
    await ben.write(claim)
    said = ada.page.locator(".message", has_text=claim)
    await said.hover()
    await said.get_by_label("More actions on this message").click()
    await ada.picture("menu")
    await said.get_by_role("button", name="Look this up").click()
    answer = ada.page.locator(".message.private", has_text=f"You asked: {claim}")
    await answer.wait_for()


async def test_a_direct_message_is_answered_in_its_thread(ada):
    await ada.go("footnote")
    prompts = ada.page.locator("[data-list=prompts] button")
    await prompts.first.wait_for()
    assert await prompts.count() == 4
    await ada.write(QUESTION, "Message Footnote")
    answer = await ada.in_thread(1)
    assert ANSWER in await answer.inner_text()
    assert await ada.page.locator(".session b").text_content() == QUESTION
    await ada.picture("direct")


async def test_home_shows_what_there_is_and_answers_in_a_modal(ada):
    await ada.go("home")
    home = ada.page.locator("[data-home]")
    await home.get_by_role("heading", name="Questions to try").wait_for()
    await ada.picture("home")
    await home.get_by_role("button").first.click()
    modal = await ada.modal("Footnote")
    assert "You asked" in await modal.inner_text()
    await ada.page.keyboard.press("Escape")
    await ada.gone(modal)


async def test_why_and_not_what_i_asked(ada):
    answer = await ada.ask(QUESTION)
    await answer.get_by_role("button", name="Why this answer?").click()
    modal = await ada.modal("Why this answer?")
    await ada.picture("why")
    assert "How sure I am" in await modal.inner_text()
    await ada.page.keyboard.press("Escape")
    await ada.gone(modal)
    await answer.get_by_role("button", name="Not what I asked").click()
    modal = await ada.modal("Not what I asked")
    words = modal.get_by_label("What did you mean?")
    assert await words.input_value() == QUESTION
    await words.fill("how many listings were removed?")
    await modal.get_by_label("Tell the curators that this question is not answered").check()
    await ada.picture("rephrase")
    await modal.get_by_role("button", name="Ask").click()
    await ada.gone(modal)
    for words in ("You asked: how many listings were removed?", "I have passed your question on to the curators."):
        await ada.page.locator(".message", has_text=words).last.wait_for()


async def test_each_request_is_shown_as_json(ada):
    await ada.ask("help")
    if ada.size == "phone":
        await ada.page.get_by_text("Requests as JSON").click()
    requests = ada.page.locator(".exchange")
    await requests.filter(has_text='"text": "help"').first.wait_for()
    assert (await ada.latest("/footnote"))["text"] == "help"
    assert (await ada.latest("response_url"))["response_type"] == "ephemeral"
    await requests.filter(has_text="/footnote").first.locator("summary").click()
    await ada.picture("requests")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(2)> *<b>*", "<!channel> <javascript:alert(3)|x>"]
)
async def test_hostile_text_is_shown_as_it_is(ben, text):
    await ben.write(text)
    said = ben.page.locator(".message .said > p:not(.only)").last
    await ben.page.wait_for_function("text => document.body.innerText.includes(text)", arg=text.replace("*", ""))
    assert (await said.text_content()).strip() == text.replace("*", "")
    await ben.ask(text)
    assert await ben.page.locator(".log script, .log img").count() == 0


async def test_what_slack_would_refuse_is_refused(ben):
    await ben.write("/nonsense")
    await ben.page.get_by_text("/nonsense is not a valid command.").last.wait_for()


async def test_by_keyboard_alone(ben):
    sources = ben.page.locator(".message.private [data-action=source]")
    before = await sources.count()
    await ben.page.keyboard.type("/footnote what was the conviction rate?")
    await ben.page.keyboard.press("Enter")
    source = sources.nth(before)
    await source.wait_for()
    for _ in range(60):
        await ben.page.keyboard.press("Shift+Tab")
        if await source.evaluate("button => button === document.activeElement"):
            break
    await ben.page.keyboard.press("Enter")
    modal = await ben.modal("Source")
    assert await modal.evaluate("modal => modal.contains(document.activeElement)")
    await ben.page.keyboard.press("Escape")
    await ben.gone(modal)
    assert await source.evaluate("button => button === document.activeElement")
    assert await source.evaluate("button => getComputedStyle(button).outlineStyle") != "none"


@pytest.mark.parametrize("size", SIZES)
async def test_a_refused_change_of_the_base_is_shown_until_it_is_mended(chromium, tmp_path, size):
    shutil.copytree(BASE, tmp_path / "base")
    topic = tmp_path / "base" / "topics" / "lighthouse.yaml"
    sound = topic.read_text(encoding="utf-8")
    async with Slack() as nobody:
        process = BotProcess(nobody, tmp_path, "http", FOOTNOTE_BASE=str(tmp_path / "base"), **NO_TOKENS)
        await process.start()
        await nobody.until(lambda: "/playground" in process.said)
        async for ada in opened(chromium, f"{process.url}/playground", size, color_scheme="dark", bypass_csp=True):
            topic.write_text(sound.replace("stands 31 metres", "stands 32 metres"), encoding="utf-8")
            refused = ada.page.locator(".standing.refused")
            await refused.get_by_text("topics/lighthouse.yaml:15", exact=True).wait_for()
            assert "31 metres" in await (await ada.ask("how tall is the tower?")).inner_text()
            await ada.picture("refused")
            await _axe(ada, "refused")
            topic.write_text(sound.replace("of the lighthouse is 31", "of the light is 31"), encoding="utf-8")
            await refused.wait_for(state="detached")
            await ada.page.locator("[data-list=standing] > *").wait_for(state="detached")
            assert "of the light is 31 metres" in await (await ada.ask("how tall is the tower?")).inner_text()
        assert await process.stop() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_axe_finds_no_serious_fault(chromium, playground, scheme, size, unclear):
    # Axe needs functions that the page's policy forbids to scripts.
    async for ada in opened(chromium, playground, size, color_scheme=scheme, bypass_csp=True):
        await ada.ask("what does Winston Churchill say?")
        await ada.ask(unclear)
        answer = await ada.ask(QUESTION)
        await _axe(ada, "channel")
        for button, title in (("Show the source of this answer", "Source"), ("Bad answer", "What went wrong?")):
            await answer.get_by_role("button", name=button).click()
            modal = await ada.modal(title)
            await _axe(ada, title)
            await ada.page.keyboard.press("Escape")
            await ada.gone(modal)
        await ada.mention(f"{QUESTION} {next(_count)}")
        await _axe(ada, "thread")
        ada.size = f"{size}-{scheme}"
        await ada.picture("thread")
        await ada.go("home")
        await ada.page.locator("[data-home] .header").first.wait_for()
        await _axe(ada, "home")


async def _axe(player: Player, where: str) -> None:
    found = await Axe().run(player.page)
    serious = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
    assert not serious, (where, json.dumps(serious, indent=1)[:3000])

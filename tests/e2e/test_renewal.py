"""A changed base is taken over while the bot answers; a broken one is refused, reported, and nobody notices."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import html
import itertools
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.playground.slack import Slack
from bot.playground.workspace import Message
from knowledge import FactBase
from knowledge.folders import folders
from tests.e2e.conftest import BASE, MODES, BotProcess, StartBot

TOPIC = "topics/lighthouse.yaml"
REEF = "topics/reef.yaml"
TALL = "how tall is the tower?"
GREYBEARD = "what would old greybeard give for the view?"
BELL = """\
  - id: fog-bell
    statement: The Pilots' Board recommends a second keeper and a fog bell.
    citations:
      - {source: report, quote: "The Pilots' Board recommends a second keeper and a fog bell"}
    about: [Gull Rock]
intents:
  - id: fog-bell
    facts: [fog-bell]
    utterances: |
      what does the board recommend
      what should be bought for the rock
      which new equipment is wanted
"""
_numbers = itertools.count(1)


class Rock:
    """A running bot with a base of its own that is edited."""

    def __init__(self, slack: Slack, bot: BotProcess, folder: Path) -> None:
        self.slack = slack
        self.bot = bot
        self.folder = folder

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text in a file, as editors do it: by a new file that takes the old one's place."""
        path = self.folder / file
        content = path.read_text(encoding="utf-8")
        assert old in content
        fresh = path.with_name(f".{path.name}.tmp")
        fresh.write_text(content.replace(old, new, 1), encoding="utf-8")
        fresh.replace(path)

    @property
    def digest(self) -> str:
        return folders(self.folder).digest()[:12]

    async def get(self, path: str) -> Any:
        async with aiohttp.ClientSession(self.bot.url) as session, session.get(path) as response:
            return await (response.json() if path.startswith("/api/") else response.text())

    async def standing(self, state: str, base: str = "") -> dict[str, Any]:
        """Wait until the bot says that it serves this base in that state."""
        async with asyncio.timeout(30):
            while True:
                told = await self.get("/api/base")
                if told["state"] == state and told["base"] == (base or told["base"]):
                    return dict(told)
                await asyncio.sleep(0.05)

    async def taken_over(self) -> None:
        await self.standing("current", self.digest)

    async def ask(self, question: str) -> str:
        """What the bot says in Slack; the page says the same."""
        said = (await self.answer(question)).text
        assert said == (await self.get(f"/api/ask?q={question}"))["text"]
        return said

    async def answer(self, question: str) -> Message:
        user = f"U{next(_numbers)}"
        await self.slack.command(question, user, f"C{user}")
        [answer] = await self.slack.answers(user=user, channel=f"C{user}")
        return answer


@pytest.fixture
async def rock(slack: Slack, start: StartBot, tmp_path: Path, request: pytest.FixtureRequest) -> Rock:
    folder = tmp_path / "rock"
    shutil.copytree(BASE, folder)
    bot = await start(getattr(request, "param", "http"), FOOTNOTE_BASE=str(folder))
    return Rock(slack, bot, folder)


in_both_modes = pytest.mark.parametrize("rock", MODES, indirect=True)


@in_both_modes
async def test_a_new_fact_and_a_new_wording_are_taken_over_while_questions_are_answered(rock: Rock) -> None:
    assert "fog bell" not in await rock.ask("what does the board recommend?")
    assert "31 metres" not in await rock.ask(GREYBEARD)
    before = rock.digest
    asked: list[asyncio.Task[Message]] = []
    pages: Counter[str] = Counter()

    async def go_on_asking() -> None:
        while True:
            asked.append(asyncio.create_task(rock.answer(TALL)))
            for path in ("/", "/facts/tower-height", "/ask?q=how+tall+is+the+tower"):
                async with aiohttp.ClientSession(rock.bot.url) as session, session.get(path) as response:
                    assert response.status == 200
                    pages[response.headers["etag"].partition("-")[0]] += 1
            await asyncio.sleep(0.02)

    asking = asyncio.create_task(go_on_asking())
    rock.edit(REEF, "intents:\n", BELL)
    rock.edit(
        TOPIC,
        "      how tall is the (lighthouse|tower)\n",
        f"      how tall is the (lighthouse|tower)\n      {GREYBEARD[:-1]}\n",
    )
    await rock.taken_over()
    await asyncio.sleep(0.2)
    asking.cancel()
    answers = await asyncio.gather(*asked)
    assert len(answers) > 20
    assert {answer.text for answer in answers} == {(await rock.answer(TALL)).text}
    assert set(pages) == {f'W/"{before}', f'W/"{rock.digest}'}
    assert "fog bell" in await rock.ask("what does the board recommend?")
    assert "31 metres" in await rock.ask(GREYBEARD)
    assert await rock.get("/facts/fog-bell")
    assert "ERROR" not in rock.bot.said


async def test_a_broken_base_is_refused_with_file_and_line_until_it_is_mended(rock: Rock) -> None:
    before, answer = rock.digest, await rock.ask(TALL)
    rock.edit(TOPIC, "stands 31 metres", "stands 32 metres")
    refused = await rock.standing("refused", before)
    [problem] = [problem for problem in refused["problems"] if "does not stand" in problem["what"]]
    assert (problem["file"], problem["line"]) == (TOPIC, 15)
    assert problem["remedy"]
    assert await rock.ask(TALL) == answer
    assert "topics/lighthouse.yaml:15" in (await rock.get("/base"))
    (rock.folder / TOPIC).touch()  # no change: it is reported once
    await asyncio.sleep(2.5)
    for times in (1, 2):
        assert rock.bot.said.count("topics/lighthouse.yaml:15") == times
        rock.edit(TOPIC, "stands 32 metres", "stands 31 metres")
        await rock.standing("current", before)
        rock.edit(TOPIC, "stands 31 metres", "stands 32 metres")
        await rock.standing("refused", before)
    rock.edit(TOPIC, "stands 32 metres", "stands 31 metres")
    rock.edit(TOPIC, "statement: The tower of the lighthouse is 31", "statement: The lighthouse's tower is 31")
    await rock.taken_over()
    assert "The lighthouse's tower is 31 metres tall." in await rock.ask(TALL)


async def test_a_removed_fact_is_no_longer_answered_and_its_old_answers_own_up(rock: Rock) -> None:
    oil = "how much oil was used?"
    old, kept = await rock.answer(oil), await rock.answer(TALL)
    assert "2,300 litres" in old.text
    text = (rock.folder / REEF).read_text(encoding="utf-8")
    fact = text[text.index("  - id: oil-used") : text.index("  - id: nights-burned")]
    intents = text[text.index("intents:\n  - id: oil-used") : text.index("  - id: ships-lost-1890\n    facts")]
    rock.edit(REEF, fact, "")
    rock.edit(REEF, intents, "intents:\n")
    await rock.taken_over()
    assert "2,300" not in await rock.ask(oil)
    async with aiohttp.ClientSession(rock.bot.url) as session, session.get("/facts/oil-used") as response:
        assert response.status == 410
    await rock.slack.click(old, "source", old.visible_to)
    assert "2,300" not in await modal(rock, old)
    assert "has changed" in await modal(rock, old)
    await rock.slack.click(kept, "source", kept.visible_to)
    assert "31 metres" in await modal(rock, kept)
    for answer in (old, kept):
        await rock.slack.click(answer, "why", answer.visible_to)
        assert "has changed" in await modal(rock, answer)
        thumbs = next(e for e in answer.elements() if e["type"] == "feedback_buttons")
        await rock.slack.click(answer, "vote", answer.visible_to, value=thumbs["positive_button"]["value"])
        await rock.slack.answers(2, answer.visible_to, answer.channel)
    await rock.slack.click(old, "share", old.visible_to)
    [*_, word] = await rock.slack.answers(3, old.visible_to, old.channel)
    assert word.visible_to
    assert "has changed" in word.text
    await rock.slack.click(kept, "share", kept.visible_to)
    await rock.slack.until(lambda: any("31 metres" in m.text for m in rock.slack.seen_by("U0", kept.channel)))
    assert "ERROR" not in rock.bot.said


async def modal(rock: Rock, answer: Message) -> str:
    """The words of the modal that an answer's asker has opened last; it is closed."""
    view = await rock.slack.until(
        lambda: next((v for v in rock.slack.workspace.views.values() if v.user == answer.visible_to), None)
    )
    return str(view.content)


async def test_of_many_changes_in_quick_succession_the_last_holds(rock: Rock) -> None:
    for number in range(40):
        half, line = '    statement: "half a stat', "    statement: The tower of the lighthouse is 31 metres tall.\n"
        rock.edit(TOPIC, line, half) if number % 2 == 0 else rock.edit(TOPIC, half, line)
        await asyncio.sleep(0.03)
        assert "31 metres" in (await rock.answer(TALL)).text
    rock.edit(TOPIC, "of the lighthouse is 31", "of the light is 31")
    await rock.taken_over()
    assert "The tower of the light is 31 metres tall." in await rock.ask(TALL)
    assert rock.bot.said.count("is served in place of") == 1


async def test_a_whole_folder_may_take_the_place_of_another(rock: Rock, tmp_path: Path) -> None:
    rock.edit(TOPIC, "of the lighthouse is 31", "of the light is 31")
    await rock.taken_over()
    shutil.move(rock.folder / "topics", tmp_path / "away")
    refused = await rock.standing("refused")
    assert "no such folder" in refused["problems"][0]["what"]
    (rock.folder / "topics").symlink_to(BASE / "topics")
    await rock.taken_over()
    assert rock.digest == FactBase.load(BASE).hash
    assert "The tower of the lighthouse is 31 metres tall." in await rock.ask(TALL)


async def test_the_link_in_an_old_answer_leads_to_its_passage_in_a_changed_document(rock: Rock) -> None:
    answer = await rock.answer(TALL)
    [link] = re.findall(r"<https://footnote.example(/sources/[^|>]+)", str(answer.blocks))
    link = html.unescape(link).partition("#")[0]
    chronicle = rock.folder / "seeds" / "chronicle.txt"
    before = hashlib.sha256(chronicle.read_bytes()).hexdigest()
    rock.edit("seeds/chronicle.txt", "A light for Gull Rock\n", "A light for Gull Rock\n\nReprinted by permission.\n")
    rock.edit("seeds/catalogue.yaml", before, hashlib.sha256(chronicle.read_bytes()).hexdigest())
    await rock.taken_over()
    [marked] = re.findall(r'<mark class="chosen"[^>]*>(.*?)</mark>', await rock.get(link))
    assert marked == "Its tower stands 31 metres tall and was built of granite in 26 months at a cost of 18,400 crowns."


@pytest.mark.parametrize("off", [{"FOOTNOTE_WATCH": "false"}, {"options": ["--no-watch"]}], ids=["set", "option"])
async def test_it_can_be_turned_off(slack: Slack, start: StartBot, tmp_path: Path, off: dict[str, Any]) -> None:
    folder = tmp_path / "rock"
    shutil.copytree(BASE, folder)
    rock = Rock(slack, await start("http", FOOTNOTE_BASE=str(folder), **off), folder)
    before = rock.digest
    rock.edit(TOPIC, "of the lighthouse is 31", "of the light is 31")
    await asyncio.sleep(3)
    assert (await rock.get("/api/base"))["base"] == before


async def test_what_is_being_proved_when_the_bot_stops_stops_too(rock: Rock) -> None:
    rock.edit(TOPIC, "how tall is the (lighthouse|tower)", "how tall is the (lighthouse|tower|light)")
    await rock.standing("proving")
    assert await rock.bot.stop() == 0
    assert not any(str(rock.folder).encode() in command for command in commands())


def commands() -> Iterator[bytes]:
    """What runs on this machine, where it tells."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            yield path.read_bytes()

"""Every question ends in a message, also when the base or the store fails or the backlog is full."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.backlog import Backlog
from bot.footnote import Footnote, Identity
from bot.playground.faults import Fault
from bot.playground.slack import Slack
from bot.playground.workspace import BOT, BOT_USER, TEAM
from bot.questions import Private, Question, Thread
from bot.store import Store
from bot.web_api import WebApi
from knowledge import FactBase
from tests.e2e.conftest import BASE


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack() as slack:
        yield slack
        assert slack.api.faulty == []


@pytest.fixture
async def bot(slack: Slack, tmp_path: Path) -> AsyncIterator[Footnote]:
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'footnote.db'}", b"key")
    async with WebApi("xoxb-1", slack.api_url, timeout=1) as web_api:
        bot = Footnote(FactBase.load(BASE), web_api, store, Identity(TEAM, BOT_USER, BOT))
        yield bot
        await bot.backlog.drain(5)
        bot.close()
    await store.close()


def question(slack: Slack, words: str = "how tall is the tower?") -> Question:
    said = slack.say(words)
    return Question(words, TEAM, "U1", Thread("C1", said.ts, said.ts), (f"post:{said.ts}",))


class Broken:
    """A base on which every question fails."""

    def ask(self, *_: Any) -> None:
        raise RuntimeError("a fault in the program")


async def test_a_fault_in_answering_is_owned_up_to(slack: Slack, bot: Footnote) -> None:
    bot.base = Broken()  # type: ignore[assignment]
    asked = question(slack)
    bot.take(asked)
    [message] = await slack.answers()
    assert message.text == f"Something went wrong, so I cannot answer. Please ask again. (Reference {asked.id})"


async def test_without_the_store_it_answers_all_the_same_and_once(slack: Slack, bot: Footnote) -> None:
    async with bot.store._engine.begin() as connection:
        for table in ("seen", "asked", "threads"):
            await connection.execute(text(f"DROP TABLE {table}"))
    asked = question(slack)
    bot.take(asked)
    bot.take(asked)
    await slack.answers()
    await bot.backlog.drain(5)
    assert len(slack.seen_by()) == 1


async def test_a_full_backlog_is_said(slack: Slack, bot: Footnote) -> None:
    bot.backlog = Backlog(limit=0)
    asked = question(slack)
    await bot.accept(asked)
    [message] = slack.seen_by()
    assert (message.visible_to, message.text.startswith("I have more questions")) == ("U1", True)


async def test_a_message_with_blocks_that_slack_refuses_comes_as_text(slack: Slack, bot: Footnote) -> None:
    slack.faults.refusal = "invalid_blocks"
    slack.faults.plan("chat.postMessage", Fault.REFUSED)
    bot.take(question(slack))
    [message] = await slack.answers()
    assert message.text == bot.base.ask("how tall is the tower?").text
    assert {block["type"] for block in message.blocks} == {"section"}


async def test_a_stopped_conversation_gets_no_answer(slack: Slack, bot: Footnote) -> None:
    asked = question(slack)
    asked = replace(asked, place=replace(asked.place, direct=True))  # type: ignore[type-var]
    bot.take(asked)
    assert bot.backlog.stop(asked.session) == 1
    await bot.backlog.drain(5)
    assert slack.seen_by() == []


async def test_one_message_a_second_for_a_channel(slack: Slack, bot: Footnote) -> None:
    started = asyncio.get_running_loop().time()
    for _ in range(3):
        bot.take(question(slack))
    await slack.answers(3)
    assert 2 <= asyncio.get_running_loop().time() - started < 4


async def test_a_private_answer_is_not_paced(slack: Slack, bot: Footnote) -> None:
    started = asyncio.get_running_loop().time()
    for number in range(5):
        url = slack._response_url("U1", "C1")
        bot.take(Question("how tall?", TEAM, "U1", Private(url), (f"command:{number}",)))
    await slack.answers(5)
    assert asyncio.get_running_loop().time() - started < 1

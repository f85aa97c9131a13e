"""When Slack or the process fails, a question ends in exactly one message, or in one error that names it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.playground import payloads
from bot.playground.faults import Fault
from bot.playground.slack import Slack
from bot.playground.workspace import BOT_USER, Message
from tests.e2e.conftest import MODES, BotProcess, StartBot

QUESTION = "how tall is the tower?"
PASSING = [Fault.LIMITED, Fault.ERROR, Fault.BAD_GATEWAY, Fault.RESET, Fault.HANG, Fault.LOST]
loop = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Slack, BotProcess]]:
    """A bot that gives Slack little time to answer."""
    async with Slack() as slack:
        process = BotProcess(slack, tmp_path_factory.mktemp("bot"), "http", FOOTNOTE_SLACK_TIMEOUT="0.3")
        await process.start()
        yield slack, process
        await process.stop()
        assert "Traceback" not in process.said, process.said
        assert slack.api.faulty == []


async def settled(slack: Slack, channel: str, user: str = "U1") -> list[Message]:
    """The bot's messages in a channel, once a later question there is answered too."""
    marker = slack.say(f"<@{BOT_USER}> how tall is the rock?", user, channel)
    await slack.event(payloads.message(marker, "app_mention", "channel"))
    await slack.until(lambda: [m for m in slack.seen_by(user, channel) if m.thread_ts == marker.ts], 15)
    return [message for message in slack.seen_by(user, channel) if message.thread_ts != marker.ts]


@loop
@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: fault.name)
@pytest.mark.parametrize("method", ["chat.postMessage", "agents.sessions.setStatus"])
async def test_a_mention_is_answered_once_whatever_one_call_meets(
    bot: tuple[Slack, BotProcess], method: str, fault: Fault, channel: str, user: str
) -> None:
    slack, _ = bot
    slack.faults.plan(method, fault)
    await slack.direct(QUESTION, user)
    await slack.answers(user=user, channel=f"D{user}")
    await asyncio.sleep(0.2)
    assert len(slack.seen_by(user, f"D{user}")) == 1
    slack.faults.clear()


@loop
@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: fault.name)
async def test_a_look_that_fails_is_taken_again(
    bot: tuple[Slack, BotProcess], fault: Fault, channel: str
) -> None:
    slack, _ = bot
    slack.faults.plan("chat.postMessage", Fault.LOST)
    slack.faults.plan("conversations.replies", fault)
    await slack.mention(QUESTION, channel=channel)
    assert len(await settled(slack, channel)) == 1


@loop
@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: fault.name)
async def test_a_private_answer_comes_once_or_ends_in_one_error(
    bot: tuple[Slack, BotProcess], fault: Fault, channel: str
) -> None:
    slack, process = bot
    before = len(errors(process))
    slack.faults.plan("response_url", fault)
    await slack.command(QUESTION, channel=channel)
    certain = fault in (Fault.LIMITED, Fault.ERROR, Fault.BAD_GATEWAY)
    await slack.until(lambda: slack.seen_by("U1", channel) if certain else len(errors(process)) > before)
    answers = await settled(slack, channel)
    logged = errors(process)[before:]
    assert len(answers) == (1 if certain or fault is Fault.LOST else 0)
    assert certain or (len(logged) == 1 and re.search(r"question q[0-9a-f]{15}: ", logged[0]))


@loop
@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: fault.name)
async def test_a_modal_opens_once(
    bot: tuple[Slack, BotProcess], fault: Fault, channel: str, user: str
) -> None:
    slack, _ = bot
    await slack.command(QUESTION, user, channel)
    [answer] = await slack.answers(user=user, channel=channel)
    slack.faults.plan("views.open", fault)
    await slack.click(answer, "source", user)
    await slack.until(lambda: [view for view in slack.workspace.views.values() if view.user == user])
    await settled(slack, channel, user)
    assert len([view for view in slack.workspace.views.values() if view.user == user]) == 1


@loop
@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: fault.name)
@pytest.mark.parametrize("tab", ["home", "messages"])
async def test_the_home_appears_whatever_one_call_meets(
    bot: tuple[Slack, BotProcess], tab: str, fault: Fault, user: str
) -> None:
    slack, _ = bot
    slack.faults.plan("views.publish" if tab == "home" else "assistant.threads.setSuggestedPrompts", fault)
    await slack.open_home(user, tab)
    await slack.until(lambda: slack.workspace.homes.get(user) or slack.workspace.prompts.get(f"D{user}"))


@loop
@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: fault.name)
async def test_an_answer_is_deleted_whatever_one_call_meets(
    bot: tuple[Slack, BotProcess], fault: Fault, channel: str
) -> None:
    slack, process = bot
    before = len(errors(process))
    await slack.mention(QUESTION, channel=channel)
    [answer] = await slack.answers(channel=channel)
    slack.faults.plan("chat.delete", fault)
    await slack.click(answer, "delete")
    await slack.until(lambda: answer.deleted)
    await settled(slack, channel)
    assert errors(process)[before:] == []


@loop
async def test_a_channel_that_slack_refuses_ends_in_one_error_that_names_the_question(
    bot: tuple[Slack, BotProcess], channel: str
) -> None:
    slack, process = bot
    before = len(errors(process))
    slack.faults.refusal = "is_archived"
    slack.faults.plan("chat.postMessage", Fault.REFUSED)
    await slack.mention(QUESTION, channel=channel)
    await slack.until(lambda: len(errors(process)) > before)
    [line] = errors(process)[before:]
    assert re.search(r"question q[0-9a-f]{15}: .*is_archived", line)


@loop
async def test_retry_after_is_honoured(bot: tuple[Slack, BotProcess], channel: str) -> None:
    slack, _ = bot
    slack.faults.retry_after = 2
    slack.faults.plan("chat.postMessage", Fault.LIMITED)
    started = asyncio.get_running_loop().time()
    await slack.mention(QUESTION, channel=channel)
    await slack.answers(channel=channel)
    assert asyncio.get_running_loop().time() - started >= 2
    slack.faults.retry_after = 1


@pytest.mark.parametrize("mode", MODES)
async def test_an_answered_question_is_not_answered_again_after_a_crash(
    slack: Slack, start: StartBot, mode: str
) -> None:
    bot = await start(mode)
    said = slack.say(f"<@{BOT_USER}> {QUESTION}")
    await deliver(slack, said, 0)
    await deliver(slack, said, 1)
    await slack.answers()
    await asyncio.sleep(0.1)
    await bot.kill()
    await bot.start()
    await deliver(slack, said, 2)
    await deliver(slack, said, 3)
    assert len(await settled(slack, "C1")) == 1


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.LOST], ids=["not taken", "taken"])
@pytest.mark.parametrize("mode", MODES)
async def test_a_question_that_a_crash_interrupted_is_answered_when_it_comes_again(
    slack: Slack, start: StartBot, mode: str, fault: Fault
) -> None:
    bot = await start(mode)
    slack.faults.plan("chat.postMessage", fault)
    said = slack.say(f"<@{BOT_USER}> {QUESTION}")
    await deliver(slack, said, 0)
    await slack.until(lambda: slack.called("chat.postMessage"))
    await bot.kill()
    await bot.start()
    for retry in (1, 2, 3):
        await deliver(slack, said, retry)
    await slack.answers()
    assert len(await settled(slack, "C1")) == 1


@pytest.mark.parametrize("mode", MODES)
async def test_what_was_acknowledged_is_answered_before_the_process_ends(
    slack: Slack, start: StartBot, mode: str
) -> None:
    bot = await start(mode)
    slack.faults.plan("chat.postMessage", Fault.LIMITED)
    await slack.mention(QUESTION)
    await slack.until(lambda: slack.called("chat.postMessage"))
    assert await bot.stop() == 0
    assert len(slack.seen_by()) == 1


async def test_a_socket_that_hangs_on_a_refused_ticket_is_replaced(slack: Slack, start: StartBot) -> None:
    await start("socket", FOOTNOTE_SOCKET_CONNECTIONS="1")
    slack.sockets.spoilt = 1
    await slack.sockets.close()
    await slack.sockets.connected(1, 30)
    assert len(slack.called("apps.connections.open")) == 3
    await slack.mention(QUESTION)
    assert len(await slack.answers()) == 1


async def test_a_renewed_socket_loses_nothing(slack: Slack, start: StartBot) -> None:
    await start("socket")
    opened = slack.sockets.opened
    await slack.sockets.disconnect()
    await slack.until(lambda: slack.sockets.opened > opened and len(slack.sockets.sockets) == 2)
    await slack.mention(QUESTION)
    assert len(await slack.answers()) == 1


async def deliver(slack: Slack, said: Message, retry: int) -> None:
    await slack.event(payloads.message(said, "app_mention", "channel"), f"Ev-{said.ts}", retry)


def errors(process: BotProcess) -> list[str]:
    return [line for line in process.said.splitlines() if " ERROR " in line]

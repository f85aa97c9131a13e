"""When Slack or the process fails, a question ends in exactly one message, or in one error that names it."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio

from bot.playground import payloads
from bot.playground.faults import Fault
from bot.playground.slack import Slack
from bot.playground.workspace import BOT_USER, Message
from tests.e2e.conftest import MODES, BotProcess, StartBot

QUESTION = "how tall is the tower?"
PASSING = [Fault.LIMITED, Fault.ERROR, Fault.BAD_GATEWAY, Fault.RESET, Fault.HANG, Fault.LOST]
QUIET = 2.5
"""Seconds after which nothing more comes of a fault: time-out, pause, the second between messages."""
_users = itertools.count(1)
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


async def whatever_happens(slack: Slack, method: str, ask: Callable[[str], Awaitable[object]]) -> dict[Fault, str]:
    """Let each fault happen to one user, all at the same time; return who met which, once all is quiet."""
    users = {fault: f"U{next(_users)}X" for fault in PASSING}
    for fault, user in users.items():
        slack.faults.plan(method, fault, about=user)
    await asyncio.gather(*map(ask, users.values()))
    await asyncio.sleep(QUIET)
    return users


@loop
@pytest.mark.parametrize("method", ["chat.postMessage", "agents.sessions.setStatus"])
async def test_a_direct_message_is_answered_once_whatever_one_call_meets(
    bot: tuple[Slack, BotProcess], method: str
) -> None:
    slack, _ = bot
    users = await whatever_happens(slack, method, lambda user: slack.direct(QUESTION, user))
    counts = {fault: len(slack.seen_by(user, f"D{user}")) for fault, user in users.items()}
    assert counts == dict.fromkeys(PASSING, 1)


@loop
async def test_so_it_is_when_the_look_before_posting_again_meets_it(bot: tuple[Slack, BotProcess]) -> None:
    slack, _ = bot

    async def ask(user: str) -> None:
        slack.faults.plan("chat.postMessage", Fault.LOST, about=user)
        await slack.direct(QUESTION, user)

    users = await whatever_happens(slack, "conversations.replies", ask)
    counts = {fault: len(slack.seen_by(user, f"D{user}")) for fault, user in users.items()}
    assert counts == dict.fromkeys(PASSING, 1)


@loop
async def test_a_private_answer_comes_once_or_ends_in_one_error_that_names_the_question(
    bot: tuple[Slack, BotProcess],
) -> None:
    slack, process = bot
    before = len(errors(process))
    users = await whatever_happens(slack, "response_url", lambda user: slack.command(QUESTION, user, f"C{user}"))
    counts = {fault: len(slack.seen_by(user, f"C{user}")) for fault, user in users.items()}
    # Nobody can look whether a private answer has arrived, so it is never sent a second time.
    uncertain = {Fault.RESET: 0, Fault.HANG: 0, Fault.LOST: 1}
    assert counts == dict.fromkeys(PASSING, 1) | uncertain
    logged = errors(process)[before:]
    assert len(logged) == len(uncertain)
    assert len({re.findall(r"question (q[0-9a-f]{15}): ", line)[0] for line in logged}) == len(uncertain)


@loop
async def test_a_modal_opens_once_whatever_one_call_meets(bot: tuple[Slack, BotProcess]) -> None:
    slack, process = bot
    before = len(errors(process))

    async def look(user: str) -> None:
        await slack.command(QUESTION, user, f"C{user}")
        [answer] = await slack.answers(user=user, channel=f"C{user}")
        await slack.click(answer, "rephrase", user)

    for fault in PASSING:
        slack.faults.plan("views.open", fault)
    people = [f"U{next(_users)}M" for _ in PASSING]
    await asyncio.gather(*map(look, people))
    await asyncio.sleep(QUIET)
    assert sorted(view.user for view in slack.workspace.views.values()) == sorted(people)
    assert errors(process)[before:] == []


@loop
async def test_the_home_and_the_prompts_appear_whatever_one_call_meets(bot: tuple[Slack, BotProcess]) -> None:
    slack, _ = bot
    users = await whatever_happens(slack, "views.publish", slack.open_home)
    assert set(users.values()) <= set(slack.workspace.homes)
    prompts = "assistant.threads.setSuggestedPrompts"
    users = await whatever_happens(slack, prompts, lambda user: slack.open_home(user, "messages"))
    assert {f"D{user}" for user in users.values()} <= set(slack.workspace.prompts)


@loop
async def test_an_answer_is_deleted_whatever_one_call_meets(bot: tuple[Slack, BotProcess]) -> None:
    slack, process = bot
    before = len(errors(process))

    async def delete(user: str) -> None:
        await slack.direct(QUESTION, user)
        [answer] = await slack.answers(user=user, channel=f"D{user}")
        await slack.click(answer, "delete", user)

    users = await whatever_happens(slack, "chat.delete", delete)
    assert [slack.seen_by(user, f"D{user}") for user in users.values()] == [[]] * len(PASSING)
    assert errors(process)[before:] == []


@loop
async def test_a_channel_that_slack_refuses_ends_in_one_error_that_names_the_question(
    bot: tuple[Slack, BotProcess], channel: str
) -> None:
    slack, process = bot
    before = len(errors(process))
    slack.faults.refusal = "is_archived"
    slack.faults.plan("chat.postMessage", Fault.REFUSED, about=channel)
    await slack.mention(QUESTION, channel=channel)
    await slack.until(lambda: len(errors(process)) > before)
    [line] = errors(process)[before:]
    assert re.search(r"question q[0-9a-f]{15}: .*is_archived", line)


@loop
async def test_an_answer_that_slack_never_takes_ends_in_one_error_that_names_the_question(
    bot: tuple[Slack, BotProcess], channel: str
) -> None:
    slack, process = bot
    before = len(errors(process))
    slack.faults.plan("chat.postMessage", *[Fault.RESET, Fault.BAD_GATEWAY] * 2, Fault.ERROR, about=channel)
    await slack.mention(QUESTION, channel=channel)
    await slack.until(lambda: len(errors(process)) > before, 20)
    assert len(errors(process)) == before + 1
    assert re.search(r"question q[0-9a-f]{15}: ", errors(process)[before])
    assert slack.seen_by(channel=channel) == []


@loop
async def test_retry_after_is_honoured(bot: tuple[Slack, BotProcess], channel: str) -> None:
    slack, _ = bot
    slack.faults.retry_after = 2
    slack.faults.plan("chat.postMessage", Fault.LIMITED, about=channel)
    started = asyncio.get_running_loop().time()
    await slack.mention(QUESTION, channel=channel)
    await slack.answers(channel=channel)
    assert asyncio.get_running_loop().time() - started >= 2
    slack.faults.retry_after = 1


@loop
async def test_an_answer_is_deleted_even_where_the_bot_is_no_member(
    bot: tuple[Slack, BotProcess], channel: str
) -> None:
    slack, _ = bot
    await slack.mention(QUESTION, channel=channel)
    [answer] = await slack.answers(channel=channel)
    slack.faults.refusal = "channel_not_found"
    slack.faults.plan("chat.delete", Fault.REFUSED, about=channel)
    await slack.click(answer, "delete")
    await slack.until(lambda: answer.deleted)


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
    await asyncio.sleep(0.5)
    assert len(slack.seen_by()) == 1


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
    await asyncio.sleep(1.5)
    assert len(slack.seen_by()) == 1


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

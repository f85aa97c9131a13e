"""A digit changed at run time, wherever it is changed, leaves the process on no surface."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot import app, blocks, cli, messages, outgoing, terminal
from bot.footnote import Footnote, Identity
from bot.playground import InProcessDelivery
from bot.playground.people import Spot
from bot.playground.screen import Screen
from bot.playground.slack import Slack
from bot.playground.workspace import BOT, BOT_USER, TEAM
from bot.standing import Standing
from bot.store import Store
from bot.web_api import WebApi
from knowledge import FactBase, wording
from tests.e2e.conftest import BASE

QUESTION = "how tall is the tower?"
RIGHT, WRONG = "31 metres", "37 metres"
QUOTE = "Its tower stands 31 metres tall"

Fault = Callable[[FactBase, pytest.MonkeyPatch], None]


def _fact(**fields: Any) -> Fault:
    def spoil(base: FactBase, patch: pytest.MonkeyPatch) -> None:
        patch.setitem(base.facts, "tower-height", replace(base.facts["tower-height"], **fields))

    return spoil


def _quote(base: FactBase, patch: pytest.MonkeyPatch) -> None:
    fact = base.facts["tower-height"]
    wrong = tuple(replace(c, quote=c.quote.replace(RIGHT, WRONG)) for c in fact.citations)
    patch.setitem(base.facts, "tower-height", replace(fact, citations=wrong))


def _lead(base: FactBase, patch: pytest.MonkeyPatch) -> None:
    intent = base.intents["how-tall-tower"]
    patch.setitem(base.intents, "how-tall-tower", replace(intent, lead=f"It is {WRONG} tall."))


def _text(base: FactBase, patch: pytest.MonkeyPatch) -> None:
    right = wording.text
    patch.setattr(wording, "text", lambda *parts: right(*parts).replace(RIGHT, WRONG))


def _blocks(base: FactBase, patch: pytest.MonkeyPatch) -> None:
    right = blocks.stressed
    patch.setattr(blocks, "stressed", lambda text, bold: right(text.replace(RIGHT, WRONG), bold.replace(RIGHT, WRONG)))


def _rendering(base: FactBase, patch: pytest.MonkeyPatch) -> None:
    right_message, right_terminal, right_json = messages.body, terminal.styled, json.dumps

    def body(*arguments: Any) -> Iterator[dict[str, Any]]:
        yield from json.loads(right_json(list(right_message(*arguments))).replace(RIGHT, WRONG))

    patch.setattr(messages, "body", body)
    patch.setattr(terminal, "styled", lambda reply: right_terminal(replace(reply, text=spoilt(reply.text))))
    patch.setattr(cli, "_json", lambda value: spoilt(right_json(value, ensure_ascii=False)))


def spoilt(text: str) -> str:
    return text.replace(RIGHT, WRONG)


FAULTS: dict[str, Fault] = {
    "a statement": _fact(statement=f"The tower of the lighthouse is {WRONG} tall.", value=WRONG),
    "a value": _fact(value=WRONG),
    "a quote": _quote,
    "a lead": _lead,
    "a template": _text,
    "a block": _blocks,
    "a rendering": _rendering,
}


@pytest.fixture
def base() -> FactBase:
    """The small base, whose facts and intents can be put in another's place."""
    base = FactBase.load(BASE)
    return replace(base, facts=dict(base.facts), intents=dict(base.intents))


@pytest.fixture(params=FAULTS)
def faulty(request: pytest.FixtureRequest, base: FactBase, monkeypatch: pytest.MonkeyPatch) -> FactBase:
    """The small base with one fault in it or in the program."""
    FAULTS[request.param](base, monkeypatch)
    return base


# The terminal

ASKING = {
    "ask": lambda file: ["ask", QUESTION],
    "json": lambda file: ["ask", "--json", QUESTION],
    "batch": lambda file: ["ask", "--batch", file],
    "chat": lambda file: ["chat"],
    "verify": lambda file: ["verify", "The tower is 31 metres tall"],
    "verify json": lambda file: ["verify", "--json", "The tower is 31 metres tall"],
    "verify batch": lambda file: ["verify", "--batch", file],
}
SAYING_NO_FACT = {"check", "evaluate", "run", "doctor", "manifest"}


def test_every_command_is_known_here() -> None:
    assert set(cli.main.commands) == {words(".")[0] for words in ASKING.values()} | SAYING_NO_FACT


@pytest.mark.parametrize("way", ASKING)
def test_no_fault_leaves_by_the_terminal(
    faulty: FactBase, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "load", lambda _, **__: faulty)
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"id": 1, "q": QUESTION}) + "\n", encoding="utf-8")
    run = CliRunner().invoke(cli.main, ASKING[way](str(batch)), input=f"{QUESTION}\n")
    assert "37" not in run.stdout
    assert QUOTE in run.stdout or "not proved" in run.output


@pytest.mark.parametrize("way", ASKING)
def test_without_a_fault_the_answer_is_given(
    base: FactBase, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "load", lambda _, **__: base)
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"id": 1, "q": QUESTION}) + "\n", encoding="utf-8")
    run = CliRunner().invoke(cli.main, ASKING[way](str(batch)), input=f"{QUESTION}\n")
    assert "The tower of the lighthouse is 31 metres tall." in run.stdout


# Slack


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack() as slack:
        yield slack
        assert slack.api.faulty == []


async def serve(base: FactBase, slack: Slack, folder: Path) -> AsyncIterator[Footnote]:
    store = await Store.open(f"sqlite+aiosqlite:///{folder / 'footnote.db'}", b"key")
    async with WebApi("xoxb-1", slack.api_url, timeout=1) as web_api:
        bot = Footnote(base, web_api, store, Identity(TEAM, BOT_USER, BOT), "https://footnote.example")
        slack.delivery = InProcessDelivery(app.build(bot, "xoxb-1"))
        yield bot
        await bot.backlog.drain(5)
        bot.close()
    await store.close()


@pytest.fixture
async def bot(base: FactBase, slack: Slack, tmp_path: Path) -> AsyncIterator[Footnote]:
    async for bot in serve(base, slack, tmp_path):
        yield bot


async def _command(slack: Slack) -> None:
    await slack.command(QUESTION)


async def _mention(slack: Slack) -> None:
    await slack.mention(QUESTION)


async def _direct(slack: Slack) -> None:
    await slack.direct(QUESTION)


async def _shortcut(slack: Slack) -> None:
    await slack.shortcut(slack.say(QUESTION, "U0BOB"), "look_this_up")


async def _claim(slack: Slack) -> None:
    await slack.shortcut(slack.say("The tower is 31 metres tall.", "U0BOB"), "look_this_up")


async def _home(slack: Slack) -> None:
    await slack.open_home()


SLACK_WAYS = {
    "command": _command,
    "mention": _mention,
    "direct": _direct,
    "shortcut": _shortcut,
    "claim": _claim,
    "home": _home,
}


def sent(slack: Slack) -> str:
    """All that the bot has said to Slack."""
    return json.dumps([arguments for method, arguments in slack.calls if method != "auth.test"], ensure_ascii=False)


async def afterwards(slack: Slack, bot: Footnote) -> None:
    """Wait until all that was asked before is answered."""
    await slack.command("privacy", "U9", "C9")
    await slack.answers(user="U9", channel="C9")
    await slack.until(lambda: len(bot.backlog) == 0)


@pytest.mark.parametrize("way", SLACK_WAYS)
@pytest.mark.parametrize("fault", FAULTS)
async def test_no_fault_leaves_by_slack(
    way: str, fault: str, bot: Footnote, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _command(slack)  # so that the home has a history
    await slack.until(lambda: slack.called("response_url"))
    await bot.backlog.drain(5)
    slack.calls.clear()
    FAULTS[fault](bot.base, monkeypatch)
    await SLACK_WAYS[way](slack)
    await afterwards(slack, bot)
    assert not re.search(r"(?<!\d)37 metres", sent(slack))
    said = sent(slack)
    assert way == "home" or QUOTE in said or "not proved" in said or "Something went wrong" in said


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("button", ["source", "why", "share", "rephrase"])
async def test_no_fault_leaves_by_a_button(
    button: str, fault: str, bot: Footnote, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _command(slack)
    [answer] = await slack.answers()
    await bot.backlog.drain(5)
    slack.calls.clear()
    FAULTS[fault](bot.base, monkeypatch)
    await slack.click(answer, button)
    await afterwards(slack, bot)
    assert "37 metres" not in sent(slack)
    assert slack.calls


async def test_whatever_is_sent_to_slack_goes_through_one_check(bot: Footnote, slack: Slack) -> None:
    """Nothing else in the program calls Slack."""
    code = Path(app.__file__).parent
    calling = [
        file.name
        for file in sorted(code.rglob("*.py"))
        if "playground" not in file.parts
        and re.search(r"api_call\(|session\.post\(|chat_postMessage", file.read_text())
    ]
    assert calling == ["web_api.py"]
    with pytest.raises(Exception, match="no proof"):
        await bot.slack.call("chat.postMessage", channel="C1", text="It is 37 metres tall.")
    with pytest.raises(Exception, match="no proof"):
        await bot.slack.respond(f"{slack.api_url}x", {"text": "It is 37 metres tall."})
    assert not slack.calls


def test_only_in_mark_up_is_a_link_seen_by_its_label() -> None:
    link = "<https://footnote.example/37|31 metres>"
    assert list(outgoing.in_slack({"type": "mrkdwn", "text": link})) == ["31 metres"]
    assert list(outgoing.in_slack({"type": "plain_text", "text": link})) == [link]


# The playground


@pytest.mark.parametrize("is_spoilt", [False, True])
async def test_no_fault_leaves_by_the_playground(
    is_spoilt: bool, bot: Footnote, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen(slack, lambda: (), Standing)
    await _mention(slack)
    await slack.answers()
    if is_spoilt:
        right = Screen._html
        monkeypatch.setattr(Screen, "_html", lambda self, *names, **values: spoilt(right(self, *names, **values)))
    [said] = [m for m in slack.workspace.messages if m.user == BOT_USER]
    html = screen._message(said, Spot.read("U1", "C1", said.thread_ts), ())["html"]
    assert ("31 metres" in html) != is_spoilt
    assert "37" not in html

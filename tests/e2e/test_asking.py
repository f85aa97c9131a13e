"""Asking in Slack gives the answer that the terminal gives, with the passage that proves it."""

from __future__ import annotations

import json

import pytest

from bot.mrkdwn import unescape
from bot.playground import payloads
from bot.playground.slack import Slack
from bot.playground.workspace import BOT, BOT_USER
from knowledge import FactBase

pytestmark = pytest.mark.asyncio(loop_scope="module")
QUESTION = "how tall is the tower?"


async def test_the_command_answers_only_to_the_asker(town: Slack, channel: str) -> None:
    receipt = await town.command(QUESTION, user="U1", channel=channel)
    [answer] = await town.answers(user="U1", channel=channel)
    assert receipt.acknowledged
    assert answer.visible_to == "U1"
    assert town.seen_by("U2", channel) == []


async def test_the_command_restates_the_question_that_it_hides(town: Slack, channel: str) -> None:
    await town.command(QUESTION, channel=channel)
    [answer] = await town.answers(channel=channel)
    assert answer.blocks[0]["elements"][0]["text"] == f"You asked: {QUESTION}"


async def test_a_mention_is_answered_in_its_thread(town: Slack, channel: str) -> None:
    asked = await town.mention(QUESTION, channel=channel)
    [answer] = await town.answers(channel=channel)
    assert (answer.thread_ts, answer.visible_to) == (asked.ts, "")


async def test_a_follow_up_mention_is_answered_in_the_same_thread(town: Slack, channel: str) -> None:
    first = await town.mention(QUESTION, channel=channel)
    await town.mention("what did the tower cost?", channel=channel, thread_ts=first.ts)
    answers = await town.answers(2, channel=channel)
    assert {answer.thread_ts for answer in answers} == {first.ts}


async def test_the_text_is_that_of_the_terminal_byte_for_byte(
    town: Slack, base: FactBase, channel: str, user: str
) -> None:
    await town.command(QUESTION, user, channel)
    await town.mention(QUESTION, user, f"{channel}B")
    await town.direct(QUESTION, user)
    for where in (channel, f"{channel}B", f"D{user}"):
        [answer] = await town.answers(user=user, channel=where)
        assert unescape(answer.text) == base.ask(QUESTION).text


async def test_the_passage_is_a_quotation_with_its_document(town: Slack, base: FactBase, channel: str) -> None:
    await town.mention(QUESTION, channel=channel)
    [answer] = await town.answers(channel=channel)
    citation = base.ask(QUESTION).answers[0].citations[0]
    parts = [part for block in answer.blocks for part in block.get("elements", [])]
    [quote] = [part for part in parts if part["type"] == "rich_text_quote"]
    assert "".join(run["text"] for run in quote["elements"]) == citation.quote
    assert {"type": "text", "text": "31 metres", "style": {"bold": True}} in quote["elements"]
    assert citation.file in json.dumps(answer.blocks)


async def test_a_post_that_arrives_four_times_and_as_message_too_is_answered_once(town: Slack, channel: str) -> None:
    said = town.say(f"<@{BOT_USER}> {QUESTION}", channel=channel)
    for retry in range(4):
        await town.event(payloads.message(said, "app_mention", "channel"), "EvSame", retry)
    await town.event(payloads.message(said, "message", "channel"), "EvOther")
    later = await town.mention(QUESTION, channel=channel)
    answers = await town.answers(2, channel=channel)
    assert sorted(answer.thread_ts for answer in answers) == [said.ts, later.ts]


@pytest.mark.parametrize(
    "change",
    [
        {"bot_id": BOT, "user": BOT_USER},
        {"bot_id": "B0OTHER", "user": "U0OTHER"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"edited": {"user": "U1", "ts": "1.0"}},
        {"text": f"<@U0BOB> ask <@{BOT_USER}> how tall the tower is"},
        {"text": "how tall is the tower?"},
    ],
    ids=[
        "itself",
        "another bot",
        "an edit",
        "a deletion",
        "a join",
        "an edited mention",
        "to Bob",
        "no mention",
    ],
)
async def test_what_is_not_said_to_it_is_ignored(town: Slack, channel: str, change: dict[str, str]) -> None:
    said = town.say(f"<@{BOT_USER}> {QUESTION}", channel=channel)
    receipt = await town.event({**payloads.message(said, "message", "channel"), **change})
    later = await town.mention(QUESTION, channel=channel)
    [answer] = await town.answers(channel=channel)
    assert receipt.acknowledged
    assert answer.thread_ts == later.ts


@pytest.mark.parametrize("word", ["", "help", "HELP", "topics", "sources", "privacy"])
async def test_the_command_tells_about_itself(town: Slack, channel: str, word: str) -> None:
    await town.command(word, channel=channel)
    [message] = await town.answers(channel=channel)
    expected = {"topics": "• The lighthouse: 5 facts", "sources": "chronicle.txt", "privacy": "keyed hash"}
    assert expected.get(word, "in your own words") in message.text


async def test_the_examples_of_help_work(town: Slack, base: FactBase, channel: str) -> None:
    await town.command("help", channel=channel)
    [message] = await town.answers(channel=channel)
    examples = [element["value"] for element in message.elements()]
    assert len(examples) == 3
    assert {base.ask(example).status for example in examples} == {"answered"}
    await town.click(message, "ask:1")
    [_, answer] = await town.answers(2, channel=channel)
    assert unescape(answer.text) == base.ask(examples[1]).text


async def test_hostile_words_do_nothing(town: Slack, channel: str) -> None:
    await town.command("<!channel> <@U0BOB> <https://evil.example|how tall> *is* & the tower <b>?", channel=channel)
    await town.mention("&lt;!channel&gt; &lt;@U0BOB&gt; how tall is the tower?", channel=channel)
    for answer in await town.answers(2, channel=channel):
        shown = json.dumps([answer.text, answer.blocks])
        assert "<!channel>" not in answer.text
        assert '"type": "mrkdwn", "text": "<!' not in shown
        assert "<@U0BOB>" not in answer.text
        assert "evil.example" not in shown


async def test_a_very_long_question_is_answered_too(town: Slack, channel: str) -> None:
    await town.command("tower " * 6_000, channel=channel)
    [answer] = await town.answers(channel=channel)
    assert answer.text

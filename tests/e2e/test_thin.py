"""A question in Slack gets the answer that the terminal gives, with the passage that proves it."""

from __future__ import annotations

import json

from bot.mrkdwn import unescape
from bot.playground import payloads
from bot.playground.slack import Slack
from bot.playground.workspace import BOT_USER
from knowledge import FactBase
from tests.e2e.conftest import BotProcess

QUESTION = "what was the conviction rate?"
REPLY = FactBase.load().ask(QUESTION)


async def test_the_command_answers_only_to_the_asker(slack: Slack, bot: BotProcess) -> None:
    receipt = await slack.command(QUESTION, user="U1", channel="C1")
    [answer] = await slack.answers(user="U1", channel="C1")
    assert receipt.acknowledged
    assert answer.visible_to == "U1"
    assert slack.seen_by("U2", "C1") == []


async def test_a_mention_is_answered_in_its_thread(slack: Slack, bot: BotProcess) -> None:
    asked = await slack.mention(QUESTION, channel="C1")
    [answer] = await slack.answers()
    assert (answer.thread_ts, answer.visible_to) == (asked.ts, "")


async def test_the_text_is_that_of_the_terminal_byte_for_byte(slack: Slack, bot: BotProcess) -> None:
    await slack.command(QUESTION)
    await slack.mention(QUESTION, channel="C2")
    [private] = await slack.answers(channel="C1")
    [public] = await slack.answers(channel="C2")
    assert unescape(private.text) == unescape(public.text) == REPLY.text


async def test_the_passage_is_a_quotation_with_its_document(slack: Slack, bot: BotProcess) -> None:
    await slack.mention(QUESTION)
    [answer] = await slack.answers()
    citation = REPLY.answers[0].citations[0]
    quotes = [
        part
        for block in answer.blocks
        for part in block.get("elements", [])
        if part["type"] == "rich_text_quote"
    ]
    assert "".join(run["text"] for run in quotes[0]["elements"]) == citation.quote
    assert citation.file in json.dumps(answer.blocks)


async def test_a_post_that_arrives_four_times_and_as_message_too_is_answered_once(
    slack: Slack, bot: BotProcess
) -> None:
    said = slack.say(f"<@{BOT_USER}> {QUESTION}")
    for retry in range(4):
        await slack.event(payloads.message(said, "app_mention", "channel"), "Ev1", retry)
    await slack.event(payloads.message(said, "message", "channel"), "Ev2")
    later = await slack.mention(QUESTION)
    answers = await slack.answers(2)
    assert [answer.thread_ts for answer in answers] == [said.ts, later.ts]

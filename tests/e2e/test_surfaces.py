"""Every surface, every button, every modal."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot import links
from bot.mrkdwn import escape, unescape
from bot.playground.slack import Slack
from bot.playground.workspace import BOT_USER
from knowledge import FactBase

pytestmark = pytest.mark.asyncio(loop_scope="module")
QUESTION = "how tall is the tower?"
GAP = "what was the keeper paid?"


async def test_a_direct_message_is_answered_with_status_and_title(town: Slack, user: str) -> None:
    asked = await town.direct(QUESTION, user)
    [answer] = await town.answers(user=user, channel=f"D{user}")
    assert answer.thread_ts == asked.ts
    session = await town.until(lambda: town.workspace.sessions.get((f"D{user}", asked.ts)))
    await town.until(lambda: session["status"] == "active")
    assert session["title"] == QUESTION
    states = [call["status"] for call in town.called("agents.sessions.setStatus") if call["channel_id"] == f"D{user}"]
    assert states == ["processing", "active"]


async def test_opening_the_conversation_offers_questions(town: Slack, base: FactBase, user: str) -> None:
    await town.open_home(user, tab="messages")
    prompts = await town.until(lambda: town.workspace.prompts.get(f"D{user}"))
    assert len(prompts) == 4
    assert {base.ask(prompt["message"]).status for prompt in prompts} == {"answered"}


async def test_stop_is_confirmed(town: Slack, user: str) -> None:
    stop = {"type": "agent_session_stopped", "channel": f"D{user}", "thread_ts": "1.5", "user": user}
    await town.event({**stop, "event_ts": town.workspace.next_ts(), "streaming_message_ts": []})
    [word] = await town.answers(user=user, channel=f"D{user}")
    assert (word.text, word.thread_ts) == ("Stopped.", "1.5")
    assert town.workspace.sessions[(f"D{user}", "1.5")]["status"] == "active"


async def test_the_home_shows_what_there_is_and_answers_in_a_modal(town: Slack, user: str, channel: str) -> None:
    await town.command(QUESTION, user, channel)
    await town.answers(user=user, channel=channel)
    await town.open_home(user)
    home = json.dumps(await town.until(lambda: town.workspace.homes.get(user)))
    for part in ("The lighthouse: 5 facts", "chronicle.txt", "31 metres", "keyed hash", "Recent changes"):
        assert part in home
    await town.click_at_home("ask:0", user)
    view = await town.until(lambda: town.view_of(user) if town.workspace.views else None)
    assert "You asked" in json.dumps(view.content)


async def test_a_colleagues_claim_is_checked_privately(town: Slack, base: FactBase, channel: str) -> None:
    claim = town.say("I think the tower is 37 metres tall", "U0BOB", channel)
    await town.shortcut(claim, "look_this_up", "U1")
    [answer] = await town.answers(user="U1", channel=channel)
    assert answer.visible_to == "U1"
    assert unescape(answer.text) == base.verify("I think the tower is 37 metres tall").reply.text
    assert answer.text.startswith("Contradicted.")


async def test_a_checked_claim_is_shared_as_it_was_checked(town: Slack, channel: str) -> None:
    await town.shortcut(town.say("The tower is 31 metres tall.", "U0BOB", channel), "look_this_up", "U1")
    [answer] = await town.answers(user="U1", channel=channel)
    await town.click(answer, "share", "U1")
    shared = await town.until(lambda: [m for m in town.seen_by("U0BOB", channel) if not m.visible_to])
    assert shared[0].text == answer.text
    assert answer.text.startswith("Supported.")


async def test_a_colleagues_question_is_answered_privately(town: Slack, base: FactBase, channel: str) -> None:
    await town.shortcut(town.say(QUESTION, "U0BOB", channel), "look_this_up", "U1")
    [answer] = await town.answers(user="U1", channel=channel)
    assert unescape(answer.text) == base.ask(QUESTION).text


async def test_source_shows_the_passage_in_its_surroundings(
    town: Slack, base: FactBase, user: str, channel: str
) -> None:
    await town.command(QUESTION, user, channel)
    [answer] = await town.answers(user=user, channel=channel)
    await town.click(answer, "source", user)
    view = await town.until(lambda: _view(town, user))
    shown = json.dumps(view.content, ensure_ascii=False)
    citation = base.ask(QUESTION).answers[0].citations[0]
    document = base.documents[citation.source]
    assert document.sha256 in shown
    assert f"Characters {citation.start} to {citation.end} of chronicle.txt" in shown
    assert "Ada Brandt" in shown  # says what follows the passage
    assert '"text": "31 metres", "style": {"bold": true}' in shown
    assert links.to_passage("https://footnote.example", citation) in shown


async def test_why_explains_the_answer(town: Slack, base: FactBase, user: str, channel: str) -> None:
    await town.command(QUESTION, user, channel)
    [answer] = await town.answers(user=user, channel=channel)
    await town.click(answer, "why", user)
    view = await town.until(lambda: _view(town, user))
    [reasons] = base.ask(QUESTION).explanation
    shown = json.dumps(view.content, ensure_ascii=False)
    for part in (reasons.asked, reasons.utterance, reasons.rival, f"{reasons.confidence:.0f} of 100"):
        assert part in shown


async def test_an_answer_is_shared_once_even_with_a_double_click(town: Slack, user: str, channel: str) -> None:
    await town.command(QUESTION, user, channel)
    [answer] = await town.answers(user=user, channel=channel)
    await town.click(answer, "share", user)
    await town.click(answer, "share", user)
    [shared] = await town.until(lambda: town.seen_by("U0BOB", channel))
    assert {"type": "user", "user_id": user} in shared.blocks[0]["elements"][0]["elements"]
    assert shared.text == answer.text
    await town.command("help", user, channel)
    await town.answers(3, user=user, channel=channel)
    assert len(town.seen_by("U0BOB", channel)) == 1


async def test_not_what_i_asked_asks_again_and_tells_the_curators(
    town: Slack, base: FactBase, user: str, channel: str
) -> None:
    await town.command(QUESTION, user, channel)
    [answer] = await town.answers(user=user, channel=channel)
    await town.click(answer, "rephrase", user)
    view = await town.until(lambda: _view(town, user))
    assert view.content["blocks"][0]["element"]["initial_value"] == QUESTION
    again = {"question": {"question": {"value": "how tall is the rock?"}}}
    await town.submit(view, again | {"curators": {"curators": {"selected_options": [{"value": "yes"}]}}}, user)
    answers = await town.answers(3, user=user, channel=channel)
    texts = {unescape(message.text) for message in answers[1:]}
    assert texts == {
        base.ask("how tall is the rock?").text,
        "I have passed your question on to the curators.",
    }


async def test_a_gap_is_named_and_passed_on_to_the_curators_once(town: Slack, user: str, channel: str) -> None:
    await town.mention(GAP, user, channel)
    [answer] = await town.answers(user=user, channel=channel)
    assert "The documents do not say what the keeper was paid." in answer.text
    await town.click(answer, "curators", user)
    await town.click(answer, "curators", user)
    await town.command("help", user, channel)
    answers = await town.answers(3, user=user, channel=channel)
    assert len([message for message in answers if "passed your question on" in message.text]) == 1


async def test_a_thumb_up_is_thanked_for(town: Slack, user: str, channel: str) -> None:
    await town.command(QUESTION, user, channel)
    [answer] = await town.answers(user=user, channel=channel)
    await town.click(answer, "vote", user, **_thumb(answer, "positive_button"))
    [_, thanks] = await town.answers(2, user=user, channel=channel)
    assert thanks.text.startswith("Thank you")


async def test_a_thumb_down_asks_why(town: Slack, user: str, channel: str) -> None:
    await town.mention(QUESTION, user, channel)
    [answer] = await town.answers(user=user, channel=channel)
    await town.click(answer, "vote", user, **_thumb(answer, "negative_button"))
    view = await town.until(lambda: _view(town, user))
    options = [option["value"] for option in view.content["blocks"][0]["element"]["options"]]
    assert options == ["wrong_fact", "wrong_period", "source_unclear", "missing", "other"]
    reason = {"reason": {"reason": {"selected_option": {"value": "wrong_period"}}}}
    receipt = await town.submit(view, reason | {"comment": {"comment": {"value": "I meant 1892"}}}, user)
    assert receipt.acknowledged


async def test_only_the_asker_deletes_an_answer(town: Slack, channel: str) -> None:
    await town.mention(QUESTION, "U1", channel)
    [answer] = await town.answers(channel=channel)
    await town.click(answer, "delete", "U2")
    [_, word] = await town.answers(2, user="U2", channel=channel)
    assert "Only the person who asked" in word.text
    await town.click(answer, "delete", "U1")
    await town.until(lambda: answer.deleted)


async def test_a_private_answer_is_deleted_too(town: Slack, user: str, channel: str) -> None:
    await town.command(QUESTION, user, channel)
    [answer] = await town.answers(user=user, channel=channel)
    await town.click(answer, "delete", user)
    await town.until(lambda: answer.deleted)


async def test_forget_me_deletes_what_is_kept(town: Slack, user: str, channel: str) -> None:
    await town.command(QUESTION, user, channel)
    [answer] = await town.answers(user=user, channel=channel)
    await town.click(answer, "vote", user, **_thumb(answer, "positive_button"))
    await town.answers(2, user=user, channel=channel)
    await town.command("forget me", user, channel)
    answers = await town.answers(3, user=user, channel=channel)
    assert "(2 entries)" in answers[-1].text


async def test_what_nobody_listens_to_is_acknowledged(town: Slack) -> None:
    receipt = await town.event({"type": "reaction_added", "user": "U1", "reaction": "eyes", "item_user": BOT_USER})
    assert receipt.acknowledged


def _view(town: Slack, user: str):  # type: ignore[no-untyped-def]
    mine = [view for view in town.workspace.views.values() if view.user == user]
    return mine[-1] if mine else None


def _thumb(answer, which: str) -> dict[str, str]:  # type: ignore[no-untyped-def]
    [element] = [e for e in answer.elements() if e["type"] == "feedback_buttons"]
    return {"value": element[which]["value"]}


async def test_an_unclear_question_becomes_the_chosen_answer_in_its_place(
    town: Slack, base: FactBase, unclear: str, user: str, channel: str
) -> None:
    await town.mention(unclear, user, channel)
    [message] = await town.answers(user=user, channel=channel)
    assert unescape(message.text) == base.ask(unclear).text
    chosen = base.ask(unclear).answers[1]
    await asyncio.gather(*(town.click(message, "choose:1", user) for _ in range(2)))
    await town.until(lambda: message.edits)
    assert message.text.startswith(escape(chosen.text))
    assert message.elements()[0]["action_id"] == "source"
    await town.click(message, "source", user)
    view = await town.until(lambda: _view(town, user))
    assert chosen.citations[0].file in json.dumps(view.content)
    assert (message.edits, len(town.seen_by(user, channel))) == (1, 1)


async def test_a_private_unclear_question_too(
    town: Slack, base: FactBase, unclear: str, user: str, channel: str
) -> None:
    await town.command(unclear, user, channel)
    [message] = await town.answers(user=user, channel=channel)
    await town.click(message, "choose:0", user)
    await town.until(lambda: message.edits)
    assert message.text.startswith(escape(base.ask(unclear).answers[0].text))
    await town.click(message, "share", user)
    [shared] = await town.until(lambda: town.seen_by("U0BOB", channel))
    assert shared.text == message.text


async def test_what_is_unknown_is_said_and_can_be_passed_on(
    town: Slack, base: FactBase, user: str, channel: str
) -> None:
    await town.mention("xyzzy plugh", user, channel)
    [answer] = await town.answers(user=user, channel=channel)
    assert base.ask("xyzzy plugh").status == "unknown"
    await town.click(answer, "curators", user)
    [_, word] = await town.answers(2, user=user, channel=channel)
    assert (word.visible_to, word.text) == (user, "I have passed your question on to the curators.")


async def test_a_follow_up_takes_up_what_its_thread_is_about_and_no_other_does(
    town: Slack, base: FactBase, user: str, channel: str
) -> None:
    first = await town.mention(QUESTION, user, channel)
    await town.answers(user=user, channel=channel)
    await town.mention("who says so?", user, channel, thread_ts=first.ts)
    alone = await town.mention("who says so?", user, channel)
    answers = await town.answers(3, user=user, channel=channel)
    answer = next(found for found in answers[1:] if found.thread_ts == first.ts)
    other = next(found for found in answers[1:] if found.thread_ts == alone.ts)
    followed_up = base.ask("who says so?", base.ask(QUESTION).context)
    assert unescape(answer.text) == followed_up.text != unescape(other.text)
    await town.click(answer, "why", user)
    view = await town.until(lambda: _view(town, user))
    assert "follow" in json.dumps(view.content) or followed_up.explanation


async def test_an_unclear_question_at_home_becomes_the_chosen_answer_in_its_modal(
    town: Slack, base: FactBase, unclear: str, user: str
) -> None:
    await town.open_home(user)
    home = await town.until(lambda: town.workspace.homes.get(user))
    button = next(block for block in home["blocks"] if block["type"] == "actions")["elements"][0]
    button["value"] = unclear
    await town.click_at_home("ask:0", user)
    view = await town.until(lambda: _view(town, user))
    await town.click_in_view(view, "choose:1", user)
    await town.until(lambda: view.revision == 2)
    assert base.ask(unclear).answers[1].citations[0].file in json.dumps(view.content)

"""Every message is one that Slack takes, whatever the reply and whoever asked; its text is the reply's."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import guide, limits, messages, views
from bot.blocks import split, stressed
from bot.buttons import Subject, read
from bot.messages import Setting
from bot.mrkdwn import unescape
from bot.playground.block_rules import message_problems, view_problems
from bot.questions import Private
from knowledge import FactBase
from knowledge.replies import Answer, Citation, Reply
from tests.e2e.conftest import BASE

words = st.text(st.characters(codec="utf-8"), max_size=60)
texts = st.one_of(words, words.map(lambda text: text * 200), st.just("<!channel> <@U1> & <https://x.example|y>"))
citations = st.builds(Citation, texts, words, words, words, words, texts, st.just(3), st.just(9))
answers = st.builds(Answer, words, texts, words, st.lists(citations, min_size=1, max_size=4).map(tuple), texts)
statuses = st.sampled_from(["answered", "clarify", "nearest", "unknown"])
replies = st.builds(
    Reply,
    texts,
    statuses,
    texts,
    st.lists(answers, max_size=25).map(tuple),
    texts,
    words,
    st.lists(texts).map(tuple),
)
subjects = st.builds(Subject, words, texts, st.just("U1"), st.lists(words, max_size=60).map(tuple))
shown_as = st.builds(Setting, st.booleans(), st.sampled_from(["", "https://x.example"]), st.sampled_from(["", "U2"]))


@settings(max_examples=100, deadline=None)
@given(replies, subjects, shown_as)
def test_any_reply_is_a_message_that_slack_takes(reply: Reply, subject: Subject, setting: Setting) -> None:
    message = messages.answer(reply, subject, setting).marked("q1")
    assert message_problems(message.arguments()) == []
    if reply.text.strip() and len(reply.text) < 5_000:
        assert unescape(message.text) == reply.text


@settings(max_examples=60, deadline=None)
@given(replies, subjects, shown_as)
def test_nothing_that_a_user_put_in_acts(reply: Reply, subject: Subject, setting: Setting) -> None:
    message = messages.answer(reply, subject, setting)
    assert not set("<>") & set(message.text)
    for element in json.loads(json.dumps(message.blocks), object_hook=_marked_up):
        assert element is not None


@given(subjects, st.sampled_from([None, 0, 1]))
def test_a_button_says_what_it_belongs_to(subject: Subject, vote: int | None) -> None:
    value = subject.value(vote)
    found, found_vote = read(value)
    assert len(value) <= limits.BUTTON_VALUE
    assert (found.id, found.asker, found_vote) == (subject.id, subject.asker, vote)
    assert found.question in (subject.question, "")


@given(st.text(), st.integers(2, 50))
def test_splitting_loses_only_spaces(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


@given(st.text(min_size=1), st.text())
def test_stress_spells_the_same_text(text: str, bold: str) -> None:
    assert "".join(run["text"] for run in stressed(text, bold)) == text


def test_the_modals_of_every_fact_are_ones_that_slack_takes() -> None:
    base = FactBase.load(BASE)
    subject = Subject("q1", "how tall is the tower?", "U1")
    shown = [views.source(base, replace(subject, facts=(fact,)), "https://x.example") for fact in base.facts]
    shown += [views.source(base, replace(subject, facts=facts), "") for facts in (tuple(base.facts), ("gone",))]
    shown += [views.down_vote(subject), views.rephrase(subject, Private("https://x.example"))]
    shown += [views.why(base.ask(subject.question), subject), guide.home(base, [], [])]
    assert [view_problems(view) for view in shown] == [[]] * len(shown)


def _marked_up(element: dict[str, object]) -> dict[str, object] | None:
    """None for mark-up in which something acts that is no link of our own."""
    text = str(element.get("text", ""))
    if element.get("type") == "mrkdwn" and not text.startswith("<https://x.example/sources/"):
        return None
    return element

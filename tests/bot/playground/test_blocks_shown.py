"""Whatever the bot says is shown, and what cannot be shown is named."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import Any

import pytest

from bot import blocks, buttons, guide, messages, views
from bot.buttons import Subject
from bot.messages import Setting
from bot.questions import Private
from knowledge import FactBase

SUBJECT = Subject("q1", "how tall is the tower?", "U0ADA")
QUESTIONS = ("how tall is the tower?", "how tall is the tower in 1950?", "what was the keeper paid?", "xyzzy")


def texts(value: Any) -> list[str]:
    """Every text that a person is to see."""
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    if not isinstance(value, dict):
        return []
    own = [value["text"]] if isinstance(value.get("text"), str) and value.get("type") != "mrkdwn" else []
    shown = (inner for name, inner in value.items() if name != "text" or not own)
    return own + [text for inner in shown for text in texts(inner)]


def said(base: FactBase) -> list[list[dict[str, Any]]]:
    settings = (Setting(), Setting(private=True, public_url="https://x.example"), Setting(shared_by="U0BEN"))
    told = [messages.answer(base.ask(asked), SUBJECT, how).blocks for asked in QUESTIONS for how in settings]
    told += [message(base).blocks for message in (guide.topics_message, guide.sources_message)]
    told += [guide.help_message(base, "/footnote").blocks, guide.privacy_message("/footnote").blocks]
    told += [messages.trouble("q1").blocks, guide.home(base, [], ["A new fact"])["blocks"]]
    forms = [views.down_vote(SUBJECT), views.rephrase(SUBJECT, Private("https://x.example"))]
    everything = replace(SUBJECT, facts=tuple(base.facts), base="another")
    forms += [views.why(base.ask(QUESTIONS[0]), SUBJECT), views.source(base, everything, "https://x.example")]
    return told + [form["blocks"] for form in forms]


def test_everything_that_the_bot_says_is_shown(show, lighthouse):
    for content in said(lighthouse):
        page = show(*content)
        assert "The playground cannot" not in page
        for text in texts(content):
            assert text.strip() in html.unescape(page)


@pytest.mark.parametrize(
    "unknown",
    [
        {"type": "video", "title": "x"},
        {"type": "section", "text": {"type": "plain_text", "text": "x"}, "expand": True},
        {"type": "section", "text": {"type": "plain_text", "text": "x"}, "accessory": {"type": "overflow"}},
        {"type": "actions", "elements": [{"type": "datepicker", "action_id": "x"}]},
        {"type": "context", "elements": [{"type": "image", "image_url": "https://x.example", "alt_text": "x"}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": []}]},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "emoji", "name": "x"}]}],
        },
        {"type": "input", "block_id": "x", "label": {"text": "x"}, "element": {"type": "timepicker"}},
        {"type": "context_actions", "elements": [{**buttons.bin_only(SUBJECT)["elements"][0], "icon": "star"}]},
    ],
    ids=lambda block: str(block)[:60],
)
def test_what_is_unknown_is_named_with_its_json(show, unknown):
    page = show(blocks.divider(), unknown)
    assert "The playground cannot show" in page
    assert "&#34;type&#34;" in page


def test_hostile_text_is_escaped(show):
    evil = "<script>alert(1)</script>\"'><img onerror=x>"
    page = show(
        blocks.header(evil),
        blocks.section(evil, blocks.button(evil, "x", label=evil)),
        blocks.context(evil),
        blocks.linked_context(evil, 'https://x.example/"onmouseover="x'),
        blocks.rich_text(blocks.rich_section(evil, "alert"), blocks.rich_quote(evil)),
        {"type": evil},
    )
    assert "<script" not in page
    assert "<img" not in page
    assert '"onmouseover' not in page


def test_links_lead_to_the_web_only(show):
    page = show({"type": "context", "elements": [{"type": "mrkdwn", "text": "<javascript:alert(1)|x>"}]})
    assert "href" not in page
    assert "cannot show the link" in page


def test_the_bin_is_for_the_asker(show):
    block = buttons.bin_only(SUBJECT)
    assert "Delete this answer" in show(block, who="ada")
    assert "Delete this answer" not in show(block, who="ben")

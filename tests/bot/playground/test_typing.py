"""What people type and fill in, as the bot gets it."""

from __future__ import annotations

import pytest

from bot.playground import forms
from bot.playground.people import typed
from bot.playground.rendering import mrkdwn


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("@Footnote how many?", "<@U0FOOTNOTE> how many?"),
        ("@footnote @ben hi", "<@U0FOOTNOTE> <@U0BEN> hi"),
        ("mail a@footnote.example", "mail a@footnote.example"),
        ("1 < 2 & <!channel>", "1 &lt; 2 &amp; &lt;!channel&gt;"),
        ("see https://x.example/a?b=1&c=2 now", "see <https://x.example/a?b=1&amp;c=2> now"),
    ],
)
def test_names_and_addresses_are_marked_up(text: str, sent: str) -> None:
    assert typed(text) == sent


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*so* it _is_ `1 &lt; 2`", "<b>so</b> it <i>is</i> <code>1 &lt; 2</code>"),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
        ("<@U0ADA>", '<span class="mention">@Ada</span>'),
        ("<https://x.example|a &amp; b>", '<a href="https://x.example" target="_blank" rel="noopener">a &amp; b</a>'),
    ],
)
def test_mark_up_is_shown(text: str, shown: str) -> None:
    assert mrkdwn(text) == shown


def test_a_form_is_sent_as_slack_sends_it() -> None:
    option = {"text": {"type": "plain_text", "text": "Yes"}, "value": "yes"}
    elements = [
        {"type": "plain_text_input", "action_id": "a"},
        {"type": "radio_buttons", "action_id": "a", "options": [option]},
        {"type": "checkboxes", "action_id": "a", "options": [option]},
    ]
    blocks = [{"type": "input", "block_id": f"b{n}", "element": element} for n, element in enumerate(elements)]
    filled = forms.state([{"type": "divider"}, *blocks], [("b0 a", "1\r\n2"), ("b1 a", "yes"), ("b2 a", "yes")])
    assert [filled[f"b{n}"]["a"] for n in range(3)] == [
        {"type": "plain_text_input", "value": "1\n2"},
        {"type": "radio_buttons", "selected_option": option},
        {"type": "checkboxes", "selected_options": [option]},
    ]
    empty = forms.state(blocks, [("b0 a", "")])
    assert [list(empty[f"b{n}"]["a"].values())[1] for n in range(3)] == [None, None, []]

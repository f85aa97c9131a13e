"""Which messages are meant for the bot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.listeners.events import is_for

BOT = "U0BOT"
SAID = {"type": "message", "user": "U1", "text": f"<@{BOT}> how tall?", "channel": "C1", "ts": "1.0"}


@pytest.mark.parametrize(
    ("change", "meant"),
    [
        ({}, True),
        ({"text": f"how tall, <@{BOT}>?"}, True),
        ({"text": f"<@U2> <@{BOT}> how tall?"}, True),
        ({"text": f"<@U2> ask <@{BOT}> how tall"}, False),
        ({"text": "how tall?"}, False),
        ({"text": "how tall?", "channel_type": "im"}, True),
        ({"text": "<@U2> how tall?", "channel_type": "im"}, True),
        ({"subtype": "thread_broadcast"}, True),
        ({"subtype": "file_share"}, True),
        ({"subtype": "message_changed"}, False),
        ({"subtype": "bot_message"}, False),
        ({"bot_id": "B1"}, False),
        ({"user": "USLACKBOT"}, False),
        ({"user": BOT}, False),
        ({"user": ""}, False),
        ({"edited": {"user": "U1"}}, False),
    ],
)
def test_what_is_said_to_the_bot(change: dict[str, object], meant: bool) -> None:
    assert is_for(BOT, SAID | change) is meant


@given(st.dictionaries(st.sampled_from(["user", "text", "subtype", "bot_id", "channel_type"]), st.text()))
def test_any_event_is_judged(change: dict[str, str]) -> None:
    assert is_for(BOT, SAID | change) in (True, False)

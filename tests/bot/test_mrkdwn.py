"""What people type comes in as plain words, and goes out without acting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mrkdwn import addressed, escape, mentions, plain, unescape


@given(st.text())
def test_escaping_is_undone_byte_for_byte(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.text())
def test_nothing_escaped_can_act(text: str) -> None:
    assert not set("<>") & set(escape(text))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("<@U0BOT> how tall?", "how tall?"),
        ("<@U0BOT|footnote> how tall?", "how tall?"),
        ("in <#C012AB|general> they ask", "in #general they ask"),
        ("in <#C012AB|> they ask", "in   they ask"),
        ("<!channel> <!subteam^S1|@all> hello", "hello"),
        ("see <https://a.example/x|the page> and <https://b.example>", "see the page and https://b.example"),
        ("R&amp;D &lt;5%", "R&D <5%"),
        ("&amp;lt;", "&lt;"),
        ("&lt;@U0BOB&gt;", "<@U0BOB>"),
        ("half \ud83d a smile", "half ? a smile"),
        ("", ""),
    ],
)
def test_markup_becomes_words(typed: str, words: str) -> None:
    assert plain(typed) == words


def test_whom_a_message_is_said_to() -> None:
    assert addressed("<@U1>, <@U2>: how tall, <@U3>?") == ["U1", "U2"]
    assert addressed("how tall, <@U3>?") == []
    assert mentions("<@U1> and <@W2|x>") == ["U1", "W2"]

"""What Slack sends, a module for each kind; all are registered here."""

from slack_bolt.async_app import AsyncApp

from bot.footnote import Footnote
from bot.listeners import actions, commands, events, shortcuts, views


def register(app: AsyncApp, bot: Footnote) -> None:
    """Register every listener."""
    for kind in (commands, events, actions, views, shortcuts):
        kind.register(app, bot)

"""A Slack workspace of one's own: for tests over real sockets, and to try the bot without an account."""

from bot.playground.slack import Slack

__all__ = ["Slack"]

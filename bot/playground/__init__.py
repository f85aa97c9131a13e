"""A Slack workspace of one's own: for tests over real sockets, and to try the bot without an account."""

from bot.playground.desk import Desk, is_loopback
from bot.playground.in_process import InProcessDelivery
from bot.playground.slack import Slack
from bot.playground.workspace import Workspace

__all__ = ["Desk", "InProcessDelivery", "Slack", "Workspace", "is_loopback"]

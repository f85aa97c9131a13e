"""What Footnote keeps: seen events, votes, gaps, thread state, who was answered with what."""

from bot.store.store import Store

__all__ = ["Store"]

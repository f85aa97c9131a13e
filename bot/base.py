"""What the bot needs of a fact base; `knowledge.FactBase` is one."""

from __future__ import annotations

from typing import Any, Protocol

from knowledge.replies import Reply


class Base(Protocol):
    """Answers questions."""

    def ask(self, question: str, context: Any = None) -> Reply:
        """Answer one question, in the light of what its thread was about."""
        ...

"""Why a reply is as it is, in words."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.replies import Explanation


def reasons(part: Explanation) -> Iterator[tuple[str, str]]:
    """What led to one part of a reply: what each thing is called, and what it was."""
    sure = f"{part.confidence:.0f} of 100; {part.threshold:.0f} is enough for an answer."
    yield "What I understood", part.asked
    yield "The nearest question that I know", part.utterance or "None."
    yield "How sure I am", sure
    yield "The second nearest", part.rival or "None."
    yield "What I compared with the facts", ", ".join(part.checked) or "Nothing in particular."
    yield "Where they differ", ", ".join(part.objections) or "Nowhere."

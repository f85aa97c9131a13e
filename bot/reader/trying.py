"""Questions to try: such as the documents answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, zip_longest

from bot.guide import question_like
from knowledge import FactBase
from knowledge.entries import IntentEntry


def questions(base: FactBase, count: int) -> tuple[str, ...]:
    """Questions that the base answers, from as many topics as possible, the same ones every time."""
    return tuple(islice(_answered(base), count))


def _answered(base: FactBase) -> Iterator[str]:
    by_topic: dict[str, list[IntentEntry]] = {}
    for intent in base.intents.values():
        if intent.kind == "intent":
            by_topic.setdefault(intent.topic, []).append(intent)
    for intent in (intent for turn in zip_longest(*by_topic.values()) for intent in turn if intent):
        question = question_like(intent.example)
        reply = base.ask(question)
        if reply.status == "answered" and {answer.fact for answer in reply.answers} & set(intent.facts):
            yield question

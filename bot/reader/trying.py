"""Questions to try: such as the documents answer, written as somebody would who has time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, zip_longest

from bot.guide import question_like
from knowledge import FactBase
from knowledge.entries import IntentEntry

ASKING = ("who", "what", "when", "where", "why", "how", "which")


class Spelling:
    """Names as the base's lexicon spells them, in wordings that are kept in small letters."""

    def __init__(self, base: FactBase) -> None:
        names = sorted(base.names.canonical, key=lambda name: (-len(name), name))
        self._spelt = {name.lower(): name for name in names}
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)

    def names(self, text: str) -> str:
        """The text with its names spelt."""
        if not self._spelt:
            return text
        return self._pattern.sub(lambda found: self._spelt.get(found[0].lower(), found[0]), text)


def questions(base: FactBase, count: int) -> tuple[str, ...]:
    """Questions that the base answers, from as many topics as possible, the same ones every time."""
    spelling = Spelling(base)
    by_topic: dict[str, list[IntentEntry]] = {}
    for intent in base.intents.values():
        if intent.kind == "intent" and intent.example.startswith(ASKING):
            by_topic.setdefault(intent.topic, []).append(intent)
    rounds = (intent for turn in zip_longest(*by_topic.values()) for intent in turn if intent)

    def answered() -> Iterator[str]:
        for intent in rounds:
            question = question_like(spelling.names(intent.example))
            reply = base.ask(question)
            if reply.status == "answered" and {answer.fact for answer in reply.answers} & set(intent.facts):
                yield question

    return tuple(islice(answered(), count))

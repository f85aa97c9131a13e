"""Leave-one-out: utterances are taken out of a base, fold by fold, and asked of what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.base import FactBase
from knowledge.compiling import Compiled, core_wordings, lines, vocabularies
from knowledge.conversation import CHATS
from knowledge.deciding import Outcome, decide
from knowledge.loading import Curation
from knowledge.matching import Matcher
from knowledge.models import Gap, Intent
from knowledge.patterns import expand
from knowledge.slots import read

FOLDS = 10
"""Parts that the lines are dealt into; one of them is left out at a time."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of utterances, patterns written out, and the intent or gap that it belongs to."""

    intent: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A line's first wording, asked of a base that was made without the line."""

    intent: str
    text: str
    outcome: Outcome


def leave_out(base: FactBase, compiled: Compiled, curation: Curation, folds: int = FOLDS) -> Iterator[Asked]:
    """Ask each line of a base that was made without it and without the other lines of its fold."""
    written = list(_lines(curation))
    for fold in range(folds):
        kept: dict[str, list[str]] = {id_: [] for id_ in compiled.utterances}
        for number, line in enumerate(written):
            if number % folds != fold:
                kept[line.intent] += line.texts
        reduced = _reduced(base, compiled, kept)
        for line in written[fold::folds]:
            question = read(line.texts[0], reduced.matcher, reduced.names, asked=line.texts[0])
            yield Asked(line.intent, line.texts[0], decide(reduced, question))


def _reduced(base: FactBase, compiled: Compiled, kept: dict[str, list[str]]) -> FactBase:
    utterances = {id_: core_wordings(texts) for id_, texts in kept.items() if texts}
    known = (*compiled.vocabulary, *compiled.names.written)
    return replace(
        base,
        matcher=Matcher(utterances, synonyms=compiled.synonyms, known_words=known),
        vocabularies=vocabularies(compiled.facts, compiled.intents, utterances, compiled.synonyms),
    )


def _lines(curation: Curation) -> Iterator[Line]:
    for topic in curation.topics:
        entries: tuple[Intent | Gap, ...] = (*topic.content.intents, *topic.content.gaps)
        for entry in entries:
            for pattern in lines(entry.utterances):
                yield Line(entry.id, tuple(core_wordings(expand(pattern))))
    for kind, (_, texts) in CHATS.items():
        for text in texts:
            yield Line(f"chat-{kind}", tuple(core_wordings([text])))

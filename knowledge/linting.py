"""Lints a proved base: what is well said but badly kept, such as an utterance that leads to two intents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from knowledge.base import FactBase
from knowledge.compiling import compiled
from knowledge.folders import folders
from knowledge.loading import Curation, read
from knowledge.matching import Matcher
from knowledge.models import Gap, Intent
from knowledge.patterns import expand
from knowledge.problems import Problem, UnprovedBase
from knowledge.text import clean, core
from knowledge.words import stem, words

FEWEST = 12
"""Wordings that an intent needs before a stranger's question has a chance to meet it."""


TOLERATED = 10.0
"""Points, of 100, by which another intent may be nearer: machines differ in the last digits of what is learnt."""


@dataclass(frozen=True, slots=True)
class Report:
    """All problems of a base, and one line that sums it up."""

    problems: tuple[Problem, ...]
    summary: str


class Wording(NamedTuple):
    """One utterance as written out, and where its pattern stands."""

    text: str
    intent: str
    file: str
    line: int


def check(base: Path | None) -> Report:
    """Prove and lint the base at a path, or the shipped one."""
    try:
        curation = read(folders(base))
        proved = compiled(curation)
    except UnprovedBase as error:
        return Report(error.problems, f"{len(error.problems)} problems; the base is not proved.")
    written = list(wordings(curation))
    problems = sorted(
        {
            *_claimed_twice(written),
            *_nearer_to_another(written, FactBase.load(base).matcher),
            *_unasked(curation),
            *_too_few(curation),
            *_unnamed(curation),
            *_idle_synonyms(curation, written),
        }
    )
    size = f"{len(proved.facts)} facts, {len(proved.intents)} intents, {len(written)} wordings"
    return Report(tuple(problems), f"{size}: {len(problems) or 'no'} problems.")


def wordings(curation: Curation) -> Iterator[Wording]:
    """Every utterance of every intent and gap, patterns written out, with its place."""
    for topic in curation.topics:
        for kind in ("intents", "gaps"):
            for index, entry in enumerate(getattr(topic.content, kind)):
                first = topic.line(kind, index, "utterances") + 1
                for number, pattern in enumerate(entry.utterances.splitlines()):
                    for text in expand(pattern):
                        yield Wording(core(clean(text)), entry.id, topic.file, first + number)


def _claimed_twice(written: list[Wording]) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], Wording] = {}
    for wording in written:
        first = seen.setdefault(tuple(words(wording.text)), wording)
        if first.intent != wording.intent:
            what = f"“{wording.text}” leads to {wording.intent} and, at {first.file}:{first.line}, to {first.intent}."
            yield Problem(wording.file, wording.line, what, "Keep it in one of them.")


def _nearer_to_another(written: list[Wording], matcher: Matcher) -> Iterator[Problem]:
    learnt = {(intent, text) for intent, texts in matcher.utterances().items() for text in texts}
    for wording in written:
        if (wording.intent, wording.text) not in learnt:
            continue
        found = {match.intent: match for match in matcher.match(wording.text, limit=8)}
        best = next(iter(found.values()), None)
        own = found[wording.intent].score if wording.intent in found else 0.0
        if best and best.score - own > TOLERATED:
            what = f"“{wording.text}” of {wording.intent} is nearer to {best.intent} (“{best.utterance}”)."
            yield Problem(wording.file, wording.line, what, "Move it there, or say what sets it apart.")


def _unasked(curation: Curation) -> Iterator[Problem]:
    asked = {id_ for topic in curation.topics for intent in topic.content.intents for id_ in intent.facts}
    for topic in curation.topics:
        for index, fact in enumerate(topic.content.facts):
            if fact.id not in asked:
                what = f"No intent leads to the fact {fact.id}."
                yield Problem(topic.file, topic.line("facts", index, "id"), what, "Write how people ask for it.")


def _too_few(curation: Curation) -> Iterator[Problem]:
    for topic in curation.topics:
        for kind in ("intents", "gaps"):
            entries: list[Intent | Gap] = getattr(topic.content, kind)
            for index, entry in enumerate(entries):
                count = sum(len(expand(pattern)) for pattern in entry.utterances.splitlines())
                if count < FEWEST:
                    what = f"{entry.id} has {count} wordings, and needs {FEWEST}."
                    yield Problem(topic.file, topic.line(kind, index, "id"), what, "Write more, far from these.")


def _unnamed(curation: Curation) -> Iterator[Problem]:
    known = {name.name for name in curation.lexicon.content.names}
    for topic in curation.topics:
        for index, fact in enumerate(topic.content.facts):
            for name in (*fact.about, *([fact.speaker] if fact.speaker else [])):
                if name not in known:
                    what = f"{fact.id} speaks of “{name}”, which the lexicon does not name."
                    yield Problem(topic.file, topic.line("facts", index, "id"), what, "Name it in lexicon.yaml.")


def _idle_synonyms(curation: Curation, written: list[Wording]) -> Iterator[Problem]:
    texts = (*(wording.text for wording in written), *curation.texts.values())
    used = {stem(word) for text in texts for word in words(text)}
    for word, others in curation.lexicon.content.synonyms.items():
        if not any(all(stem(part) in used for part in words(phrase)) for phrase in (word, *others)):
            line = curation.lexicon.line("synonyms", word)
            what = f"Neither the synonym “{word}” nor what it stands for occurs in a document or an utterance."
            yield Problem(curation.lexicon.file, line, what, "Remove it.")

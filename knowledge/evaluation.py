"""Scores a base on questions with gold passages: what it answers right, what wrongly, and what it rightly refuses."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from knowledge.replies import Context, Reply
from knowledge.text import level

Verdict = Literal["right", "partial", "offered", "missed", "wrong", "refused", "hedged"]
"""right: a gold passage cited (all of them for kinds multi and compare) and all that must be said is said; partial:
not all of it; offered: not answered, but a gold passage offered; missed: neither; wrong: answered without a gold
passage. Without gold passages: refused (unknown), hedged (clarify or nearest), wrong (answered plainly)."""


class BadQuestions(ValueError):
    """A question file that cannot be read; the message names the line and what to do."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage that answers, by the document's id and its verbatim words."""

    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a file, and what a right answer has."""

    id: str
    question: str
    kind: str
    style: str
    gold: tuple[Gold, ...]
    must_include: tuple[str, ...]
    must_not_include: tuple[str, ...]
    answer_ok: bool
    thread: str


@dataclass(frozen=True, slots=True)
class Score:
    """Verdicts by question, and their counts in all and by kind and style."""

    verdicts: dict[str, Verdict]
    counts: Counter[str]
    groups: dict[str, Counter[str]] = field(repr=False)
    answerable: int
    unanswerable: int

    @property
    def summary(self) -> dict[str, float | int]:
        """Counts and the three shares that matter, each of its own denominator."""
        refused = self.counts["refused"] + self.counts["hedged"]
        return {
            "answerable": self.answerable,
            **{name: self.counts[name] for name in ("right", "partial", "offered", "missed")},
            "unanswerable": self.unanswerable,
            **{name: self.counts[name] for name in ("refused", "hedged", "wrong")},
            "right_share": round(self.counts["right"] / max(1, self.answerable), 4),
            "wrong_share": round(self.counts["wrong"] / max(1, self.answerable + self.unanswerable), 4),
            "refusal_share": round(refused / max(1, self.unanswerable), 4),
        }


class Asking(Protocol):
    """What can be asked: a fact base, or a conversation with one."""

    def __call__(self, asked: Asked) -> Reply:
        """The reply to one question."""
        ...


def questions(path: Path) -> list[Asked]:
    """Read a file with one JSON object a line. Raises BadQuestions, naming the line."""
    return [_asked(path, number, line) for number, line in _lines(path)]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestions(f"{path}: {error}. Give a file of UTF-8 text.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line


def _asked(path: Path, number: int, line: str) -> Asked:
    try:
        plain: dict[str, Any] = json.loads(line)
        return Asked(
            id=str(plain["id"]),
            question=str(plain["q"]),
            kind=str(plain.get("kind", "")),
            style=str(plain.get("style") or plain.get("trap") or ""),
            gold=tuple(Gold(gold["source"], gold["quote"]) for gold in plain.get("gold", ())),
            must_include=tuple(plain.get("must_include", ())),
            must_not_include=tuple(plain.get("must_not_include", ())),
            answer_ok=bool(plain.get("answer_ok", False)),
            thread=str(plain.get("thread", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"{path}:{number}: this is not a question ({error})."
        raise BadQuestions(f'{what} Write an object with "id", "q" and "gold".') from error


def score(asked: Iterable[Asked], ask: Asking, texts: Mapping[str, str]) -> Score:
    """Ask each question and judge its reply. `texts` maps a document's id to its text."""
    verdicts: dict[str, Verdict] = {}
    groups: dict[str, Counter[str]] = {}
    answerable = unanswerable = 0
    for item in asked:
        verdict = judge(item, ask(item), texts)
        verdicts[item.id] = verdict
        groups.setdefault(f"{item.kind}/{item.style}".strip("/"), Counter())[verdict] += 1
        answerable += bool(item.gold)
        unanswerable += not item.gold
    return Score(verdicts, Counter(verdicts.values()), groups, answerable, unanswerable)


def conversations(ask: Callable[[str, Context | None], Reply]) -> Asking:
    """Asks each question in its thread, with what the thread was about."""
    threads: dict[str, Context | None] = {}

    def asking(asked: Asked) -> Reply:
        reply = ask(asked.question, threads.get(asked.thread) if asked.thread else None)
        threads[asked.thread] = reply.context
        return reply

    return asking


def judge(asked: Asked, reply: Reply, texts: Mapping[str, str]) -> Verdict:
    """The verdict on one reply."""
    said = plain(" ".join([reply.text, *(answer.text for answer in reply.answers)]))
    barred = any(plain(words) in said for words in asked.must_not_include)
    if not asked.gold:
        if reply.status == "answered":
            return "refused" if asked.answer_ok and not barred else "wrong"
        return "refused" if reply.status == "unknown" else "hedged"
    covered = [_cited(gold, reply, texts) for gold in asked.gold]
    if reply.status != "answered":
        return "offered" if any(covered) else "missed"
    if barred or not any(covered):
        return "wrong"
    quoted = plain(" ".join(c.quote for answer in reply.answers for c in answer.citations))
    whole = all(covered) or asked.kind not in ("multi", "compare")
    included = all(plain(words) in f"{said} {quoted}" for words in asked.must_include)
    return "right" if whole and included else "partial"


def _cited(gold: Gold, reply: Reply, texts: Mapping[str, str]) -> bool:
    start = texts[gold.source].find(gold.quote)
    end = start + len(gold.quote)
    return start >= 0 and any(
        citation.source == gold.source and citation.start < end and start < citation.end
        for answer in reply.answers
        for citation in answer.citations
    )


def plain(text: str) -> str:
    """Text as it is compared: no case, straight quotes, single spaces, % for percent."""
    folded = re.sub(r"\bper ?cent\b", "%", level(text).casefold())
    return re.sub(r"\s+", " ", re.sub(r"(\d)\s+%", r"\1%", folded))

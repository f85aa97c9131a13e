"""What the bot says of itself: help, topics, sources, privacy; and its App Home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bot import limits
from bot.blocks import Block, actions, button, context, cut, divider, header, paragraphs, section
from bot.buttons import ASK
from bot.messages import Message, simple
from bot.store.store import KEPT, Past
from bot.store.tables import asked, seen, threads
from knowledge import FactBase

DAY = 24 * 60 * 60
PRIVACY = (  # {} is the command
    "I keep no question and no message, unless you press Ask the curators: then the question's words, "
    "without your name. I keep votes with their reasons, and which facts answered you, under a keyed hash of "
    f"your user id; which facts a thread was about, for {KEPT[threads] // DAY} days; and the ids of "
    f"events that I have seen, for {KEPT[seen] // DAY} days. What answered you is deleted after "
    f"{KEPT[asked] // DAY} days. "
    "{} forget me deletes at once what is kept of you. Nothing leaves this bot for anybody but Slack."
)
PRIVACY_IN_SHORT = "I keep votes and which facts answered you, under a keyed hash of your user id, and no message."


def examples(base: FactBase, count: int) -> tuple[str, ...]:
    """Questions that the base answers, from as many topics as possible, the same ones every time."""
    by_topic: dict[str, list[str]] = {}
    for intent in base.intents.values():
        if intent.kind == "intent" and 0 < len(intent.example) <= limits.BUTTON_TEXT:
            by_topic.setdefault(intent.topic, []).append(question_like(intent.example))
    rounds = max(map(len, by_topic.values()), default=0)
    ordered = [asked[turn] for turn in range(rounds) for asked in by_topic.values() if turn < len(asked)]
    return tuple(ordered[:count])


def question_like(text: str) -> str:
    """An utterance as somebody would write it who has time."""
    return f"{text[:1].upper()}{text[1:].rstrip('?')}?"


def help_message(base: FactBase, command: str) -> Message:
    """What the bot can do, three questions that work, and where its answers come from."""
    asked = examples(base, 3)
    can = (
        f"Ask me a question in your own words: {command} and the question, for an answer that only you see, "
        "or mention me in a channel. I answer from a set of documents and quote the passage that proves each "
        "answer. What they do not say, I do not answer."
    )
    more = f"{command} topics · {command} sources · {command} privacy · {command} forget me"
    source = f"My answers come from {len(base.documents)} documents."
    text = "\n".join([can, *_list(asked), source, more])
    return Message(simple(text).text, [section(can), _to_try(asked), context(source), context(more)], base.gate.frame)


def topics_message(base: FactBase) -> Message:
    """The topics, with how many facts each has."""
    lines = [f"{topic}: {count} facts" for topic, count in topic_counts(base)]
    return simple("\n".join(["What I know about:", *_list(lines)])).cleared(base.gate.frame)


def sources_message(base: FactBase) -> Message:
    """The documents that answers come from."""
    lines = (f"• {line}" for line in documents(base))
    return simple("\n".join(["My answers come from these documents:", *lines])).cleared(base.gate.frame)


def privacy_message(command: str) -> Message:
    """What is kept of a user, and for how long."""
    return simple(PRIVACY.format(command))


def forgotten_message(count: int) -> Message:
    """The word after `forget me`."""
    return simple(f"Done: I have deleted what I kept of you ({count} entries).")


def topic_counts(base: FactBase) -> list[tuple[str, int]]:
    """Topics with the number of their facts."""
    counts = Counter(fact.topic for fact in base.facts.values())
    return [(base.topics[topic], count) for topic, count in counts.items()]


def documents(base: FactBase) -> list[str]:
    """A line for each document."""
    return [
        " · ".join(part for part in (document.title, document.publisher, document.date, document.file) if part)
        for document in base.documents.values()
    ]


def home(base: FactBase, past: Sequence[Past], changes: Sequence[str]) -> dict[str, Any]:
    """The App Home: https://docs.slack.dev/surfaces/app-home."""
    blocks = [
        header("Ask the documents"),
        section("Ask here under Messages, with the slash command, or by mentioning me in a channel."),
        header("Questions to try"),
        _to_try(examples(base, 5)),
        header("Topics"),
        *paragraphs("\n".join(f"• {topic}: {count} facts" for topic, count in topic_counts(base)) or "None yet."),
        header("Documents"),
        *_listed(documents(base)),
        header("Recent changes"),
        *_listed(changes),
        header("Your recent questions"),
        *_listed(_past_lines(base, past)),
        divider(),
        context(PRIVACY_IN_SHORT, f"Fact base {base.hash}"),
    ]
    return {"type": "home", "blocks": blocks[: limits.VIEW_BLOCKS]}


def _list(lines: Sequence[str]) -> list[str]:
    return [f"• {line}" for line in lines]


def _listed(lines: Sequence[str]) -> list[Block]:
    return paragraphs("\n".join(_list(lines)) or "None yet.")


def _past_lines(base: FactBase, past: Sequence[Past]) -> list[str]:
    lines = []
    for question in past:
        known = [base.facts[fact].statement for fact in question.facts if fact in base.facts]
        lines.append(cut(known[0], 200) if known else f"A question that ended as {question.status}")
    return lines


def _to_try(questions: Sequence[str]) -> Block:
    if not questions:
        return context("No examples yet.")
    return actions(button(text, f"{ASK}:{number}", text) for number, text in enumerate(questions))

"""Modals: https://docs.slack.dev/surfaces/modals."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot import limits, links, messages
from bot.blocks import (
    Block,
    actions,
    context,
    divider,
    header,
    link_button,
    paragraphs,
    plain_text,
    rich_quote,
    rich_section,
    rich_text,
    section,
)
from bot.buttons import PAGE, Subject
from bot.questions import Private
from bot.reasons import reasons
from knowledge import FactBase
from knowledge.entries import DocumentEntry, FactEntry
from knowledge.replies import Citation, Reply

View = dict[str, Any]

REASONS: Final = {
    "wrong_fact": "The fact is wrong",
    "wrong_period": "Another period or date was meant",
    "source_unclear": "The source does not show it",
    "missing": "Something is missing",
    "other": "Something else",
}
RELATIONS: Final = {"agrees": "Another account agrees", "differs": "Another differs", "updates": "A later one"}
SURROUNDINGS: Final = 300  # characters of the document shown before and after a passage
LONGEST_QUESTION: Final = 3_000  # characters that fit into a modal's input


def notice(title: str, text: str) -> View:
    """A few words."""
    return _modal(title, paragraphs(text))


def shown(title: str, blocks: Sequence[Block]) -> View:
    """A message where there is no conversation to post it to, as in the App Home."""
    return _modal(title, blocks)


def source(base: FactBase, subject: Subject, public_url: str) -> View:
    """The passages behind an answer, in their surroundings."""
    known = [base.facts[fact] for fact in subject.facts if fact in base.facts]
    if not known:
        return notice("Source", f"{messages.CHANGED} What it said is no longer there. Please ask again.")
    blocks = [block for fact in known for block in _fact(base, fact, public_url)]
    return _modal("Source", [*_changed(base.hash, subject), *blocks])


def why(reply: Reply, subject: Subject) -> View:
    """How the question was understood and what led to the answer."""
    blocks = paragraphs("It was picked from several things that the question may mean.") if subject.chosen else []
    for part in reply.explanation:
        blocks += [block for name, text in reasons(part) for block in (header(name), *paragraphs(text))]
    if not blocks:
        taken_up = ", as a follow-up to the answer before it" if subject.context else ""
        blocks = paragraphs(f"I understood “{subject.question}”{taken_up}.")
    return _modal("Why this answer?", [*_changed(reply.base, subject), *blocks, context(f"Fact base {reply.base}")])


def down_vote(subject: Subject) -> View:
    """Asks why an answer is bad."""
    options = [{"text": plain_text(text, limits.OPTION_TEXT), "value": value} for value, text in REASONS.items()]
    why_bad = {"type": "radio_buttons", "action_id": "reason", "options": options}
    comment = {"type": "plain_text_input", "action_id": "comment", "multiline": True, "max_length": 1_000}
    blocks = [
        _input("reason", "What is wrong with it?", why_bad),
        _input("comment", "In your own words", comment, optional=True),
    ]
    return _modal("What went wrong?", blocks, submit="Send", callback_id="down_vote", metadata=subject.value())


def rephrase(subject: Subject, place: Private) -> View:
    """Lets the asker put the question in other words, and pass it on."""
    words = {
        "type": "plain_text_input",
        "action_id": "question",
        "multiline": True,
        "initial_value": subject.question,
        "max_length": LONGEST_QUESTION,
    }
    pass_on = {
        "type": "checkboxes",
        "action_id": "curators",
        "options": [{"text": plain_text("Tell the curators that this question is not answered"), "value": "yes"}],
    }
    blocks = [
        _input("question", "What did you mean?", words),
        _input("curators", "For the curators", pass_on, optional=True),
    ]
    metadata = json.dumps({"response_url": place.response_url, "thread_ts": place.thread_ts})
    return _modal("Not what I asked", blocks, submit="Ask", callback_id="rephrase", metadata=metadata)


def _changed(base: str, subject: Subject) -> list[Block]:
    """The word that an answer was given from another base than this one."""
    return [context(f"{messages.CHANGED} This is what it says now.")] if subject.base not in ("", base) else []


def _fact(base: FactBase, fact: FactEntry, public_url: str) -> Iterator[Block]:
    yield rich_text(rich_section(fact.statement, fact.value))
    if fact.speaker:
        yield context(f"Said by {fact.speaker}")
    for citation in fact.citations:
        yield from _passage(base.documents[citation.source], citation, fact.value, public_url)
    sources = {citation.source for citation in fact.citations}
    if len(sources) > 1:
        yield context(f"{len(sources)} documents say this.")
    for link in fact.links:
        yield context(f"{RELATIONS[link.relation]}: {base.facts[link.fact].statement} {link.why}".strip())
    yield divider()


def _passage(document: DocumentEntry, citation: Citation, value: str, public_url: str) -> Iterator[Block]:
    before, after = _surroundings(document.text, citation)
    yield section(messages.source_line(citation))
    shown = [rich_section(before)] if before else []
    shown.append(rich_quote(citation.quote, value))
    yield rich_text(*shown, *([rich_section(after)] if after else []))
    place = f"Characters {citation.start} to {citation.end} of {citation.file}"
    yield context(place, f"SHA-256 {document.sha256}")
    if url := links.to_passage(public_url, citation):
        yield actions([link_button("Open the document here", f"{PAGE}:{citation.start}", url)])


def _surroundings(text: str, citation: Citation) -> tuple[str, str]:
    """What stands before and after a passage, in whole words, with an ellipsis where the document goes on."""
    start, end = citation.start - SURROUNDINGS, citation.end + SURROUNDINGS
    before, after = text[max(0, start) : citation.start], text[citation.end : end]
    if start > 0:
        before = f"… {before.partition(' ')[2]}"
    if end < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return before.strip(), after.strip()


def _option(text: str, value: str) -> dict[str, Any]:
    return {"text": plain_text(text, limits.OPTION_TEXT), "value": value}


def _input(block_id: str, label: str, element: dict[str, Any], *, optional: bool = False) -> Block:
    text = plain_text(label, limits.INPUT_LABEL)
    return {"type": "input", "block_id": block_id, "label": text, "element": element, "optional": optional}


def _modal(
    title: str, blocks: Sequence[Block], *, submit: str = "", callback_id: str = "shown", metadata: str = ""
) -> View:
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(title, limits.VIEW_TITLE),
        "close": plain_text("Cancel" if submit else "Close", limits.VIEW_BUTTON),
        "blocks": list(blocks)[: limits.VIEW_BLOCKS],
        "private_metadata": metadata,
    }
    return {**view, "submit": plain_text(submit, limits.VIEW_BUTTON)} if submit else view

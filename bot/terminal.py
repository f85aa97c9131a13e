"""Replies and scores as a person reads them in a terminal, and a conversation there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import track
from rich.text import Text

from bot import outgoing
from knowledge.gate import NOTHING_PROVED
from knowledge.replies import Context, Reply

if TYPE_CHECKING:
    from knowledge import FactBase

Item = TypeVar("Item")


def print_reply(base: FactBase, reply: Reply, console: Console | None = None) -> None:
    """Print a reply's own text, its values in bold and its passages set back."""
    try:
        shown = outgoing.released(base.gate, reply, lambda given, _: styled(given), lambda text: [text.plain])
    except outgoing.WithheldError:
        shown = Text(NOTHING_PROVED)
    (console or Console(highlight=False)).print(shown)


def styled(reply: Reply) -> Text:
    """A reply's text, letter for letter, with styles on it."""
    text = Text(reply.text)
    if reply.lead:
        text.stylize("italic", 0, len(reply.lead))
    for number, citation in enumerate(
        dict.fromkeys(citation for answer in reply.answers for citation in answer.citations), start=1
    ):
        start = reply.text.find(f"[{number}] “")
        end = reply.text.find("\n\n", start)
        text.stylize("dim", start + len(f"[{number}] “{citation.quote}”"), end if end >= 0 else None)
    for value in filter(None, {answer.value for answer in reply.answers}):
        text.highlight_words([value], "bold", case_sensitive=True)
    return text


def chat(base: FactBase) -> None:
    """Answer line by line until Ctrl-D."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401, PLC0415  # gives input() a history
    console = Console(highlight=False)
    console.print("Ask me about the documents. Ctrl-D ends the conversation.", style="dim")
    context: Context | None = None
    while True:
        try:
            question = input("> ")
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if question.strip():
            reply = base.ask(question, context)
            context = reply.context
            print_reply(base, reply, console)
            console.print()


@contextlib.contextmanager
def progress(items: Sequence[Item], what: str) -> Iterator[Iterator[Item]]:
    """The items one by one, with a bar on stderr where that is a terminal."""
    console = Console(stderr=True)
    yield iter(track(items, what, console=console, transient=True, disable=not console.is_terminal))

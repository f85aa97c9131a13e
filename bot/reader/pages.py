"""The pages: what each shows, handed to its template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from bot.changes import Change
from bot.reader.citing import Copy, copies
from bot.reader.dossiers import Dossiers
from bot.reader.lookup import GoneError, find
from bot.reader.passages import chosen, cited, steps
from bot.reader.rendering import Renderer
from bot.reader.trying import questions
from bot.reasons import reasons
from bot.standing import Standing
from knowledge import FactBase
from knowledge.replies import Citation, Reply

TO_TRY = 8
WORDINGS = 12

History = Mapping[str, Sequence[Change]]
"""Of a fact its changes, the newest first."""


class Pages:
    """Every page of a base. They raise MissingError for what is not there."""

    def __init__(self, base: FactBase, public_url: str = "", history: History | None = None) -> None:
        self._base = base
        self._public_url = public_url
        self._history = history or {}
        self.passages = cited(base)
        self.dossiers = Dossiers(base)
        self._examples = questions(base, TO_TRY)
        self._renderer = Renderer(urlsplit(public_url).path, {"base": base})
        self.policy = self._renderer.policy

    def index(self) -> bytes:
        """What the documents are, what is known of them, and how to ask."""
        counts = Counter(fact.topic for fact in self._base.facts.values())
        return self._renderer.page("index", counts=counts, examples=self._examples, passages=self.passages)

    def topic(self, id_: str) -> bytes:
        """The facts of a topic."""
        title = find(self._base.topics, id_)
        facts = [fact for fact in self._base.facts.values() if fact.topic == id_]
        return self._renderer.page("topic", title=title, facts=facts)

    def source(self, id_: str, span: str = "", words: str = "") -> bytes:
        """A document as it came, its cited passages marked; with a span, that passage highlighted."""
        document = find(self._base.documents, id_)
        passages = self.passages[id_]
        passage = chosen(document, passages, span, words) if span else None
        return self._renderer.page(
            "source",
            document=document,
            passages=passages,
            chosen=passage,
            linked=f"passage-{span}" if passage else "",
            lost=bool(span) and passage is None,
            steps=list(steps(document, passages, passage)),
        )

    def fact(self, id_: str) -> bytes:
        """A fact with all that is known about it."""
        history = self._history.get(id_, ())
        if id_ not in self._base.facts and history:
            raise GoneError(f"This fact was removed on {history[0].day}, and nothing is answered from it any more.")
        fact = find(self._base.facts, id_)
        dossier = self.dossiers.of(fact)
        return self._renderer.page(
            "fact",
            dossier=dossier,
            fact=fact,
            copies=self._copies(fact.statement, fact.citations),
            wordings=[self._base.names.spelt(text) for text in _spread(dossier.wordings, WORDINGS)],
            history=list(dict.fromkeys(history)),
        )

    def answer(self, question: str, reply: Reply | None) -> bytes:
        """The reply to a question; without one, a form."""
        citations = list(dict.fromkeys(c for answer in reply.answers for c in answer.citations)) if reply else []
        return self._renderer.page(
            "answer",
            question=question,
            reply=reply,
            citations=citations,
            reasons=[list(reasons(part)) for part in reply.explanation] if reply else [],
            copies={a.fact: self._copies(a.text, a.citations) for a in reply.answers} if reply else {},
            examples=self._examples,
        )

    def base(self, standing: Standing) -> bytes:
        """What is served, and what of a change keeps it from being taken over."""
        return self._renderer.page("about", standing=standing)

    def problem(self, title: str, text: str) -> bytes:
        """A page that says what is wrong."""
        return self._renderer.page("problem", title=title, text=text, examples=self._examples)

    def _copies(self, statement: str, citations: Sequence[Citation]) -> list[Copy]:
        return copies(statement, citations, self._base.documents, self._public_url)


def _spread(items: Sequence[str], count: int) -> list[str]:
    """Some items from all over a sequence; neighbours among wordings are much alike."""
    if len(items) <= count:
        return list(items)
    return [items[number * len(items) // count] for number in range(count)]

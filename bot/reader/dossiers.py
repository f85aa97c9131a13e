"""All that is known about a fact, put together for its page: passages, other accounts, derivation, wordings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge import FactBase
from knowledge.entries import DerivationEntry, DocumentEntry, FactEntry, IntentEntry
from knowledge.replies import Citation

SURROUNDINGS = 260  # characters before and after a passage

_FORWARD = {"agrees": "Agrees", "differs": "Differs", "updates": "Later account"}
_BACKWARD = _FORWARD | {"updates": "Earlier account"}
_FORMULAS = {
    "share": ("", " ÷ ", " × 100"),
    "ratio": ("", " ÷ ", ""),
    "difference": ("", " − ", ""),
    "sum": ("", " + ", ""),
}


@dataclass(frozen=True, slots=True)
class Surrounded:
    """A passage with the text before and after it."""

    citation: Citation
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Account:
    """Another fact on the same matter: in what relation it stands, and why."""

    relation: str
    why: str
    fact: FactEntry


@dataclass(frozen=True, slots=True)
class Dossier:
    """A fact and what is around it."""

    fact: FactEntry
    topic: str
    passages: tuple[Surrounded, ...]
    accounts: tuple[Account, ...]
    operands: tuple[FactEntry, ...]
    formula: str
    questions: tuple[str, ...]
    wordings: tuple[str, ...]
    related: tuple[FactEntry, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The documents that prove it, each once."""
        return tuple(dict.fromkeys(passage.citation.source for passage in self.passages))


class Dossiers:
    """Puts dossiers together; what runs against the links' direction is looked up once."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self._utterances = base.matcher.utterances()
        self._intents: dict[str, list[IntentEntry]] = {}
        for intent in base.intents.values():
            for id_ in intent.facts if intent.kind == "intent" else ():
                self._intents.setdefault(id_, []).append(intent)
        self._back: dict[str, list[Account]] = {}
        for fact in base.facts.values():
            for link in fact.links:
                account = Account(_BACKWARD[link.relation], link.why, fact)
                self._back.setdefault(link.fact, []).append(account)

    def of(self, fact: FactEntry) -> Dossier:
        """The dossier of a fact."""
        facts = self._base.facts
        operands = tuple(facts[id_] for id_ in fact.derivation.operands) if fact.derivation else ()
        intents = self._intents.get(fact.id, [])
        accounts = tuple(self._accounts(fact))
        shown = {account.fact.id for account in accounts} | {operand.id for operand in operands}
        return Dossier(
            fact=fact,
            topic=self._base.topics[fact.topic],
            passages=tuple(surrounded(self._base.documents[c.source], c) for c in fact.citations),
            accounts=accounts,
            operands=operands,
            formula=_formula(fact.derivation, operands) if fact.derivation else "",
            questions=tuple(dict.fromkeys(intent.example for intent in intents)),
            wordings=tuple(dict.fromkeys(self._wordings(intents))),
            related=tuple(facts[id_] for id_ in fact.related if id_ not in shown),
        )

    def _accounts(self, fact: FactEntry) -> Iterator[Account]:
        """Accounts that the fact links to, then those that link to it."""
        forward = [Account(_FORWARD[link.relation], link.why, self._base.facts[link.fact]) for link in fact.links]
        told = {account.fact.id for account in forward}
        yield from forward
        yield from (account for account in self._back.get(fact.id, ()) if account.fact.id not in told)

    def _wordings(self, intents: Sequence[IntentEntry]) -> Iterator[str]:
        for intent in intents:
            yield from self._utterances.get(intent.id, ())


def surrounded(document: DocumentEntry, citation: Citation) -> Surrounded:
    """A passage in its surroundings, up to the furniture and cut between words."""
    text = document.text
    first = max([0, *(end for _, end in document.furniture if end <= citation.start)])
    last = min([len(text), *(start for start, _ in document.furniture if start >= citation.end)])
    before, after = text[first : citation.start], text[citation.end : last]
    if len(before) > SURROUNDINGS:
        before = f"… {before[-SURROUNDINGS:].partition(' ')[2]}"
    if len(after) > SURROUNDINGS:
        after = f"{after[:SURROUNDINGS].rpartition(' ')[0]} …"
    return Surrounded(citation, before.lstrip(), after.rstrip())


def _formula(derivation: DerivationEntry, operands: Sequence[FactEntry]) -> str:
    """The calculation with the operands' values in it."""
    values = [operand.value for operand in operands]
    if derivation.operation == "change":
        return f"({values[1]} − {values[0]}) ÷ {values[0]} × 100"
    start, sign, end = _FORMULAS[derivation.operation]
    return f"{start}{sign.join(values)}{end}"

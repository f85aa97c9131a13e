"""Puts an outcome into words: the lead, and the whole reply as plain text with its footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.entries import FactEntry, LinkEntry
from knowledge.guards import Objection
from knowledge.replies import Answer, Citation, Context, Explanation, Reply, Status
from knowledge.slots import Question

if TYPE_CHECKING:
    from knowledge.base import FactBase
    from knowledge.deciding import Outcome

EMPTY = "Ask me a question about the documents, in your own words."
CLARIFY = "I am not sure which of these you mean:"
NEAREST = "I am not sure that this is what you ask. The nearest that the documents say:"

_KINDS = {
    "who": "who", "when": "when", "where": "where", "why": "why", "count": "how many", "share": "what share",
    "money": "what amount of money", "duration": "how long", "age": "how old", "name": "the name",
}  # fmt: skip
_CURRENCIES = {
    "USD": "US dollars",
    "CNY": "yuan",
    "HKD": "Hong Kong dollars",
    "EUR": "euros",
    "GBP": "pounds",
    "JPY": "yen",
}


def unknown(question: Question) -> str:
    """Names what nothing is known of."""
    if question.strangers:
        return f"I don't have that: the documents do not mention {_list(sorted(question.strangers))}."
    words = list(dict.fromkeys(question.analysis.unknown))
    if words:
        return f"I don't have that: I find nothing in the documents on {_list([f'“{word}”' for word in words[:3]])}."
    return "I don't have that: the documents do not say it."


def missing(what: str, has_nearest: bool) -> str:
    """Says what the documents do not say."""
    return f"The documents do not say {what}." + (" The nearest that they have:" if has_nearest else "")


def lacking(question: Question) -> str:
    """Names the part of a message that has no answer."""
    return f"I don't have an answer to “{question.asked.rstrip(' ?.!')}”."


def less_sure(question: Question) -> str:
    """Names the part of a message that is answered with what comes near it."""
    return f"I am less sure of “{question.asked.rstrip(' ?.!')}”: the nearest is given."


def correction(objected: Sequence[Objection]) -> str:
    """Says what of a claim the documents do not have."""
    said = [f"“{o.said}”" if o.slot in ("opposite", "negation") else o.said for o in objected]
    return f"The documents do not say {_list(list(dict.fromkeys(said)))} here. They say:"


def objection(objected: Objection, facts: Sequence[FactEntry]) -> str:
    """Says in which respect the nearest fact is something else."""
    said = objected.said
    match objected.slot:
        case "stranger":
            return f"The documents do not mention {said}. The nearest that they have:"
        case "date":
            periods = _list(list(dict.fromkeys(fact.period for fact in facts if fact.period)))
            return f"I have nothing on this for {said}" + (f"; for {periods} I have:" if periods else ". The nearest:")
        case "name":
            return f"The documents do not speak of {said} here. The nearest that they have:"
        case "speaker":
            return f"The documents have nothing that {said} said on this. The nearest that they have:"
        case "currency":
            return f"The documents give no amount in {_CURRENCIES.get(said, said)} here. The nearest that they have:"
        case "kind":
            return f"The documents do not say {_KINDS[said]}. The nearest that they have:"
        case "part":
            return f"The documents do not say this of “{said}”. The nearest that they have:"
        case "figure":
            return f"The documents do not have {said} here. The nearest that they have:"
        case "roles":
            return f"The documents do not have it that way round between {said}. The nearest that they have:"
        case "opposite" | "negation":
            return f"The documents do not say “{said}” here. The nearest that they have:"


def reply(base: FactBase, raw: str, outcomes: Sequence[Outcome], context: Context | None = None) -> Reply:
    """The reply to a message from the outcomes of its parts."""
    notes: dict[str, str] = {}
    for outcome in outcomes:
        notes |= dict.fromkeys((fact.id for fact in outcome.facts if fact.id not in notes), "")
        notes |= {link.fact: _other_account(link) for link in outcome.links if link.fact not in notes}
    answers = tuple(_answer(base.facts[id_], note) for id_, note in notes.items())
    suggestions = (
        base.suggestions([near.intent.id for near in outcomes[0].near]) if _status(outcomes) == "unknown" else ()
    )
    lead = " ".join(dict.fromkeys(outcome.lead for outcome in outcomes if outcome.lead))
    return Reply(
        question=readable(raw),
        status=_status(outcomes),
        lead=lead,
        answers=answers,
        text=text(lead, answers, suggestions),
        base=base.hash,
        suggestions=suggestions,
        context=_context(outcomes, context),
        explanation=tuple(_explanation(outcome) for outcome in outcomes if outcome.best),
    )


def _status(outcomes: Sequence[Outcome]) -> Status:
    """The one status of several parts: *answered* only if every part is, *nearest* where only some are."""
    statuses = {outcome.status for outcome in outcomes}
    if len(statuses) == 1 or "answered" not in statuses:
        return outcomes[0].status
    return "nearest"


def _context(outcomes: Sequence[Outcome], last: Context | None) -> Context | None:
    """What the next question may take up: the last answer, or for a few turns the one before it."""
    for outcome in reversed(outcomes):
        if outcome.facts and outcome.status in ("answered", "nearest"):
            intent = outcome.best.intent.id if outcome.best else (last["intent"] if last else "")
            facts = [fact.id for fact in outcome.facts]
            before = [id_ for id_ in (last["facts"] if last else ()) if id_ not in facts]
            before = before or list(last.get("before", ()) if last else ())
            return Context(intent=intent, facts=facts, turns=0, before=before)
    return Context({**last, "turns": last["turns"] + 1}) if last else None


def _explanation(outcome: Outcome) -> Explanation:
    question = outcome.question
    slots = {
        "kind of answer": question.asks,
        "date": question.dates,
        "name": question.mentions,
        "speaker": question.speaker,
        "figure": question.figures,
        "currency": question.currencies,
        "negation": question.denied,
    }
    return Explanation(
        asked=question.asked,
        utterance=outcome.best.utterance if outcome.best else "",
        confidence=round(outcome.confidence, 1),
        threshold=outcome.threshold,
        rival=outcome.rival.utterance if outcome.rival else "",
        checked=tuple(name for name, said in slots.items() if said),
        objections=tuple(dict.fromkeys(f"{objected.slot}: {objected.said}" for objected in outcome.objected)),
    )


def taken(example: str, lead: str = "") -> str:
    """Says what of the turn before was taken up, before a lead."""
    return " ".join(filter(None, [f"Taken with what was asked before (“{example}”)." if example else "", lead]))


def speaker(facts: Sequence[FactEntry], whose: str = "") -> str:
    """Says who says the facts; `whose` is the name that was asked about, "" for none."""
    first = facts[0]
    if first.derivation:
        return "No document says so: it is computed from the figures that these passages give."
    if not first.speaker:
        own = f"No document gives it as {whose}'s own. " if whose else ""
        return f"{own}The document itself says so{_publishers(first)}:"
    return f"{'Yes: ' if first.speaker == whose else ''}{first.speaker} says so:"


def _publishers(fact: FactEntry) -> str:
    names = dict.fromkeys(citation.publisher for citation in fact.citations if citation.publisher)
    return f" ({_list(list(names))})" if names else ""


def documents(facts: Sequence[FactEntry]) -> str:
    """Says in which documents facts stand."""
    names = dict.fromkeys(document(citation) for fact in facts for citation in fact.citations)
    return f"It stands in {_list(list(names))}:"


def document(citation: Citation) -> str:
    """A citation's document by title and publisher, or where it gives neither by its file."""
    named = [part for part in (citation.title, citation.publisher) if part]
    return ", ".join(named) or citation.file


def as_of(facts: Sequence[FactEntry]) -> str:
    """Says for which period or date facts hold."""
    periods = dict.fromkeys(fact.period for fact in facts if fact.period)
    return f"This is for {_list(list(periods))}:"


def no_date(facts: Sequence[FactEntry], unit: str) -> str:
    """Says that the documents do not give a date so fine, and what they give instead."""
    lead = f"The documents give no {unit or 'date'} for this"
    return f"{lead}, only {facts[0].period}:" if facts[0].period else f"{lead}:"


def compared(links: Sequence[LinkEntry]) -> str:
    """Says whether accounts differ, and why."""
    words = {"differs": "They differ", "updates": "One is later", "agrees": "They agree"}
    return " ".join(
        f"{words[link.relation]}: {link.why}." if link.why else f"{words[link.relation]}." for link in links
    )


def also_said(who: str) -> str:
    """Introduces what a speaker said besides."""
    return f"{who} also said:"


def _answer(fact: FactEntry, note: str) -> Answer:
    return Answer(fact.id, fact.statement, fact.value, fact.citations, note)


def _other_account(link: LinkEntry) -> str:
    word = {"differs": "Another account", "updates": "A later account", "agrees": "Another document agrees"}
    return f"{word[link.relation]} ({link.why}):" if link.why else f"{word[link.relation]}:"


def readable(raw: str) -> str:
    """What was typed, with lone surrogates, which no encoding has, replaced."""
    return raw.encode("utf-8", "replace").decode("utf-8")


def chosen(base: FactBase, ids: Sequence[str], raw: str) -> Reply:
    """The reply that gives facts which somebody has chosen. Ids that the base no longer has are passed over."""
    answers = tuple(_answer(base.facts[id_], "") for id_ in ids if id_ in base.facts)
    lead = "" if answers else "The fact base has changed since. Please ask again."
    facts = [answer.fact for answer in answers]
    intent = next((intent.id for intent in base.intents.values() if set(facts) & set(intent.facts)), "")
    return Reply(
        question=readable(raw),
        status="answered" if answers else "unknown",
        lead=lead,
        answers=answers,
        text=text(lead, answers),
        base=base.hash,
        context=Context(intent=intent, facts=facts, turns=0) if answers else None,
    )


def text(lead: str, answers: Sequence[Answer], suggestions: Sequence[str] = ()) -> str:
    """A reply as plain text: the lead, the statements with numbered footnotes, the passages, questions to try."""
    numbers: dict[Citation, int] = {}
    paragraphs = [lead] if lead else []
    for answer in answers:
        marks = "".join([f"[{numbers.setdefault(citation, len(numbers) + 1)}]" for citation in answer.citations])
        paragraphs.append(f"{answer.note} {answer.text} {marks}".strip())
    footnotes = [f"[{number}] “{citation.quote}”\n    {source(citation)}" for citation, number in numbers.items()]
    tries = ["You could ask:\n" + "\n".join(f"- {question}" for question in suggestions)] if suggestions else []
    return "\n\n".join([*paragraphs, *footnotes, *tries])


def source(citation: Citation) -> str:
    """A citation's document in words: title, publisher and date where it has them, file and place."""
    known = [part for part in (citation.title, citation.publisher, citation.date) if part]
    place = f"{citation.file}, characters {citation.start}–{citation.end}"
    return f"{', '.join(known)} ({place})" if known else place


def _list(items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"

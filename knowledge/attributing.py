"""Who says a fact, which document has it, as of when it holds: put with the fact that the question names."""

from __future__ import annotations

from dataclasses import replace

from knowledge import attribution, wording
from knowledge.asking import Asking
from knowledge.deciding import Outcome
from knowledge.slots import Question

SURER = 5.0
"""Points of confidence by which a message must be surer as it stands to be no question about a fact that it names."""


def attributed(asking: Asking, question: Question, alone: Outcome) -> Outcome | None:
    """The fact that a question such as *who says that the rate was 5%* names, with its attribution.

    None where the question asks for no attribution, or taken as it stands is answered with other facts.
    """
    asked = attribution.of_a_named_fact(question.typed)
    if asked is None:
        return None
    named = asking.decide(asking.read(asked.fact))
    shared = {fact.id for fact in named.facts} & {fact.id for fact in alone.facts}
    other = not shared and _asks_so_itself(asked.kind, alone, named)
    if named.status != "answered" or named.objected or other:
        return None
    facts = tuple(fact for fact in named.facts if fact.id in shared) or named.facts
    match asked.kind:
        case "speaker":
            whose = asking.base.names.find(asking.base.matcher.analyse(asked.whose).words)
            lead = wording.speaker(facts, whose[0].name if whose else "")
        case "document":
            lead = wording.documents(facts)
        case _ if facts[0].period:
            lead = wording.as_of(facts)
        case _:
            return replace(named, status="nearest", question=question, facts=facts, lead=wording.no_date(facts, ""))
    return replace(named, question=question, facts=facts, lead=lead)


def _asks_so_itself(kind: attribution.Kind, alone: Outcome, named: Outcome) -> bool:
    """Whether a message is answered as it stands, more surely or by an intent whose wordings ask for such a thing.

    *Which articles name Ada Brock* is then no question for the articles that tell who Ada Brock is.
    """
    if alone.status != "answered" or alone.best is None:
        return False
    own = map(attribution.of_a_named_fact, (alone.best.utterance, alone.best.intent.example))
    return any(asked and asked.kind == kind for asked in own) or alone.confidence > named.confidence + SURER

"""What a message comes to in the light of the turn before it; what stands alone is left as it is."""

from __future__ import annotations

from dataclasses import replace

from knowledge import attribution, follow_ups, matters, wording
from knowledge.asking import Asking
from knowledge.deciding import CERTAIN, SAME, Outcome
from knowledge.guards import Candidate, Objection, objections
from knowledge.quantities import dates
from knowledge.replies import Context
from knowledge.slots import Question
from knowledge.text import clean
from knowledge.turns import LEANING, Turn
from knowledge.words import stem, words

MORE = 3
"""Facts that are given at most where somebody asks what else there is."""


def take_up(asking: Asking, question: Question, context: Context, alone: Outcome) -> Outcome:
    """The outcome in the light of the turn before, where the message leans on it; else the one it has alone."""
    base = asking.base
    facts = tuple(base.facts[id_] for id_ in context["facts"] if id_ in base.facts)
    if not facts:
        return alone
    before = tuple(base.facts[id_] for id_ in context.get("before", ()) if id_ in base.facts)
    turn = Turn(asking, question, clean(question.raw), context["intent"], facts, before, alone)
    for step in (_attributed, _moved, _by_itself, _another_year, _swapped, _in_full):
        if outcome := step(turn):
            return outcome
    return alone


def _attributed(turn: Turn) -> Outcome | None:
    """Who says the facts at hand, which documents have them, as of when they hold."""
    asked = attribution.of_the_fact_at_hand(turn.typed) or attribution.of_the_fact_at_hand(turn.question.asked)
    if not asked:
        return None
    kind, found = asked
    groups = found.groupdict()
    if kind == "date":
        unit = groups.get("unit") or ""
        if attribution.tells(turn.facts[0].period, unit) and not groups.get("said"):
            return turn.answered(turn.facts, wording.as_of(turn.facts))
        told = None if groups.get("span") else matters.asked_anew(turn, turn.read("when"), unit)
        if groups.get("said") and (told is None or told.status != "answered"):
            told = matters.when_told(turn) or told
        return told or turn.nearest(wording.no_date(turn.facts, unit))
    if kind == "speaker":
        whose = turn.base.names.find(turn.read(groups.get("whose") or "x").analysis.words)
        return turn.answered(turn.facts, wording.speaker(turn.facts, whose[0].name if whose else ""))
    return turn.answered(turn.facts, wording.documents(turn.facts))


def _by_itself(turn: Turn) -> Outcome | None:
    """Small talk, and what needs nothing from before but a word that carries on: *and who is Ada Brock?*."""
    best = turn.alone.best
    if best is not None and best.intent.kind == "chat":
        leans = follow_ups.refers(turn.typed) or follow_ups.corrected(turn.typed)
        return turn.alone if best.likeness >= SAME or not leans else None
    question = turn.read(follow_ups.bare(turn.typed))
    if not follow_ups.stands_alone(question):
        return None
    found = turn.asking.decide(question)
    if turn.alone.status == "answered" or not follow_ups.goes_on(turn.typed):
        return turn.alone
    return found if found.status == "answered" else None


def _moved(turn: Turn) -> Outcome | None:
    """The facts at hand beside the other account, the other account alone, or what else was said."""
    move = follow_ups.move(turn.typed)
    given = {fact.id for fact in turn.facts}
    links = [link for fact in turn.facts for link in fact.links]
    linked = [turn.base.facts[link.fact] for link in links if link.fact not in given]
    others = linked or [fact for fact in turn.before if fact.id not in given]
    who = turn.question.speaker or min(turn.question.names, default="")
    if who:
        others = [
            fact for fact in others if who in (fact.speaker, *(citation.publisher for citation in fact.citations))
        ]
    match move:
        case "compare" if links:
            return turn.answered((*turn.facts, *linked), wording.compared(links))
        case "compare" if len(turn.facts) + len(others) > 1:
            return turn.answered((*others, *turn.facts), "")
        case "other" | "view" | "agreement" if others:
            return turn.answered(others, wording.taken(turn.example))
        case "agreement":
            return turn.nearest(wording.objection(Objection("speaker", who), turn.facts)) if who else None
        case "more":
            return _more(turn)
        case _:
            return None


def _more(turn: Turn) -> Outcome | None:
    """What the speaker of the facts at hand, or else the one they are about, says besides in the same document."""
    who = next((fact.speaker for fact in turn.facts if fact.speaker), next(iter(turn.named("person")), ""))
    told = {fact.id for fact in (*turn.facts, *turn.before)}
    quotes = {(citation.source, citation.start) for fact in turn.facts for citation in fact.citations[:1]}
    sources = {source for source, _ in quotes}
    said = [
        fact
        for fact in turn.base.facts.values()
        if who and fact.speaker == who and fact.id not in told and fact.citations
        if fact.citations[0].source in sources and (fact.citations[0].source, fact.citations[0].start) not in quotes
    ]
    said.sort(key=lambda fact: fact.topic not in turn.topics)
    return turn.answered(said[:MORE], wording.also_said(who)) if said else None


def _another_year(turn: Turn) -> Outcome | None:
    """The same for the year before or after: *and the year before?*."""
    step = follow_ups.years_on(turn.typed)
    if not step:
        return None
    years = {date.year for date in dates(turn.facts[0].period) if date.year}
    other = f"the year {'before' if step < 0 else 'after'}"
    if len(years) != 1:
        return turn.nearest(wording.objection(Objection("date", other), turn.facts))
    year = years.pop()
    found = _for_date(turn, f"in {year + step}")
    if found.status == "answered":
        return found
    return replace(found, lead=wording.objection(Objection("date", f"{other} {year}"), turn.facts))


def _swapped(turn: Turn) -> Outcome | None:
    """What was asked before, of another period, name or currency: *and in 2014?*, *what about Tmall?*."""
    if not follow_ups.leans(turn.question, turn.typed) or not follow_ups.only_swaps(turn.question):
        return None
    if turn.question.dates:
        return _for_date(turn, follow_ups.bare(turn.question.asked))
    found = _converted(turn) or _renamed(turn) or matters.by_own_words(turn, turn.question)
    if found and not turn.question.names <= turn.names(found.facts):
        found = None
    if (found is None or found.status != "answered") and not _speaks_of_the_same(turn):
        return _objected(turn, turn.question) or found
    return found if found and found.status == "answered" else turn.alone


def _converted(turn: Turn) -> Outcome | None:
    """A sum of the facts at hand in the currency that is asked for, where a document gives both side by side."""
    at_hand = {(figure.value, figure.unit) for fact in turn.facts for figure in fact.figures if figure.unit.isalpha()}
    wanted = turn.question.currencies - {unit for _, unit in at_hand}
    both = [
        fact
        for fact in (turn.base.facts.values() if wanted and at_hand else ())
        if wanted <= {figure.unit for figure in fact.figures}
        and any((figure.value, figure.unit) in at_hand for figure in fact.figures)
    ]
    if not both:
        return None
    return turn.answered((min(both, key=lambda fact: len(fact.statement)),), wording.taken(turn.example))


def _speaks_of_the_same(turn: Turn) -> bool:
    """Whether the message, taken alone, is answered with a figure that the facts at hand have too."""
    figures = {figure.value for fact in turn.facts for figure in fact.figures}
    alone = {figure.value for fact in turn.alone.facts for figure in fact.figures}
    return turn.alone.status == "answered" and bool(figures & alone)


def _renamed(turn: Turn) -> Outcome | None:
    """What was asked before, with the name in it replaced."""
    old = turn.read(turn.example)
    names = {
        mention.name: mention
        for mention in old.mentions
        if mention.name not in turn.base.everywhere or len(old.names) == 1
    }
    if not names or not turn.question.names:
        return None
    for mention in names.values():
        said = old.analysis.words
        text = " ".join((*said[: mention.first], follow_ups.bare(turn.question.asked), *said[mention.last :]))
        found = turn.asking.decide(turn.read(text))
        if found.status == "answered" and not found.objected:
            return replace(found, question=turn.question, lead=wording.taken(turn.example, found.lead))
    return None


def _for_date(turn: Turn, said: str) -> Outcome:
    """What was asked before, for another date; a document's own date does not count."""
    asked = turn.read(said).dates
    same = turn.asking.decide(turn.read(f"{turn.example} {said}"))
    told = {fact.topic for fact in same.facts} <= turn.topics and all(
        any(date.within(known) for fact in same.facts for known in fact.dates if known.end) for date in asked
    )
    if same.status == "answered" and told:
        return replace(same, question=turn.question, lead=wording.taken(turn.example, same.lead))
    objected = _objected(turn, turn.read(said))
    return objected or turn.nearest(wording.objection(Objection("date", said.removeprefix("in ")), turn.facts))


def _objected(turn: Turn, question: Question) -> Outcome | None:
    """The facts at hand, with what speaks against them; None if nothing does."""
    unnamed = question.names - turn.base.everywhere - turn.names(turn.facts)
    intent = turn.base.intents.get(turn.intent)
    if intent is None:
        return None
    said = turn.base.vocabularies
    covered, vocabulary = said.cover(intent.id, ()), said.of(intent.id)
    same = Candidate(intent, turn.facts, frozenset(), vocabulary, 100.0, 1.0, 1.0, intent.example, covered)
    objected = (
        *objections(question, same, turn.base),
        *(Objection("name", name) for name in sorted(unnamed)),
    )
    if not objected:
        return None
    return replace(turn.nearest(wording.objection(objected[0], turn.facts)), best=same, objected=objected)


def _in_full(turn: Turn) -> Outcome | None:
    """The message completed with what was said before, where it needs that."""
    if not follow_ups.leans(turn.question, turn.typed):
        return None
    alone = turn.alone
    text = follow_ups.bare(follow_ups.corrected(turn.typed) or turn.question.asked)
    if found := _of_person(turn, text) or _of_thing(turn, text):
        return found
    question = turn.read(text)
    sure = alone.status == "answered" and alone.confidence >= CERTAIN and bool(follow_ups.meaning(question))
    full = not (follow_ups.only_measures(question) and follow_ups.refers_back(text))
    if sure and full and alone.best and alone.best.intent.topic in turn.topics and follow_ups.asking(text):
        return None
    if follow_ups.during(text) and _told(turn, question):
        return turn.answered(turn.facts, wording.taken(turn.example))
    if follow_ups.meaning(question):
        found = matters.by_own_words(turn, question)
    else:
        found = matters.asked_anew(turn, question) or _again(turn, question) or matters.as_a_whole(turn, text)
    plain = found is not None and found.best is not None and found.best.score >= matters.PLAIN / 2
    goes_on = follow_ups.goes_on(turn.typed) and bool(follow_ups.asking(text))
    elsewhere = alone.best is not None and alone.best.intent.topic not in turn.topics and not question.mentions
    if found and (found.status == "answered" or (goes_on and (plain or elsewhere))):
        return found
    if sure and alone.best and alone.best.intent.topic not in turn.topics and _told(turn, question):
        return turn.answered(turn.facts, wording.taken(turn.example))
    if sure:
        return None
    unsure = alone.confidence >= LEANING and not alone.objected and not plain
    if unsure and alone.best and alone.best.intent.kind == "intent":
        return turn.asking.decide(turn.question, LEANING)
    return found or _lacking(turn)


def _told(turn: Turn, question: Question) -> bool:
    """Whether the one word that a message asks about stands in the facts at hand: *during which war?*."""
    asked = follow_ups.meaning(question)
    told = {stem(word) for fact in turn.facts for word in words(fact.statement)}
    return len(asked) == 1 and told.issuperset(asked)


def _again(turn: Turn, question: Question) -> Outcome | None:
    """The facts at hand, where what is asked for is what was asked for before."""
    intent = turn.base.intents.get(turn.intent)
    if intent is None or intent.kind != "intent" or question.denied:
        return None
    if question.asks and question.asks <= intent.asks and follow_ups.refers_back(question.asked):
        return turn.answered(turn.facts, wording.taken(turn.example))
    return None


def _of_thing(turn: Turn, text: str) -> Outcome | None:
    """The message with the one body or thing that was asked for in place of *it*."""
    names = [name for name in turn.read(turn.example).names if name not in turn.base.everywhere]
    if len(names) != 1 or turn.base.kinds.get(names[0]) == "person":
        return None
    full = follow_ups.with_matter(text, names[0])
    found = turn.asking.decide(turn.read(full)) if full != text else turn.alone
    if full == text or found.status != "answered" or found.objected:
        return None
    return replace(found, question=turn.question, lead=wording.taken(turn.example, found.lead))


def _of_person(turn: Turn, text: str) -> Outcome | None:
    """The message with the one spoken of in place of *he* or *she*."""
    if not follow_ups.speaks_of_person(text):
        return None
    nearest: Outcome | None = None
    people = turn.named("person")
    for name in people:
        other = next((one for one in people if one != name), name)
        found = turn.asking.decide(turn.read(follow_ups.with_people(text, name, other)), LEANING)
        if found.status == "answered":
            nearest = found
            break
        nearest = nearest or (found if found.status == "nearest" else None)
    if nearest is None:
        return None
    return replace(nearest, question=turn.question, lead=wording.taken(turn.example, nearest.lead))


def _lacking(turn: Turn) -> Outcome | None:
    """Nothing found for a message that only asks on: it is said what is lacking, beside the facts at hand."""
    if follow_ups.meaning(turn.question) or not turn.question.asks:
        return None
    return turn.nearest(wording.objection(Objection("kind", min(turn.question.asks)), turn.facts))

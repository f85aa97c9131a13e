"""What makes a question a follow-up: words that stand for something said before, or too few to stand alone."""

from __future__ import annotations

import re
from typing import Literal

from knowledge.coverage import FUNCTION_WORDS
from knowledge.expressions import Expression
from knowledge.quantities import CURRENCIES
from knowledge.replies import Context
from knowledge.slots import Question
from knowledge.words import stem, words

LASTS = 4
"""Turns for which a context holds without being taken up."""
SHORT = 3
"""Words with a meaning of their own that a question may have and still lean on the turn before."""

Move = Literal["compare", "other", "agreement", "view", "more"]
"""What is done with the facts at hand: set side by side, left for the other account, or continued."""

_TWO = (
    r"(?:them|these|those|both|(?:the|these|those)"
    r" (?:two|accounts|figures|numbers|versions|documents|articles|sources))"
)
_OTHER = r"(?:account|figure|number|version|one|document|article|source|report|side|view|story|paper)"
_SAME = r"(?:it|this|that) (?:the same(?: way)?|so|that way)"
_SAID = r"(?:say|said|write|wrote|claim|claimed|argue|argued|mention|mentioned|tell us|told us)"
_MOVES: dict[Move, tuple[str, ...]] = {
    "compare": (
        rf"(?:can you )?(?:compare|contrast) {_TWO}(?: two)?|{_TWO} side by side",
        rf"(?:how|why|where|do|in what) (?:do |did )?(?:they|{_TWO})"
        r" (?:differ|disagree|compare|match|agree|diverge|contradict each other)",
        r"why (?:are|is) (?:they|it|that|there) (?:so |a )?differen(?:t|ce)",
        r"(?:what(?: is|'s)|why) the difference(?: between (?:them|the two))?",
        r"are they (?:really )?(?:different|consistent|contradictory|in conflict)",
        r"are they (?:about |really )?the same(?: (?:number|figure|thing|amount))?",
    ),
    "other": (
        rf"(?:(?:what|how) about |(?:what|which)(?:'s| is| was| does| do) )?(?:the|any) others?(?: {_OTHER})?"
        r"(?: say| claim| have| report| about it| say about (?:it|that|this))*",
    ),
    "agreement": (
        r"(?:does|do|did) .{2,40} agree(?: with (?:it|that|this|him|her|them))?(?: too| as well)?",
        r"(?:does|do|did) .{2,40} (?:say|claim|think|hold|write) (?:so|the same(?: thing)?|that)(?: too| as well)?",
        rf"(?:does|do|did) .{{2,40}} see {_SAME}(?: too| as well)?",
    ),
    "view": (r"what (?:does|do|did) .{2,40} (?:say|think|report|write|claim)(?: (?:about|on) (?:it|that|this))?",),
    "more": (
        rf"(?:what|anything|something) (?:else|more) (?:did|does|do|has|have) .{{2,30}}? {_SAID}"
        r"(?: (?:about|in|on|there|to) .{1,30})?",
        rf"(?:what|anything|something) (?:else|more)(?: (?:he|she|they) {_SAID})?",
        r"(?:tell me )?more",
    ),
}
_BEFORE = r"(?:(?:and|but|so|ok|okay|then|hm+|wait|well|now|please|also|um+)[\s,.]+)*"
_WHOLE = {move: Expression(rf"^{_BEFORE}(?:{'|'.join(wordings)})\W*$") for move, wordings in _MOVES.items()}

_MEANT = r"i (?:actually |really )?(?:meant|mean|was asking about|am asking about)"
_CORRECTING = Expression(
    r"^(?:(?:no|nope|nah|not that|sorry|oops|wait|hm+|ok|okay|i mean|actually)[\s,.:;!-]+)*"
    rf"(?:no|nope|sorry|not that(?: one)?|{_MEANT}|rather|make that)[\s,.:;!-]+(?:{_MEANT}\s+)?(?:the )?(?=\w)"
)
_LEANS = Expression(
    r"^(?:ok(?:ay)?[\s,.]+|so[\s,.]+)?(?:and|or|but|what about|how about|same for|also|then|which ones?|why not|how so"
    r"|in|for|over|at|by|to|with)\b"
)
_LEADING = Expression(r"^(?:ok(?:ay)?[\s,.]+)*(?:and|or|but|so|then|also|what about|how about|same for|the)\b[\s,]*")
_PRONOUN = Expression(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|that|this|those|these|there|ones?)\b"
)
_PERSON = Expression(r"\b(?:he|him|his|she|her|hers)\b")
_SUBJECT = Expression(r"\b(?:he|she)\b")
_IT = Expression(r"\b(?:it|that|this)\b")
_THERE = Expression(r"(?<=\w )there\b(?=\W*$)")
_EXAMPLE = Expression(r"[\s,]+(?:for (?:example|instance)|e\.g\.?|then|anyway|exactly|though)(?=\W*$)")
_EARLIER = Expression(
    r"^(?:(?:and|what about|how about|but|in|for|was it)[\s,]+)*(?:"
    r"(?:the|a|one)\s+years?\s+(?P<way>before|earlier|prior|previous|after|later)(?:\s+(?:that|it|then))?"
    r"|the\s+(?P<which>previous|prior|preceding|next|following)\s+year)\W*$"
)
_ASKING = Expression(
    r"^(?:(?:to|of|by|for|with|from|in|on|at)\s+)?"
    r"(?:what for|how come|whom|whose|who|which|when|where|why|how many|how much|how|what)\b"
)


_LIGHT = frozenset(map(stem, "make makes mean means come comes during".split()))
"""Stems of words that say little: *what rate does that make*, *during which war*."""
_MEASURES = frozenset(map(stem, "share rate percentage percent proportion number amount sum total figure".split()))
_MONEY = frozenset(stem(word) for name in CURRENCIES for word in words(name))


def live(context: Context | None) -> bool:
    """Whether there is a turn to take up."""
    return context is not None and bool(context["facts"]) and context["turns"] < LASTS


def move(typed: str) -> Move | None:
    """What is to be done with the facts at hand, where a message asks for nothing else."""
    return next((name for name, pattern in _WHOLE.items() if pattern.match(typed)), None)


def corrected(typed: str) -> str:
    """What a correction puts in place of what was asked (*no, I meant stores*); "" for no correction."""
    found = _CORRECTING.match(typed)
    return typed[found.end() :] if found else ""


def leans(question: Question, typed: str) -> bool:
    """Whether a question, by its words, needs the turn before it."""
    own = meaning(question)
    if _LEANS.match(typed) or corrected(typed) or _EXAMPLE.search(typed):
        return len(own) <= 2 * SHORT
    if len(own) <= 1:
        return not stands_alone(question)
    return len(own) <= SHORT + 1 and bool(_PRONOUN.search(question.asked))


def goes_on(typed: str) -> bool:
    """Whether a message opens as one that goes on: *and …*, *what about …*."""
    return bool(_LEANS.match(typed))


def refers(typed: str) -> bool:
    """Whether a message has a word that stands for something said before, or opens as one that goes on."""
    return bool(_PRONOUN.search(typed) or _LEANS.match(typed) or _ASKING.match(typed))


def refers_back(asked: str) -> bool:
    """Whether a question has a word that stands for something said before."""
    return bool(_PRONOUN.search(asked))


def meaning(question: Question) -> tuple[str, ...]:
    """The stems of a question that tell what it is about."""
    return tuple(word for word in question.analysis.stems if word not in FUNCTION_WORDS | _LIGHT)


def only_measures(question: Question) -> bool:
    """Whether a question has no word of its own but of what kind of figure it wants: *what share is that?*."""
    return _MEASURES.issuperset(meaning(question))


def only_swaps(question: Question) -> bool:
    """Whether a question says nothing but another period, name or currency."""
    named = {word for mention in question.mentions for word in question.analysis.stems[mention.first : mention.last]}
    dated = {stem(word) for date in question.dates for word in words(question.asked[date.start : date.end])}
    rest = [word for word in meaning(question) if word not in named | dated | _MONEY]
    swaps = question.dates or question.currencies or (question.mentions and not asking(question.asked))
    return not rest and bool(swaps)


def years_on(typed: str) -> int:
    """By how many years a message wants the same for another year: -1 for *and the year before?*; 0 for none."""
    found = _EARLIER.match(typed)
    if not found:
        return 0
    return 1 if (found["way"] or found["which"]).lower() in ("after", "later", "next", "following") else -1


def bare(typed: str) -> str:
    """A follow-up without the words that only carry it on."""
    text = corrected(typed) or typed
    while (shorter := _LEADING.sub("", text)) != text and shorter.strip(" ?.!"):
        text = shorter
    return _EXAMPLE.sub("", text)


def with_people(asked: str, first: str, second: str) -> str:
    """A question with names in place of *he* and *she*; a *him* beside a *he* is the second."""
    subject = _SUBJECT.search(asked)

    def name(found: re.Match[str]) -> str:
        who = second if subject and found[0].lower() in ("him", "her") else first
        return f"{who}'s" if found[0].lower() in ("his", "hers") else who

    return _PERSON.sub(name, asked)


def with_matter(asked: str, matter: str, place: str = "") -> str:
    """A question with *it* or *that* replaced by what was spoken of, *there* by a place; "" for none known."""
    asked = _IT.compiled.sub(lambda _: matter, asked, count=1) if matter else asked
    return _THERE.sub(lambda _: f"at {place}", asked) if place else asked


def speaks_of_person(asked: str) -> bool:
    """Whether a question has a *he* or a *she*."""
    return bool(_PERSON.search(asked))


_DURING = Expression(r"^(?:during|in|at|on|of|from) (?:which|what)\b")


def during(asked: str) -> bool:
    """Whether a question asks which of a kind the matter at hand was of: *during which war?*."""
    return bool(_DURING.match(asked))


def asking(asked: str) -> str:
    """The words that ask, at the beginning of a question: *to whom*, *how many*; "" for none."""
    found = _ASKING.match(asked)
    return found[0] if found else ""


_MATTER = Expression(
    r"^(?:what|who|which)\s+(?:is|are|was|were)\s+(?P<matter>(?!there\b|it\b|being\b).+)$|\babout\s+(?P<about>.+)$"
)


def spoken_of(example: str) -> str:
    """What an example asks about: *the reef* of *what is the reef*; "" where its form does not tell."""
    found = _MATTER.search(example)
    return (found["matter"] or found["about"]) if found else ""


def stands_alone(question: Question) -> bool:
    """Whether a question has words that ask, a name, and nothing that stands for something said before."""
    return bool(question.mentions and asking(question.asked)) and not _PRONOUN.search(question.asked)


def asked_anew(example: str, asking_words: str) -> str:
    """An example with other words that ask: *when* and *where was it published* give *when was it published*."""
    return f"{asking_words} {unasked(example)}"


_OF = Expression(r"^(?:share|number|percentage|proportion|amount|part|total) of (?:the )?")


def unasked(example: str) -> str:
    """An example without the words that ask."""
    return _OF.sub("", _ASKING.compiled.sub("", example, count=1).strip())


_COUNTED = Expression(r"^(?:how many|how much|which|what (?:share|number|percentage) of)(?: the)? (?P<thing>\w+)")


def of_another_thing(example: str, thing: str) -> str:
    """An example that counts another thing: *how many lamps* for *how many boats*; "" where it counts none."""
    found = _COUNTED.match(example)
    return f"{example[: found.start('thing')]}{thing}{example[found.end('thing') :]}" if found else ""


_VERB = Expression(r"\b(?:was|were|is|are|did|do|does|has|have|had)\b")


def denied(example: str) -> str:
    """An example that denies what it asked: *how many were open* gives *how many were not open*."""
    return _VERB.compiled.sub(lambda found: f"{found[0]} not", example, count=1)

"""What a question denies: *which leads were not followed up*."""

from __future__ import annotations

from knowledge.expressions import Expression
from knowledge.forms import BE, TAG
from knowledge.words import words

_DENYING = frozenset("not never no none neither nobody without".split())
_ANY = Expression(r"\b(?:not|never|no|none|neither|nobody|without|cannot|\w+n't)\b")
_TAGGED = Expression(
    rf"[,.;:?\-]?\s*\b{TAG}\s*[?.!]*$|^\w+n't\b|\b{BE}n't\s+(?:it|he|she|they|that)\b|\bnot\s+mistaken\b"
)
_ASIDE = Expression(
    # In part: not all, not only, none until.
    r"\b(?:not|never)\s+(?:all|every\w*|always|entirely|fully|quite|so|very|only|just|merely|sure|yet|least)\b"
    r"|^.*\b(?:unless|until)\b.*$"
    # About who asks: I do not know.
    r"|\b(?:i|we|you)\b(?:'m|'re)?\s*(?:\w+\s+){0,2}?(?:not|\w+n't|never|cannot|no)\b"
    # Left out or left open: 2016, not 2015; or not.
    r"|[,(]\s*(?:and\s+|but\s+)?(?:not|no)\b|\b(?:or|if|whether|why)\s+(?:not|no)\b(?!\s+\w+ed)|\b(?:or|if|whether)\s+\w+n't\b"
    # In a phrase: no one, none other.
    r"|\bno\s+(?:one|matter|idea|longer|\.|\d)|\bnone\s+other\b"
)
_PLAIN = Expression(
    r"^(?:(?!\b(?:that|because|while|although|since|as)\b)(?:[^,;:.]|[,.](?=\d)))*?"
    rf"\b(?:{BE}(?:n't|\s+(?:\w+\s+){{0,3}}?(?:not|never)\b)|can(?:no|')t|won't)"
)


def denials(asked: str) -> list[list[str]]:
    """The words that follow each denial of a question; a tag such as *isn't it?* denies nothing."""
    if not _ANY.search(asked):
        return []
    found = words(_ASIDE.sub(" ", _TAGGED.sub("", asked)))
    return [found[at + 1 :] for at, word in enumerate(found) if word in _DENYING]


def denies(asked: str) -> bool:
    """Whether the verb of the question itself is denied: *which were not closed*, not *threats that nobody heeds*."""
    return bool(_PLAIN.search(asked))

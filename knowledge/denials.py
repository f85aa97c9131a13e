"""What a question denies: *which leads were not followed up*."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from knowledge.coverage import FUNCTION_WORDS
from knowledge.expressions import Expression
from knowledge.forms import BE, TAG
from knowledge.names import Mention
from knowledge.words import stem, words

_DENYING = frozenset("not never no none neither nobody without".split())
_ANY = Expression(
    r"\b(?:not|never|no|none|neither|nobody|without|cannot|\w+n't)\b",
    needs=("no", "never", "neither", "without", "n't"),
)
_TAGGED = Expression(
    rf"[,.;:?\-]?\s*\b{TAG}\s*[?.!]*$|^\w+n't\b|\b{BE}n't\s+(?:it|he|she|they|that)\b(?=\W*$|\s*[?.!])|\b(?:is|was)n't\s+(?:that|it)\s+(?:it|how|what)\b|\bnot\s+mistaken\b"
)
_ASIDE = Expression(
    # In part: not all, not only, none until.
    r"\b(?:not|never)\s+(?:all|every\w*|always|entirely|fully|quite|only|just|merely|sure|yet|least)\b"
    r"|^.*\bunless\b.*$"
    # About who asks: I do not know.
    r"|\b(?:i|we|you)\b(?:'m|'re)?\s+(?:(?:am|are|do|did|can|could|would|will|have|had|really|just|still)\s+){0,2}"
    r"(?:not|\w+n't|never|cannot|no)\b"
    # Left out or left open: 2016, not 2015; or not.
    r"|[,(]\s*(?:and\s+|but\s+)?(?:not|no)\b|\b(?:or|if|whether|why)\s+(?:not|no)\b(?!\s+\w+ed)|\b(?:or|if|whether)\s+\w+n't\b"
    # In a phrase: no one, none other.
    r"|\bno-|\bno\s+(?:one|matter|idea|longer|\.|\d)|\bnone\s+other\b"
)
_PLAIN = Expression(
    r"^(?:(?!\b(?:that|because|while|although|since|as)\b)(?:[^;:.?]|[.](?=\d)))*?"
    rf"\b(?:{BE}(?:n't|\s+(?:\w+\s+){{0,3}}?(?:not|never)\b)|can(?:no|')t|won't)",
    needs=("'t", "not", "never"),
)


_DENYING_TOO = Expression(
    r"\b(?:not|no|never|none|neither|nobody|without|cannot|\w+n't|declin\w+|refus\w+|fail\w+|den(?:y|ied|ies)|"
    r"reject\w+|unable|inability|unwilling\w*|lack\w*|hardly|barely|impossible)\b(?P<scope>(?:\W+[\w']+){1,12})"
)


def denied_in(text: str) -> set[str]:
    """The stems of the words that a text says *not* of, in whatever words: *declined further comment*."""
    return {stem(word) for found in _DENYING_TOO.finditer(text) for word in words(found["scope"])}


def is_negative(text: str) -> bool:
    """Whether a text says of anything that it is not so."""
    return bool(_DENYING_TOO.search(text))


def denials(asked: str) -> list[list[str]]:
    """The words that follow each denial of a question; a tag such as *isn't it?* denies nothing."""
    if not _ANY.search(asked):
        return []
    found = words(_ASIDE.sub(" ", _TAGGED.sub("", asked)))
    return [found[at + 1 :] for at, word in enumerate(found) if word in _DENYING]


def denied(asked: str, find: Callable[[Sequence[str]], Sequence[Mention]]) -> Iterator[str]:
    """The first word with a meaning of its own after each denial, names aside; *not* itself where there is none."""
    for following in denials(asked):
        named = {word for mention in find(following) for word in following[mention.first : mention.last]}
        yield next((word for word in following if stem(word) not in FUNCTION_WORDS and word not in named), "not")


def denies(asked: str) -> bool:
    """Whether the verb of the question itself is denied: *which were not closed*, not *threats that nobody heeds*."""
    return bool(_PLAIN.search(asked))

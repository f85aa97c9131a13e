"""Questions as people really type them: mistyped, in capitals, without punctuation, with lead-ins, spelt otherwise.

Every form is a pure function of the text; what chance would choose is chosen by a hash, so that the same question is
always roughened alike.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import partial
from string import ascii_lowercase

SHORTEST = 4
"""Letters from which a word is mistyped."""
TYPINGS = ("", "a", "b", "c", "d", "e")
"""Ways in which a question is mistyped: of one alone, much would be chance."""

_WORD = re.compile(r"[A-Za-z]+")
_PUNCTUATION = re.compile(r"(?<!\d)[.,](?!\d)|(?<=\d)[.,](?!\d)|[?!;:\"“”()-]")
_APOSTROPHE = re.compile(r"['’]")
_LEAD_INS = (
    "hey quick q - {}",
    "hi team, {}",
    "sorry to bother you, but {}",
    "could you tell me {}",
    "ok so {} thanks!",
    "need this for a memo: {}",
    "pls help: {} thx",
    "good morning all! {}",
)
_SPELLINGS = (
    ("our", "or", "behaviour colour favour honour labour rumour neighbour harbour endeavour savour"),
    ("ise", "ize", "criticise recognise organise realise authorise emphasise apologise summarise characterise"),
    ("isation", "ization", "organisation authorisation characterisation"),
    ("re", "er", "centre metre theatre fibre calibre"),
    ("ence", "ense", "defence offence licence pretence"),
    ("elled", "eled", "labelled travelled cancelled modelled"),
    ("elling", "eling", "labelling travelling modelling"),
    ("ogue", "og", "catalogue dialogue"),
    ("mme", "m", "programme"),
    ("que", "ck", "cheque"),
)


def mistyped(text: str, edits: int, typing: str = "") -> str:
    """A text with so many edits in every word of four letters or more: a letter too many, too few, other or swapped.

    Another `typing` has other edits.
    """
    return _WORD.sub(lambda match: _mistyped(match[0], edits, f"{typing}{text}\0{match.start()}"), text)


def _mistyped(word: str, edits: int, seed: str) -> str:
    if len(word) < SHORTEST:
        return word
    for edit in range(edits):
        changed = word
        attempt = 0
        while changed == word:
            changed = _edited(word, _number(f"{seed}\0{edit}\0{attempt}"))
            attempt += 1
        word = changed
    return word


def _edited(word: str, number: int) -> str:
    """One edit; the first letter, which people rarely miss, stays."""
    kind, number = number % 4, number // 4
    at, number = 1 + number % (len(word) - 1), number // (len(word) - 1)
    letter = ascii_lowercase[number % 26]
    if kind == 0:
        return word[:at] + letter + word[at:]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + letter + word[at + 1 :]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def without_punctuation(text: str) -> str:
    """A text of words and figures alone."""
    return " ".join(_PUNCTUATION.sub(" ", _APOSTROPHE.sub("", text)).split())


def with_lead_in(text: str) -> str:
    """A text after, or between, what people say first."""
    return _LEAD_INS[_number(text) % len(_LEAD_INS)].format(text)


def spelt_otherwise(text: str) -> str:
    """A text in American spelling where it is British, and the other way round."""
    return _WORD.sub(lambda match: _OTHERWISE.get(match[0].lower(), match[0]), text)


def _pairs() -> dict[str, str]:
    found: dict[str, str] = {}
    for british, american, words in _SPELLINGS:
        for word in words.split():
            stem = word.removesuffix(british)
            for ending in ("", "s", "d" if british.endswith("e") else "ed"):
                pair = f"{stem}{british}{ending}", f"{stem}{american}{ending}"
                found |= {pair[0]: pair[1], pair[1]: pair[0]}
    return found


_OTHERWISE = _pairs()

FORMS: dict[str, tuple[Callable[[str], str], ...]] = {
    "clean": (str,),
    "one typo a word": tuple(partial(mistyped, edits=1, typing=typing) for typing in TYPINGS),
    "two typos a word": tuple(partial(mistyped, edits=2, typing=typing) for typing in TYPINGS),
    "capitals": (str.upper,),
    "no punctuation": (without_punctuation,),
    "lead-ins": (with_lead_in,),
    "other spelling": (spelt_otherwise,),
}
"""Every form by its name, and in each of its ways; the first is the question as it is."""


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])

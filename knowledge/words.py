"""Text to words, and words to stems. The stems are Porter's second English stemmer, https://snowballstem.org."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

from Stemmer import Stemmer  # type: ignore[import-not-found]  # compiled, without type hints

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:'[^\W_]+)*")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
_ENDINGS = (
    ("n't", "not"),
    ("'re", "are"),
    ("'ve", "have"),
    ("'ll", "will"),
    ("'m", "am"),
    ("'s", ""),
    ("'d", ""),
)
_WHOLE = {
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
}

# A Stemmer holds a buffer of its own: one for each thread.
_local = threading.local()


def _stemmer() -> Stemmer:
    found = getattr(_local, "stemmer", None)
    if found is None:
        found = _local.stemmer = Stemmer("english", 0)
    return found


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Reduce a lower-case word to its stem: *convictions* and *convicted* both give *convict*."""
    return str(_stemmer().stemWord(word))


def clean(text: str) -> str:
    """Bring a text into one form: compatibility characters, case and accents folded, one kind of apostrophe."""
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = unicodedata.normalize("NFKD", text.translate(_QUOTES)).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 12)
def _expand(word: str) -> tuple[str, ...]:
    """Spell out a word with an apostrophe; a possessive loses its ending."""
    if word in _WHOLE:
        return _WHOLE[word]
    for ending, meaning in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            head = word[: -len(ending)].replace("'", "")
            return (head, meaning) if meaning else (head,)
    return (word.replace("'", ""),)


def words(text: str) -> list[str]:
    """Split a text into its words and numbers in order, cleaned; *don't* gives *do not*, 1,000 gives 1000."""
    found: list[str] = []
    for word in _WORD.findall(clean(text)):
        if "'" in word:
            found.extend(_expand(word))
        elif word[0].isdigit():
            found.append(word.replace(",", ""))
        else:
            found.append(word)
    return found


def is_number(word: str) -> bool:
    """Tell whether a word begins with a digit."""
    return word[0].isdigit()

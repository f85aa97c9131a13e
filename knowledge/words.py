"""Text to words, and words to stems. The stems are Porter's second English stemmer, https://snowballstem.org."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

from Stemmer import Stemmer  # type: ignore[import-not-found]  # compiled, without type hints

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:'[^\W_]+)*")
_INSIDE = re.compile(r"[\w,;'\")] ")
"""What stands before a word that does not begin a sentence."""
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
_ENDINGS = (
    ("'re", "are"),
    ("'ve", "have"),
    ("'ll", "will"),
    ("'m", "am"),
    ("'s", ""),
    ("'d", ""),
)
_NEGATED = "do does did is are was were has have had could should would must need".split()
_NEGATIVES = [f"{word}n't" for word in [*_NEGATED, "might", "ought", "dare"]]
_SHORT = {
    **{f"{word}nt": f"{word} not" for word in _NEGATED},
    **{f"{word}s": word for word in ("what", "who", "where", "when", "how", "that", "there")},
    **{"can't": "can not", "cant": "can not", "cannot": "can not", "won't": "will not", "wont": "will not"},
    **{"shan't": "shall not", "ain't": "is not", "aint": "is not", "im": "i am", "ive": "i have"},
    **{"dunno": "do not know", "gimme": "give me", "lemme": "let me", "wanna": "want to", "gonna": "going to"},
    **{"gotta": "got to", "u": "you", "ur": "your", "pls": "please", "plz": "please", "thx": "thanks", "abt": "about"},
    **{"thru": "through", "govt": "government", "yr": "year", "yrs": "years", "pct": "percent"},
    **{"wk": "week", "wks": "weeks", "mkt": "market", "mkts": "markets", "approx": "approximately", "wat": "what"},
    **{"vs": "versus", "cuz": "because", "acc": "according", "hw": "how", "rn": "right now", "aug": "august"},
    **{"jan": "january", "feb": "february", "sept": "september", "oct": "october", "nov": "november"},
}
"""Words that stand for others, as people type them."""

COMMON = frozenset(
    "a about above across after again against ago all almost along already also although always am among an and "
    "another any anybody anyone anything anyway are around as at away be became because become been before behind "
    "being below beside between beyond both but by came can come could did do does doing done down during each "
    "either else enough even ever every everybody everyone everything except far few for former from further get "
    "gets getting give given go goes going gone got had has have having he hence her here hers herself him "
    "himself his how however i if in indeed instead into is it its itself just kind know last later latter least "
    "less let like made make makes many may maybe me mean might mine more most much must my myself near nearly "
    "neither never next no nobody none nor not nothing now of off often oh ok okay on once one only onto or other "
    "others our ours ourselves out over own per perhaps please put quite rather really said same say says see "
    "seem seems several shall she should since so some somebody someone something sometimes somewhat soon still "
    "such tell than thank thanks that the their theirs them themselves then there therefore these they thing "
    "things this those though through throughout thus till to together too toward towards under unless until up "
    "upon us use used very via was way we well went were what whatever when whenever where wherever whether which "
    "whichever while who whoever whole whom whose why will with within without would yes yet you your yours "
    "yourself someone anyone remind cheers sorry dumb silly stupid quick question wondering curious kindly morning "
    "afternoon evening ah aha eh er erm haha hello hey hi hm hmm huh lol mm oops uh um umm wow yeah yep yo btw "
    "fyi faq asap tbh imo fwiw".split()
)
"""English words of no subject, and sounds of hesitation: no typing errors, and nothing that a base must know."""

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


def pieces(text: str) -> list[str]:
    """Split a text into what stands between spaces and punctuation, cleaned."""
    return _WORD.findall(clean(text))


def _negative(piece: str) -> str:
    """Give what *dind't* or *hatun't* is mistyped for."""
    # Only a mistyped word needs this.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415

    return process.extractOne(piece, _NEGATIVES, scorer=DamerauLevenshtein.distance)[0]


@lru_cache(maxsize=1 << 14)
def spelt_out(piece: str) -> tuple[str, ...]:
    """Give the words that a piece stands for; a possessive loses its ending, a number its commas."""
    if piece in _SHORT:
        return tuple(_SHORT[piece].split())
    if piece[0].isdigit() and "'" not in piece:
        return (piece.replace(",", ""),)
    if piece.endswith("'t"):
        return (piece if piece in _NEGATIVES else _negative(piece)).removesuffix("n't"), "not"
    for ending, meaning in _ENDINGS:
        if piece.endswith(ending) and len(piece) > len(ending):
            head = piece[: -len(ending)].replace("'", "")
            return (head, meaning) if meaning else (head,)
    return (piece.replace("'", ""),)


def words(text: str) -> list[str]:
    """Split a text into its words and numbers in order, cleaned.

    *Don't* and *dont* give *do not*, *pls* gives *please*, *1,000* gives *1000*.
    """
    return [word for piece in pieces(text) for word in spelt_out(piece)]


def capitals(text: str) -> list[bool]:
    """Tell of every word of a text whether it has a capital that is not just the first of a sentence or of all.

    A sentence may begin with a name all the same, of whose thing or which it tells of: *Kering's suit*, *Kering: why*.
    """
    folded = clean(text)
    if len(folded) != len(text) or text.isupper() or text.istitle():
        return [False] * len(words(text))

    def is_name(found: re.Match[str]) -> bool:
        begins = not _INSIDE.match(text, max(0, found.start() - 2))
        return not begins or found[0].endswith("'s") or text.startswith(":", found.end())

    return [
        text[found.start()].isupper() and is_name(found)
        for found in _WORD.finditer(folded)
        for _ in spelt_out(found[0])
    ]


def is_number(word: str) -> bool:
    """Tell whether a word begins with a digit."""
    return word[0].isdigit()

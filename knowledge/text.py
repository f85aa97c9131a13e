"""From what was typed to what is asked: Slack markup, entities, emoji, greetings and politeness are taken off."""

from __future__ import annotations

import re
import unicodedata

from knowledge.expressions import Expression
from knowledge.politeness import ending, opening

LONGEST = 2000
"""Characters of a question that are read; more than any question needs."""

_MARKUP = Expression(
    r"<(?:@[UW]\w*(?:\|[^>]*)?|![^>]*|#C\w*\|(?P<channel>[^>]*)|#C\w*|(?:https?|mailto):[^>|]*(?:\|(?P<label>[^>]*))?)>",
    needs="<",
    flags=0,
)
_EMOJI_CODE = Expression(r":[a-z0-9_+\-]*[a-z_+][a-z0-9_+\-]*:(?::skin-tone-\d:)?", needs=":", flags=0)
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": " … ", "—": " - ", "–": "-"})
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_STRESS = Expression(r"(?<![\w*_~`])[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?![\w*_~`])", needs="*_~`", flags=0)

SHORTHAND = {
    "abt": "about", "acc": "according", "amt": "amount", "b/c": "because", "bc": "because", "btw": "between",
    "btwn": "between", "cos": "because", "cuz": "because", "dept": "department", "diff": "difference",
    "doc": "document", "docs": "documents", "exec": "executive", "gov": "government", "govt": "government",
    "gov't": "government", "info": "information", "intl": "international", "mgmt": "management", "mkt": "market",
    "mkts": "markets", "mktplace": "marketplace", "mtg": "meeting", "n": "and", "nr": "number", "num": "number",
    "org": "organisation", "pct": "percent", "ppl": "people", "presser": "press briefing", "prez": "president",
    "r": "are", "re": "about", "sb": "somebody", "smth": "something", "stmt": "statement", "tho": "though",
    "thru": "through", "u": "you", "ur": "your", "vs": "versus", "w": "with", "w/": "with", "w/o": "without",
    "wat": "what", "wen": "when", "wk": "week", "wld": "would", "wud": "would", "wht": "what", "wot": "what",
    "yr": "year", "yrs": "years", "&": "and", "+": "and", "whats": "what is", "whos": "who is", "wheres": "where is",
    "whens": "when is", "hows": "how is", "govts": "governments", "shd": "should", "cld": "could", "esp": "especially",
    "approx": "approximately", "avg": "average", "max": "maximum", "min": "minimum", "ecomm": "e-commerce",
    "ecommerce": "e-commerce", "ecom": "e-commerce", "ceo": "chief executive", "wut": "what", "hw": "how",
    "teh": "the", "hte": "the", "adn": "and", "nad": "and", "dat": "that",
    "mo": "months", "mos": "months", "da": "the", "dis": "this", "cud": "could", "shud": "should", "fakes'": "fakes",
}  # fmt: skip
"""What people shorten when they type, and what it stands for."""

_SHORT = re.compile(r"(?<![\w$/&+])(?<!\w\.)(?:[\w']+/[\w]*|&|\+|[\w']+)(?![\w/]|\.\w)")


_WORD = re.compile(r"\w+")
_INSIDE = frozenset("'/&+")
"""What stands in shorthand but in no word."""
_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]")
"""*Wen Jiabao* is no *when*."""


def level(text: str) -> str:
    """Text with curly quotes made straight, character for character, so that offsets stay."""
    return text.translate(_STRAIGHT)


def clean(raw: str) -> str:
    """One line of plain text: no markup, emoji or control characters, straight quotes, at most LONGEST characters."""
    text = _MARKUP.sub(lambda match: f" {match['channel'] or match['label'] or ''} ", raw[: 4 * LONGEST])
    if "&" in text:
        from html import unescape  # noqa: PLC0415  # a table of two thousand names, for the few that paste them

        text = unescape(text)
    if not text.isascii():
        text = _plain(unicodedata.normalize("NFKC", text.translate(_QUOTES)))
    elif not text.isprintable():
        text = "".join(character if character.isprintable() else " " for character in text)
    text = _EMOJI_CODE.sub(" ", text)
    text = _STRESS.sub("", text)
    return " ".join(text.split())[:LONGEST]


def _plain(text: str) -> str:
    """Text without symbols such as emoji, control characters and lone surrogates."""
    kept = (character if _printable(character) else " " for character in text)
    return "".join(kept)


def _printable(character: str) -> bool:
    category = unicodedata.category(character)
    return category not in _UNPRINTABLE and (category not in ("So", "Sk") or character in "°©®")


_NUMBER_OF = Expression(r"(?<!\w)(?:no\.?|nr\.?|#)\s+of\b", needs=("of",))
_LETTER = re.compile(r"\w")
_EXCEPT = Expression(
    r"^(?:besides|apart from|aside from|other than|in addition to|except(?: for)?|leaving aside|setting aside|"
    r"not counting)\s+[^,?]{2,60},\s*(?=\w+\s+\w+\s+\w+)",
    needs=("besides", "aside", "apart", "other than", "addition", "except", "counting"),
)


def core(text: str) -> str:
    """What is asked, without greeting, politeness, what is excepted, and trailing context.

    The text itself where nothing would be left.
    """
    for found in (opening, ending):
        while match := found(text):
            shorter = text[: match.start()] + text[match.end() :]
            if shorter == text or not _LETTER.search(shorter):
                break
            text = shorter
    return spell_out(_EXCEPT.sub("", text.strip(" ,;:-")))


def spell_out(text: str) -> str:
    """Text with what people shorten when they type written in full."""
    text = _NUMBER_OF.sub("number of", text)
    lowered = text.lower()
    # Most texts are words alone, which are found faster.
    found = _WORD.findall(lowered) if _INSIDE.isdisjoint(lowered) else _SHORT.findall(lowered)
    if SHORTHAND.keys().isdisjoint(found):
        return text
    return _SHORT.sub(
        lambda match: match[0] if _NAME.match(text, match.start()) else SHORTHAND.get(match[0].lower(), match[0]), text
    )

"""From what was typed to what is asked: Slack markup, entities, emoji, greetings and politeness are taken off."""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST = 2000
"""Characters of a question that are read; more than any question needs."""

_MARKUP = re.compile(
    r"<(?:@[UW]\w*(?:\|[^>]*)?|![^>]*|#C\w*\|(?P<channel>[^>]*)|#C\w*|(?:https?|mailto):[^>|]*(?:\|(?P<label>[^>]*))?)>"
)
_EMOJI_CODE = re.compile(r":[a-z0-9_+\-]*[a-z_+][a-z0-9_+\-]*:(?::skin-tone-\d:)?")
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": " … ", "—": " - ", "–": "-"})
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_STRESS = re.compile(r"(?<![\w*_~`])[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?![\w*_~`])")

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
    "da": "the", "dis": "this", "cud": "could", "shud": "should", "fakes'": "fakes",
}  # fmt: skip
"""What people shorten when they type, and what it stands for."""

_SHORT = re.compile(r"(?<![\w$/&+])(?:[\w']+/[\w]*|&|\+|[\w']+)(?![\w/])")

_WORDS_BEFORE = (
    r"(?:good\s+)?(?:morning|afternoon|evening)(?:\s+(?:all|team|everyone|folks|bot|there))*",
    r"(?:hey|hi|hiya|hello|yo|heya|howdy|dear|ok|okay|oki|so|well|um+|uh+|er+|hmm+|hm|ah|oh|right|alright|and|also|but|now|sorry|actually)"
    r"(?:\s+(?:all|team|everyone|everybody|folks|guys|bot|there|footnote|again|ok|so|then|sorry|mate|friend|friends|um+|hmm+))*",
    r"(?:a\s+)?(?:quick|small|dumb|silly|stupid|random|another|last|one\s+more|simple|next|short)\s+(?:one|q|question|thing)s?"
    r"(?:\s+for\s+(?:you|u|the\s+(?:bot|deck|memo)))?",
    r"(?:quick|question|q)\s*[:\-]",
    r"(?:please|pls|plz|plse|kindly|thanks|thx)",
    r"(?:could|can|would|will|may)\s+(?:you|u|someone|anyone|somebody|anybody|i|we)\s+(?:please\s+|pls\s+|kindly\s+|maybe\s+|possibly\s+|just\s+)*"
    r"(?:tell|remind|inform|help|let|give|explain\s+to|show|ask|enlighten|refresh)(?:\s+(?:me|us|to\s+me|to\s+us)\b)?"
    r"(?:\s+(?:know|with|out))?(?:\s+(?:about\s+(?=wh|how)|of\s+(?=wh|how)|on\s+(?=wh|how)))?",
    r"(?:could|can|would|will)\s+(?:you|u)\s+(?:please|pls|kindly|maybe)",
    r"(?:please\s+|pls\s+)?(?:tell|remind|inform)\s+(?:me|us)(?:\s+(?:about\s+(?=wh|how)|again))?",
    r"(?:do|does|did|would)\s+(?:you|u|anyone|anybody|someone|we)\s+(?:happen\s+to\s+)?(?:know|remember|recall|have\s+any\s+idea)(?=\s+(?:who|what|when|where|why|how|which|whether|if)\b)",
    r"(?:any(?:one|body))\s+(?:know|remember|recall)(?=\s+(?:who|what|when|where|why|how|which|whether|if)\b)",
    r"(?:any\s+idea|no\s+idea|not\s+sure|just\s+checking|just\s+wondering|just\s+curious|curious|wondering|for\s+the\s+record|fyi|btw|by\s+the\s+way|between\s+us|jw)"
    r"(?=[\s,:\-])",
    r"(?:i\s+am|i'm|im|we\s+are|we're)\s+(?:just\s+)?(?:wondering|curious|trying\s+to\s+(?:find\s+out|work\s+out|figure\s+out|remember|recall|understand))(?:\s+(?:about|to\s+know))?",
    r"(?:i|we)(?:\s+would|'d)?\s+(?:just\s+)?(?:need|want|wanted|like|would\s+like|have)\s+to\s+(?:know|ask|check|find\s+out|understand)(?:\s+about)?",
    r"(?:i|we)\s+(?:was|were)\s+(?:just\s+)?wondering(?:\s+if\s+you\s+(?:know|could\s+tell\s+me))?",
    r"(?:first|second|then)\s*[:,]",
)
_BEFORE = re.compile(rf"^\s*(?:{'|'.join(_WORDS_BEFORE)})(?!\w)[\s,.:;!\-]*", re.IGNORECASE)

_WORDS_AFTER = (
    r"(?:please|pls|plz|plse|thanks?(?:\s+(?:a\s+lot|you|so\s+much|in\s+advance|u))?|thx|tia|ty|cheers|lol|haha+|asap|ta|kindly|thank\s+you(?:\s+(?:very|so)\s+much)?|many\s+thanks|merci|danke|xx?|urgent)",
    r"(?:(?:i|we)\s+)?(?:just\s+)?(?:need(?:ed|s)?|want)\s+(?:it|this|that|them|(?:a|an|the|one|some|two)\s+(?:exact\s+)?\w+)?\s*(?:for|in)\s+(?:my|a|the|our|tomorrow's|today's)\s+\w+(?:\s+\w+)?",
    r"(?:it's|its|it\s+is|this\s+is)?\s*for\s+(?:my|a|our)\s+(?:slide|deck|memo|report|letter|story|article|piece|footnote|presentation|client|boss|manager|brief|briefing|draft|notes|paper|timeline|summary)s?",
    r"(?:i\s+)?(?:forgot|can't\s+remember|cannot\s+remember|keep\s+forgetting|don't\s+remember|don't\s+recall)",
    r"(?:do|did|would|does)\s+(?:you|u|anyone|anybody)\s+(?:know|remember|recall)",
    r"(?:if\s+(?:you|u)\s+(?:know|can|don't\s+mind)|if\s+possible|any\s+idea|again|in\s+a\s+hurry|quickly|real\s+quick|quick)",
    r"(?:can|could)\s+(?:you|u)\s+(?:check|tell\s+me|help|look\s+it\s+up|confirm)",
)
_AFTER = re.compile(rf"(?:[\s,.:;!?\-(]+|^)(?:{'|'.join(_WORDS_AFTER)})[\s.!)?]*$", re.IGNORECASE)


def level(text: str) -> str:
    """Text with curly quotes made straight, character for character, so that offsets stay."""
    return text.translate(_STRAIGHT)


def clean(raw: str) -> str:
    """One line of plain text: no markup, emoji or control characters, straight quotes, at most LONGEST characters."""
    text = _MARKUP.sub(lambda match: f" {match['channel'] or match['label'] or ''} ", raw[: 4 * LONGEST])
    text = html.unescape(text) if "&" in text else text
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


_LETTER = re.compile(r"\w")
_EXCEPT = re.compile(
    r"^(?:besides|apart from|aside from|other than|in addition to|except(?: for)?|leaving aside|setting aside|"
    r"not counting)\s+[^,?]{2,60},\s*(?=\w+\s+\w+\s+\w+)",
    re.IGNORECASE,
)


def core(text: str) -> str:
    """What is asked, without greeting, politeness, what is excepted, and trailing context.

    The text itself where nothing would be left.
    """
    for pattern in (_BEFORE, _AFTER):
        while match := pattern.search(text):
            shorter = text[: match.start()] + text[match.end() :]
            if shorter == text or not _LETTER.search(shorter):
                break
            text = shorter
    return spell_out(_EXCEPT.sub("", text.strip(" ,;:-")))


def spell_out(text: str) -> str:
    """Text with what people shorten when they type written in full."""
    if SHORTHAND.keys().isdisjoint(_SHORT.findall(text.lower())):
        return text
    return _SHORT.sub(lambda match: SHORTHAND.get(match[0].lower(), match[0]), text)

"""Greetings and politeness around a question: what it opens with before, and ends with after, it comes to the point."""

from __future__ import annotations

import re

from knowledge.expressions import Expression

_BUSY = r"(?:drafting|writing|preparing|working|putting|compiling|updating|finishing|filing|researching|reviewing)"
"""What people are at when they ask."""
_OPENINGS = tuple(
    (tuple(openers.split()), Expression(rf"^\s*(?:{wording})(?!\w)[\s,.:;!\-]*"))
    for openers, wording in (
        (
            "sorry apologies forgive pardon",
            r"(?:sorry|apologies|forgive\s+me|pardon\s+me)\s+if\s+(?:this|it|that)\s[^.?!,;:]{0,60}[.,;:!](?=\s)",
        ),
        (
            "i im",
            r"(?:i\s+am|i'm|im)\s+(?:new|just\s+starting)\b[^.?!,;:]{0,30}[.,;:!](?=\s)",
        ),
        (
            "good morning afternoon evening",
            r"(?:good\s+)?(?:morning|afternoon|evening)(?:\s+(?:all|team|everyone|folks|bot|there))*",
        ),
        (
            "hey hi hello yo heya howdy dear ok so well um uh er hm ah oh right alright and also but now "
            "sorry actually",
            r"(?:hey|hi|hiya|hello|yo|heya|howdy|dear|ok|okay|oki|so|well|um+|uh+|er+|hmm+|hm|ah|oh|right|alright|and|also|but|now|sorry|actually)"
            r"(?:\s+(?:all|team|everyone|everybody|folks|guys|bot|there|footnote|again|ok|so|then|sorry|mate|friend|friends|um+|hmm+))*",
        ),
        (
            "a quick small dumb silly stupid random another last one simple next short",
            r"(?:a\s+)?(?:quick|small|dumb|silly|stupid|random|another|last|one\s+more|simple|next|short)\s+(?:one|q|question|thing)s?"
            r"(?:\s+for\s+(?:you|u|the\s+(?:bot|deck|memo)))?",
        ),
        (
            "quick question q",
            r"(?:quick|question|q)\s*[:\-]",
        ),
        (
            "please pls plz plse kindly thanks thx",
            r"(?:please|pls|plz|plse|kindly|thanks|thx)",
        ),
        (
            "could can would will may",
            r"(?:could|can|would|will|may)\s+(?:you|u|someone|anyone|somebody|anybody|i|we)\s+(?:please\s+|pls\s+|kindly\s+|maybe\s+|possibly\s+|just\s+)*"
            r"(?:tell|remind|inform|help|let|give|explain\s+to|show|ask|enlighten|refresh)(?:\s+(?:me|us|to\s+me|to\s+us)\b)?"
            r"(?:\s+(?:know|with|out))?(?:\s+(?:about\s+(?=wh|how)|of\s+(?=wh|how)|on\s+(?=wh|how)))?",
        ),
        (
            "could can would will",
            r"(?:could|can|would|will)\s+(?:you|u)\s+(?:please|pls|kindly|maybe)",
        ),
        (
            "please pls tell remind inform",
            r"(?:please\s+|pls\s+)?(?:tell|remind|inform)\s+(?:me|us)(?:\s+(?:about\s+(?=wh|how)|again))?",
        ),
        (
            "do did would",
            r"(?:do|does|did|would)\s+(?:you|u|anyone|anybody|someone|we)\s+(?:happen\s+to\s+)?(?:know|remember|recall|have\s+any\s+idea)(?=\s+(?:who|what|when|where|why|how|which|whether|if)\b)",
        ),
        (
            "any",
            r"(?:any(?:one|body))\s+(?:know|remember|recall)(?=\s+(?:who|what|when|where|why|how|which|whether|if)\b)",
        ),
        (
            "any no just curious wondering for fyi btw by between jw",
            r"(?:any\s+idea|no\s+idea|not\s+sure|just\s+checking|just\s+wondering|just\s+curious|curious|wondering|for\s+the\s+record|fyi|btw|by\s+the\s+way|between\s+us|jw)"
            r"(?=[\s,:\-])",
        ),
        (
            "i we",
            r"(?:i\s+am|i'm|im|we\s+are|we're)\s+(?:just\s+)?(?:wondering|curious|trying\s+to\s+(?:find\s+out|work\s+out|figure\s+out|remember|recall|understand))(?:\s+(?:about|to\s+know))?",
        ),
        (
            "i we",
            r"(?:i|we)(?:\s+would|'d)?\s+(?:just\s+)?(?:need|want|wanted|like|would\s+like|have)\s+to\s+(?:know|ask|check|find\s+out|understand)(?:\s+about)?",
        ),
        (
            "i we",
            r"(?:i|we)\s+(?:was|were)\s+(?:just\s+)?wondering(?:\s+if\s+you\s+(?:know|could\s+tell\s+me))?",
        ),
        (
            "i we",
            rf"(?:i\s+am|i'm|im|we\s+are|we're)\s+(?:\w+\s+)?{_BUSY}\b[^.;:!?\d]{{0,80}}[.;:!](?=\s)",
        ),
        (
            "my excuse forgive pardon",
            r"(?:(?:excuse|forgive|pardon)\s+)?my\s+(?:bad\s+|poor\s+)?english\b[^.;:!?\d]{0,40}[.;:!,](?=\s)",
        ),
        (
            "first second then",
            r"(?:first|second|then)\s*[:,]",
        ),
    )
)
"""The words that an opening begins with, and its wording."""
_OPENERS = tuple({opener: None for openers, _ in _OPENINGS for opener in openers})

_ENDINGS = tuple(
    (tuple(ends.split()), Expression(rf"(?:[\s,.:;!?\-(]+|^)(?:{wording})[\s.!)?]*$", needs.split()))
    for ends, needs, wording in (
        (
            "please pls plz plse thank thanks lot you u much advance thx tia ty cheers lol haha aa asap ta kindly "
            "merci danke x urgent",
            "",
            r"(?:please|pls|plz|plse|thanks?(?:\s+(?:a\s+lot|you|so\s+much|in\s+advance|u))?|thx|tia|ty|cheers|lol|haha+|asap|ta|kindly|thank\s+you(?:\s+(?:very|so)\s+much)?|many\s+thanks|merci|danke|xx?|urgent)",
        ),
        (
            "",
            "need want",
            r"(?:(?:i|we)\s+)?(?:just\s+)?(?:need(?:ed|s)?|want)\s+(?:it|this|that|them|(?:a|an|the|one|some|two)\s+(?:exact\s+)?\w+)?\s*(?:for|in)\s+(?:my|a|the|our|tomorrow's|today's)\s+\w+(?:\s+\w+)?",
        ),
        (
            "",
            "for",
            r"(?:it's|its|it\s+is|this\s+is)?\s*for\s+(?:my|a|our)\s+(?:slide|deck|memo|report|letter|story|article|piece|footnote|presentation|client|boss|manager|brief|briefing|draft|notes|paper|timeline|summary)s?",
        ),
        (
            "forgot remember forgetting recall",
            "",
            r"(?:i\s+)?(?:forgot|can't\s+remember|cannot\s+remember|keep\s+forgetting|don't\s+remember|don't\s+recall)",
        ),
        (
            "know remember recall",
            "",
            r"(?:do|did|would|does)\s+(?:you|u|anyone|anybody)\s+(?:know|remember|recall)",
        ),
        (
            "know can mind possible idea again hurry quickly quick",
            "",
            r"(?:if\s+(?:you|u)\s+(?:know|can|don't\s+mind)|if\s+possible|any\s+idea|again|in\s+a\s+hurry|quickly|real\s+quick|quick)",
        ),
        (
            "that so it this say said write written claim",
            "where",
            r"where\s+(?:do|does|did|is|was)\s+(?:they|it|he|she|that|this)\s+(?:say|said|write|written|claim)\s*(?:that|so|it|this)?",
        ),
        (
            "min mins minute minutes m hour hours h hr hrs eod cob noon tonight tomorrow today lunch",
            "",
            r"(?:i'm\s+|we're\s+)?(?:(?:filing|due|deadline|meeting|call|presenting|publishing|(?:need|want)\s+(?:it|this))\s+)"
            r"(?:is\s+)?(?:(?:in|within)\s+)?(?:\d+|an?|half\s+an|five|ten|two)?\s*"
            r"(?:min(?:ute)?s?|m|hours?|h|hrs?|(?:by\s+|at\s+|before\s+)?(?:eod|cob|noon|tonight|tomorrow|today|lunch))",
        ),
        (
            "check me help up confirm",
            "",
            r"(?:can|could)\s+(?:you|u)\s+(?:check|tell\s+me|help|look\s+it\s+up|confirm)",
        ),
    )
)
"""The words that an ending ends with, or what it holds, and its wording."""


def opening(text: str) -> re.Match[str] | None:
    """The greeting or politeness that a cleaned text opens with."""
    folded = text.casefold().lstrip()
    if not folded.startswith(_OPENERS):
        return None
    found = (wording.match(text) for openers, wording in _OPENINGS if folded.startswith(openers))
    return next(filter(None, found), None)


def ending(text: str) -> re.Match[str] | None:
    """The politeness or trailing context that a cleaned text ends with, the longest that there is."""
    folded = text.casefold().rstrip(" .!)?")
    found = (wording.search(text) for ends, wording in _ENDINGS if folded.endswith(ends or ""))
    return min(filter(None, found), key=lambda match: match.start(), default=None)

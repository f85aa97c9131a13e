"""The assertions that a message makes: its sentences, and of a sentence the parts that may be judged alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST = 8
"""Assertions of a message that are judged."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9“\"'])|\s*\n+\s*|\s*;\s+")
_JOINT = re.compile(
    r",?\s+(?:and|but|while|whereas|plus)\s+(?:(?:that|then|also|so)\s+)?|,\s+(?:of\s+(?:which|whom|these|those)|which)\s+|,\s+",
    re.IGNORECASE,
)
_FIGURE_OR_VERB = re.compile(
    r"\d|\b(?:is|was|were|are|has|have|had|did|does|will|would|should|must|can|could|\w{3,}ed|said|says|told|made|took|"
    r"came|went|led|found|gave|met|won|lost|sued|rose|fell|wants?|calls?|wrote)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^(?:(?:hey|hi|so|well|ok|okay|fyi|btw|apparently|note that|remember that|the claim(?: is)?(?: that)?"
    r"|it (?:is|was) (?:said|reported|claimed|true) that|i (?:read|heard|think|believe)(?: that)?)[\s,:]+)+",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences of a message, without what only leads into them."""
    found = (_LEAD_IN.sub("", part).strip() for part in _SENTENCE.split(text.strip()))
    return [part for part in found if any(c.isalnum() for c in part)][:MOST]


def ways(sentence: str) -> Iterator[list[str]]:
    """Ways of taking a sentence apart, from one break to all; a period that it begins with holds for each part."""
    period = _PERIOD.match(sentence)
    lead = period[0] if period else ""
    rest = sentence[len(lead) :]
    breaks = list(_JOINT.finditer(rest))[:MOST]
    ends = [0, *(joint.end() for joint in breaks)]
    starts = [*(joint.start() for joint in breaks), len(rest)]
    divided = [[rest[: joint.start()], rest[joint.end() :]] for joint in breaks]
    if len(breaks) > 1:
        divided.append([rest[a:b] for a, b in zip(ends, starts, strict=True)])
    for parts in divided:
        if all(_stands(part) for part in parts):
            yield [lead + part for part in parts]


_PERIOD = re.compile(r"(?:In|During|For|By|Since|Between|From|As of)\b[^,]*\d[^,]*,\s+", re.IGNORECASE)


def _stands(part: str) -> bool:
    """Whether a part says something by itself."""
    return len(part.split()) > 2 and bool(_FIGURE_OR_VERB.search(part)) and not _ONLY_SPEAKER.match(part)


_ONLY_SPEAKER = re.compile(
    r"^(?:[\w.']+ ){1,4}(?:said|says|added|argued|claimed|told \w+|wrote)\.?$"
    r"|^(?:according to|says|said) [\w' .]+$",
    re.IGNORECASE,
)

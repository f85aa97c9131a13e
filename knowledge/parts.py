"""Several things asked in one message: where it may be split into questions of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORTEST = 2
"""Words that a part must have to be a question."""

_BREAKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[?;]\s+|\s+(?:AND|PLUS)\s+|[,.]\s+(?=and\s+(?:who|what|when|where|why|how|which|did|was|is|were|does)\b)",
        r",?\s+(?:and|plus|then|also|as well as)\s+(?=(?:also\s+)?(?:who|whom|whose|what|when|where|why|how|which|did|was|is|were|does|do|are)\b)",
        r",\s+(?:and|plus|or)\s+|\s+versus\s+|,?\s+as well as\s+|,?\s+(?:next to|compared (?:to|with)|along with|together with)\s+",
        r"\s+(?:and|plus)\s+",
        r",\s+",
    )
)
_ANNOUNCED = re.compile(r"^[^:]{3,60}\b(?:two|three|both|2|3|couple|numbers|things|figures|facts|points)\b[^:]{0,30}:\s*", re.IGNORECASE)


def split(asked: str) -> Iterator[list[str]]:
    """Every way of splitting a question that is worth trying, the likeliest first."""
    body = _ANNOUNCED.sub("", asked)
    tried: set[tuple[str, ...]] = set()
    for pattern in _BREAKS:
        parts = tuple(part.strip(" ,.;?") for part in pattern.split(body))
        parts = tuple(re.sub(r"^(?:and|also|plus|then)\s+", "", part, flags=re.IGNORECASE) for part in parts if part)
        if 2 <= len(parts) <= 4 and parts not in tried and all(len(part.split()) >= _SHORTEST for part in parts):
            tried.add(parts)
            yield list(parts)

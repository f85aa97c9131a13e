"""Addresses of the pages that show facts and passages, where the bot has a public URL."""

from __future__ import annotations

from urllib.parse import quote

from knowledge.replies import Citation

LONGEST = 1_000  # characters; Slack takes 3,000, of which a link's text needs some


def to_passage(public_url: str, citation: Citation) -> str:
    """The page of the document, at the passage; "" without a public URL, or where it is too long for Slack."""
    if not public_url:
        return ""
    span = f"{citation.start}-{citation.end}"
    url = f"{public_url}/sources/{quote(citation.source, safe='')}?passage={span}#passage"
    return url if len(url) <= LONGEST else ""

"""Addresses of the pages that show facts and passages, where the bot has a public URL."""

from __future__ import annotations

from urllib.parse import quote

from knowledge.replies import Citation


def to_passage(public_url: str, citation: Citation) -> str:
    """The page of the document, at the passage; "" without a public URL."""
    if not public_url:
        return ""
    span = f"{citation.start}-{citation.end}"
    return f"{public_url}/sources/{quote(citation.source, safe='')}?passage={span}#passage"

"""Addresses of the reader's pages. `root` is the public URL, or the path that it ends in, without a slash."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote as percent
from urllib.parse import urlencode

from knowledge.replies import Citation

LONGEST = 1_000  # characters; Slack takes 3,000, of which a link's text needs some


def to_passage(public_url: str, citation: Citation) -> str:
    """The page of the document, at the passage; "" without a public URL, or where that is too long."""
    if not public_url:
        return ""
    url = passage(public_url, citation.source, citation.start, citation.end, citation.quote)
    return url if len(url) <= LONGEST else ""


def passage(root: str, source_id: str, start: int, end: int, quote: str = "") -> str:
    """The page of a document, at a passage: the query has it highlighted, the fragment scrolled to.

    With its quote it is found again, or missed, where the document was changed after the link was made.
    """
    words = f"&words={fingerprint(quote)}" if quote else ""
    return f"{source(root, source_id)}?passage={start}-{end}{words}#passage-{start}-{end}"


def fingerprint(quote: str) -> str:
    """What tells a passage from others in a few characters."""
    return sha256(quote.encode("utf-8", "replace")).hexdigest()[:8]


def source(root: str, source_id: str) -> str:
    """The page of a document."""
    return f"{root}/sources/{percent(source_id, safe='')}"


def fact(root: str, fact_id: str) -> str:
    """The page of a fact."""
    return f"{root}/facts/{percent(fact_id, safe='')}"


def topic(root: str, topic_id: str) -> str:
    """The page of a topic."""
    return f"{root}/topics/{percent(topic_id, safe='')}"


def ask(root: str, question: str) -> str:
    """The permanent link to an answer."""
    return f"{root}/ask?{urlencode({'q': question}, errors='replace')}"

"""What a document is called where it has no title of its own, and how it begins."""

from __future__ import annotations

from markupsafe import Markup, escape

from knowledge.entries import DocumentEntry
from knowledge.replies import Citation

OPENING = 90  # characters


def name(document: DocumentEntry | Citation) -> str:
    """The document's title, or what else tells it from others."""
    if document.title:
        return document.title
    id_ = document.source if isinstance(document, Citation) else document.id
    return f"Untitled document {id_}" + (f", {document.publisher}" if document.publisher else "")


def origin(document: DocumentEntry | Citation) -> str:
    """Publisher and date, as far as the document gives them."""
    publisher = document.publisher if document.title else ""
    return ", ".join(filter(None, [publisher, document.date]))


def opening(document: DocumentEntry) -> str:
    """A document's first words, on one line."""
    words = " ".join(document.text[: OPENING * 2].split())
    return shortened(words, OPENING) if len(words) > OPENING else words


def verbatim(text: str) -> Markup:
    """A text as HTML that browsers read as exactly that; of a bare carriage return they would make a new line."""
    return escape(text).replace("\r", Markup("&#13;"))


def shortened(text: str, length: int) -> str:
    """A text cut after a whole word, with an ellipsis."""
    return f"{text[:length].rsplit(' ', 1)[0].rstrip(' ,;:–—-')} …"

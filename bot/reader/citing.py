"""Copy with citation: a statement with its passages as plain text, as Markdown and in an academic style."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot import links
from knowledge.entries import DocumentEntry
from knowledge.replies import Citation
from knowledge.wording import source

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LIST_LIKE = re.compile(r"^(\d+)([.)])|^([-+=])")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Copy:
    """A text to copy, and what its style is called."""

    style: str
    text: str


def copies(
    statement: str, citations: Sequence[Citation], documents: Mapping[str, DocumentEntry], public_url: str
) -> list[Copy]:
    """A statement with its citations in every style; with links where the site has a public URL."""
    return [
        Copy("Text", _plain(statement, citations, public_url)),
        Copy("Markdown", _markdown(statement, citations, public_url)),
        Copy("Academic", _academic(statement, citations, documents, public_url)),
    ]


def _plain(statement: str, citations: Sequence[Citation], public_url: str) -> str:
    marks = "".join(f"[{number}]" for number in range(1, len(citations) + 1))
    notes = [
        "\n".join(filter(None, [f"[{number}] “{c.quote}”", f"    {source(c)}", _indented(c, public_url)]))
        for number, c in enumerate(citations, start=1)
    ]
    return "\n\n".join([f"{statement} {marks}", *notes])


def _indented(citation: Citation, public_url: str) -> str:
    url = links.to_passage(public_url, citation)
    return f"    {url}" if url else ""


def _markdown(statement: str, citations: Sequence[Citation], public_url: str) -> str:
    marks = "".join(f"[^{number}]" for number in range(1, len(citations) + 1))
    notes = []
    for number, citation in enumerate(citations, start=1):
        url = links.to_passage(public_url, citation)
        where = _escaped(source(citation))
        notes.append(f"[^{number}]: “{_escaped(citation.quote)}” — {f'[{where}](<{url}>)' if url else where}")
    return "\n\n".join([f"{_escaped(statement)}{marks}", *notes])


def _escaped(text: str) -> str:
    """Words that Markdown shows as they are, on one line."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LIST_LIKE.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


def _academic(
    statement: str, citations: Sequence[Citation], documents: Mapping[str, DocumentEntry], public_url: str
) -> str:
    quoted = [f"“{' '.join(c.quote.split())}” ({_short(c)}, {_year(c)})." for c in citations]
    references = [_reference(c, documents[c.source].sha256, public_url) for c in citations]
    return "\n\n".join([" ".join([statement, *quoted]), *dict.fromkeys(references)])


def _short(citation: Citation) -> str:
    return citation.publisher or (f"“{citation.title}”" if citation.title else f"Document {citation.source}")


def _year(citation: Citation) -> str:
    return citation.date[:4] or "n.d."


def _reference(citation: Citation, sha256: str, public_url: str) -> str:
    """Publisher, date, title, place: without an author or a publisher, the title comes first."""
    title = citation.title or f"[Untitled document {citation.source}]"
    names = (
        f"{citation.publisher}. ({day(citation)}). {title}." if citation.publisher else f"{title}. ({day(citation)})."
    )
    place = f"{citation.file}, characters {citation.start}–{citation.end}; SHA-256 {sha256}."
    return " ".join(filter(None, [names, place, links.to_passage(public_url, citation)]))


def day(citation: Citation) -> str:
    """The date of a citation's document in words."""
    if not citation.date:
        return "n.d."
    day = date.fromisoformat(citation.date)
    return f"{day.year}, {_MONTHS[day.month - 1]} {day.day}"

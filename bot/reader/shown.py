"""What a page shows: the texts that pass the gate before it leaves."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

PAGE_LABELS: Final = re.compile(
    r"\b(?:[Ff]ootnote|[Nn]ote|passage|Document|[Uu]ntitled document) \d+\b|\b\d{1,4} (?:facts?|passages?|documents?)\b"
    r"|\b[\d,]+ characters\b|^\d{1,4}$|^\d{4}-\d\d-\d\d$|\bare \d+ of \d+ wordings\b"
    r"|\b\d+ of 100; \d+ is enough|\S*/(?:sources|facts|topics|ask)[/?]\S*"
)
"""Numbers of the bot's own on pages: how many, how sure, which footnote, and addresses."""

_INLINE = re.compile(r"</?(?:strong|b|i|em|cite|code|q)>")
_HIDDEN = re.compile(r"<(style|script)>.*?</\1>|<sup aria-hidden=\"true\">1</sup>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_CUT = re.compile(r"\.\.\.$")
_READ_OUT = re.compile(r'\s(?:aria-label|placeholder|value|title|alt)="([^"]*)"')


def in_page(content: bytes) -> Iterator[str]:
    """The texts of an HTML page, those that are read out included."""
    page = _INLINE.sub("", _HIDDEN.sub("", content.decode("utf-8")))
    for text in (*_TAG.split(page), *_READ_OUT.findall(page)):
        if bare := html.unescape(text).strip():
            yield _CUT.sub("…", bare.removesuffix(" · Footnote")).replace("\\", "")

"""Regular expressions that are compiled when they are first needed: compiling all takes longer than an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property


class Expression:
    """A regular expression, blind to case unless `flags` say otherwise, that is compiled when it is first tried.

    `needs` are texts in lower case of which every match holds at least one. Where a text has none of them, which is
    found out fast, there is no match.
    """

    def __init__(self, wording: str, needs: Sequence[str] = (), flags: int = re.IGNORECASE) -> None:
        self.wording = wording
        self.needs = needs
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, as Python's own."""
        return re.compile(self.wording, self.flags)

    def possible(self, text: str) -> bool:
        """Whether there may be a match."""
        if not self.needs:
            return True
        folded = text.casefold()
        for needed in self.needs:  # noqa: SIM110  # twice as fast as any()
            if needed in folded:
                return True
        return False

    def search(self, text: str) -> re.Match[str] | None:
        """The first match anywhere."""
        return self.compiled.search(text) if not self.needs or self.possible(text) else None

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The match that the text has just at a place."""
        return self.compiled.match(text, at) if not self.needs or self.possible(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match, in order."""
        return self.compiled.finditer(text) if self.possible(text) else iter(())

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """The text with every match replaced, or so many."""
        return self.compiled.sub(replacement, text, count) if self.possible(text) else text

    def split(self, text: str) -> list[str]:
        """What stands between the matches."""
        return self.compiled.split(text) if self.possible(text) else [text]

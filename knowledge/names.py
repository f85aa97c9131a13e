"""Who and what is named in a text: people, bodies, places of the base's lexicon, and strangers to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from knowledge.words import words

if TYPE_CHECKING:
    from knowledge.models import Lexicon


class Mention(NamedTuple):
    """A name found in a text: its canonical form, and the first and one past the last of its words."""

    name: str
    first: int
    last: int
    stranger: bool


class Spelling(NamedTuple):
    """A way of writing a name, by its words."""

    words: tuple[str, ...]
    name: str
    stranger: bool


class Names:
    """Finds names by their words, whatever their case, the longest first."""

    def __init__(self, written: Iterable[str], by_first: Mapping[str, Sequence[Spelling]]) -> None:
        """Take over names: as the lexicon writes them, and by the first of their words, the longest first."""
        self.written = tuple(written)
        self.by_first = by_first
        self._firsts = frozenset(by_first)
        self._opened: dict[str, dict[str, list[Spelling]]] = {}

    @classmethod
    def of(cls, lexicon: Lexicon) -> Names:
        """The names of a lexicon, and those strange to it."""
        by_first: dict[str, list[Spelling]] = {}
        known = [(spelling, name, False) for spelling, name in aliases(lexicon).items()]
        for spelling, name, stranger in (*known, *((name, name, True) for name in lexicon.strangers)):
            ways = dict.fromkeys(tuple(words(way)) for way in (spelling, spelling.replace("&", " and ")))
            for way in filter(None, ways):
                by_first.setdefault(way[0], []).append(Spelling(way, name, stranger))
        for spellings in by_first.values():
            spellings.sort(key=lambda spelling: (-len(spelling.words), spelling.stranger))
        return cls(aliases(lexicon), by_first)

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {spelling.lower(): spelling for spelling in sorted(self.written, key=len)}

    def spelt(self, text: str) -> str:
        """A text with its names in capitals where the lexicon has them so: *jack ma* becomes *Jack Ma*."""
        if not self._spellings:
            return text
        longest = sorted(map(re.escape, self._spellings), key=len, reverse=True)
        found = re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE)
        return found.sub(lambda match: self._spellings[match[0].lower()], text)

    def find(self, tokens: Sequence[str]) -> list[Mention]:
        """List the names among words as `knowledge.words.words` gives them, in order, none within another."""
        firsts = self._firsts
        bare = tuple(
            [
                # A possessive may have lost its apostrophe.
                token[:-1] if token[-1:] == "s" and token not in firsts and token[:-1] in firsts else token
                for token in tokens
            ]
        )
        as_said = tuple(tokens)
        readings = [as_said] if as_said == bare else [as_said, bare]
        found: list[Mention] = []
        end = 0
        for at, token in enumerate(bare):
            for reading in readings if at >= end and token in firsts else ():
                if mention := self._at(reading, at):
                    found.append(mention)
                    end = mention.last
                    break
        return found

    def _at(self, tokens: tuple[str, ...], at: int) -> Mention | None:
        if tokens[at] not in self._firsts:
            return None
        opened = self._opened.get(tokens[at]) or self._open(tokens[at])
        second = tokens[at + 1] if at + 1 < len(tokens) else ""
        for spelling, name, stranger in opened.get(second) or opened[""]:
            last = at + len(spelling)
            if spelling == tokens[at:last] and not _is_currency(spelling, tokens[last : last + 1]):
                return Mention(name, at, last, stranger)
        return None

    def _open(self, first: str) -> dict[str, list[Spelling]]:
        """The spellings that begin with a word, by the second one: most of the longer ones have another."""
        spellings = self.by_first[first]
        seconds = {"", *(spelling.words[1] for spelling in spellings if len(spelling.words) > 1)}
        opened = {
            second: [spelling for spelling in spellings if spelling.words[1:2] in ((), (second,))] for second in seconds
        }
        self._opened[first] = opened
        return opened


def _is_currency(said: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a place stands for its money: *Hong Kong dollars*, *HK$3.5* (the words *hk* and *3.5*)."""
    return any(word in ("dollar", "dollars") or (word[0].isdigit() and said[-1] == "hk") for word in after)


def aliases(lexicon: Lexicon) -> dict[str, str]:
    """Every spelling of a lexicon's names, with the canonical name."""
    return {spelling: name.name for name in lexicon.names for spelling in (name.name, *name.aliases)}

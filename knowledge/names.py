"""Who and what is named in a text: people, bodies, places of the base's lexicon, and strangers to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.words import words

if TYPE_CHECKING:
    from knowledge.models import Lexicon


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: its canonical form, and the first and one past the last of its words."""

    name: str
    first: int
    last: int
    stranger: bool


class Names:
    """Finds names by their words, whatever their case, the longest first."""

    def __init__(self, aliases: dict[str, str], strangers: Iterable[str]) -> None:
        """Index names; `aliases` maps every spelling to its canonical name."""
        self._spellings = {spelling.lower(): spelling for spelling in sorted(aliases, key=len)}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        for spelling, name in aliases.items():
            self._add(spelling, name, stranger=False)
        for name in strangers:
            self._add(name, name, stranger=True)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[2]))

    @classmethod
    def of(cls, lexicon: Lexicon) -> Names:
        """The names of a lexicon."""
        return cls(aliases(lexicon), lexicon.strangers)

    def _add(self, spelling: str, name: str, *, stranger: bool) -> None:
        for tokens in filter(
            None, dict.fromkeys(tuple(words(way)) for way in (spelling, spelling.replace("&", " and ")))
        ):
            self._by_first.setdefault(tokens[0], []).append((tokens, name, stranger))

    def spelt(self, text: str) -> str:
        """A text with its names in capitals where the lexicon has them so: *jack ma* becomes *Jack Ma*."""
        if not self._spellings:
            return text
        longest = sorted(map(re.escape, self._spellings), key=len, reverse=True)
        found = re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE)
        return found.sub(lambda match: self._spellings[match[0].lower()], text)

    def find(self, tokens: Sequence[str]) -> list[Mention]:
        """List the names among words as `knowledge.words.words` gives them, in order, none within another."""
        bare = [self._bare(token) for token in tokens]
        begins = [token in self._by_first for token in bare]
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            mention = begins[at] and (self._at(tokens, at) or self._at(bare, at))
            if mention:
                found.append(mention)
            at = mention.last if mention else at + 1
        return found

    def _bare(self, token: str) -> str:
        """A token without the *s* of a possessive whose apostrophe was left out."""
        return (
            token[:-1]
            if token.endswith("s") and token not in self._by_first and token[:-1] in self._by_first
            else token
        )

    def _at(self, tokens: Sequence[str], at: int) -> Mention | None:
        for spelling, name, stranger in self._by_first.get(tokens[at], ()):
            last = at + len(spelling)
            if tuple(tokens[at:last]) == spelling and not _is_currency(tokens[at:last], tokens[last : last + 1]):
                return Mention(name, at, last, stranger)
        return None


def _is_currency(said: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a place stands for its money: *Hong Kong dollars*, *HK$3.5* (the words *hk* and *3.5*)."""
    return any(word in ("dollar", "dollars") or (word[0].isdigit() and said[-1] == "hk") for word in after)


def aliases(lexicon: Lexicon) -> dict[str, str]:
    """Every spelling of a lexicon's names, with the canonical name."""
    return {spelling: name.name for name in lexicon.names for spelling in (name.name, *name.aliases)}

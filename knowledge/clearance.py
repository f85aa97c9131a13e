"""What may leave: proved pieces, in any surface's arrangement, and besides them no figure but labels."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

from knowledge.expressions import Expression
from knowledge.quantities import SCALES, WORDS

SHORTEST_STRETCH = 12
"""Characters of a document that are known as a part of it."""

_NUMBER_WORDS = "|".join([*WORDS, "hundred", "dozen", *(scale for scale in SCALES if len(scale) > 3)])
FIGURE = Expression(rf"\d|\b(?:{_NUMBER_WORDS})\b")
"""Where there may be a figure at all."""
_LABELS = re.compile(r"\[\^?\d{1,3}\]|\bSHA-256\b|\b\d{1,4} (?:documents?|passages?|sources?|accounts?)\b")
_JOINED = re.compile(r"[\w$€£¥]")


class UnprovedError(Exception):
    """Something that is about to leave has a figure without proof; the text says which, and where."""


class Clearance(NamedTuple):
    """What may be shown. `pieces` may stand anywhere in a text, `wholes` only as the whole of one.

    `questions` are those of the base in lower case without a question mark, which state nothing; of `texts`, the
    documents, any stretch may be shown.
    """

    pieces: tuple[str, ...] = ()
    wholes: frozenset[str] = frozenset()
    questions: Container[str] = frozenset()
    texts: tuple[str, ...] = ()

    def check(self, shown: Iterable[str], labels: re.Pattern[str] | None = None) -> None:
        """Raise UnprovedError unless every figure of the texts is proved; `labels` are those of the surface."""
        for text in shown:
            if text in self.wholes:
                continue
            rest = self._rest(text)
            if FIGURE.search(rest):
                rest = _LABELS.sub(" ", labels.sub(" ", rest) if labels else rest)
            found = FIGURE.search(rest)
            if found and bare(text) not in self.questions and not self._is_stretch(text):
                around = rest[max(0, found.start() - 60) : found.end() + 60]
                raise UnprovedError(f"no proof of the figure in “{around}”")

    def also(self, *more: Clearance, said: Iterable[str] = ()) -> Clearance:
        """The clearance with others, and with words that may be repeated as they are."""
        pieces = longest_first({*self.pieces, *said}.union(*(other.pieces for other in more)))
        wholes = self.wholes.union(pieces, *(other.wholes for other in more))
        texts = dict.fromkeys([*self.texts, *(text for other in more for text in other.texts)])
        return self._replace(pieces=pieces, wholes=wholes, texts=tuple(texts))

    def _rest(self, text: str) -> str:
        """A text without its proved pieces; a line that was cut may end within one."""
        rest = "\n".join(map(self._cut, text.split("\n"))) if "…" in text else text
        for piece in self.pieces:
            rest = _without(rest, piece)
        return rest

    def _cut(self, line: str) -> str:
        """A line without the piece in which it ends, if it was cut there."""
        if not line.endswith("…"):
            return line
        starts = [at for piece in self.pieces if (at := _cut_piece(line, piece)) >= 0]
        return line[: min(starts)] if starts else line

    def _is_stretch(self, text: str) -> bool:
        """Whether a text is part of a document, with an ellipsis where that goes on."""
        stretch = text.removeprefix("… ").removesuffix(" …").strip()
        return len(stretch) >= SHORTEST_STRETCH and any(stretch in document for document in self.texts)


NOTHING = Clearance()
"""No figure at all may be shown but labels."""


def longest_first(pieces: Iterable[str]) -> tuple[str, ...]:
    """The pieces, a longer one before those that stand within it."""
    return tuple(sorted(filter(None, set(pieces)), key=lambda piece: (-len(piece), piece)))


def _without(text: str, piece: str) -> str:
    """A text without a piece, where this is not part of a longer word or figure."""
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        before, after = text[max(0, at - 2) : at], text[end : end + 2]
        if _continues(before[::-1]) or _continues(after):
            at = text.find(piece, at + 1)
        else:
            text = f"{text[:at]}\0{text[end:]}"
            at = text.find(piece, at + 1)
    return text


def _continues(beside: str) -> bool:
    """Whether the one or two characters beside a piece make it part of something longer."""
    return bool(beside) and (
        bool(_JOINED.match(beside)) or beside[0] == "%" or (beside[0] in ".," and beside[1:].isdigit())
    )


def _cut_piece(text: str, piece: str) -> int:
    """Where the piece begins in which a text ends that was cut; -1 if there is none."""
    at = text.find(piece[:12])
    return at if at >= 0 and piece.startswith(text[at:-1]) else -1


def bare(question: str) -> str:
    """A question as it is compared: in lower case, without a question mark."""
    return question.rstrip("?").lower()

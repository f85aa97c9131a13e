"""The utterances of intents as words by number: what a matcher is learnt from."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.rows import Rows
from knowledge.strings import Strings
from knowledge.words import pieces, spelt_out


class Tokens(NamedTuple):
    """Utterances as rows of words, those of an intent side by side.

    `distinct` are the words in the order in which they first occur, `sizes` the intents' numbers of utterances.
    """

    intents: list[str]
    sizes: NDArray[np.int64]
    texts: Strings
    distinct: list[str]
    rows: Rows

    @property
    def labels(self) -> NDArray[np.int64]:
        """The intent of every utterance, by number."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    @property
    def counts(self) -> NDArray[np.int64]:
        """How often every word occurs."""
        return np.bincount(self.rows.numbers, minlength=len(self.distinct))


class _Numbers(dict[str, list[int]]):
    """The numbers of the words that a piece of text stands for; a word that has none yet gets the next."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, int] = {}

    def __missing__(self, piece: str) -> list[int]:
        found = self[piece] = [self.words.setdefault(word, len(self.words)) for word in spelt_out(piece)]
        return found


def read(intents: Mapping[str, Sequence[str]]) -> Tokens:
    """Read utterances, of each intent every text once; those without a word are left out, and intents without any.

    Raises TypeError where a string stands for a list of them, ValueError where nothing is left.
    """
    numbers = _Numbers()
    # Numbers instead of strings: a million utterances are read in a tenth of the memory.
    flat, lengths, sizes, texts = array("i"), array("i"), array("i"), list[str]()
    names = []
    for name, written in intents.items():
        if isinstance(written, str):
            raise TypeError(f"the utterances of {name!r} must be a list of strings, not one string")
        before = len(texts)
        for text in dict.fromkeys(written):
            if found := [number for piece in pieces(text) for number in numbers[piece]]:
                flat.extend(found)
                lengths.append(len(found))
                texts.append(text)
        if len(texts) > before:
            names.append(name)
            sizes.append(len(texts) - before)
    if not names:
        raise ValueError("a matcher needs at least one intent with an utterance that has a word")
    starts = np.concatenate(([0], np.cumsum(np.frombuffer(lengths, np.int32), dtype=np.int64)))
    rows = Rows(starts, np.frombuffer(flat, np.int32))
    return Tokens(names, np.frombuffer(sizes, np.int32).astype(np.int64), Strings.of(texts), list(numbers.words), rows)

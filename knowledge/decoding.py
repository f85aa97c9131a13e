"""What the words of a text were meant to be, all of them together: the likeliest line through the candidates.

A noisy channel, as spelling correction knows it (Mays, Damerau and Mercer 1991,
https://doi.org/10.1016/0306-4573(91)90066-U): what a word costs to be typed so, and what it costs beside its neighbours
by the language model, summed over the text, and the cheapest sum found by a beam search. Costs are natural logarithms.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.language_model import UNSEEN, LanguageModel
from knowledge.reading import Typed
from knowledge.repair import Repairer
from knowledge.rows import Rows
from knowledge.strings import packed, unpacked
from knowledge.words import stem

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

CHOICES, BEAM = 24, 24
"""Words that one may have been meant to be, and lines, that are kept at most."""
LANGUAGE = 1.0
"""Worth of the language model beside the channel."""
UNKNOWN, LETTER, ROUGH = -1.0, 0.8, 9.0
"""What it costs to take a word for one that nobody knows: in any case, for each of its letters, and by the share of the
text's words that are unknown; in a text full of typing errors it is no new word."""
ROUGH_FROM = 0.4
"""Share of unknown words from which a text is full of typing errors."""
SLIP, UNSPELT = 3.25, 1.0
"""What it costs in such a text to take a known word for another, and for itself where it is but like one."""
NAME, NO_NAME = -4.0, 4.0
"""What it costs to take a word with a capital for a name, and for another word."""
LONG = 4
"""Letters of the words among which the share of unknown ones is told."""
AHEAD = 0.7
"""Worth of a word's own frequency, by which candidates are chosen before their neighbours are looked at."""


class Lexicon(NamedTuple):
    """Of each word of a repairer: the number of its stem, its cost among the stem's words, and whether it is a name."""

    stems: Numbers
    costs: Floats
    names: NDArray[np.int8]


class Choices(NamedTuple):
    """The words that one may have been meant to be, their stems, and their costs; the word itself first."""

    words: list[str]
    stems: Numbers
    costs: Floats


class Lines(NamedTuple):
    """Readings of a text's beginning: the stems of their last two words, and their costs."""

    before: Numbers
    last: Numbers
    costs: NDArray[np.float64]


BEGUN = Lines(np.array([-1]), np.array([0]), np.zeros(1))
"""What stands before a text."""
END = Choices(["$"], np.array([1]), np.zeros(1, np.float32))
"""What stands after a text."""


class Decoder:
    """Reads mistyped words by their neighbours."""

    def __init__(self, repairer: Repairer, lexicon: Lexicon, language: LanguageModel) -> None:
        self.repairer = repairer
        self.lexicon = lexicon
        self.language = language

    @classmethod
    def build(cls, counts: Mapping[str, int], names: Container[str], stems: Mapping[str, int], rows: Rows) -> Decoder:
        """Learn from utterances as rows of stems, and from how often they have each word, 0 for words of other origin.

        `stems` are the numbers of stems.
        """
        repairer = Repairer.build(counts)
        own = [stem(word) for word in repairer.known]
        total = dict.fromkeys(own, 0.0)
        for word, of in zip(repairer.known, own, strict=True):
            total[of] += counts[word] + UNSEEN
        shares = [(counts[word] + UNSEEN) / total[of] for word, of in zip(repairer.known, own, strict=True)]
        lexicon = Lexicon(
            np.array([stems.get(of, -1) for of in own], np.int64),
            -np.log(np.array(shares, np.float32)),
            np.array([word in names for word in repairer.known], np.int8),
        )
        return cls(repairer, lexicon, LanguageModel.learn(rows, len(stems)))

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give the decoder as arrays."""
        return {
            "repairable": packed(self.repairer.known),
            "repair_keys": self.repairer.keys,
            "repair_ids": self.repairer.ids,
            **{f"repair_{name}": array for name, array in self.lexicon._asdict().items()},
            **self.language.to_arrays(),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Decoder:
        """Restore what `to_arrays` gave, as arrays or as views of memory."""
        repairer = Repairer(
            unpacked(arrays["repairable"]), *(np.asarray(arrays[name]) for name in ("repair_keys", "repair_ids"))
        )
        lexicon = Lexicon(*(np.asarray(arrays[f"repair_{name}"]) for name in Lexicon._fields))
        return cls(repairer, lexicon, LanguageModel.from_arrays(arrays))

    def decode(self, line: Sequence[Typed]) -> tuple[list[str], float]:
        """Give the words that were meant, and how many of them may be wrong."""
        unknown = sum(not typed.known and len(typed.word) > 2 for typed in line)
        # One word more, that is known: two of three say little of a text.
        share = unknown / (max(unknown, sum(len(typed.word) >= LONG for typed in line)) + 1)
        choices = [self._choices(typed, share) for typed in line]
        chosen = self._cheapest(choices)
        words = [of.words[number] for of, number in zip(choices, chosen, strict=True)]
        return words, self._doubt(choices, chosen)

    def _choices(self, typed: Typed, share: float) -> Choices:
        word = typed.word
        if typed.known and (share < ROUGH_FROM or not word.isalpha()):
            return Choices([word], np.array([typed.stem]), np.zeros(1, np.float32))
        as_known = 0.0 if typed.spelt else UNSPELT
        itself = as_known if typed.known else UNKNOWN + LETTER * len(word) + ROUGH * share
        found = self.repairer.candidates(word)
        if len(word) < LONG and share < ROUGH_FROM:
            # Almost any word of three letters is two edits away from another.
            found = found.at(found.edits <= len(word) - 2)
        stems = self.lexicon.stems[found.numbers]
        costs = found.costs + self.lexicon.costs[found.numbers] + SLIP * typed.known
        if typed.capital:
            costs = costs + np.where(self.lexicon.names[found.numbers] > 0, np.float32(NAME), np.float32(NO_NAME))
        order = np.argsort(costs - AHEAD * self.language.single[stems], kind="stable")[:CHOICES]
        words = [word, *(self.repairer.known[number] for number in found.numbers[order].tolist())]
        return Choices(words, np.append(typed.stem, stems[order]), np.append(np.float32(itself), costs[order]))

    def _cheapest(self, line: Sequence[Choices]) -> list[int]:
        """Give the numbers of the choices that make the cheapest line."""
        lines = BEGUN
        steps: list[tuple[list[int], list[int]]] = []
        for choices in (*line, END):
            count = len(choices.stems)
            if count == len(lines.last) == 1:
                # The same for all lines.
                kept, costs = np.zeros(1, np.int64), lines.costs
            else:
                total = lines.costs[:, None] + choices.costs - LANGUAGE * self._chances(lines, choices.stems)
                kept = _best(total, lines.last)
                costs = total.ravel()[kept]
            old, new = np.divmod(kept, count)
            steps.append((old.tolist(), new.tolist()))
            lines = Lines(lines.last[old], choices.stems[new], costs)
        at = int(lines.costs.argmin())
        chosen: list[int] = []
        for before, numbers in reversed(steps):
            chosen.append(numbers[at])
            at = before[at]
        return chosen[:0:-1]

    def _chances(self, lines: Lines, stems: Numbers) -> Floats:
        """Give the chances of stems after each of some lines."""
        # Many lines end alike, and few in a pair that was ever seen.
        ends, which = np.unique(lines.last, return_inverse=True)
        chances = self.language.pair(ends[:, None], stems)[1][which]
        places = self.language.pair(lines.before, lines.last)[0]
        seen = np.flatnonzero(places >= 0)
        chances[seen] = self.language.after(places[seen, None], stems, chances[seen])
        return chances

    def _doubt(self, line: Sequence[Choices], chosen: Sequence[int]) -> float:
        """Give how many words of a line are expected to be wrong, each judged between those chosen for the others."""
        stems = [int(choices.stems[number]) for choices, number in zip(line, chosen, strict=True)]
        around = np.array([-1, 0, *stems, 1, -1])
        places = [at for at, choices in enumerate(line) if len(choices.stems) > 1]
        if not places:
            return 0.0
        sizes = [len(line[at].stems) for at in places]
        window = around[np.repeat(places, sizes)[:, None] + np.arange(5)]
        window[:, 2] = np.concatenate([line[at].stems for at in places])
        costs = np.concatenate([line[at].costs for at in places]).astype(np.float64)
        pairs, chances = self.language.pair(window[:, :-1], window[:, 1:])
        for each in self.language.after(pairs[:, :-1], window[:, 2:], chances[:, 1:]).T:
            costs -= LANGUAGE * each
        doubt, begin = 0.0, 0
        for at, size in zip(places, sizes, strict=True):
            likely = np.exp(costs[begin : begin + size].min() - costs[begin : begin + size])
            same = line[at].stems == stems[at]
            doubt += 1 - float(likely[same].sum() / likely.sum())
            begin += size
        return doubt


def _best(costs: NDArray[np.float64], last: Numbers) -> Numbers:
    """Give the places of the cheapest lines, of those with the same two words at their end one.

    `costs` are those of every line, of which `last` are the last stems, with every choice.
    """
    flat, most = costs.ravel(), 4 * BEAM
    near = np.flatnonzero(flat <= np.partition(flat, most - 1)[most - 1]) if len(flat) > most else np.arange(len(flat))
    order = near[np.argsort(flat[near], kind="stable")][:most]
    old, new = np.divmod(order, costs.shape[1])
    kept: dict[int, int] = {}
    for place, end in zip(order.tolist(), ((last[old] << 8) + new).tolist(), strict=True):
        kept.setdefault(end, place)
    return np.array(list(kept.values())[:BEAM])

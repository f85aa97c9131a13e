"""What the words of a text were meant to be, all of them together: the likeliest line through the candidates.

A noisy channel, as spelling correction knows it (Mays, Damerau and Mercer 1991,
https://doi.org/10.1016/0306-4573(91)90066-U): what a word costs to be typed so, and what it costs beside its neighbours
by the language model, summed over the text, and the cheapest sum found by a beam search. Costs are natural logarithms.
What a text is about, once it is read, makes other words likely than the language as a whole: the model is adapted to
it (Kneser and Steinbiss 1993, https://doi.org/10.1109/ICASSP.1993.319375), and the text decoded again.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.doubts import Other, doubt, others
from knowledge.language_model import UNSEEN, LanguageModel
from knowledge.reading import Typed
from knowledge.repair import SHORTEST, Repairer, Repairs
from knowledge.rows import Rows
from knowledge.strings import packed, unpacked
from knowledge.words import COMMON, stem

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
NAME, NO_NAME = -4.0, 6.0
"""What it costs to take a word with a capital for a name, and for another word."""
NAMED, STRANGE = 1, 2
"""Marks of names that utterances have, and of those that none has."""
STRANGER = 4.0
"""What it costs to take a word without a capital for a name that no utterance has."""
LONG = 4
"""Letters of the words among which the share of unknown ones is told."""
MATTER = 0.8
"""Part of a text's words, 0 to 1, that are of the matter that its first reading has it speak of."""
COMMONEST = -8.0
"""Logarithm of the chance that words of no subject have at least: who writes utterances seldom says *please*."""
AHEAD = 0.7
"""Worth of a word's own frequency, by which candidates are chosen before their neighbours are looked at."""


REACH = 2
"""Words on either side by which a word is judged."""


class Lexicon(NamedTuple):
    """Of each word of a repairer: the number of its stem, its cost among the stem's words, and its mark as a name."""

    stems: Numbers
    costs: Floats
    names: NDArray[np.int8]


class Choices(NamedTuple):
    """The words that one may have been meant to be, their stems, and their costs; the word itself first.

    `named` tells of a word with a capital: it is a name of any matter, not likelier one of that at hand.
    """

    words: list[str]
    stems: Numbers
    costs: Floats
    named: bool = False


@lru_cache(maxsize=1 << 12)
def _only(stem: int, word: str = "") -> Choices:
    return Choices([word], np.array([stem]), np.zeros(1, np.float32))


BEFORE, AFTER = (_only(-1), _only(0)), (_only(1), _only(-1))
"""What stands around a text."""


class Pairs(NamedTuple):
    """Of every two neighbours of a line all pairs of their choices: their places and chances by the language model.

    `counts` are the numbers of choices, and `begins` tell where the pairs of each word with the one before begin.
    """

    counts: Numbers
    begins: Numbers
    places: Numbers
    chances: Floats

    @classmethod
    def of(cls, line: Sequence[Choices], language: LanguageModel) -> Pairs:
        """Look up the pairs of a line."""
        counts = np.array([len(choices.stems) for choices in line])
        stems = np.concatenate([choices.stems for choices in line])
        following = np.repeat(counts[1:], counts[:-1])
        starts = np.repeat(np.cumsum(counts[:-1]), counts[:-1]) - (np.cumsum(following) - following)
        first = np.repeat(stems[: len(following)], following)
        second = stems[np.arange(len(first)) + np.repeat(starts, following)]
        begins = np.concatenate([[0, 0], np.cumsum(counts[:-1] * counts[1:])])
        return cls(counts, begins, *language.pair(first, second))

    def at(self, word: Numbers, before: Numbers, chosen: Numbers) -> Numbers:
        """Give where choices of words stand with choices of the words before."""
        return self.begins[word] + before * self.counts[word] + chosen

    def ending(self, word: int) -> tuple[Numbers, Floats]:
        """Give the places and chances of all choices of a word, in a row for each of the word before."""
        pairs = slice(self.begins[word], self.begins[word + 1])
        shape = self.counts[word - 1], self.counts[word]
        return self.places[pairs].reshape(shape), self.chances[pairs].reshape(shape)


class Matters(NamedTuple):
    """Of every intent the features of its utterances, of which the first are stems.

    Intent `i` has the row `i` of `features`; as many utterances have one of these as there are from its place in
    `starts` to the next.
    """

    features: Rows
    starts: Numbers

    def of(self, intent: int) -> tuple[NDArray[np.int32], Numbers]:
        """Give the features of an intent, and how many utterances have each."""
        begin, end = self.features.starts[intent : intent + 2].tolist()
        return self.features.numbers[begin:end], np.diff(self.starts[begin : end + 1])


class Decoded(NamedTuple):
    """The words that were meant, how many of them may be wrong, what they may be instead, and how to read them again.

    `again` takes the intents that the text may belong to, by number, with the share of each, 0 to 1.
    """

    words: list[str]
    doubt: float
    others: list[Other]
    again: Callable[[Mapping[int, float]], Decoded]


class Decoder:
    """Reads mistyped words by their neighbours."""

    def __init__(self, repairer: Repairer, lexicon: Lexicon, language: LanguageModel, matters: Matters) -> None:
        self.repairer = repairer
        self.lexicon = lexicon
        self.language = language
        self.matters = matters

    @classmethod
    def build(
        cls,
        counts: Mapping[str, int],
        names: Container[str],
        stems: Mapping[str, int],
        rows: Rows,
        matters: Matters,
    ) -> Decoder:
        """Learn from utterances as rows of stems, and from how often they have each word, 0 for words of other origin.

        `stems` are the numbers of stems; `matters` are kept, not learnt from.
        """
        repairer = Repairer.build(counts)
        own = [stem(word) for word in repairer.known]
        total = dict.fromkeys(own, 0.0)
        for word, of in zip(repairer.known, own, strict=True):
            total[of] += counts[word] + UNSEEN
        shares = [(counts[word] + UNSEEN) / total[of] for word, of in zip(repairer.known, own, strict=True)]
        language, numbers = LanguageModel.learn(rows, len(stems)), np.array([stems.get(of, -1) for of in own], np.int64)
        costs, common = -np.log(np.array(shares, np.float32)), [word in COMMON for word in repairer.known]
        costs[common] = np.minimum(costs, language.single[numbers] - np.float32(COMMONEST))[common]
        lexicon = Lexicon(
            numbers,
            costs,
            np.array([(word in names) * (STRANGE if counts[word] == 0 else NAMED) for word in repairer.known], np.int8),
        )
        return cls(repairer, lexicon, language, matters)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give the decoder as arrays, without the matters, which others keep."""
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
        features = Rows(*(np.asarray(arrays[name]) for name in ("own_starts", "own_features")))
        matters = Matters(features, np.asarray(arrays["owner_starts"]))
        return cls(repairer, lexicon, LanguageModel.from_arrays(arrays), matters)

    def _expected(self, stems: Numbers, shares: Mapping[int, float]) -> Floats:
        """Give the logarithm of how much likelier stems are in a text on some intents, by their shares, 0 to 1."""
        chances = np.zeros(len(stems))
        for intent, share in shares.items():
            features, counts = self.matters.of(intent)
            at = np.minimum(features.searchsorted(stems), len(features) - 1)
            of_stems = counts[: features.searchsorted(len(self.language.single) - 1)].sum()
            chances += share / max(of_stems, 1) * np.where(features[at] == stems, counts[at], 0)
        chances /= sum(shares.values()) or 1.0
        return np.log(1 - MATTER + MATTER * chances / np.exp(self.language.single[stems])).astype(np.float32)

    def decode(self, line: Sequence[Typed]) -> Decoded:
        """Give the words that were meant."""
        unknown = sum(not typed.known and len(typed.word) >= SHORTEST for typed in line)
        # One word more, that is known: two of three say little of a text.
        share = unknown / (max(unknown, sum(len(typed.word) >= LONG for typed in line)) + 1)
        rough = share >= ROUGH_FROM
        mistyped = [
            not typed.known or (rough and typed.word.isalpha() and len(typed.word) >= SHORTEST) for typed in line
        ]
        found = iter(
            self.repairer.candidates([typed.word for typed, wrong in zip(line, mistyped, strict=True) if wrong])
        )
        read = [
            self._choices(typed, share, next(found)) if wrong else _only(typed.stem, typed.word)
            for typed, wrong in zip(line, mistyped, strict=True)
        ]
        choices = [*BEFORE, *read, *AFTER]
        return self._decoded(choices, Pairs.of(choices, self.language))

    def _decoded(self, choices: Sequence[Choices], pairs: Pairs) -> Decoded:
        def again(shares: Mapping[int, float]) -> Decoded:
            open_ = [len(of.words) > 1 and not of.named for of in choices]
            several = list(compress(choices, open_))
            if not several:
                return self._decoded(choices, pairs)
            expected = self._expected(np.concatenate([of.stems for of in several]), shares)
            parts = iter(np.split(expected, np.cumsum([len(of.words) for of in several])[:-1]))
            line = [
                of._replace(costs=of.costs - next(parts)) if is_open else of
                for of, is_open in zip(choices, open_, strict=True)
            ]
            return self._decoded(line, pairs)

        several = np.flatnonzero(pairs.counts > 1)
        chosen, alone = [0] * len(choices), []
        for group in np.split(several, np.flatnonzero(np.diff(several) > REACH) + 1):
            if len(group) > 1:
                first, last = int(group[0]), int(group[-1])
                chosen[first : last + 1] = self._cheapest(choices, pairs, first, last)
            else:
                alone += group.tolist()
        costs = self._costs(choices, pairs, chosen, several)
        # Far from all others, a word is chosen by itself.
        for word, of_word in zip(several.tolist(), costs, strict=True):
            if word in alone:
                chosen[word] = int(of_word.argmin())
        words = [of.words[number] for of, number in zip(choices[2:-2], chosen[2:-2], strict=True)]
        doubts, instead = 0.0, list[Other]()
        for word, of_word in zip(several.tolist(), costs, strict=True):
            of = choices[word]
            doubts += doubt(of_word, of.stems, chosen[word])
            instead += others(word - REACH, of.words, of.stems, of_word, chosen[word])
        return Decoded(words, doubts, instead, again)

    def _choices(self, typed: Typed, share: float, found: Repairs) -> Choices:
        word = typed.word
        as_known = 0.0 if typed.spelt else UNSPELT
        itself = as_known if typed.known else UNKNOWN + LETTER * len(word) + ROUGH * share
        if len(word) < LONG and share < ROUGH_FROM:
            # Almost any word of three letters is two edits away from another.
            found = found.at(found.edits <= len(word) - 2)
        stems = self.lexicon.stems[found.numbers]
        costs = found.costs + self.lexicon.costs[found.numbers] + SLIP * typed.known
        names = self.lexicon.names[found.numbers]
        if typed.capital:
            costs = costs + np.where(names > 0, np.float32(NAME), np.float32(NO_NAME))
        else:
            costs = costs + np.float32(STRANGER) * (names == STRANGE)
        order = (costs - AHEAD * self.language.single[stems]).argsort(kind="stable")[:CHOICES]
        words = [word, *[self.repairer.known[number] for number in found.numbers[order].tolist()]]
        costs = np.concatenate([np.array([itself], np.float32), costs[order]])
        return Choices(words, np.concatenate([[typed.stem], stems[order]]), costs, typed.capital)

    def _cheapest(self, line: Sequence[Choices], pairs: Pairs, begin: int, end: int) -> list[int]:
        """Give the numbers of the choices of the cheapest line from one word to another, around which all are known."""
        # Of each line kept its last choice, the place of its last two stems, and its costs.
        last, places, costs = np.array([0]), pairs.ending(begin - 1)[0][0], np.zeros(1)
        steps: list[tuple[list[int], list[int]]] = []
        for at in range(begin, end + REACH + 1):
            stems, (all_places, all_chances) = line[at].stems, pairs.ending(at)
            chances = all_chances[last]
            # Few lines end in a pair that was ever seen.
            seen = (places >= 0).nonzero()[0]
            if len(seen):
                chances[seen] = self.language.after(places[seen, None], stems, chances[seen])
            total = costs[:, None] + line[at].costs - LANGUAGE * chances
            if len(last) == 1 or len(stems) == 1:
                old, new = np.divmod(np.arange(total.size), len(stems))
            else:
                old, new = _best(total, line[at - 1].stems[last])
            costs = total[old, new]
            steps.append((old.tolist(), new.tolist()))
            last, places = new, all_places[last[old], new]
        best = int(costs.argmin())
        chosen = []
        for before, numbers in reversed(steps):
            chosen.append(numbers[best])
            best = before[best]
        return chosen[: REACH - 1 : -1]

    def _costs(
        self, line: Sequence[Choices], pairs: Pairs, chosen: Sequence[int], several: Numbers
    ) -> list[NDArray[np.float64]]:
        """Give the costs of the choices of several words, each between those chosen for the others."""
        if not len(several):
            return []
        sizes = pairs.counts[several]
        begins = np.cumsum(sizes) - sizes
        at = np.repeat(several, sizes)
        own, others = np.arange(len(at)) - np.repeat(begins, sizes), np.array(chosen)
        stems = np.concatenate([line[word].stems for word in several.tolist()])
        ends = np.array([choices.stems[number] for choices, number in zip(line, chosen, strict=True)])
        before = pairs.at(at - 1, others[at - 2], others[at - 1])
        first, second = pairs.at(at, others[at - 1], own), pairs.at(at + 1, own, others[at + 1])
        after = pairs.at(at + 2, others[at + 1], others[at + 2])
        places, lower = np.stack([before, first, second]), np.stack([first, second, after])
        third = np.stack([stems, ends[at + 1], ends[at + 2]])
        costs = np.concatenate([line[word].costs for word in several.tolist()]).astype(np.float64)
        for chances in self.language.after(pairs.places[places], third, pairs.chances[lower]):
            costs -= LANGUAGE * chances
        return np.split(costs, begins[1:])


def _best(costs: NDArray[np.float64], last: Numbers) -> tuple[Numbers, Numbers]:
    """Choose the cheapest lines, of those with the same two words at their end one.

    `costs` are those of every line, of which `last` are the last stems, with every choice. Gives the chosen lines and
    choices.
    """
    flat, most = costs.ravel(), 4 * BEAM
    if len(flat) > most:
        ordered = flat.copy()
        ordered.partition(most - 1)
        near = (flat <= ordered[most - 1]).nonzero()[0]
        near = near[flat[near].argsort(kind="stable")][:most]
    else:
        near = flat.argsort(kind="stable")
    old, new = np.divmod(near, costs.shape[1])
    kept: dict[int, int] = {}
    for at, end in enumerate(((last[old] << 8) + new).tolist()):
        if end not in kept:
            kept[end] = at
            if len(kept) == BEAM:
                break
    places = list(kept.values())
    return old[places], new[places]

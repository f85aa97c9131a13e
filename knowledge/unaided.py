"""What `linear` and `nearest` do, in Python alone: for one question, importing numpy takes longer than the answer.

Both give the same to the last bit: what they add up is exact, but for exponentials, and those are rounded.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from heapq import nlargest
from math import exp, fsum
from typing import ClassVar, Literal

from knowledge.choice import DIGITS, Choice, Neighbour
from knowledge.exact import LARGEST, OF_STEPS, STEPS

ZERO = STEPS + 1
_RAISED = bytes((byte + ZERO) % 256 for byte in range(256))
"""Signed bytes as unsigned ones, so that zero is in the middle."""


class Linear:
    """The table of learnt weights, as `knowledge.linear.Linear` has it."""

    trained: ClassVar[Literal[True]] = True

    def __init__(self, arrays: Mapping[str, memoryview]) -> None:
        self._arrays = {name: arrays[name] for name in ("table", "steps", "unit")}
        self.steps = arrays["steps"]
        self.unit: float = arrays["unit"][0]
        self.weights = arrays["linear"]
        self._table = arrays["table"].cast("B")
        self._width = len(self._table) // len(self.steps)

    def to_arrays(self) -> dict[str, memoryview]:
        """Give all but the weights as views of memory."""
        return self._arrays

    def best(self, features: Sequence[int], foreign: float, count: int, chances: Sequence[float] = ()) -> Choice:
        """Choose the intents that a text belongs to most likely, of equals the first ones."""
        sums, worth = self.sums(features, foreign, chances)
        chosen = sorted(nlargest(count, range(len(sums)), key=sums.__getitem__))
        top, rate = max(sums), worth * self.unit
        likely = [exp((each - top) * rate) for each in sums]
        total = fsum(likely)
        shares = [round(likely[intent] / total, DIGITS) for intent in chosen]
        return Choice(chosen, [worth * sums[intent] for intent in chosen], shares)

    def sums(self, features: Sequence[int], foreign: float, chances: Sequence[float] = ()) -> tuple[list[int], float]:
        """Add up what speaks for every intent, in whole numbers, and give what one of them scores."""
        counted = list(zip(features, chances or [1.0] * len(features), strict=True))
        known = [(feature, chance) for feature, chance in counted if feature < len(self.steps)]
        scale = [self.weights[feature] * self.steps[feature] * chance for feature, chance in known]
        part = fsum(scale) / OF_STEPS or 1.0
        length = (fsum(self.weights[feature] ** 2 * chance for feature, chance in counted) + foreign) ** 0.5
        sums = self._totals([feature for feature, _ in known], [int(weight / part) for weight in scale])
        return sums, part / (self.unit * length or 1.0)

    def _totals(self, features: Sequence[int], times: Sequence[int]) -> list[int]:
        """Add up the rows of features, each so many times.

        A row is written as one long number with an intent every 32 bits, which no sum exceeds: multiplying and adding
        long numbers is what Python does fastest.
        """
        sums, row = 0, bytearray(4 * self._width)
        for feature, count in zip(features, times, strict=True):
            row[::4] = self._table[feature * self._width : (feature + 1) * self._width].tobytes().translate(_RAISED)
            sums += count * int.from_bytes(row, "little")
        zero = ZERO * sum(times)
        return [total - zero for total in struct.unpack(f"<{self._width}I", sums.to_bytes(len(row), "little"))]


class Nearest:
    """Utterances by intent and feature, as `knowledge.nearest.Nearest` has them."""

    def __init__(self, arrays: Mapping[str, memoryview]) -> None:
        names = "own_starts", "own_features", "owner_starts", "owners", "lengths", "firsts"
        self._arrays = {name: arrays[name] for name in names}
        self.starts, self.features, self.owner_starts, self.owners, self.lengths, self.firsts = self._arrays.values()
        self.weights = arrays["near"]

    def to_arrays(self) -> dict[str, memoryview]:
        """Give all but the weights as views of memory."""
        return self._arrays

    def find(self, features: Sequence[int], foreign: float, intents: Sequence[int]) -> list[Neighbour]:
        """Find each intent's utterance that is nearest to a text, of equals the first one."""
        squares = [self.weights[feature] ** 2 for feature in features]
        total = fsum(squares)
        part = total / LARGEST or 1.0
        shared = {feature: int(square / part) for feature, square in zip(features, squares, strict=True) if square}
        worth = part / ((total + foreign) ** 0.5 or 1.0)
        return [self._nearest(shared, worth, intent) for intent in intents]

    def _nearest(self, shared: Mapping[int, int], worth: float, intent: int) -> Neighbour:
        first, last = self.firsts[intent : intent + 2]
        begin, end = self.starts[intent : intent + 2]
        sums = [0] * (last - first)
        for feature, of_text in shared.items():
            at = bisect_left(self.features, feature, begin, end)
            if at < end and self.features[at] == feature:
                for utterance in self.owners[self.owner_starts[at] : self.owner_starts[at + 1]]:
                    sums[utterance - first] += of_text
        best = Neighbour(first, -1.0)
        for utterance, shared_worth in enumerate(sums, first):
            cosine = min(shared_worth / self.lengths[utterance] * worth, 1.0)
            if cosine > best.cosine:
                best = Neighbour(utterance, cosine)
        return best

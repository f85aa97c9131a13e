"""Utterances as examples to learn from, a few at a time and each with only some of its features."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.mixing import mixed
from knowledge.rows import Rows

Floats = NDArray[np.float32]
Longs = NDArray[np.int64]
Keys = NDArray[np.uint64]

SMOOTHING = 0.05
SEED = 200


@dataclass(frozen=True)
class Examples:
    """Utterances as rows of features that have `weights`, each with the intent that it is labelled with, by number.

    What is left to chance hangs on the `keys` of the utterances, and of the `intents`, so that a changed utterance
    changes little else.
    """

    rows: Rows
    weights: Floats
    labels: Longs
    keys: Keys
    intents: Keys

    @property
    def worths(self) -> Floats:
        """What each counts for, 1 on average: by the root of its intent's size.

        An intent with many wordings must not swallow one with few.
        """
        sizes = np.bincount(self.labels, minlength=len(self.intents))
        worths: Floats = (1 / np.sqrt(sizes[self.labels])).astype(np.float32)
        worths /= worths.mean()
        return worths


class Batch(NamedTuple):
    """Some examples, a batch or a part of one: the features that are `used`, in order, and the `texts`, by row, as unit
    vectors over just those.

    `worths` are parts of a whole batch, so that few texts make a short step; `chances` are numbers that look random,
    one for each text; `left` is how much of the training is to come, 1 to 0.
    """

    used: NDArray[np.int32]
    texts: Floats
    labels: Longs
    worths: Floats
    chances: Keys
    left: float

    def errors(self, scores: Floats) -> Floats:
        """Turn the scores of texts for intents into probabilities, and take the labels from them.

        Labels are smoothed (Szegedy et al. 2016, https://arxiv.org/abs/1512.00567), so that few examples do not make
        for certainty.
        """
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        scores -= SMOOTHING / scores.shape[1]
        scores[np.arange(len(self.labels)), self.labels] -= 1 - SMOOTHING
        scores *= self.worths[:, None]
        return scores


def batches(examples: Examples, passes: int, size: int, dropped: float, part: int) -> Iterator[list[Batch]]:
    """Go over the examples so many times, a batch of one size after another in parts, in another order each time.

    Some of each text's features are left out, others in each pass (dropout, Srivastava et al. 2014,
    https://jmlr.org/papers/v15/srivastava14a.html), as a question has only some of the words that its intent's
    utterances have: this is worth more than any other choice here.
    """
    count, worths = len(examples.labels), examples.worths / np.float32(size)
    done, last = 0, passes * -(-count // size)
    for turn in range(passes):
        chances = mixed(examples.keys + mixed(np.array([SEED + turn])))
        order = np.argsort(chances, kind="stable")
        for start in range(0, count, size):
            whole = order[start : start + size]
            yield [
                Batch(
                    *vectors(examples, chosen, chances, dropped),
                    examples.labels[chosen],
                    worths[chosen],
                    chances[chosen],
                    1 - done / last,
                )
                for chosen in (whole[at : at + part] for at in range(0, len(whole), part))
            ]
            done += 1


def vectors(
    examples: Examples, chosen: Longs, chances: Keys | None = None, dropped: float = 0.0
) -> tuple[NDArray[np.int32], Floats]:
    """Give the features that the chosen rows have, by chance but some, and the rows as unit vectors over just those."""
    owners, numbers = examples.rows.take(chosen)
    if chances is not None:
        places = np.arange(len(owners)) - owners.searchsorted(owners)
        stay = mixed(chances[chosen[owners]] + places.astype(np.uint64)) >= np.uint64(dropped * 2**64)
        owners, numbers = owners[stay], numbers[stay]
    used, columns = np.unique(numbers, return_inverse=True)
    texts = np.zeros((len(chosen), len(used)), np.float32)
    texts[owners, columns] = examples.weights[numbers]
    texts /= np.linalg.norm(texts, axis=1, keepdims=True) + 1e-9
    return used, texts

"""Weights of features for intents, learnt from the utterances: multinomial logistic regression.

Minibatch gradient descent with a step that falls to nothing. Half of the features of each utterance are
left out at random in each pass (dropout, Srivastava et al. 2014,
https://jmlr.org/papers/v15/srivastava14a.html), as a question has only some of the words that its intent's
utterances have: this is worth more than any other choice here. Labels are smoothed (Szegedy et al. 2016,
https://arxiv.org/abs/1512.00567), so that few examples do not make for certainty.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.mixing import mixed
from knowledge.rows import Rows

Floats = NDArray[np.float32]

BATCH = 128
DROPPED = 0.5
SMOOTHING = 0.05
USUAL = 1500, 150
"""Utterances and intents that the next two are meant for."""
SEED = 200
PASSES, MOST_PASSES = 80.0, 100
STEP = 160.0
AHEAD, LEAST, SLACK, HEARINGS = 6, 0.1, 0.5, 20
"""Intents among which each utterance must have its own, by how much, from where it is looked at, and how often."""


def schedule(utterances: int, intents: int) -> tuple[int, float]:
    """Say how often training goes over the utterances, and how far its first step goes.

    The more utterances, the fewer passes and the longer steps; the more intents, the more passes to tell them apart.
    """
    size, variety = utterances / USUAL[0], intents / USUAL[1]
    passes = round(PASSES / size**0.75 * max(variety, 1.0) ** 0.6)
    return min(max(passes, 3), MOST_PASSES), STEP * min(max(size**0.5, 0.5), 3.0)


def train(rows: Rows, weights: Floats, labels: NDArray[np.int64], intents: int, keys: NDArray[np.uint64]) -> Floats:
    """Learn a matrix of features by intents whose product with a text's unit vector says which intent it has.

    What is left to chance hangs on the `keys` of the utterances, so that a changed utterance changes little else.
    """
    count = len(labels)
    table = np.zeros((len(weights), intents), np.float32)
    sizes = np.bincount(labels, minlength=intents)
    # An intent with many wordings must not swallow one with few: an utterance counts by the root of its intent's size.
    worth = (1 / np.sqrt(sizes[labels])).astype(np.float32)
    worth /= worth.mean()
    passes, length = schedule(count, intents)
    step, last = 0, passes * -(-count // BATCH)
    for turn in range(passes):
        chances = mixed(keys + mixed(np.array([SEED + turn])))
        order = np.argsort(chances, kind="stable")
        for start in range(0, count, BATCH):
            chosen = order[start : start + BATCH]
            used, batch = _batch(rows, weights, chosen, chances)
            part = table[used]
            error = _error(batch @ part, labels[chosen])
            error *= worth[chosen, None] * (length * (step / last - 1) / BATCH)
            part += batch.T @ error
            table[used] = part
            step += 1
    if intents > AHEAD:
        _bring_up(table, rows, weights, labels)
    return table


def _bring_up(table: Floats, rows: Rows, weights: Floats, labels: NDArray[np.int64]) -> None:
    """Raise what speaks for an utterance's own intent where too many others are ahead of it, or nearly.

    What somebody wrote for an intent must lead there, however unlike the others it is.
    """
    near: list[int] = []
    for start in range(0, len(labels), BATCH):
        chosen = np.arange(start, min(start + BATCH, len(labels)))
        used, batch = _batch(rows, weights, chosen)
        near += chosen[_lacking(batch @ table[used], labels[chosen]) > -SLACK].tolist()
    for _ in range(HEARINGS):
        raised = 0
        for row in near:
            numbers = rows.numbers[rows.starts[row] : rows.starts[row + 1]]
            worths = weights[numbers] / np.linalg.norm(weights[numbers])
            lacking = float(_lacking((worths @ table[numbers])[None], labels[row : row + 1])[0])
            if lacking > 0:
                table[numbers, labels[row]] += lacking * worths
                raised += 1
        if not raised:
            break


def _batch(
    rows: Rows, weights: Floats, chosen: NDArray[np.int64], chances: NDArray[np.uint64] | None = None
) -> tuple[NDArray[np.int32], Floats]:
    """Give the features that the chosen rows have, by chance but some, and the rows as unit vectors over just those."""
    owners, numbers = rows.take(chosen)
    if chances is not None:
        places = np.arange(len(owners)) - owners.searchsorted(owners)
        stay = mixed(chances[chosen[owners]] + places.astype(np.uint64)) >= np.uint64(DROPPED * 2**64)
        owners, numbers = owners[stay], numbers[stay]
    used, columns = np.unique(numbers, return_inverse=True)
    batch = np.zeros((len(chosen), len(used)), np.float32)
    batch[owners, columns] = weights[numbers]
    batch /= np.linalg.norm(batch, axis=1, keepdims=True) + 1e-9
    return used, batch


def _lacking(scores: Floats, labels: NDArray[np.int64]) -> Floats:
    """Say by how much the labels' scores fall short of being among the foremost."""
    said = scores[np.arange(len(labels)), labels]
    scores.partition(scores.shape[1] - AHEAD, axis=1)
    lacking: Floats = scores[:, -AHEAD] + LEAST - said
    return lacking


def _error(scores: Floats, labels: NDArray[np.int64]) -> Floats:
    """Turn scores into probabilities and take the smoothed labels from them."""
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    scores -= SMOOTHING / scores.shape[1]
    scores[np.arange(len(labels)), labels] -= 1 - SMOOTHING
    return scores

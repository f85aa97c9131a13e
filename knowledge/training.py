"""Weights of features for intents, learnt from the utterances: multinomial logistic regression, in two ways.

One table is learnt weight by weight, another by way of a few factors (`low_rank`); both together are right
more often than either. The first is learnt by minibatch gradient descent with a step that falls to nothing. The two
have nothing in common until they are added up, and are learnt at the same time where there are two cores.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from knowledge.batches import Examples, Floats, Longs, batches, vectors
from knowledge.low_rank import factors

BATCH, PART = 128, 16
"""Texts that a step is made of, and how many of them are worked on at once: fewer have fewer features among them, and
the products over these are most of the work."""
DROPPED = 0.5
USUAL = 1500, 150
"""Utterances and intents that the next four are meant for."""
PASSES, FEWEST_PASSES, MOST_PASSES = 80.0, 3.2, 100
STEP = 160.0
SHARED = 0.4
"""Part of a weight that is learnt by way of factors."""
BLOCK = 1 << 12
"""Features that are worked on at once."""
AHEAD, LEAST, SLACK, HEARINGS = 6, 0.1, 0.5, 20
"""Intents among which each utterance must have its own, by how much, from where it is looked at, and how often."""


def schedule(utterances: int, intents: int) -> tuple[int, float]:
    """Say how often training goes over the utterances, and how far its first step goes.

    The more utterances, the fewer passes and the longer steps; the more intents, the more passes to tell them apart:
    so many at least, however many utterances there are.
    """
    size, variety = utterances / USUAL[0], intents / USUAL[1]
    passes = round(PASSES / size**0.75 * max(variety, 1.0) ** 0.6)
    fewest = round(FEWEST_PASSES * max(variety, 1.0))
    return min(max(passes, fewest), MOST_PASSES), STEP * min(max(size**0.5, 0.5), 3.0)


def train(examples: Examples) -> Floats:
    """Learn a matrix of features by intents whose product with a text's unit vector says which intent it has."""
    passes, step = schedule(len(examples.labels), len(examples.intents))
    with ThreadPoolExecutor(1) as beside:
        factored = beside.submit(factors, examples, passes)
        table = _weight_by_weight(examples, passes, step)
        features, intents = factored.result()
    table *= 1 - SHARED
    for start in range(0, len(table), BLOCK):
        table[start : start + BLOCK] += SHARED * features[start : start + BLOCK] @ intents
    if len(examples.intents) > AHEAD:
        _bring_up(table, examples)
    return table


def _weight_by_weight(examples: Examples, passes: int, step: float) -> Floats:
    table = np.zeros((len(examples.weights), len(examples.intents)), np.float32)
    for parts in batches(examples, passes, BATCH, DROPPED, PART):
        slopes = [part.texts.T @ (part.errors(part.texts @ table[part.used]) * (step * part.left)) for part in parts]
        for part, slope in zip(parts, slopes, strict=True):
            table[part.used] -= slope
    return table


def _bring_up(table: Floats, examples: Examples) -> None:
    """Raise what speaks for an utterance's own intent where too many others are ahead of it, or nearly.

    What somebody wrote for an intent must lead there, however unlike the others it is.
    """
    rows, weights, labels = examples.rows, examples.weights, examples.labels
    near: list[int] = []
    for start in range(0, len(labels), BATCH):
        chosen = np.arange(start, min(start + BATCH, len(labels)))
        used, texts = vectors(examples, chosen)
        near += chosen[_lacking(texts @ table[used], labels[chosen]) > -SLACK].tolist()
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


def _lacking(scores: Floats, labels: Longs) -> Floats:
    """Say by how much the labels' scores fall short of being among the foremost."""
    said = scores[np.arange(len(labels)), labels]
    scores.partition(scores.shape[1] - AHEAD, axis=1)
    lacking: Floats = scores[:, -AHEAD] + LEAST - said
    return lacking

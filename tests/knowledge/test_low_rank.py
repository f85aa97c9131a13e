"""Words that speak for the same intents speak for those where only one of them was written, too."""

from __future__ import annotations

import numpy as np

from knowledge.batches import Examples, batches
from knowledge.low_rank import BATCH, factors
from knowledge.rows import Rows

THINGS = 12
PRICE, COST, WEIGHT, MASS = range(THINGS, THINGS + 4)


def test_a_word_speaks_for_an_intent_that_was_only_written_with_its_like() -> None:
    # Of every thing but the last, the price is asked for in two words; so is the weight.
    written = [
        (thing, word, 2 * thing + (word in (WEIGHT, MASS)))
        for thing in range(THINGS)
        for word in (PRICE, COST, WEIGHT, MASS)
        if thing < THINGS - 1 or word in (PRICE, WEIGHT)
    ]
    table = _learnt([(thing, word) for thing, word, _ in written] * 10, [intent for *_, intent in written] * 10)
    last = 2 * (THINGS - 1)
    for word, asked, other in ((COST, last, last + 1), (MASS, last + 1, last)):
        scores = table[THINGS - 1] + table[word]
        assert scores.argmax() == asked
        assert scores[asked] > scores[other] + 1


def test_what_is_learnt_hangs_on_the_utterances_and_not_on_their_order() -> None:
    utterances, labels = [(0, 2), (1, 2), (0, 3), (1, 3)] * 5, [0, 1, 2, 3] * 5
    as_written, turned_round = _learnt(utterances, labels), _learnt(utterances, labels, reverse=True)
    assert np.allclose(as_written, turned_round, atol=1e-3)


def test_few_utterances_left_over_make_a_short_step() -> None:
    examples = _examples([(0, 1)] * (BATCH + 1), [0] * BATCH + [1])
    (whole,), (rest,) = batches(examples, 1, BATCH, 0.0, BATCH)
    steps = [float(np.abs(batch.errors(np.zeros((len(batch.labels), 2), np.float32))).sum()) for batch in (whole, rest)]
    assert steps[1] < steps[0]


def test_the_parts_of_a_batch_hold_what_the_whole_does() -> None:
    examples = _examples([(0, number % 3) for number in range(BATCH)], [number % 2 for number in range(BATCH)])
    ((whole,),) = batches(examples, 1, BATCH, 0.5, BATCH)
    (parts,) = batches(examples, 1, BATCH, 0.5, BATCH // 4)
    assert len(parts) == 4
    assert np.concatenate([part.labels for part in parts]).tolist() == whole.labels.tolist()
    assert np.concatenate([part.worths for part in parts]).tolist() == whole.worths.tolist()
    texts = np.zeros((BATCH, 3), np.float32)
    texts[:, whole.used] = whole.texts
    for number, part in enumerate(parts):
        rows = texts[number * BATCH // 4 : (number + 1) * BATCH // 4]
        assert np.allclose(rows[:, part.used], part.texts)


def _learnt(utterances: list[tuple[int, int]], labels: list[int], *, reverse: bool = False) -> np.ndarray:
    one, other = factors(_examples(utterances, labels, reverse=reverse), 60)
    return one @ other


def _examples(utterances: list[tuple[int, int]], labels: list[int], *, reverse: bool = False) -> Examples:
    turn = -1 if reverse else 1
    intents, features = max(labels) + 1, max(map(max, utterances)) + 1
    keys = np.arange(len(labels), dtype=np.uint64)[::turn], np.arange(intents, dtype=np.uint64)
    return Examples(Rows.of(utterances[::turn]), np.ones(features, np.float32), np.array(labels[::turn]), *keys)

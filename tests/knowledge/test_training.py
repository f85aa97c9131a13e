"""What is learnt from utterances: each leads where it was written, and a changed one moves little else."""

from __future__ import annotations

from statistics import mean

import numpy as np

from knowledge.batches import Examples
from knowledge.matching import Matcher
from knowledge.rows import Rows
from knowledge.training import AHEAD, train

THINGS = "milk bread coffee cheese flour butter sugar rice tea salt".split()
PLACES = "rome oslo paris athens".split()
PRICES = {
    f"{thing}-{place}": [
        f"how much is {thing} in {place}",
        f"price of {thing} in {place} please",
        f"what does {thing} cost at {place}",
    ]
    for thing in THINGS
    for place in PLACES
}


def test_an_utterance_that_has_only_what_all_others_have_is_among_the_foremost_for_its_intent() -> None:
    others, shared = 12, 0
    utterances = [[shared, intent] for intent in range(1, others + 1) for _ in range(20)]
    labels = [intent - 1 for intent in range(1, others + 1) for _ in range(20)]
    # One more intent has utterances of another kind, and this one.
    utterances += [[others + 1, others + 2]] * 20 + [[shared]]
    labels += [others] * 21
    keys, intents = np.arange(len(labels), dtype=np.uint64), np.arange(others + 1, dtype=np.uint64)
    table = train(Examples(Rows.of(utterances), np.ones(others + 3, np.float32), np.array(labels), keys, intents))
    scores = table[shared]
    assert (scores > scores[others]).sum() < AHEAD


def test_an_utterance_more_changes_little_for_what_it_has_nothing_to_do_with() -> None:
    before = Matcher(PRICES)
    after = Matcher({**PRICES, "milk-rome": [*PRICES["milk-rome"], "roman milk, how dear"]})
    moved = []
    for thing in THINGS[1:]:
        for place in PLACES[1:]:
            one, other = (matcher.match(f"so what would {thing} be in {place}", 1)[0] for matcher in (before, after))
            assert one.intent == other.intent
            moved.append(abs(one.share - other.share))
    assert mean(moved) < 0.003

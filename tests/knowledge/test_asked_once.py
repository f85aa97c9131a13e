"""While a message is answered, each wording of it is read and weighed once, and comes to what it does by itself."""

from __future__ import annotations

import pytest

from knowledge.asking import Asking
from knowledge.deciding import decide
from knowledge.slots import read

WORDINGS = ("what was the conviction rate", "who is Zhang Mao", "how many leads were there in 1999", "good morning")


def test_a_wording_is_read_once(shipped):
    asking = Asking(shipped, "what was the conviction rate and who is Zhang Mao?")
    assert asking.read("who is Zhang Mao") is asking.read("who is Zhang Mao")
    assert asking.read().asked.startswith("what was")


@pytest.mark.parametrize("wording", WORDINGS)
def test_a_weighed_wording_comes_to_the_same_as_a_new_one_from_any_threshold(shipped, wording):
    asking = Asking(shipped, wording)
    for certain in (50.0, 80.0, 99.9):
        alone = decide(shipped, read(wording, shipped.matcher, shipped.names, asked=wording), certain)
        again = asking.decide(asking.read(wording), certain)
        assert (again.status, again.facts, again.lead) == (alone.status, alone.facts, alone.lead)
        assert (again.confidence, again.threshold) == (alone.confidence, alone.threshold)

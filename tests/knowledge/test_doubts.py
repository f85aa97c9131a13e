"""What a mistyped word may have been is told by what each of its choices costs."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.doubts import doubt, others

WORDS = ["vate", "rate", "rates", "date", "gate"]
STEMS = np.array([-1, 1, 1, 2, -1])
COSTS = np.array([9.0, 1.0, 2.0, 1.5, 1.6])


def test_another_form_of_the_word_is_no_doubt() -> None:
    assert doubt(COSTS[:3], STEMS[:3], 1) < 0.001
    assert doubt(COSTS, STEMS, 1) > 0.3


def test_each_other_stem_is_told_once_with_its_likeliest_word() -> None:
    found = others(7, WORDS, STEMS, COSTS, 3)
    assert [(other.place, other.word) for other in found] == [(7, "rate"), (7, "gate")]
    chances = np.exp(-COSTS / 2)
    assert found[0].chance == pytest.approx(chances[1:3].sum() / chances.sum())


def test_what_is_hardly_meant_is_left_out() -> None:
    assert others(0, WORDS, STEMS, np.array([20.0, 1.0, 1.0, 20.0, 20.0]), 1) == []

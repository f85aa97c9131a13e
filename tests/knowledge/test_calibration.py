"""What scores mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.calibration import Curve, calibrate, fit, split


def test_fifty_lies_between_what_is_known_and_what_is_not() -> None:
    rng = np.random.default_rng(0)
    curve = fit(rng.normal(0.8, 0.1, 500), rng.normal(0.4, 0.1, 500))
    assert curve.middle == pytest.approx(0.6, abs=0.02)
    assert curve.score(0.8) > 90
    assert curve.score(0.4) < 10


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_scores_rise_and_stay_between_0_and_100(a: float, b: float) -> None:
    curve = Curve(8.0, 0.6)
    low, high = sorted((a, b))
    assert 0 <= curve.score(low) <= curve.score(high) <= 100


def test_questions_of_either_kind_alike_still_give_a_rising_curve() -> None:
    assert fit(np.full(5, 0.5), np.full(5, 0.5)).slope > 0
    assert fit(np.full(5, 0.9), np.full(5, 0.1)).slope < 1e3


def test_what_is_held_out_is_not_learnt() -> None:
    intents = {f"intent {i}": [f"utterance {j} of {i}" for j in range(10)] for i in range(10)}
    learnt, known, unknown = split(intents)
    assert len(learnt) == 8
    assert (len(known), len(unknown)) == (16, 20)
    assert not {text for texts in learnt.values() for text in texts} & {*known, *unknown}


def test_few_intents_are_not_divided_further() -> None:
    def never(_: object) -> object:
        raise AssertionError

    assert 0.3 < calibrate({"one": ["a"], "two": ["b"]}, never).middle < 0.7

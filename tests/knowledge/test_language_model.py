"""How likely stems follow each other."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.language_model import LanguageModel
from knowledge.rows import Rows

SIZE = 6
"""Stems: the beginning, the end, and four others."""


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    """What is learnt from three utterances."""
    return LanguageModel.learn(Rows.of([[2, 3, 4], [2, 3, 5], [2, 4]]), SIZE)


def chances(model: LanguageModel, first: int, second: int) -> np.ndarray:
    """The chances of all stems after two others."""
    every = np.arange(SIZE)
    return np.exp(model.triple(np.full(SIZE, first), np.full(SIZE, second), every))


@pytest.mark.parametrize("context", [(-1, 0), (0, 2), (2, 3), (3, 4), (-1, -1)])
def test_chances_after_anything_make_one(model: LanguageModel, context: tuple[int, int]) -> None:
    assert chances(model, *context).sum() == pytest.approx(1, abs=1e-5)


def test_what_was_seen_is_likelier(model: LanguageModel) -> None:
    after = chances(model, 0, 2)
    assert after[3] > after[4] > after[5]


def test_what_was_never_seen_is_possible(model: LanguageModel) -> None:
    assert np.isfinite(model.triple(np.array([5]), np.array([5]), np.array([-1]))).all()


def test_it_is_restored_from_its_arrays(model: LanguageModel) -> None:
    restored = LanguageModel.from_arrays(model.to_arrays())
    assert (chances(restored, 2, 3) == chances(model, 2, 3)).all()

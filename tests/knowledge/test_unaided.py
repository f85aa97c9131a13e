"""A matcher that is loaded for one question does without numpy, and finds the same to the last bit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import unaided
from knowledge.linear import Linear
from knowledge.matching import Matcher
from tests.knowledge.test_centroids import PRICES

WORDS = sorted({word for texts in PRICES.values() for text in texts for word in text.split()})


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small enough for a table, with many intents that a short text speaks for alike."""
    path = tmp_path_factory.mktemp("kept") / "prices.matcher"
    Matcher(PRICES, synonyms={"price": ["cost"]}).save(path)
    return path


@pytest.fixture(scope="module")
def usual(kept: Path) -> Matcher:
    return Matcher.load(kept)


@pytest.fixture(scope="module")
def once(kept: Path) -> Matcher:
    matcher = Matcher.load(kept, once=True)
    assert isinstance(matcher._model.evidence, unaided.Linear)
    return matcher


@given(st.lists(st.sampled_from([*WORDS, "planetarium", "buttr", "2016", "xq"]), max_size=40), st.integers(1, 120))
def test_both_find_the_same_to_the_last_bit(usual: Matcher, once: Matcher, said: list[str], limit: int) -> None:
    text = " ".join(said)
    assert once.match(text, limit) == usual.match(text, limit)
    assert once.analyse(text) == usual.analyse(text)


def test_of_equals_both_take_the_first_ones() -> None:
    table = np.ones((4, 9), np.float32)
    table[:, 6] = 2
    usual = Linear.of(table, 1.0, np.ones(5, np.float32))
    arrays = usual.to_arrays() | {"linear": usual.weights}
    once = unaided.Linear({name: memoryview(array) for name, array in arrays.items()})
    assert usual.best([0, 2, 4], 0.5, 3) == once.best([0, 2, 4], 0.5, 3)
    assert usual.best([0, 2, 4], 0.5, 3).intents == [0, 1, 6]
    in_doubt = 1.0, 0.25, 0.7
    assert usual.best([0, 2, 4], 0.5, 3, in_doubt) == once.best([0, 2, 4], 0.5, 3, in_doubt)
    assert usual.best([0, 2, 4], 0.5, 3, in_doubt).scores != usual.best([0, 2, 4], 0.5, 3).scores


def test_a_very_long_text_is_no_exception(usual: Matcher, once: Matcher) -> None:
    text = " ".join(f"{first} {second}" for first in WORDS for second in WORDS)
    assert len(once.analyse(text).features) > 300
    assert once.match(text) == usual.match(text)


def test_it_can_be_saved_again_as_it_is(kept: Path, once: Matcher, tmp_path: Path) -> None:
    once.save(tmp_path / "again.matcher")
    assert (tmp_path / "again.matcher").read_bytes() == kept.read_bytes()
    assert once.utterances() == PRICES


def test_where_there_is_no_table_it_is_loaded_as_ever(tmp_path: Path) -> None:
    Matcher(PRICES, cells=0).save(tmp_path / "prices.matcher")
    usual, once = (Matcher.load(tmp_path / "prices.matcher", once=once) for once in (False, True))
    assert once.match("how much is milk in oslo") == usual.match("how much is milk in oslo")


def test_a_question_needs_no_numpy(kept: Path) -> None:
    program = f"""
import sys
from knowledge.matching import Matcher
print(Matcher.load({str(kept)!r}, once=True).match("how much is milk in oslo")[0].intent, "numpy" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == "milk-oslo False\n"

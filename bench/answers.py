"""The time of an answer beside one pass of rapidfuzz's WRatio over the same utterances."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from knowledge import FactBase
from knowledge.evaluation import questions

QUESTIONS = Path(__file__).parents[1] / "tests" / "questions" / "tuning.jsonl"
PASSES = 40
"""Questions that the slow pass is timed on."""


def main() -> None:
    """Print p50 and p99, in microseconds, and the ratios of the answer to the pass."""
    base = FactBase.load()
    utterances = [text for texts in base.matcher.utterances().values() for text in texts]
    asked = [item.question for item in questions(QUESTIONS)]
    for question in asked:
        base.ask(question)
    answer = timed(base.ask, asked)
    wratio = timed(lambda text: process.extractOne(text, utterances, scorer=fuzz.WRatio), asked[:PASSES])
    print(f"{len(asked)} questions, {len(utterances)} utterances, one core; microseconds")
    print(f"{'':42}{'p50':>10}{'p99':>10}")
    print(f"{'an answer, guards and proof included':42}{answer[0]:10.0f}{answer[1]:10.0f}")
    print(f"{'rapidfuzz extractOne, WRatio, no answer':42}{wratio[0]:10.0f}{wratio[1]:10.0f}")
    print(f"{'ratio':42}{answer[0] / wratio[0]:10.3f}{answer[1] / wratio[1]:10.3f}")


def timed(call: Callable[[str], object], texts: Sequence[str]) -> tuple[float, float]:
    """The median and the 99th percentile, in microseconds, of a call on each text."""
    took = []
    for text in texts:
        start = time.perf_counter()
        call(text)
        took.append((time.perf_counter() - start) * 1e6)
    took.sort()
    return took[len(took) // 2], took[min(len(took) - 1, round(len(took) * 0.99))]


if __name__ == "__main__":
    main()

"""The time of an answer beside one pass of rapidfuzz's WRatio over the same utterances.

The process is warm, as the bot's is. Every round asks all questions in turn, so that none is asked twice in a row, and
nothing that is held of a question serves when it comes up again. Of each question the best of the rounds counts, so
that what else the machine does spoils little.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process

from knowledge import FactBase
from knowledge.evaluation import questions

Item = TypeVar("Item")

TESTS = Path(__file__).parents[1] / "tests"
QUESTIONS = TESTS / "questions" / "tuning.jsonl"
CLAIMS = TESTS / "claims" / "claims.jsonl"
ROUNDS = 5
"""Times that each question is asked."""
PASSES = 40
"""Questions that the slow pass is timed on, once each."""


def main() -> None:
    """Print p50 and p99, in microseconds, and the ratios of the answer to the pass."""
    base = FactBase.load()
    utterances = [text for texts in base.matcher.utterances().values() for text in texts]
    asked = [item.question for item in questions(QUESTIONS)]
    answer = timed(base.ask, asked, ROUNDS)
    claims = [json.loads(line)["q"] for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
    verification = timed(base.verify, claims, ROUNDS)
    gate = timed(base.gate.prove, [base.ask(question) for question in asked], ROUNDS)
    wratio = timed(lambda text: process.extractOne(text, utterances, scorer=fuzz.WRatio), asked[:PASSES], 1)
    print(f"{len(asked)} questions, {len(utterances)} utterances, one core; microseconds")
    print(f"{'':42}{'p50':>10}{'p99':>10}")
    print(f"{'an answer, guards and proof included':42}{answer[0]:10.0f}{answer[1]:10.0f}")
    print(f"{f'the verification of a claim, of {len(claims)}':42}{verification[0]:10.0f}{verification[1]:10.0f}")
    print(f"{'the gate, as it leaves the process':42}{gate[0]:10.0f}{gate[1]:10.0f}")
    print(f"{'rapidfuzz extractOne, WRatio, no answer':42}{wratio[0]:10.0f}{wratio[1]:10.0f}")
    print(f"{'ratio':42}{answer[0] / wratio[0]:10.3f}{answer[1] / wratio[1]:10.3f}")


def timed(call: Callable[[Item], object], items: Sequence[Item], rounds: int) -> tuple[float, float]:
    """The median and the 99th percentile over the items, in microseconds, of each one's best round."""
    best = [math.inf] * len(items)
    for _ in range(rounds):
        for at, item in enumerate(items):
            start = time.perf_counter()
            call(item)
            best[at] = min(best[at], (time.perf_counter() - start) * 1e6)
    best.sort()
    return best[len(best) // 2], best[min(len(best) - 1, round(len(best) * 0.99))]


if __name__ == "__main__":
    main()

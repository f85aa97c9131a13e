"""How often the matcher finds the right intent: on clean questions, on misspelt ones, and beside what is
out of scope.

    python bench/intents.py --data data_full.json

reads an intent data set in the published form of CLINC150 (one JSON file) or of BANKING77 (a folder with train and
test, CSV or JSON), trains on all its training utterances and on samples of ten an intent, and prints a table:

- clean: share of in-scope test questions whose best match is the right intent, nothing rejected
- typos: the same, one or two random edits in words of four letters or more of every question
- AUROC: how well the best match's score separates in-scope questions from those out of scope
- kept at 5%: of the out-of-scope questions, how many score below the threshold that rejects 5 % in scope
- build, load: seconds and milliseconds; p50, p99: microseconds a question, clean and misspelt ones alike
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.data_sets import Data, misspelt, read
from knowledge.matching import Match, Matcher


@dataclass(frozen=True)
class Result:
    """What one matcher scored, in percent, seconds, milliseconds and microseconds."""

    clean: float
    typos: float
    auroc: float
    kept: float
    build: float
    load: float
    p50: float
    p99: float


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Chance that a question in scope scores above one out of scope; a tie counts half."""
    if not len(outside):
        return float("nan")
    low, high = (np.searchsorted(np.sort(outside), inside, side) for side in ("left", "right"))
    return float((low + high).mean() / 2 / len(outside))


def measure(intents: dict[str, list[str]], data: Data) -> Result:
    """Train on intents, and ask the questions of a data set."""
    began = time.perf_counter()
    matcher = Matcher(intents)
    build = time.perf_counter() - began
    rng = random.Random(7)
    typos = [(misspelt(text, rng), intent) for text, intent in data.questions]
    times: list[float] = []

    def ask(text: str) -> Match | None:
        start = time.perf_counter()
        found = matcher.match(text)
        times.append(time.perf_counter() - start)
        return found[0] if found else None

    clean, wrong = ([(ask(text), intent) for text, intent in asked] for asked in (data.questions, typos))
    inside = [match.score if match else 0.0 for match, _ in clean]
    outside = [match.score if (match := ask(text)) else 0.0 for text in data.outside]
    p50, p99 = np.quantile(times, (0.5, 0.99)) * 1e6
    right = [100 * np.mean([bool(m) and m.intent == i for m, i in found]) for found in (clean, wrong)]
    kept = 100 * float(np.mean(np.array(outside) < np.quantile(inside, 0.05))) if outside else float("nan")
    return Result(*right, 100 * auroc(inside, outside), kept, build, _load(matcher), p50, p99)


def _load(matcher: Matcher) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "matcher.npz"
        matcher.save(path)
        times = []
        for _ in range(3):
            start = time.perf_counter()
            Matcher.load(path)
            times.append(time.perf_counter() - start)
    return min(times) * 1e3


def _line(name: str, results: Sequence[Result]) -> str:
    means = [float(np.mean([getattr(r, field.name) for r in results])) for field in fields(Result)]
    cells = "  ".join(f"{mean:7.1f}" for mean in means)
    return f"{name:<22}{cells}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", choices=("test", "val"), default="test")
    parser.add_argument("--samples", type=int, default=5, help="samples of ten utterances an intent")
    parser.add_argument("--only", choices=("all", "ten"))
    args = parser.parse_args()
    data = read(args.data, args.split)
    header = ("clean", "typos", "AUROC", "kept 5%", "build s", "load ms", "p50 us", "p99 us")
    print(" " * 22 + "  ".join(f"{name:>7}" for name in header))
    if args.only != "ten":
        print(_line("all utterances", [measure(data.intents, data)]), flush=True)
    results = []
    for seed in range(args.samples if args.only != "all" else 0):
        rng = random.Random(seed)
        results.append(measure({name: rng.sample(texts, 10) for name, texts in data.intents.items()}, data))
    if results:
        print(_line(f"10 an intent, mean of {len(results)}", results))


if __name__ == "__main__":
    main()

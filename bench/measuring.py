"""`python -m bench.measuring ENGINE FILE`: one engine, built and asked in this process; a row of figures as JSON."""

from __future__ import annotations

import ctypes
import gc
import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.data_sets import Data, Labelled, misspelt
from bench.engines import ENGINES, Footnote

ROUNDS = 7
"""Times that a question is asked; the fastest counts, as others use the machine too."""
PATIENCE = 30.0
"""Seconds after which an engine is asked no further question of a kind, and no further round."""


@dataclass(frozen=True)
class Row:
    """What one engine did with one set of utterances; times in milliseconds and seconds, memory in megabytes."""

    engine: str
    utterances: int
    intents: int
    clean: float
    typos: float
    p50: float
    p99: float
    rate: float
    build: float
    memory: float
    peak: float
    asked: int
    file: float = 0.0
    load: float = 0.0


def keep(data: Data, path: Path) -> None:
    """Write a set for the processes that measure."""
    path.write_text(json.dumps({"intents": data.intents, "questions": data.questions}), encoding="utf-8")


def measured(name: str, path: Path) -> Row:
    """Build an engine of the set that was kept, and ask it."""
    content = json.loads(path.read_text(encoding="utf-8"))
    intents, clean = content["intents"], content["questions"]
    rng = random.Random(7)
    typos = [(misspelt(text, rng), intent) for text, intent in clean]
    before, start = resident(), time.perf_counter()
    engine = ENGINES[name](intents)
    build = time.perf_counter() - start
    memory = resident() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6 - before
    right, times = zip(*(asked(engine.best, questions) for questions in (clean, typos)), strict=True)
    took = sorted(seconds * 1e3 for some in times for seconds in some)
    return Row(
        engine=engine.name,
        utterances=sum(map(len, intents.values())),
        intents=len(intents),
        clean=right[0],
        typos=right[1],
        p50=statistics.median(took),
        p99=took[min(len(took) - 1, round(len(took) * 0.99))],
        rate=1e3 / statistics.fmean(took),
        build=build,
        memory=memory,
        peak=max(peak, memory),
        asked=len(took),
        **(engine.kept() if isinstance(engine, Footnote) else {}),
    )


def asked(best: Callable[[str], str], questions: Labelled) -> tuple[float, list[float]]:
    """Ask questions: the share answered right, in percent, and the seconds that each takes at best."""
    began = time.perf_counter()
    times: list[float] = []
    right = 0
    for text, intent in questions:
        start = time.perf_counter()
        right += best(text) == intent
        times.append(time.perf_counter() - start)
        if time.perf_counter() - began > PATIENCE:
            break
    for _ in range(ROUNDS - 1):
        if time.perf_counter() - began > PATIENCE:
            break
        for at in range(len(times)):
            start = time.perf_counter()
            best(questions[at][0])
            times[at] = min(times[at], time.perf_counter() - start)
    return 100 * right / len(times), times


def resident() -> float:
    """Megabytes that this process holds in memory, without what is freed and not yet given back to the system."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    print(json.dumps(asdict(measured(sys.argv[1], Path(sys.argv[2])))))

"""`python -m bench.repairs`: typo repair by the deletion index beside a full pass over the vocabulary.

    python -m bench.repairs [--sizes 5000 50000 300000]

Vocabularies are the shipped base's words and, beyond these, words put together from their halves; misspelt ones have
one or two random edits. The full pass is rapidfuzz's `process.cdist` with the distance of Damerau and Levenshtein.

- recall: of the words that the full pass finds within reach, the share that the index finds too
- found: misspelt words whose candidates have the word that was meant
- index, full pass: p50 and p99 in microseconds a word; build: seconds; MB: the index's arrays
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bench.data_sets import misspelt
from knowledge import FactBase
from knowledge.repair import Repairer, reach
from knowledge.words import words

ASKED = 1000
PASSES = 100
"""Words that the full pass is asked for too."""
TITLES = "words", "recall", "found", "index p50", "p99", "full p50", "p99", "build s", "MB"


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[5_000, 50_000, 300_000])
    options = parser.parse_args()
    print("".join(f"{title:>11}" for title in TITLES))
    for size in options.sizes:
        print(line(vocabulary(size)), flush=True)


def vocabulary(size: int) -> list[str]:
    """So many words: those of the shipped base, and others made of the halves of two."""
    utterances = FactBase.load().matcher.utterances()
    real = list(dict.fromkeys(word for texts in utterances.values() for text in texts for word in words(text)))
    real = [word for word in real if reach(word)]
    rng = random.Random(0)
    found = dict.fromkeys(real[:size])
    while len(found) < size:
        first, second = rng.choice(real), rng.choice(real)
        found[first[: (len(first) + 1) // 2] + second[len(second) // 2 :]] = None
    return [word for word in found if reach(word)]


def line(known: Sequence[str]) -> str:
    """Build the index, ask it and the full pass for misspelt words, and give the figures."""
    start = time.perf_counter()
    repairer = Repairer.build(known)
    build = time.perf_counter() - start
    rng = random.Random(7)
    meant = [word for word in rng.choices(known, k=ASKED) if len(word) >= 4]
    asked = [misspelt(word, rng) for word in meant]
    took, full = [], []
    found = both = every = 0
    for at, (word, right) in enumerate(zip(asked, meant, strict=True)):
        start = time.perf_counter()
        near = {repairer.known[number] for number in repairer.candidates([word])[0].numbers.tolist()}
        took.append(time.perf_counter() - start)
        found += right in near
        if at < PASSES:
            start = time.perf_counter()
            scan = scanned(word, known)
            full.append(time.perf_counter() - start)
            both, every = both + len(scan & near), every + len(scan)
    times = [*np.quantile(took, (0.5, 0.99)) * 1e6, *np.quantile(full, (0.5, 0.99)) * 1e6]
    size = (repairer.keys.nbytes + repairer.ids.nbytes) / 1e6
    shares = f"{100 * both / every:10.2f}%{100 * found / len(asked):10.1f}%"
    return f"{len(known):11,}{shares}" + "".join(f"{value:11.0f}" for value in times) + f"{build:11.1f}{size:11.0f}"


def scanned(word: str, known: Sequence[str]) -> set[str]:
    """The known words that a word is within reach of, as a full pass finds them."""
    distances = process.cdist([word], known, scorer=DamerauLevenshtein.distance, dtype=np.int32)[0]
    return {other for other, edits in zip(known, distances.tolist(), strict=True) if 0 < edits <= reach(other)}


if __name__ == "__main__":
    main()

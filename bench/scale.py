"""`python -m bench.scale`: the matcher beside other ways to find an intent, from a thousand utterances to a million.

    python -m bench.scale --data data_full.json [--sizes 1000 10000] [--engines Footnote Tantivy]

Every engine is built and asked in a process of its own. A run of all engines and sizes on a data set also writes
bench/RESULTS.md and its plot. How the sets are made, and what the columns mean, is in bench/README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import data_sets, report
from bench.engines import ENGINES
from bench.measuring import Row, keep

SIZES = 1_000, 10_000, 100_000, 1_000_000
QUESTIONS = 500
"""Clean questions, and as many misspelt ones."""


def main() -> None:
    """Measure, print and, after a full run, write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="CLINC150 or BANKING77; the shipped base if left out")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument("--split", choices=("test", "val"), default="test")
    options = parser.parse_args()
    rows = list(run(options.data, options.split, options.sizes, options.engines))
    if options.data and options.split == "test" and len(rows) == len(SIZES) * len(ENGINES):
        report.write(rows, f"python -m bench.scale --data {options.data.name}")


def run(path: Path | None, split: str = "test", sizes: tuple = SIZES, engines: tuple = tuple(ENGINES)) -> Iterator[Row]:
    """Measure engine by engine, and print a line for each as it is done."""
    data = data_sets.read(path, split) if path else data_sets.shipped()
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    print(report.HEAD, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "set.json"
        for size in sizes:
            keep(data_sets.combined(data, size, QUESTIONS), made)
            for engine in engines:
                command = [sys.executable, "-m", "bench.measuring", engine, str(made)]
                said = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
                row = Row(**json.loads(said))
                print(report.line(row), flush=True)
                yield row


if __name__ == "__main__":
    main()

"""The whole `footnote ask` process beside one that only imports rapidfuzz, pydantic and the YAML library.

The base has been proved and compiled before, and is taken as it is kept. The code has been compiled too: pip compiles
what it installs, and Python what it runs, unless PYTHONDONTWRITEBYTECODE is set.
"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 15
REPOSITORY = Path(__file__).parents[1]
IMPORTS = "from rapidfuzz import fuzz, process; from pydantic import BaseModel; from ruamel.yaml import YAML"


def main() -> None:
    """Print the medians of both, in milliseconds, run in turn, and the median of their ratios."""
    ask = [sys.executable, "-m", "bot", "ask", "what was the conviction rate?"]
    imports = [sys.executable, "-c", IMPORTS]
    for package in ("bot", "knowledge"):
        compileall.compile_dir(REPOSITORY / package, quiet=1)
    pairs = [(timed(ask), timed(imports)) for _ in range(RUNS + 1)][1:]
    print(f"whole processes, {RUNS} pairs in turn; milliseconds")
    print(f"{'footnote ask':42}{statistics.median(a for a, _ in pairs):10.0f}")
    print(f"{'importing rapidfuzz, pydantic, ruamel.yaml':42}{statistics.median(b for _, b in pairs):10.0f}")
    print(f"{'ratio':42}{statistics.median(a / b for a, b in pairs):10.2f}")


def timed(command: list[str]) -> float:
    """Milliseconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - start) * 1e3


if __name__ == "__main__":
    main()

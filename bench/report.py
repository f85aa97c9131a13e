"""The results of `bench.scale` as lines, as bench/RESULTS.md and as a plot."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.ticker import FuncFormatter

from bench.engines import ENGINES, Footnote
from bench.measuring import Row

ENOUGH = 100
"""Questions that an engine must have been asked for its accuracy to be told in words."""
FOLDER = Path(__file__).parent
WIDTHS = (28, 10, 8, 7, 7, 10, 10, 10, 9, 8, 8, 7)
TITLES = (
    "",
    "utterances",
    "intents",
    "clean",
    "typos",
    "p50 ms",
    "p99 ms",
    "a second",
    "build s",
    "MB",
    "peak MB",
    "asked",
)
PACKAGES = "numpy", "rapidfuzz", "bm25s", "tantivy", "PyStemmer"


def _aligned(cells: Sequence[str]) -> str:
    return "  ".join(
        f"{cell:<{w}}" if not at else f"{cell:>{w}}" for at, (cell, w) in enumerate(zip(cells, WIDTHS, strict=True))
    )


HEAD = _aligned(TITLES)


def cells(row: Row) -> list[str]:
    """A row as it is printed and written."""
    return [
        row.engine, f"{row.utterances:,}", f"{row.intents:,}", _share(row.clean, row), _share(row.typos, row),
        f"{row.p50:.2f}", f"{row.p99:.2f}", f"{row.rate:,.1f}", f"{row.build:.1f}", f"{row.memory:.0f}",
        f"{row.peak:.0f}", str(row.asked),
    ]  # fmt: skip


def _share(percent: float, row: Row) -> str:
    """A share of the questions; a rough one where there were few."""
    return f"{percent:.1f}" if row.asked >= ENOUGH else f"~{percent:.0f}"


def line(row: Row) -> str:
    """A row for the terminal."""
    return _aligned(cells(row))


def write(rows: Sequence[Row], command: str) -> None:
    """Write RESULTS.md and the plot beside this file, and print what the figures show."""
    shown = "\n".join(f"- {claim}" for claim in claims(rows))
    print(f"\n{shown}")
    table = "\n".join("| " + " | ".join(cells(row)) + " |" for row in rows)
    rule = "|---|" + "---:|" * (len(TITLES) - 1)
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    (FOLDER / "RESULTS.md").write_text(
        f"""# Matchers side by side

Written by `{command}`, in one run on one machine: {_machine()}; Python {platform.python_version()}, {versions},
{next(e.name for e in ENGINES.values() if "SQLite" in e.name)}. Others used the machine meanwhile, so that ratios within
the run are what counts. How it was measured, and what the columns mean, is in [README.md](README.md).

![Median and 99th percentile of a question's time by the number of utterances](RESULTS.png)

{shown}

| {" | ".join(TITLES)} |
{rule}
{table}
""",
        encoding="utf-8",
    )
    plot(rows)


def claims(rows: Sequence[Row]) -> list[str]:
    """What the figures show of the matcher, each with the figures."""
    own = {row.utterances: row for row in rows if row.engine == Footnote.name}
    found = []
    for size, row in own.items():
        others = [other for other in rows if other.utterances == size and other is not row]
        many = [other for other in others if other.asked >= ENOUGH]
        clean, typos = (max(many, key=lambda r, kind=kind: getattr(r, kind)) for kind in ("clean", "typos"))
        p99 = min(others, key=lambda r: r.p99)
        found.append(
            f"{size:,} utterances: right {row.clean:.1f}%, misspelt {row.typos:.1f}%; the best of the others "
            f"{clean.clean:.1f}% ({clean.engine}) and {typos.typos:.1f}% ({typos.engine}). p99 {row.p99:.2f} ms; "
            f"the fastest of the others {p99.p99:.2f} ms ({p99.engine})."
        )
    before, last = (own[size] for size in sorted(own)[-2:])
    found.append(
        f"From {before.utterances:,} to {last.utterances:,} utterances the matcher's p50 grows "
        f"{last.p50 / before.p50:.1f}-fold, its p99 {last.p99 / before.p99:.1f}-fold."
    )
    found.append(
        f"The largest is built in {last.build:.0f} s, takes {last.memory:,.0f} MB, {last.peak:,.0f} MB meanwhile, "
        f"and {last.file:,.0f} MB in a file; {last.load:.0f} ms after that is opened a first question is answered."
    )
    return found


def _machine() -> str:
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next((row.partition(":")[2].strip() for row in info.splitlines() if row.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores of {model or platform.machine()}, {memory:.0f} GB, {platform.system()}"


def plot(rows: Sequence[Row]) -> None:
    """Draw latency against size, both on logarithmic axes, the median and the 99th percentile side by side."""
    figure, axes = plt.subplots(1, 2, figsize=(12, 5.2), sharey=True, layout="constrained")
    for axis, (field, title) in zip(axes, (("p50", "median"), ("p99", "99th percentile")), strict=True):
        for number, engine in enumerate(dict.fromkeys(row.engine for row in rows)):
            some = [row for row in rows if row.engine == engine]
            own = engine == Footnote.name
            axis.plot(
                [row.utterances for row in some],
                [getattr(row, field) for row in some],
                label=engine,
                marker="os^vDPX"[number % 7],
                color="black" if own else f"C{number - 1}",
                linewidth=2.6 if own else 1.4,
                zorder=3 if own else 2,
            )
        axis.set(xscale="log", yscale="log", title=title, xlabel="utterances")
        axis.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))
        axis.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:,g}"))
        axis.grid(which="major", alpha=0.35)
    axes[0].set_ylabel("milliseconds a question")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside right center", frameon=False)
    figure.savefig(FOLDER / "RESULTS.png", dpi=110)

"""Compiles a base in a process of its own, so that answers from the one before stay fast meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from knowledge import FactBase
from knowledge.problems import Problem, UnprovedBase

PRIORITY: Final = 10  # how much nicer than the bot the process is, on a scale to 19
_FOLDER: Final = "the base"


async def compiled(base: Path | None) -> FactBase:
    """Prove and compile the base as it lies there now. Raises UnprovedBase; ends the process if it is cancelled."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__, *([str(base)] if base else [])),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for the bot, which ends this process itself
    )
    try:
        said, _ = await process.communicate()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode != 0:
        what = f"Compiling ended with exit status {process.returncode}."
        raise UnprovedBase([Problem(_FOLDER, 0, what, "The log may say why; memory is the likeliest cause.")])
    return await asyncio.to_thread(_read, json.loads(said))


def _read(told: dict[str, Any]) -> FactBase:
    """The base that the process has left in the cache."""
    if told["problems"]:
        raise UnprovedBase(Problem(**problem) for problem in told["problems"])
    found = FactBase.kept(told["digest"])
    if found is None:
        what = "It is proved, but not where compiled bases are kept: that cannot be written to, or "
        what += "another version of the program was installed since this one was started."
        raise UnprovedBase([Problem(_FOLDER, 0, what, "Restart the bot.")])
    return found


def main() -> None:
    """Compile the base that is named, or the shipped one, and print its digest or its problems as JSON."""
    if hasattr(os, "nice"):
        os.nice(PRIORITY)
    told: dict[str, Any] = {"digest": "", "problems": []}
    try:
        told["digest"] = FactBase.load(sys.argv[1] if len(sys.argv) > 1 else None).digest
    except UnprovedBase as error:
        told["problems"] = [problem._asdict() for problem in error.problems]
    print(json.dumps(told))


if __name__ == "__main__":
    main()

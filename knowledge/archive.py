"""Keeping a matcher in a file: numpy's .npz with the strings as JSON inside, no pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


def write(path: str | Path, arrays: Arrays, strings: Mapping[str, Any]) -> None:
    """Write arrays and what JSON can hold to one file."""
    blob = np.frombuffer(json.dumps(strings).encode(), dtype=np.uint8)
    with Path(path).open("wb") as file:
        np.savez(file, allow_pickle=False, strings=blob, **arrays)


def read(path: str | Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Read what `write` wrote."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    return arrays, json.loads(arrays.pop("strings").tobytes())

"""Keeping a matcher in a file: a JSON head, then its arrays, mapped into memory instead of read; no pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

MAGIC = b"FOOTNOTE"
ALIGNED = 64
"""Bytes that every array starts at a multiple of, as numpy does in its own files."""


def write(path: str | Path, arrays: Arrays, strings: Mapping[str, Any]) -> None:
    """Write arrays and what JSON can hold to one file."""
    places: dict[str, tuple[str, tuple[int, ...], int]] = {}
    at = 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, array.shape, at)
        at += -(-array.nbytes // ALIGNED) * ALIGNED
    head = json.dumps({"arrays": places, "strings": strings}).encode()
    with Path(path).open("wb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + head)
        for array in arrays.values():
            file.write(b"\0" * (-file.tell() % ALIGNED))
            file.write(np.ascontiguousarray(array).tobytes())


def read(path: str | Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Read what `write` wrote; the arrays are read-only views of the file. Raises ValueError for another file."""
    with Path(path).open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise ValueError(f"{path} is not a kept matcher.")
        length = int.from_bytes(file.read(8), "little")
        head = json.loads(file.read(length))
    start = -(-(len(MAGIC) + 8 + length) // ALIGNED) * ALIGNED
    content = np.memmap(path, mode="r")
    arrays = {}
    for name, (kind, shape, at) in head["arrays"].items():
        size = np.dtype(kind).itemsize * int(np.prod(shape))
        if start + at + size > len(content):
            raise ValueError(f"{path} was cut short.")
        arrays[name] = np.ndarray(shape, kind, content[start + at : start + at + size])
    return arrays, head["strings"]

"""Keeping a matcher in a file: a JSON head, then its arrays, mapped into memory instead of read; no pickle.

What is read are Python's own views of memory. numpy takes them for arrays as they are, and what reads only a few of
their numbers does without numpy.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Mapping
from math import prod
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAGIC = b"FOOTNOTE"
ALIGNED = 64
"""Bytes that every array starts at a multiple of, as numpy does in its own files."""
_ORDER = "<" if sys.byteorder == "little" else ">"
_FORMATS: dict[str, Any] = {"|i1": "b", "|u1": "B"} | {
    _ORDER + kind: letter for kind, letter in zip("i4 u4 i8 u8 f4 f8".split(), "iIqQfd", strict=True)
}
"""Python's letters for the kinds of numbers that numpy names."""


def write(path: str | Path, arrays: Mapping[str, NDArray[Any]], strings: Mapping[str, Any]) -> None:
    """Write arrays and what JSON can hold to one file."""
    places: dict[str, tuple[str, tuple[int, ...], int]] = {}
    at = 0
    for name, numbers in arrays.items():
        places[name] = (numbers.dtype.str, numbers.shape, at)
        at += -(-numbers.nbytes // ALIGNED) * ALIGNED
    head = json.dumps({"arrays": places, "strings": strings}).encode()
    with Path(path).open("wb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + head)
        for numbers in arrays.values():
            file.write(b"\0" * (-file.tell() % ALIGNED))
            file.write(numbers.tobytes())


def read(path: str | Path) -> tuple[dict[str, memoryview], dict[str, Any]]:
    """Read what `write` wrote; the arrays are read-only views of the file. Raises ValueError for another file."""
    with Path(path).open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise ValueError(f"{path} is not a kept matcher.")
        length = int.from_bytes(file.read(8), "little")
        head = json.loads(file.read(length))
        content = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    start = -(-(len(MAGIC) + 8 + length) // ALIGNED) * ALIGNED
    arrays = {}
    for name, (kind, shape, at) in head["arrays"].items():
        none = memoryview(array(_FORMATS[kind]))
        size = none.itemsize * prod(shape)
        if start + at + size > len(content):
            raise ValueError(f"{path} was cut short.")
        arrays[name] = content[start + at : start + at + size].cast(_FORMATS[kind], shape) if size else none
    return arrays, head["strings"]

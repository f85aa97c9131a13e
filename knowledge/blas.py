"""Matrix products on one core: for the small ones of training, sharing them out costs more than it gains.

numpy has no switch for this after it is imported, so the library that it brings (OpenBLAS, where it does)
is told directly: https://github.com/OpenMathLib/OpenBLAS/wiki/Faq#multi-threaded. Other libraries are left
as they are.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

_NAMES = ("scipy_openblas_{}_num_threads64_", "scipy_openblas_{}_num_threads", "openblas_{}_num_threads64_")


@cache
def _switch() -> tuple[Any, Any] | None:
    """Find the functions of numpy's own OpenBLAS that read and set the number of threads."""
    package = Path(np.__file__).parent
    for path in sorted([*package.parent.glob("numpy.libs/*openblas*"), *package.glob(".dylibs/*openblas*")]):
        try:
            library = ctypes.CDLL(str(path))
        except OSError:
            continue
        for name in _NAMES:
            if hasattr(library, name.format("get")):
                return getattr(library, name.format("get")), getattr(library, name.format("set"))
    return None


@contextmanager
def one_core() -> Iterator[None]:
    """Keep matrix products on one core for a while, where that can be done."""
    switch = _switch()
    if switch is None:
        yield
        return
    before = switch[0]()
    switch[1](1)
    try:
        yield
    finally:
        switch[1](before)

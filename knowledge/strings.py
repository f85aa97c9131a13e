"""Many strings in few arrays of bytes, which are read from a file at once and take no more room than their letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Strings are read without numpy, which only packing them needs.


class Strings(NamedTuple):
    """Strings that are decoded one by one when they are asked for; string `i` ends at `ends[i]`.

    Views of memory give single numbers several times as fast as arrays.
    """

    text: memoryview
    ends: memoryview

    @classmethod
    def of(cls, strings: Sequence[str]) -> Strings:
        """Pack strings; a lone surrogate, which UTF-8 does not have, is kept all the same."""
        import numpy as np  # noqa: PLC0415

        encoded = [string.encode("utf-8", "surrogatepass") for string in strings]
        lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
        return cls(memoryview(b"".join(encoded)), np.cumsum(lengths).data)

    def at(self, number: int) -> str:
        """Give a string by number."""
        start = self.ends[number - 1] if number else 0
        return str(self.text[start : self.ends[number]], "utf-8", "surrogatepass")


def packed(strings: Iterable[str]) -> NDArray[np.uint8]:
    """Pack strings without line breaks that are all wanted at once."""
    import numpy as np  # noqa: PLC0415

    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def unpacked(text: NDArray[np.uint8] | memoryview) -> list[str]:
    """Restore the strings that `packed` was given; none from no bytes."""
    return text.tobytes().decode().split("\n") if len(text) else []

"""Many values in one text: a process that answers one question reads the few that it needs.

Sections stand apart by an empty line. Each is its name on a line, then a line for each value: the key, a tab, and JSON.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

END = "."
"""The last line, by which it is seen that nothing was cut off."""


def write(sections: Mapping[str, Mapping[str, Any]]) -> str:
    """Sections of values that JSON can hold, by keys without tab and line break, as one text."""
    blocks = ("\n".join((name, *map(_line, values.items()))) for name, values in sections.items() if values)
    return "\n\n".join((*blocks, END))


def _line(item: tuple[str, Any]) -> str:
    key, value = item
    return f"{key}\t{json.dumps(value, separators=(',', ':'))}"


def read(text: str) -> dict[str, dict[str, str]]:
    """The sections that `write` was given, the values still as JSON; any other section is empty.

    Raises ValueError for any other text.
    """
    *blocks, end = text.split("\n\n")
    if end != END:
        raise ValueError("The text was cut short.")
    sections: dict[str, dict[str, str]] = defaultdict(dict)
    for block in blocks:
        name, _, lines = block.partition("\n")
        # Keys and values by turns: one split of a section is several times as fast as one of each line.
        fields = lines.replace("\n", "\t").split("\t")
        sections[name] = dict(zip(fields[::2], fields[1::2], strict=True))
    return sections


class Records(Mapping[str, Value], Generic[Value]):
    """The values of a section by their keys, each read when it is first asked for."""

    def __init__(self, section: dict[str, str], make: Callable[[Any], Value]) -> None:
        """Take over a section; `make` turns what JSON holds into a value."""
        self._section = section
        self._make = make
        self._made: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        """The value. Raises KeyError where there is none."""
        if key not in self._made:
            self._made[key] = self._make(json.loads(self._section[key]))
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._section

    def __iter__(self) -> Iterator[str]:
        return iter(self._section)

    def __len__(self) -> int:
        return len(self._section)

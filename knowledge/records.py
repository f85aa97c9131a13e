"""Many values in one file: a process that answers one question reads the few that it needs.

The first line tells where each value begins, in bytes from the second; each is a line of JSON.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

Value = TypeVar("Value")

END = b"."
"""The last line, by which it is seen that nothing was cut off."""


class Section(NamedTuple):
    """Where the lines of values begin, by their keys."""

    places: Mapping[str, int]
    lines: bytes

    def at(self, key: str) -> Any:
        """What a value's JSON holds. Raises KeyError where there is none."""
        start = self.places[key]
        return json.loads(self.lines[start : self.lines.index(b"\n", start)])


def write(sections: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Sections of values that JSON can hold, by their keys."""
    lines = bytearray()
    places: dict[str, dict[str, int]] = {}
    for name, values in sections.items():
        places[name] = {}
        for key, value in values.items():
            places[name][key] = len(lines)
            lines += json.dumps(value, separators=(",", ":")).encode() + b"\n"
    return json.dumps(places, separators=(",", ":")).encode() + b"\n" + lines + END


def read(content: bytes) -> Mapping[str, Section]:
    """The sections that `write` was given; any other section is empty. Raises ValueError for any other content."""
    head, _, lines = content.partition(b"\n")
    if not lines.endswith(END):
        raise ValueError("The file was cut short.")
    sections: defaultdict[str, Section] = defaultdict(lambda: Section({}, b""))
    sections.update((name, Section(places, lines)) for name, places in json.loads(head).items())
    return sections


class Records(Mapping[str, Value], Generic[Value]):
    """The values of a section by their keys, each read when it is first asked for."""

    def __init__(self, section: Section, make: Callable[[Any], Value]) -> None:
        """Take over a section; `make` turns what JSON holds into a value."""
        self._section = section
        self._make = make
        self._made: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        """The value. Raises KeyError where there is none."""
        if key not in self._made:
            self._made[key] = self._make(self._section.at(key))
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._section.places

    def __iter__(self) -> Iterator[str]:
        return iter(self._section.places)

    def __len__(self) -> int:
        return len(self._section.places)

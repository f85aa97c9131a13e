"""Utterance patterns: `(a|b)` is either, `[a]` may be left out, and both may hold others."""

from __future__ import annotations

MOST = 256
"""Wordings that one line may stand for; a line of more says too little about what people type."""


class BadPattern(ValueError):
    """A pattern that cannot be read; the message says why and how to mend it."""


def expand(pattern: str) -> list[str]:
    """All wordings of a pattern, in order, without doubles.

    Raises BadPattern for an unclosed or stray bracket, or for more than MOST wordings.
    """
    wordings, rest = _alternatives(pattern, 0, "")
    if rest != len(pattern):
        raise BadPattern(f"'{pattern[rest]}' closes nothing in '{pattern}': remove it or open it before.")
    if len(wordings) > MOST:
        raise BadPattern(f"'{pattern}' stands for {len(wordings)} wordings, {MOST} at most: split it.")
    tidy = (" ".join(wording.split()) for wording in wordings)
    return [wording for wording in dict.fromkeys(tidy) if wording]


def _alternatives(pattern: str, at: int, closing: str) -> tuple[list[str], int]:
    """Read `a|b|…` from `at` up to `closing`; the wordings, and where the reading stopped."""
    found: list[str] = []
    branch = [""]
    while at < len(pattern) and pattern[at] not in ")]":
        character = pattern[at]
        if character == "|" and closing:
            found += branch
            branch = [""]
            at += 1
            continue
        choices = [character]
        if character in "([":
            choices, at = _group(pattern, at)
        branch = _joined(branch, choices, pattern)
        at += 1
    return found + branch, at


def _group(pattern: str, at: int) -> tuple[list[str], int]:
    """Read one bracketed group that opens at `at`; its wordings, and where it closes."""
    closing = ")" if pattern[at] == "(" else "]"
    choices, end = _alternatives(pattern, at + 1, closing)
    if end >= len(pattern) or pattern[end] != closing:
        raise BadPattern(f"'{pattern[at]}' is not closed by '{closing}' in '{pattern}': close it.")
    return (["", *choices] if closing == "]" else choices), end


def _joined(left: list[str], right: list[str], pattern: str) -> list[str]:
    if len(left) * len(right) > 16 * MOST:
        raise BadPattern(f"'{pattern}' stands for more than {MOST} wordings: split it.")
    return [a + b for a in left for b in right]


def lines(utterances: str) -> list[str]:
    """The patterns of an entry, one a line."""
    return [line.strip() for line in utterances.splitlines() if line.strip()]

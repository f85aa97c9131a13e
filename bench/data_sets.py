"""Intent data sets: read in their published forms, misspelt, and combined into larger ones."""

from __future__ import annotations

import csv
import json
import random
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from pathlib import Path

from knowledge import FactBase

Labelled = list[tuple[str, str]]
Intents = dict[str, list[str]]

EACH = 20
"""Utterances of every intent of a combined set."""
ROOM = 3
"""How many intents must be possible for one that is made, so that they do not all share their parts."""
DROPPED, SWAPPED, REWORDED = 0.05, 0.2, 0.5
"""Chance of a word to be left out, of a text to have two neighbours change places, of a phrase to be put otherwise."""
JOINTS = " and ", ", ", ". ", " and also ", ", then ", " plus "
"""What stands between the questions of one utterance."""
PHRASES = (
    ("what's", "what is"), ("show me", "give me"), ("tell me", "let me know"), ("i need", "i want"),
    ("can you", "could you"), ("how do i", "how can i"), ("i'd like", "i would like"), ("how much", "what amount"),
    ("find", "look up"), ("my", "our"), ("please", "kindly"), ("is there", "do you have"), ("when", "at what time"),
)  # fmt: skip
"""Phrases that can stand for one another."""


@dataclass(frozen=True)
class Data:
    """Utterances with their intents, and questions to them; `outside` belong to none."""

    intents: Intents
    questions: Labelled
    outside: list[str]


def read(path: Path, split: str = "test") -> Data:
    """Read a data set; `split` is "test", or "val" to tune on where the set has such questions.

    CLINC150 is one JSON file of splits (https://github.com/clinc/oos-eval), BANKING77 a folder with train and test as
    CSV, or as JSON of one object a line or of one list (https://huggingface.co/datasets/PolyAI/banking77).
    """
    if path.is_dir():
        return Data(grouped(_rows(path, "train")), _rows(path, "test"), [])
    found = json.loads(path.read_text(encoding="utf-8"))
    outside = found["oos_test"] if split == "test" else found["oos_val"] + found["oos_train"]
    return Data(grouped(found["train"]), [(t, i) for t, i in found[split]], [text for text, _ in outside])


def _rows(folder: Path, name: str) -> Labelled:
    """Read a split of BANKING77; its columns are text and category, in JSON also label."""
    if (table := folder / f"{name}.csv").exists():
        with table.open(encoding="utf-8", newline="") as file:
            return [(text, intent) for text, intent in list(csv.reader(file))[1:]]
    written = (folder / f"{name}.json").read_text(encoding="utf-8").strip()
    rows = json.loads(written) if written.startswith("[") else map(json.loads, written.splitlines())
    return [(row["text"], str(row.get("category", row.get("label")))) for row in rows]


def grouped(rows: Iterable[Sequence[str]]) -> Intents:
    """Gather texts by intent."""
    found: Intents = {}
    for text, intent in rows:
        found.setdefault(intent, []).append(text)
    return found


def misspelt(text: str, rng: random.Random) -> str:
    """Make one or two random edits in words of four letters or more."""
    words = text.split()
    for _ in range(rng.choice((1, 2))):
        long = [i for i, word in enumerate(words) if len(word) >= 4]
        if long:
            at = rng.choice(long)
            words[at] = _edited(words[at], rng)
    return " ".join(words)


def _edited(word: str, rng: random.Random) -> str:
    at, letter = rng.randrange(len(word)), rng.choice(string.ascii_lowercase)
    match rng.choice(("delete", "insert", "replace", "swap")):
        case "delete":
            return word[:at] + word[at + 1 :]
        case "insert":
            return word[:at] + letter + word[at:]
        case "replace":
            return word[:at] + letter + word[at + 1 :]
        case _:
            at = min(at, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def combined(data: Data, utterances: int, questions: int, seed: int = 0) -> Data:
    """Make a set of so many utterances, EACH an intent, by joining those of a smaller set.

    As many intents are joined to one as are needed for enough different ones: every intent of its own, then pairs,
    then threes. An utterance joins one of each, in any order, each put a little differently; a question joins
    questions of the same intents, which no utterance is made of. The same seed gives the same set.
    """
    rng = random.Random(seed)
    wanted, names = utterances // EACH, sorted(data.intents)
    size = next((size for size in range(1, len(names) + 1) if comb(len(names), size) >= ROOM * wanted), 0)
    if not size:
        raise ValueError(f"{len(names)} intents cannot be joined to {wanted} different ones")
    chosen = _sampled(names, size, wanted, rng)
    asked = grouped(data.questions)
    intents = {"+".join(parts): [joined(data.intents, parts, rng) for _ in range(EACH)] for parts in chosen}
    held = [parts for parts in chosen if all(part in asked for part in parts)]
    return Data(intents, [(joined(asked, p, rng), "+".join(p)) for p in rng.choices(held, k=questions)], [])


def _sampled(names: Sequence[str], size: int, wanted: int, rng: random.Random) -> list[tuple[str, ...]]:
    if comb(len(names), size) < 4 * wanted:
        return rng.sample(list(combinations(names, size)), wanted)
    found: dict[tuple[str, ...], None] = {}
    while len(found) < wanted:
        found[tuple(sorted(rng.sample(names, size)))] = None
    return list(found)


def joined(texts: Intents, parts: Sequence[str], rng: random.Random) -> str:
    """Join a text of each part, in any order."""
    line = [put_otherwise(rng.choice(texts[part]), rng) for part in rng.sample(parts, len(parts))]
    return "".join(text + (rng.choice(JOINTS) if at < len(line) - 1 else "") for at, text in enumerate(line))


def put_otherwise(text: str, rng: random.Random) -> str:
    """Put a text a little differently: a phrase by another, words left out, neighbours swapped."""
    for pair in PHRASES:
        old, new = pair if rng.random() < 0.5 else pair[::-1]
        if f" {old} " in f" {text} " and rng.random() < REWORDED:
            text = f" {text} ".replace(f" {old} ", f" {new} ").strip()
    words = text.split()
    if len(words) > 3:
        words = [word for word in words if rng.random() >= DROPPED] or words
    if len(words) > 1 and rng.random() < SWAPPED:
        at = rng.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def shipped() -> Data:
    """The shipped base's utterances, every fourth of an intent as a question: what there is without a data set."""
    intents = FactBase.load().matcher.utterances()
    kept = {intent: [text for at, text in enumerate(texts) if at % 4 != 3] for intent, texts in intents.items()}
    held = [(text, intent) for intent, texts in intents.items() for text in texts[3::4]]
    return Data({intent: texts for intent, texts in kept.items() if texts}, held, [])

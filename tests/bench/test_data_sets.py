"""The sets that matchers are measured on: read in their published forms, and combined into larger ones."""

from __future__ import annotations

import json
import random

import pytest
from rapidfuzz.distance import DamerauLevenshtein

from bench.data_sets import EACH, Data, combined, misspelt, read

SAID = {
    "balance": ["what is my balance", "show me the money on my account", "how much is left"],
    "hours": ["when do you open", "tell me your hours", "is the branch open on monday"],
    "card": ["i lost my card", "someone took my card", "block my card please"],
    "rate": ["what's the rate", "how high is interest", "rates please"],
    "loan": ["can you lend me money", "i need a loan", "how do i borrow"],
}
ASKED = [
    ("balance now please", "balance"),
    ("opening times", "hours"),
    ("my card is gone", "card"),
    ("interest", "rate"),
    ("any credit", "loan"),
]
DATA = Data(SAID, ASKED, [])


def test_clinc150_is_read(tmp_path) -> None:
    path = tmp_path / "data.json"
    rows = {"train": [["a b", "x"], ["c", "y"], ["d", "x"]], "test": [["e", "y"]], "val": [["f", "x"]]}
    outside = {"oos_test": [["g", "oos"]], "oos_val": [["h", "oos"]], "oos_train": [["i", "oos"]]}
    path.write_text(json.dumps(rows | outside))
    assert read(path) == Data({"x": ["a b", "d"], "y": ["c"]}, [("e", "y")], ["g"])
    assert read(path, "val") == Data({"x": ["a b", "d"], "y": ["c"]}, [("f", "x")], ["h", "i"])


CSV = 'text,category\n"where, then",card\nwhy,rate\n', "text,category\nwho,card\n"
LINES = (
    '{"text": "where, then", "category": "card"}\n{"text": "why", "category": "rate"}',
    '{"text": "who", "category": "card"}',
)
LIST = (
    '[{"text": "where, then", "label": "card"}, {"text": "why", "label": "rate"}]',
    '[{"text": "who", "label": "card"}]',
)


@pytest.mark.parametrize(("ending", "splits"), [("csv", CSV), ("json", LINES), ("json", LIST)])
def test_banking77_is_read_as_csv_and_as_json(tmp_path, ending: str, splits: tuple[str, str]) -> None:
    for name, content in zip(("train", "test"), splits, strict=True):
        (tmp_path / f"{name}.{ending}").write_text(content)
    assert read(tmp_path) == Data({"card": ["where, then"], "rate": ["why"]}, [("who", "card")], [])


def test_a_few_intents_are_taken_one_by_one_and_more_are_joined() -> None:
    single, pairs = combined(DATA, EACH, 5), combined(DATA, 3 * EACH, 5)
    assert [name.count("+") for name in single.intents] == [0]
    assert [name.count("+") for name in pairs.intents] == [1, 1, 1]
    assert all(len(texts) == EACH for texts in pairs.intents.values())


def test_more_than_can_be_joined_is_refused() -> None:
    with pytest.raises(ValueError, match="5 intents"):
        combined(DATA, 1000 * EACH, 5)


def test_questions_are_made_of_what_no_utterance_is_made_of() -> None:
    made = combined(DATA, 3 * EACH, 50)
    assert {intent for _, intent in made.questions} <= set(made.intents)
    held = {word for text, _ in ASKED for word in text.split()} - {
        w for texts in SAID.values() for t in texts for w in t.split()
    }
    assert held & {word for text, _ in made.questions for word in text.replace(".", " ").split()}
    assert not held & {word for texts in made.intents.values() for text in texts for word in text.split()}


def test_the_same_seed_gives_the_same_set() -> None:
    assert combined(DATA, 3 * EACH, 20) == combined(DATA, 3 * EACH, 20)
    assert combined(DATA, 3 * EACH, 20) != combined(DATA, 3 * EACH, 20, seed=1)


def test_a_misspelt_question_has_one_or_two_edits_and_leaves_short_words_alone() -> None:
    rng = random.Random(0)
    for text, _ in ASKED * 20:
        assert DamerauLevenshtein.distance(text, misspelt(text, rng)) <= 2
    assert misspelt("is it on", rng) == "is it on"

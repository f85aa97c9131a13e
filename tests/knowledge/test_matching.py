"""What the matcher promises to anyone with intents of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching import CELLS, Matcher

BANK = {
    "balance": ["what is my balance", "how much money is in my account", "show me the balance of my savings account"],
    "transfer": ["transfer money to my savings account", "send fifty dollars to anna", "move 20 dollars to checking"],
    "lost-card": ["i lost my credit card", "my card was stolen", "someone took my wallet with the credit card in it"],
    "rate": ["what is the interest rate", "how high is the interest on my savings", "tell me the rates of interest"],
    "hours": ["when does the branch open", "what are your opening hours", "is the branch open on saturday"],
}


@pytest.fixture(scope="module", params=[CELLS, 0], ids=["table", "centroids"])
def bank(request: pytest.FixtureRequest) -> Matcher:
    """Learnt as a small base is, and as one of too many intents for a table."""
    return Matcher(BANK, cells=request.param)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how much is on my account?", "balance"),
        ("somebody has stolen my card!", "lost-card"),
        ("I'd like to send 30 dollars to my sister", "transfer"),
        ("Which interest do you pay?", "rate"),
        ("opening hours of the branch on Sunday", "hours"),
    ],
)
def test_a_question_in_other_words_finds_its_intent(bank: Matcher, text: str, intent: str) -> None:
    assert bank.match(text)[0].intent == intent


@pytest.mark.parametrize(
    "text", ["what is my balnce", "waht is my ballance", "what is mybalance", "WHAT IS MY BALANCE!!"]
)
def test_typing_errors_do_not_change_the_intent(bank: Matcher, text: str) -> None:
    assert bank.match(text)[0].intent == "balance"


def test_every_utterance_is_found_first_and_as_itself(bank: Matcher) -> None:
    for intent, utterances in BANK.items():
        for utterance in utterances:
            best = bank.match(utterance)[0]
            assert (best.intent, best.utterance) == (intent, utterance)
            assert best.likeness == pytest.approx(1)
            assert best.score > 90


def test_matches_come_best_first_with_scores_of_0_to_100(bank: Matcher) -> None:
    matches = bank.match("what is the interest on my savings account", limit=5)
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= match.score <= 100 and 0 < match.likeness <= 1 and 0 <= match.share <= 1 for match in matches)
    assert sum(match.share for match in matches) <= 1 + 1e-6


def test_a_limit_only_shortens_the_list(bank: Matcher) -> None:
    matches = bank.match("send money to the card", limit=5)
    assert len(matches) > 2
    assert bank.match("send money to the card", limit=2) == matches[:2]
    assert bank.match("send money to the card", limit=0) == []


@pytest.mark.parametrize("text", ["", "   ", "?!", "zzz qqq", "你好", "\x00", "\ud800"])
def test_a_text_that_has_nothing_in_common_matches_nothing(bank: Matcher, text: str) -> None:
    assert bank.match(text) == []


def test_foreign_words_lower_the_score(bank: Matcher) -> None:
    plain = bank.match("at which hour does the branch open")[0]
    foreign = bank.match("at which hour does the planetarium open")[0]
    assert plain.intent == foreign.intent == "hours"
    assert foreign.score < plain.score - 5


def test_an_analysis_stands_for_its_text(bank: Matcher) -> None:
    text = "how mcuh money is on my acount"
    assert bank.match(bank.analyse(text)) == bank.match(text)


def test_an_analysis_tells_repairs_and_unknown_words(bank: Matcher) -> None:
    read = bank.analyse("Is my acount balance xylophonic?")
    assert read.words == ("is", "my", "account", "balance", "xylophonic")
    assert read.repairs == (("acount", "account"),)
    assert read.unknown == ("xylophonic",)
    assert len(read.stems) == len(read.words)


def test_a_word_written_in_two_or_two_in_one_are_put_right() -> None:
    matcher = Matcher({"pay": ["pay with paypal"], "card": ["pay by credit card"], "cash": ["cash only"]})
    assert matcher.analyse("pay pal").repairs == (("pay pal", "paypal"),)
    assert matcher.analyse("creditcard").repairs == (("creditcard", "credit card"),)


def test_a_known_word_is_neither_repaired_nor_unknown(bank: Matcher) -> None:
    assert bank.analyse("the brunch").repairs == (("brunch", "branch"),)
    read = Matcher(BANK, known_words=["brunch"]).analyse("the brunch")
    assert (read.repairs, read.unknown) == ((), ())


def test_an_unknown_word_may_have_been_meant_to_be_a_known_one() -> None:
    read = Matcher(BANK, known_words=["mortgage"]).analyse("your morgtage")
    assert read.repairs == (("morgtage", "mortgage"),)


def test_common_english_words_are_never_unknown(bank: Matcher) -> None:
    assert bank.analyse("hmm, whose balance would theirs be then?").unknown == ()


def test_synonyms_lead_to_the_intent_that_says_it_otherwise() -> None:
    intents = {"refund": ["give me a refund"], "parcel": ["where is my parcel"], "menu": ["show me the menu"]}
    synonyms = {"refund": ["money back", "reimbursement"], "parcel": ["package"]}
    assert Matcher(intents).match("i want my money back")[0].intent != "refund"
    matcher = Matcher(intents, synonyms=synonyms)
    assert matcher.match("i want my money back")[0].intent == "refund"
    assert matcher.match("reimbursements?")[0].intent == "refund"
    assert matcher.match("packages")[0].intent == "parcel"
    assert matcher.analyse("my moeny back").repairs == (("moeny", "money"),)


def test_words_in_another_order_can_be_another_intent() -> None:
    matcher = Matcher({"dog": ["dog bites man"], "man": ["man bites dog"]})
    assert [matcher.match(text)[0].intent for text in ("the dog bites a man", "man bites dog")] == ["dog", "man"]


def test_an_intent_with_many_utterances_does_not_swallow_one_with_few() -> None:
    many = [f"what is the price of {thing} in {place}" for thing in ("bread", "milk", "tea") for place in "abcdefghij"]
    matcher = Matcher({"price": many, "colour": ["what is the colour of bread"]})
    assert matcher.match("what colour is the bread")[0].intent == "colour"


def test_a_saved_matcher_answers_alike(bank: Matcher, tmp_path) -> None:
    path = tmp_path / "bank.npz"
    bank.save(path)
    loaded = Matcher.load(path)
    for text in ("what is my balnce", "send money", "creditcard stolen", "", "planetarium"):
        assert loaded.match(text) == bank.match(text)
        assert loaded.analyse(text) == bank.analyse(text)
    assert loaded.utterances() == bank.utterances() == BANK


def test_arrays_and_json_are_all_that_a_matcher_is_made_of(bank: Matcher) -> None:
    arrays, strings = bank.to_arrays()
    restored = Matcher.from_arrays(arrays, json.loads(json.dumps(strings)))
    assert restored.match("my card is lost") == bank.match("my card is lost")


@pytest.mark.parametrize("content", [b"", b"not a zip archive", b"PK\x03\x04 broken"])
def test_a_broken_file_is_refused(tmp_path, content: bytes) -> None:
    path = tmp_path / "broken.npz"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"broken\.npz"):
        Matcher.load(path)


def test_another_archive_is_refused(tmp_path) -> None:
    path = tmp_path / "other.npz"
    np.savez(path, numbers=np.arange(3))
    with pytest.raises(ValueError, match=r"other\.npz"):
        Matcher.load(path)


def test_utterances_come_back_as_given_whatever_is_in_them() -> None:
    odd = {"a": ["Zoë's “naïve” café\n2 × 3", "tab\tand \ud83d\ude00 face"], "b": ["plain"]}
    assert Matcher(odd).utterances() == odd


@pytest.mark.parametrize("intents", [{}, {"a": []}, {"a": ["?!", ""]}])
def test_intents_without_a_word_are_refused(intents: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="at least one intent"):
        Matcher(intents)


def test_one_string_in_place_of_a_list_is_refused() -> None:
    with pytest.raises(TypeError, match="'greet'"):
        Matcher({"greet": "hello"})  # a list of letters otherwise


def test_one_intent_with_one_word_is_enough() -> None:
    matcher = Matcher({"greet": ["hello"]})
    assert [match.intent for match in matcher.match("Hello!")] == ["greet"]
    assert matcher.match("goodbye") == []


def test_a_very_long_text_is_read_in_no_time(bank: Matcher) -> None:
    bank.match("balance " * 20_000)
    bank.match("a" * 100_000)
    assert bank.match(" ".join(f"wrd{chr(97 + i % 26)}xq{i}" for i in range(20_000))) == []


PROBE = """
from knowledge.matching import CELLS, Matcher
from tests.knowledge.test_matching import BANK
import hashlib
matcher = Matcher(BANK, synonyms={"card": ["plastic", "piece of plastic"]}, known_words=["mortgage"])
arrays, strings = matcher.to_arrays()
print(hashlib.sha256(b"".join(arrays[name].tobytes() for name in sorted(arrays)) + repr(strings).encode()).hexdigest())
"""


def test_the_same_intents_give_the_same_bytes_in_every_process() -> None:
    hashes = {
        subprocess.run(
            [sys.executable, "-c", PROBE], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "271828")
    }
    assert len(hashes) == 1


def test_threads_do_not_disturb_each_other(bank: Matcher) -> None:
    texts = [text for utterances in BANK.values() for text in utterances] * 20
    expected = [bank.match(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(bank.match, texts)) == expected


WORDS = st.sampled_from("red green blue apple pear plum tree river stone paper quick slow open shut seven".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=12, unique_by=lambda text: tuple(text.split())), st.data())
def test_any_utterance_finds_the_intent_that_it_was_given_for(texts: list[str], data: st.DataObject) -> None:
    intents = {f"intent {i}": [text] for i, text in enumerate(texts)}
    matcher = Matcher(intents)
    asked = data.draw(st.sampled_from(texts))
    best = matcher.match(asked)[0]
    assert best.likeness == pytest.approx(1, abs=1e-3)
    assert sorted(set(best.utterance.split())) == sorted(set(asked.split()))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_matcher(bank: Matcher, text: str) -> None:
    read = bank.analyse(text)
    assert len(read.words) == len(read.stems)
    assert set(read.unknown) <= set(read.words)
    assert all(0 <= match.score <= 100 for match in bank.match(read))

"""Bases of too many intents for a table: what the index chooses, and what it may not miss."""

from __future__ import annotations

import random

import numpy as np
import pytest

from knowledge import centroids
from knowledge.centroids import Centroids
from knowledge.gauging import gauge
from knowledge.matching import Matcher
from knowledge.rows import Rows

PLACES = "berlin paris rome oslo madrid lisbon vienna prague dublin athens".split()
THINGS = "bread milk tea coffee rice sugar salt flour butter cheese".split()
ASKED = (
    "what is the price of {} in {}",
    "how much does {} cost in {}",
    "tell me what {} costs in {} please",
    "{} {} price",
)
PRICES = {f"{thing}-{place}": [asked.format(thing, place) for asked in ASKED] for thing in THINGS for place in PLACES}


@pytest.fixture(scope="module")
def prices() -> Matcher:
    return Matcher(PRICES, cells=0)


def learnt(matcher: Matcher) -> Centroids:
    evidence = matcher._model.evidence
    assert isinstance(evidence, Centroids)
    return evidence


def test_the_one_word_that_differs_decides(prices: Matcher) -> None:
    for thing, place in (("milk", "oslo"), ("cheese", "athens"), ("flour", "rome")):
        best, second = prices.match(f"so how much is {thing} in {place}", limit=2)
        assert best.intent == f"{thing}-{place}"
        assert best.score > second.score


def test_typing_errors_are_repaired(prices: Matcher) -> None:
    assert prices.match("how mcuh does buttr cost in lisbn")[0].intent == "butter-lisbon"


def test_the_chosen_intents_are_those_of_the_greatest_cosines(prices: Matcher) -> None:
    found = learnt(prices)
    for text in ("price of tea in vienna", "what does coffee cost", "prague please"):
        features = np.array(prices.analyse(text).features)
        cosines = found.nearest.compare(features, 0.0, range(len(PRICES)))
        everything = found.scores(cosines, np.arange(len(PRICES)))
        chosen = found.best(features.tolist(), 0.0, 5)
        assert np.array(chosen.scores) * found.unit == pytest.approx(np.sort(everything)[-5:][::-1])


def test_a_text_reads_a_bounded_number_of_entries(prices: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centroids, "READ", 60)
    assert prices.match("how much does rice cost in madrid")[0].intent == "rice-madrid"


def test_a_bound_cuts_the_longest_lists_and_no_others() -> None:
    lengths = np.array([5, 100, 20, 1000])
    cut = centroids._fair(lengths, 105)
    assert cut.tolist() == [5, 40, 20, 40]
    assert centroids._fair(lengths, 2000).tolist() == lengths.tolist()


@pytest.mark.parametrize("spread", [1, 1000])
def test_sums_are_the_same_for_few_intents_and_for_many(spread: int) -> None:
    intents = np.array([3, 1, 3, 2, 1, 3, 0], np.int32) * spread
    worths = np.array([1, 2, 1, 5, 2, 1, 0], np.float32)
    assert (centroids._greatest(intents, worths, 2) // spread).tolist() == [1, 2]
    assert (centroids._greatest(intents, worths, 9) // spread).tolist() == [1, 2, 3]


def test_an_utterance_is_found_however_common_its_words_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centroids, "READ", 8)
    monkeypatch.setattr(centroids, "COMPARED", 2)
    rng = random.Random(0)
    texts = {" ".join(rng.sample(THINGS, 4)) for _ in range(300)}
    matcher = Matcher({text: [text] for text in sorted(texts)}, cells=0)
    assert {text for text in texts if matcher.match(text)[0].intent != text} == set()


def test_a_question_gets_the_share_that_is_its_due() -> None:
    sure = Matcher({thing: [f"i want {thing}", f"some {thing}", f"buy {thing} today"] for thing in THINGS}, cells=0)
    alike = {f"{thing} {n}": [f"i want {thing}", f"some {thing}", f"buy {thing}"] for thing in THINGS for n in (1, 2)}
    assert sure.match("want to buy milk")[0].share > 0.9
    assert Matcher(alike, cells=0).match("want to buy milk")[0].share < 0.6


def test_an_utterance_is_gauged_as_if_the_base_were_built_without_it(prices: Matcher) -> None:
    rows = Rows.of([prices.analyse(text).features for texts in PRICES.values() for text in texts])
    found = gauge(learnt(prices), rows, 0.0)
    assert len(found.inside) == len(found.outside) == 400
    text = PRICES["tea-rome"][1]
    less = {intent: [other for other in texts if other != text] for intent, texts in PRICES.items()}
    matcher = Matcher(less, cells=0)
    # The weights of features are nearly the same, as one of 400 utterances is missing.
    features, own_intent = np.array(matcher.analyse(text).features), list(PRICES).index("tea-rome")
    without = learnt(matcher)
    (own,) = without.scores(without.nearest.compare(features, 0.0, [own_intent]), np.array([own_intent]))
    asked = own_intent * len(ASKED) + 1
    assert found.inside[asked] * found.unit == pytest.approx(float(own), abs=0.03)


def test_what_is_known_scores_above_fifty_and_what_is_not_below(prices: Matcher) -> None:
    known = [prices.match(f"how much does {thing} cost in {place}")[0].score for thing in THINGS for place in PLACES]
    unknown = [prices.match(text) for text in ("who won the match", "open the window", "is it going to rain in rome")]
    assert min(known) > 50
    assert all(not matches or matches[0].score < 50 for matches in unknown)


def test_a_kept_one_is_mapped_and_answers_alike(prices: Matcher, tmp_path) -> None:
    prices.save(tmp_path / "prices.matcher")
    loaded = Matcher.load(tmp_path / "prices.matcher")
    assert not learnt(loaded).intents.flags.owndata
    for text in ("milk price in rome", "buttr lisbon", "what", ""):
        assert loaded.match(text) == prices.match(text)
    assert loaded.utterances() == PRICES


def test_intents_without_likes_can_be_too_many_for_a_table() -> None:
    matcher = Matcher({"greet": ["hello"]}, cells=0)
    assert [match.intent for match in matcher.match("Hello!")] == ["greet"]
    assert matcher.match("goodbye") == []

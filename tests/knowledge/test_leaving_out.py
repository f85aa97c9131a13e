"""Every utterance is asked of a base that does not know it."""

import itertools

import pytest

from knowledge.compiling import compiled
from knowledge.folders import folders
from knowledge.leaving_out import confusions, curve, leave_out
from knowledge.loading import read
from tests.conftest import BASES


@pytest.fixture(scope="module")
def base(lighthouse):
    return lighthouse, compiled(read(folders(BASES / "lighthouse")))


@pytest.fixture(scope="module")
def missed(base):
    return [one for fold in leave_out(*base, range(3), folds=3) for one in fold]


def test_every_utterance_is_left_out_once(base, missed):
    facts, curated = base
    utterances = [
        (id_, text) for id_, texts in curated.utterances.items() for text in texts if facts.intents[id_].kind != "chat"
    ]
    assert sorted((one.intent, one.text) for one in missed) == sorted(utterances)


def test_what_is_left_out_is_not_known(missed):
    assert not any(one.outcome.best and one.outcome.best.utterance == one.text for one in missed)


def test_what_is_led_to_its_own_intent_has_its_facts(base, missed):
    facts, _ = base
    assert any(one.own for one in missed)
    for one in missed:
        if one.own and one.first != one.intent:
            mine, other = facts.subjects[one.intent], facts.subjects[one.first]
            assert set(mine.intent.facts) == set(other.intent.facts) or mine.passages == other.passages
        assert one.touched or not one.own


def test_what_is_found_again_has_every_fact_and_a_gap_no_answer(base, missed):
    facts, _ = base
    assert {one.found for one in missed} == {True, False}
    for one in missed:
        intent = facts.intents[one.intent]
        if intent.kind == "intent" and one.own:
            assert one.found or one.outcome.status == "unknown"
        if intent.kind == "gap" and one.found:
            assert one.outcome.status != "answered"


def test_a_sample_is_a_part_of_the_whole(base, missed):
    (some,) = leave_out(*base, [1], folds=3)
    assert some
    assert {(one.intent, one.text) for one in some} < {(one.intent, one.text) for one in missed}


def test_confusions_count_what_is_not_led_to_its_own(missed):
    assert sum(count for *_, count in confusions(missed, most=len(missed))) == sum(not one.own for one in missed)


def test_a_higher_threshold_answers_less(missed):
    points = curve(missed)
    assert all(0 <= point.right + point.wrong <= 1 for point in points)
    for lower, higher in itertools.pairwise(points):
        assert higher.right <= lower.right
        assert higher.wrong <= lower.wrong

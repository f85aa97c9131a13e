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
    return [one for fold in leave_out(*base, folds=3) for one in fold]


def test_every_utterance_is_left_out_once(base, missed):
    facts, curated = base
    utterances = [
        (id_, text) for id_, texts in curated.utterances.items() for text in texts if facts.intents[id_].kind != "chat"
    ]
    assert sorted((one.intent, one.text) for one in missed) == sorted(utterances)


def test_what_is_left_out_is_not_known(missed):
    assert not any(one.outcome.best and one.outcome.best.utterance == one.text for one in missed)


def test_what_is_found_again_has_its_own_facts(base, missed):
    facts, _ = base
    assert any(one.found for one in missed)
    for one in missed:
        if one.found and one.first != one.intent:
            mine, other = facts.subjects[one.intent], facts.subjects[one.first]
            assert set(mine.intent.facts) == set(other.intent.facts) or mine.passages == other.passages
        assert one.touched or not one.found


def test_confusions_count_what_is_not_found(missed):
    assert sum(count for *_, count in confusions(missed, most=len(missed))) == sum(not one.found for one in missed)


def test_a_higher_threshold_answers_less(missed):
    points = curve(missed)
    assert all(0 <= point.right + point.wrong <= 1 for point in points)
    for lower, higher in itertools.pairwise(points):
        assert higher.right <= lower.right
        assert higher.wrong <= lower.wrong

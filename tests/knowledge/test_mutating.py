"""None of thousands of questions that look alike is answered as if nothing had changed."""

from collections import Counter
from dataclasses import replace

import pytest

from knowledge.compiling import core_wordings, wordings
from knowledge.folders import folders
from knowledge.loading import read
from knowledge.mutating import KINDS, Mutant, Mutator, Tally, is_fault, origins
from tests.conftest import BASES


def sample(base, path=None):
    curation = read(folders(path))
    utterances = {id_: core_wordings(texts) for id_, texts in wordings(curation).items()}
    return list(Mutator(base, curation).sample(origins(base, utterances)))


@pytest.fixture(scope="module")
def mutants(shipped):
    return sample(shipped)


def tallied(base, mutants):
    tally = Tally()
    for mutant in mutants:
        tally.add(mutant, base.ask(mutant.text))
    return tally


def test_no_mutant_of_the_sample_is_answered_as_if_nothing_had_changed(shipped, mutants):
    tally = tallied(shipped, mutants)
    assert [(mutant.origin.text, mutant.text) for mutant, _ in tally.faults] == []


def test_the_sample_spreads_over_all_kinds_intents_and_facts(shipped, mutants):
    assert len(mutants) >= 2000
    assert set(Counter(mutant.kind for mutant in mutants)) == set(KINDS)
    sampled = {mutant.origin.id for mutant in mutants}
    assert {id_ for id_, intent in shipped.intents.items() if intent.kind == "intent"} <= sampled
    assert set(shipped.facts) <= sampled


def test_another_base_holds_too(lighthouse):
    mutants = sample(lighthouse, BASES / "lighthouse")
    assert mutants
    assert tallied(lighthouse, mutants).faults == []


def test_the_same_base_gives_the_same_mutants(lighthouse):
    first, second = (sample(lighthouse, BASES / "lighthouse") for _ in range(2))
    assert first == second


def test_an_answer_without_a_word_on_the_change_is_a_fault(shipped, mutants):
    mutant: Mutant = mutants[0]
    silent = shipped.tell([fact.id for fact in mutant.origin.facts])
    assert is_fault(mutant, silent)
    assert not is_fault(mutant, replace(silent, lead=f"The documents do not say {mutant.put_in} here."))
    assert not is_fault(mutant, replace(silent, status="nearest"))

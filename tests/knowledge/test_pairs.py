"""Two things asked without a break between them are both answered."""

from __future__ import annotations

import pytest

from knowledge import FactBase


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("kering suit year and listing month", {"kering-year", "listing-september"}),
        ("Beside the month of the listing, put the year of the Kering suit", {"listing-september", "kering-year"}),
    ],
)
def test_a_question_for_two_things_is_answered_with_both(shipped: FactBase, question: str, facts: set[str]) -> None:
    reply = shipped.ask(question)
    assert reply.status == "answered"
    assert facts <= {answer.fact for answer in reply.answers}


def test_a_question_for_one_thing_is_not_paired(shipped: FactBase) -> None:
    reply = shipped.ask("what was the conviction rate in the year 2016")
    assert len(reply.answers) <= 3


def test_each_of_a_pair_has_its_own_explanation(shipped: FactBase) -> None:
    reply = shipped.ask("kering suit year and listing month")
    assert len(reply.explanation) == len(reply.answers) == 2


def test_what_is_not_of_the_one_name_that_is_asked_about_completes_nothing(shipped: FactBase) -> None:
    reply = shipped.ask("is there legal risk from credit record system or not, each source")
    assert not {"law-firms-action", "white-paper-no-legal-implications"} & {answer.fact for answer in reply.answers}

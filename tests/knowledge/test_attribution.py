"""Who says so, which document has it, as of when: told by the words of a question, whatever the base."""

import pytest

from knowledge.attribution import of_a_named_fact, of_the_fact_at_hand, tells


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("who said that?", "speaker"),
        ("and according to whom?", "speaker"),
        ("is that the harbour's own number?", "speaker"),
        ("which document is that in?", "document"),
        ("where does that stand", "document"),
        ("as of when is that?", "date"),
        ("over what period?", "date"),
    ],
)
def test_an_attribution_of_the_fact_at_hand_is_told_from_a_question(typed: str, kind: str) -> None:
    found = of_the_fact_at_hand(typed)
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize("typed", ["who said that fakes are rampant", "when did it open", "who kept the lamp?", ""])
def test_a_question_with_a_matter_of_its_own_asks_no_attribution_of_the_fact_at_hand(typed: str) -> None:
    assert of_the_fact_at_hand(typed) is None


@pytest.mark.parametrize(
    ("typed", "kind", "fact"),
    [
        ("who says that the rate was 5%?", "speaker", "the rate was 5%"),
        ("which document has the 12 boats?", "document", "the 12 boats"),
        ("as of when is the figure of 12 boats?", "date", "12 boats"),
        ("is the 5% the harbour's own number?", "speaker", "the 5% the"),
    ],
)
def test_a_fact_that_is_named_is_told_from_what_is_asked_of_it(typed: str, kind: str, fact: str) -> None:
    found = of_a_named_fact(typed)
    assert found is not None
    assert (found.kind, found.fact) == (kind, fact)


@pytest.mark.parametrize(
    ("period", "unit", "told"),
    [
        ("2016", "year", True),
        ("Tuesday", "year", False),
        ("September", "month", True),
        ("2016", "month", False),
        ("Monday", "day", True),
        ("", "", False),
        ("2016", "", True),
    ],
)
def test_a_period_tells_only_what_it_has(period: str, unit: str, told: bool) -> None:
    assert tells(period, unit) is told


def test_who_said_a_figure_that_the_message_names_is_answered(shipped) -> None:
    reply = shipped.ask("who says that the conviction rate was 0.7%?")
    assert reply.status == "answered"
    assert "Alibaba" in reply.text


def test_the_figure_of_another_thing_is_put_right(shipped) -> None:
    reply = shipped.ask("what became of the 675 Taobao stores that Alibaba closed?")
    assert "675 Taobao stores" in reply.lead

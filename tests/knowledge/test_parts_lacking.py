"""Of several questions in one message, those that are covered are answered, and what is lacking is named."""

from knowledge import FactBase


def facts(reply):
    return [answer.fact for answer in reply.answers]


def test_a_part_that_nobody_has_told_is_named_beside_the_part_that_is_answered(shipped: FactBase) -> None:
    reply = shipped.ask("how many operators were shut down and how many people were jailed for it?")
    assert reply.status == "nearest"
    assert facts(reply) == ["operators-shut-down"]
    assert "do not say" in reply.lead or "don't have" in reply.lead


def test_a_message_is_answered_only_where_every_part_of_it_is(shipped: FactBase) -> None:
    reply = shipped.ask("how many leads were there and how many ended in a conviction?")
    assert reply.status == "answered"
    assert set(facts(reply)) == {"leads-identified-2016", "convictions-2016"}
    assert not reply.lead

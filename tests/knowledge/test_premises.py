"""A false premise is never answered as if it held: it is refused, or put right before anything else is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import FactBase
from knowledge.evaluation import Asked, judge, plain, questions

FILE = Path(__file__).parents[1] / "questions" / "premises.jsonl"


@pytest.mark.parametrize("asked", questions(FILE), ids=lambda asked: asked.id)
def test_a_false_premise_is_not_answered_as_if_it_held(shipped: FactBase, asked: Asked) -> None:
    reply = shipped.ask(asked.question)
    assert judge(asked, reply, shipped.texts) in ("refused", "hedged", "right", "offered"), reply.text
    assert reply.status != "answered" or reply.lead or asked.gold, f"{asked.question!r} is answered as it stands"
    assert not any(plain(words) in plain(reply.lead) for words in asked.must_not_include)


def test_a_body_that_did_not_do_it_is_put_right(shipped: FactBase) -> None:
    reply = shipped.ask("why did AQSIQ retract its white paper?")
    assert reply.status == "nearest"
    assert "SAIC" in reply.lead
    assert "that anybody else retracted one" in reply.lead
    assert [answer.fact for answer in reply.answers] == ["white-paper-retracted"]

"""What is learnt from utterances: each leads where it was written, and a changed one moves little else."""

from __future__ import annotations

from knowledge.matching import Matcher

THINGS = "milk bread coffee cheese flour butter sugar rice".split()
SHOP = {
    **{thing: [f"how much is {thing}", f"price of {thing} please", f"what does {thing} cost"] for thing in THINGS},
    "hours": ["when do you open", "opening hours please", "how much longer is the price of milk what it is"],
}


def test_an_utterance_that_is_unlike_its_others_leads_to_its_intent() -> None:
    best = Matcher(SHOP).match("how much longer is the price of milk what it is")[0]
    assert best.intent == "hours"


def test_an_utterance_more_changes_little_for_what_it_has_nothing_to_do_with() -> None:
    more = {**SHOP, "hours": [*SHOP["hours"], "are you closed on sundays"]}
    asked = [f"so what would {thing} cost" for thing in THINGS]
    before, after = Matcher(SHOP), Matcher(more)
    for text in asked:
        (first,), (again,) = before.match(text, 1), after.match(text, 1)
        assert first.intent == again.intent
        assert abs(first.share - again.share) < 0.05


def test_the_same_utterances_are_learnt_the_same() -> None:
    asked = "what would rice cost"
    assert Matcher(SHOP).match(asked) == Matcher(SHOP).match(asked)

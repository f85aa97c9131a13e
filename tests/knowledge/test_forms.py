"""What is said and only to be confirmed is told from what is asked."""

import pytest

from knowledge.forms import form


@pytest.mark.parametrize(
    "asked",
    [
        "Alibaba closed 180,000 stores, I assume?",
        "Alibaba closed 180,000 stores I assume",
        "the stores were closed in 2015 if Im not mistaken",
        "the list is China's or am I misremembering",
        "the company accepted the sampling as fair true",
        "the paper still stands, hatun't it?",
    ],
)
def test_a_claim_asks_for_assent_with_or_without_marks_and_mistyped(asked: str) -> None:
    assert form(asked) == "claim"


@pytest.mark.parametrize("asked", ["which of the figures is true", "who does the company believe", "is that true"])
def test_what_asks_is_no_claim_for_its_last_word(asked: str) -> None:
    assert form(asked) != "claim"

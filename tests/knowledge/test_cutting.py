"""A message for two things that nothing plainly sets apart is cut where the evidence for two is best."""

from __future__ import annotations

import pytest

from knowledge import FactBase, cutting
from knowledge.asking import Asking


def facts(base: FactBase, asked: str) -> set[str]:
    reply = base.ask(asked)
    assert reply.status == "answered"
    return {answer.fact for answer in reply.answers}


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("Ma: 'no bite'. The expert: kill a chicken. Do they want the same thing?", {"letter-bark", "cao-monkeys"}),
        (
            "Ma's smog comparison and Zhang's 'time and space' remark: what point does each make about the problem?",
            {"letter-smog", "time-and-space"},
        ),
        (
            "My editor wants two facts on the Hong Kong angle: what restriction people call for, and which Chinese "
            "department has joined the commercial regulator in cracking down on that trade.",
            {"parallel-travel-scheme", "parallel-crackdown"},
        ),
        (
            "Who is joining forces against parallel trading who is protesting about it",
            {"parallel-crackdown", "parallel-protests"},
        ),
    ],
)
def test_each_side_is_answered(shipped: FactBase, asked: str, wanted: set[str]) -> None:
    assert wanted <= facts(shipped, asked)


def test_a_part_is_understood_in_the_light_of_the_whole(shipped: FactBase) -> None:
    asked = "How have parallel traders inconvenienced people according to Zhang, and what has it done to other firms?"
    assert facts(shipped, asked) == {"parallel-zhang-inconvenience", "parallel-zhang-market"}


@pytest.mark.parametrize(
    "asked",
    [
        "What came before the get-together of Zhang and Cao Lei?",
        "how many leads were followed up, according to the 12 March article?",
        "which day: letter, briefing, Alibaba spokeswoman meeting, statement",
    ],
)
def test_a_known_wording_with_another_name_is_not_cut(shipped: FactBase, asked: str) -> None:
    asking = Asking(shipped, asked)
    assert cutting.cut(asking, asking.decide(asking.read())) == []


def test_what_one_answer_speaks_of_is_left_whole(shipped: FactBase) -> None:
    asked = "Street bazaars in which nations share the American blacklist with Taobao's owner?"
    assert facts(shipped, asked) == {"notorious-flea-markets"}


def test_a_side_may_ask_in_common_words_alone(shipped: FactBase) -> None:
    asked = (
        "What does Zhi want from Alibaba, and by contrast how harsh does Ma ask the National People's Congress to be?"
    )
    assert {"aqsiq-demand", "letter-drunk-drivers"} <= facts(shipped, asked)


def test_a_list_without_end_is_not_cut(shipped: FactBase) -> None:
    asking = Asking(shipped, "what did Ma say, " * 20)
    assert list(cutting.cuts(asking, asking.decide(asking.read()))) == []


def test_a_known_wording_with_a_word_changed_is_one_question(shipped: FactBase) -> None:
    changed = "which write-up was it that had the firm's plea for heavier punishment, when was the headline"
    assert shipped.ask(changed.replace("when was", "what was")).status == "answered"
    assert shipped.ask(changed).status == "nearest"

"""A document that a question names is no objection to what stands in it, and none that says nothing of it answers."""

from __future__ import annotations

import pytest

from knowledge import FactBase
from knowledge.framing import frames


@pytest.mark.parametrize(
    ("asked", "documents", "rest"),
    [
        ("what must platforms do in the 12 March article", {"002"}, "what must platforms do"),
        ("what must platforms do, going by the NPC report", {"000", "004"}, "what must platforms do"),
        ("In the article that covers Hong Kong too, what must platforms do?", {"004"}, "what must platforms do?"),
        ("how is Ma titled vs the Zhi piece", {"003"}, ""),
        ("picture credit, SAIC pledge article", {"002", "003", "004"}, ""),
        ("what must platforms do in the 2014 article", set(), "what must platforms do"),
        ("what must platforms do in the article", None, None),
        ("what must platforms do in March 2015", None, None),
    ],
)
def test_a_document_is_known_by_its_date_its_publisher_and_what_it_speaks_of(
    shipped: FactBase, asked: str, documents: set[str] | None, rest: str | None
) -> None:
    found = [(frame.documents, frame.rest) for frame in frames(shipped, asked)]
    assert found == ([(documents, rest)] if documents is not None else [])


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("what does Zhang say about a healthy market in the 12 March article?", {"more-regulations"}),
        (
            "In the article that covers Hong Kong too, what should platforms tighten up inside?",
            {"platforms-internal-controls"},
        ),
        ("which outfit does Zhang Mao run according to the 12 March 2015 story", {"saic-head"}),
    ],
)
def test_what_stands_in_the_document_is_given(shipped: FactBase, question: str, facts: set[str]) -> None:
    reply = shipped.ask(question)
    assert reply.status == "answered"
    assert facts <= {answer.fact for answer in reply.answers}


@pytest.mark.parametrize(
    "question",
    [
        "what does Zhang say about a healthy market in the 2014 article?",
        "how many leads were followed up, according to the 12 March article?",
        "how many stores were closed according to the Zhi piece?",
        "how many leads were followed up, according to the Bloomberg story?",
        "what does Zhang say about a healthy market in the 12 March Reuters article?",
    ],
)
def test_what_stands_elsewhere_is_not_given_for_it(shipped: FactBase, question: str) -> None:
    assert shipped.ask(question).status != "answered"

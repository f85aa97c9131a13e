"""Whatever sets two questions of a message apart, each is answered."""

from __future__ import annotations

import pytest

from knowledge import FactBase

BOTH = {
    "a comma": (
        "yrs off notorious list, months between saic criticism and zhang",
        {"notorious-escaped", "pledge-two-months-after"},
    ),
    "a slash": ("kering suit year / month of the listing", {"kering-year", "listing-september"}),
    "numbers": (
        "for the deck: 1) leads that law enforcement followed up 2) month of the listing",
        {"leads-followed-up-2016", "listing-september"},
    ),
    "two sentences": (
        "Tell me when Kering sued. Then tell me in which month the listing was.",
        {"kering-year", "listing-september"},
    ),
    "a name with an and": (
        "Which agency does Zhang Mao head and on what date was the press briefing, per Trademarks and Brands Online?",
        {"saic-head", "saic-briefing-date"},
    ),
    "clauses that each ask": (
        "what's key to global expansion, what's the lifeline of e-commerce",
        {"brands-trust", "aqsiq-lifeline"},
    ),
    "two speakers": (
        "What the product quality watchdog chief told Ma versus what Ma told Zhi?",
        {"aqsiq-demand", "aqsiq-ma-problems"},
    ),
    "a head over two figures": (
        "dollar conversions: 50,000 yuan vs 1 billion",
        {"law-threshold-dollars", "spending-dollars"},
    ),
    "which of two came first": (
        "which came first, the Kering lawsuit or the notorious label?",
        {"kering-year", "notorious-when"},
    ),
    "what is told before": (
        "A colleague insists that nobody can fix this on their own. What did Ma say about going it alone, and what did "
        "Zhang say about firms and the state talking?",
        {"letter-alone", "government-firms-communication"},
    ),
    "one set against the other": (
        "Could you set what Zhi praised about the company against what Zhi told it to do better?",
        {"aqsiq-approval", "aqsiq-demand"},
    ),
    "a part on what the one before it is about": (
        "what is the SAIC and who heads it",
        {"people-saic-name", "saic-head"},
    ),
    "an and before a description": (
        "Give me the names of the head of the China E-Commerce Research Center and the head of AQSIQ.",
        {"cao-who", "people-zhi-role"},
    ),
}


@pytest.mark.parametrize("way", BOTH)
def test_both_are_answered(shipped: FactBase, way: str) -> None:
    question, facts = BOTH[way]
    reply = shipped.ask(question)
    assert reply.status == "answered"
    assert facts <= {answer.fact for answer in reply.answers}


def test_a_conversion_is_asked_of_what_comes_before_it(shipped: FactBase) -> None:
    reply = shipped.ask("2.78 trillion yuan of online shopping, what is that in US dollars?")
    assert reply.status == "nearest"
    assert {answer.fact for answer in reply.answers} == {"shopping-transactions", "shopping-transactions-hkd"}


def test_what_comes_before_numbered_questions_is_none_of_them(shipped: FactBase) -> None:
    reply = shipped.ask("need this for the deck 1) when did Kering sue 2) month of the listing")
    assert {answer.fact for answer in reply.answers} <= {"kering-suit", "kering-year", "listing-september"}


def test_what_is_said_about_two_is_not_asked_of_each(shipped: FactBase) -> None:
    reply = shipped.ask("which site had the statement about zhi and Alibaba spokeswoman")
    assert not {"aqsiq-statement-website", "aqsiq-spokeswoman"} <= {answer.fact for answer in reply.answers}


def test_names_compared_in_one_matter_stay_together(shipped: FactBase) -> None:
    reply = shipped.ask("compare what Ma and Alibaba say about convictions")
    assert {answer.fact for answer in reply.answers} == {"conviction-rate-2016", "leads-prosecuted-share"}

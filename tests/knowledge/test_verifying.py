"""A claim is supported only where the documents say all of it; else the reader is told what they do say."""

import json
import random
import re
from pathlib import Path

import pytest

from knowledge.quantities import dates, quantities
from knowledge.verifying import asserts

CLAIMS = Path(__file__).parents[1] / "claims"


def lines(name):
    return [json.loads(line) for line in (CLAIMS / name).read_text(encoding="utf-8").splitlines()]


def facts(verification):
    return [answer.fact for answer in verification.reply.answers]


@pytest.mark.parametrize(
    ("claim", "verdict", "said"),
    [
        ("The conviction rate was 0.7% in 2016", "supported", "0.7%"),
        ("The conviction rate was 0.7% in 2014", "different", "2016"),
        ("The conviction rate was 7%", "contradicted", "0.7%"),
        ("Jack Ma said fewer than 10% of the leads led to a successful criminal prosecution", "supported", "10%"),
        ("More than 10% of the leads led to a successful criminal prosecution", "contradicted", "Fewer than 10%"),
        ("Zhang Mao said fewer than 10% of the leads led to a successful prosecution", "different", "Jack Ma"),
        ("AQSIQ retracted its white paper", "different", "The SAIC also retracted"),
        ("Alibaba did not close any stores", "contradicted", "closed about 180,000 stores"),
        ("Alibaba took down 380M product listings in the year to August 2016", "supported", "380 million"),
        ("Alibaba spent one billion yuan fighting fakes", "supported", "RMB 1 billion"),
        ("About 4,500 counterfeiting leads were identified in 2016", "supported", "4,495"),
        ("Alibaba identified 4,500 leads in 2016", "contradicted", "4,495"),
        ("Alibaba identified more than 4,000 leads in 2016", "supported", "4,495"),
        ("Taobao accused the SAIC of selling counterfeit goods", "different", "the other way round"),
        ("The government introduced a credit record system for traders", "different", "planned"),
        ("Kering won its lawsuit against Alibaba", "uncovered", "do not say"),
        ("The moon landing was in 1969", "uncovered", "do not say"),
    ],
)
def test_a_claim_gets_its_verdict_and_what_the_documents_say(shipped, claim, verdict, said):
    verification = shipped.verify(claim)
    assert verification.verdict == verdict
    assert said in verification.reply.text
    assert verification.reply.text.lower().startswith(verdict)


def test_a_figure_that_is_of_something_else_is_told_whose_it_is(shipped):
    verification = shipped.verify("Alibaba closed 380 million stores in 2016")
    assert verification.verdict == "different"
    assert facts(verification) == ["stores-closed", "listings-removed"]


def test_each_part_of_a_message_is_judged_and_the_gravest_counts(shipped):
    verification = shipped.verify("33 convictions came of the leads in 2016. The conviction rate was 7%.")
    assert [finding.verdict for finding in verification.findings] == ["supported", "contradicted"]
    assert verification.verdict == "contradicted"
    both = shipped.verify("Of the 4,495 leads identified in 2016, 1,184 were followed up and 63 led to convictions")
    assert both.verdict == "contradicted"


@pytest.mark.parametrize(
    ("name", "right"), [("claims.jsonl", 160), ("kept.jsonl", 71)], ids=["looked at", "not looked at"]
)
def test_the_verdicts_on_many_claims(shipped, name, right):
    verdicts = [(shipped.verify(line["q"]).verdict, line["verdict"]) for line in lines(name)]
    assert sum(verdict in gold for verdict, gold in verdicts) >= right
    # To confirm what is not so is the worst fault.
    assert sum(verdict == "supported" and verdict not in gold for verdict, gold in verdicts) <= 1


def test_a_verdict_comes_with_the_passage(shipped):
    missed = 0
    for line in lines("claims.jsonl"):
        verification = shipped.verify(line["q"])
        cited = [c for answer in verification.reply.answers for c in answer.citations]
        if verification.verdict in line["verdict"] and line["gold"]:
            missed += not any(
                gold["quote"] in c.quote or c.quote in gold["quote"] for gold in line["gold"] for c in cited
            )
    assert missed <= 5


def mutations(fact, names):
    """The fact's statement with a figure, a year or a name changed, or denied."""
    said = re.sub(r"\s*\([^)]*\)", "", fact.statement.split(";")[0])
    for figure in quantities(said):
        text = said[figure.start : figure.end]
        if re.search(r"\d", text):
            other = re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10 or 4), text, count=1)
            yield said[: figure.start] + other + said[figure.end :]
    for date in dates(said):
        if date.year:
            yield said.replace(str(date.year), str(date.year - 4))
    if verb := re.search(r"\b(?:is|was|were|are|has|have|had)\b(?! (?:not|no)\b)", said):
        yield f"{said[: verb.end()]} not{said[verb.end() :]}"
    yield from (said.replace(name, names[0]) for name in sorted(fact.names) if name in said and names[0] not in said)


def test_a_fact_is_supported_and_what_is_changed_in_it_is_not(shipped):
    chosen = random.Random(1).sample(sorted(shipped.facts), 60)
    names = ["Cao Lei"]
    statements = [re.sub(r"\s*\([^)]*\)", "", shipped.facts[id_].statement.split(";")[0]) for id_ in chosen]
    assert sum(shipped.verify(statement).verdict == "supported" for statement in statements) >= 55
    changed = [text for id_ in chosen for text in mutations(shipped.facts[id_], names)]
    wrong = [text for text in changed if shipped.verify(text).verdict == "supported"]
    assert len(wrong) <= len(changed) // 50, wrong


@pytest.mark.parametrize(
    ("text", "stating"),
    [
        ("The conviction rate was 7%", True),
        ("I think the tower is 31 metres tall", True),
        ("What was the conviction rate?", False),
        ("how many stores were closed", False),
        ("Was it 7%", False),
        ("", False),
    ],
)
def test_what_states_something_is_told_from_what_asks(text, stating):
    assert asserts(text) == stating


@pytest.mark.parametrize("text", ["", "   ", "?", "\ud800", "a" * 40_000, "7 " * 2_000, "(" * 5_000, "and, and, and"])
def test_bad_input_gets_a_verdict(shipped, text):
    verification = shipped.verify(text)
    assert verification.verdict == "uncovered"
    shipped.gate.prove(verification.reply)


def test_the_gate_passes_every_verification(shipped):
    for line in lines("claims.jsonl"):
        shipped.gate.prove(shipped.verify(line["q"]).reply)


def test_any_base_is_verified_against(lighthouse):
    assert lighthouse.verify("The tower of the lighthouse is 31 metres tall").verdict == "supported"
    assert lighthouse.verify("The tower is 40 metres tall").verdict == "contradicted"

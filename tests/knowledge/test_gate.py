"""The outgoing gate: a figure that no quote, derivation, date or label has does not pass."""

import re
from dataclasses import replace

import pytest

from knowledge.clearance import NOTHING, UnprovedError

CONVICTION_RATE = "what was the conviction rate?"
DIGIT = re.compile(r"(?<!\[)\d")  # of no footnote's number


def changed(text, at):
    """The text with another digit at a place."""
    return f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"


def with_answer(reply, **fields):
    first, *rest = reply.answers
    return replace(reply, answers=(replace(first, **fields), *rest))


@pytest.mark.parametrize("base", ["shipped", "lighthouse"])
def test_every_answer_of_a_proved_base_passes(base, request):
    facts = request.getfixturevalue(base)
    for intent in facts.intents.values():
        facts.gate.prove(facts.ask(intent.example))
    facts.gate.prove_facts(facts.facts.values())


@pytest.mark.parametrize(
    "typed",
    ["", "was it 33% in 2014?", "and in 2014?", "7", "so 1,184 people were convicted, right?", "what is Tmall?"],
)
def test_a_correction_may_repeat_the_figures_of_the_question(shipped, typed):
    shipped.gate.prove(shipped.ask(typed, shipped.ask(CONVICTION_RATE).context))


def test_no_digit_of_any_statement_can_be_another(shipped):
    for fact in shipped.facts.values():
        for digit in DIGIT.finditer(fact.statement):
            wrong = replace(fact, statement=changed(fact.statement, digit.start()), value="")
            with pytest.raises(UnprovedError):
                shipped.gate.prove_facts([wrong])


def test_no_digit_of_a_reply_can_be_another(shipped):
    reply = shipped.ask(CONVICTION_RATE)
    for digit in DIGIT.finditer(reply.text):
        with pytest.raises(UnprovedError):
            shipped.gate.prove(replace(reply, text=changed(reply.text, digit.start())))


def test_a_number_in_words_is_a_figure_too(shipped):
    reply = shipped.ask("how many years after escaping the label was it notorious again?")
    assert "four years" in reply.text
    with pytest.raises(UnprovedError):
        shipped.gate.prove(replace(reply, text=reply.text.replace("four years", "five years")))


@pytest.mark.parametrize(
    ("old", "new"), [("380 million", "380 billion"), ("380 million", "380"), ("380 million", "380 thousand")]
)
def test_a_scale_is_part_of_the_figure(shipped, old, new):
    fact = shipped.facts["listings-removed"]
    with pytest.raises(UnprovedError):
        shipped.gate.prove_facts([replace(fact, statement=fact.statement.replace(old, new), value="")])


def test_a_value_note_and_lead_are_looked_at(shipped):
    reply = shipped.ask(CONVICTION_RATE)
    for wrong in (
        with_answer(reply, value="0.8%"),
        with_answer(reply, note="Another account (of 4,496 leads):"),
        replace(reply, lead="It was 8%."),
        replace(reply, lead="In 2017:"),
    ):
        with pytest.raises(UnprovedError):
            shipped.gate.prove(wrong)


@pytest.mark.parametrize(
    "fields",
    [{"quote": "1,185 leads"}, {"start": 1168}, {"end": 1342}, {"source": "002"}, {"file": "other.txt"}, {"start": -1}],
)
def test_a_quote_is_the_slice_of_the_pinned_document(shipped, fields):
    reply = shipped.ask(CONVICTION_RATE)
    first, *rest = reply.answers[0].citations
    with pytest.raises(UnprovedError):
        shipped.gate.prove(with_answer(reply, citations=(replace(first, **fields), *rest)))


def test_a_document_that_is_not_the_pinned_one_proves_nothing(lighthouse):
    documents = {
        id_: replace(document, text=document.text.replace("31", "32"), sha256=document.sha256)
        for id_, document in lighthouse.documents.items()
    }
    spoilt = replace(lighthouse, documents=documents)
    with pytest.raises(UnprovedError):
        spoilt.gate.prove(spoilt.ask("how tall is the tower?"))


def test_what_does_not_pass_is_replaced_by_the_quotes_alone(shipped):
    reply = shipped.ask(CONVICTION_RATE)
    instead = shipped.gate.withheld(with_answer(reply, text="The conviction rate was 0.8%.", value="0.8%"))
    assert "withhold" in instead.lead
    assert "0.8%" not in instead.text
    assert [answer.citations for answer in instead.answers] == [answer.citations for answer in reply.answers]
    shipped.gate.prove(instead)


def test_the_gate_keeps_to_the_base_as_it_was_loaded(lighthouse):
    fact = lighthouse.facts["tower-height"]
    changed = replace(fact, statement=fact.statement.replace("31", "32"), value="32 metres")
    with pytest.raises(TypeError):
        lighthouse.facts["tower-height"] = changed
    reply = replace(lighthouse, facts={**lighthouse.facts, fact.id: changed}).ask("how tall is the tower?")
    assert "32 metres" in reply.text
    with pytest.raises(UnprovedError):
        lighthouse.gate.prove(reply)
    assert "32" not in lighthouse.gate.withheld(reply).text


def test_without_a_clearance_only_labels_may_be_shown():
    NOTHING.check(["Please ask again.", "2 documents say this.", "[1][2]"])
    for text in ("It was 7.", "about twenty ships", "7%", "٣"):
        with pytest.raises(UnprovedError):
            NOTHING.check([text])

"""The JSON interface and its description."""

from __future__ import annotations

import pytest

from bot.reader.records import BaseRecord, FactList, FactRecord, ReplyRecord, SourceList, SourceRecord
from knowledge.replies import as_json


def test_facts(base, get):
    listed = FactList.model_validate_json(get("/api/facts").content)
    assert [fact.id for fact in listed.facts] == list(base.facts)
    for summary in listed.facts:
        fact = base.facts[summary.id]
        record = FactRecord.model_validate_json(get(f"/api{summary.url}").content)
        assert record.statement == fact.statement == summary.statement
        assert [(c.source, c.start, c.end) for c in record.citations] == [
            (c.source, c.start, c.end) for c in fact.citations
        ]
        for citation in record.citations:
            assert base.documents[citation.source].text[citation.start : citation.end] == citation.quote
        assert record.wordings or not any(fact.id in intent.facts for intent in base.intents.values())


def test_base(base, get):
    record = BaseRecord.model_validate_json(get("/api/base").content)
    assert (record.base, record.state, record.problems) == (base.hash, "current", [])
    assert (record.facts, record.sources) == (len(base.facts), len(base.documents))


def test_sources(base, get):
    listed = SourceList.model_validate_json(get("/api/sources").content)
    for summary in listed.sources:
        record = SourceRecord.model_validate_json(get(f"/api{summary.url}").content)
        assert record.text == base.documents[summary.id].text
        assert len(record.text) == summary.characters
        for passage in record.passages:
            assert all(
                (record.id, passage.start, passage.end) in {(c.source, c.start, c.end) for c in base.facts[f].citations}
                for f in passage.facts
            )


@pytest.mark.parametrize("question", ["how tall is the rock", "what was the keeper paid", "hello", "who was Nemo"])
def test_ask_is_what_the_terminal_prints(lighthouse, site_of, question):
    got = site_of(lighthouse)(f"/api/ask?q={question.replace(' ', '+')}")
    assert got.json == as_json(lighthouse.ask(question))
    ReplyRecord.model_validate(got.json)


def test_errors_are_json(lighthouse, site_of):
    get = site_of(lighthouse)
    for address, status in (("/api/ask", 400), ("/api/facts/none", 404), ("/api/sources/none", 404), ("/api/x", 404)):
        got = get(address)
        assert got.status == status
        assert got.headers["content-type"] == "application/json"
        assert got.json["error"]


def test_the_description_describes_every_address(lighthouse, site_of):
    get = site_of(lighthouse)
    described = get("/api/openapi.json").json
    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) == {
        "/api/ask", "/api/base", "/api/facts", "/api/facts/{id}", "/api/sources", "/api/sources/{id}",
    }  # fmt: skip
    references = set(_references(described))
    assert references == {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}


def _references(value):
    if isinstance(value, dict):
        yield from ([value["$ref"]] if "$ref" in value else [])
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)

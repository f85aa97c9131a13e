"""The description of the JSON interface: https://spec.openapis.org/oas/v3.1.0."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from bot.reader.records import (
    BaseRecord,
    ErrorRecord,
    FactList,
    FactRecord,
    Record,
    ReplyRecord,
    SourceList,
    SourceRecord,
)

_ANSWERS: tuple[type[Record], ...] = (
    ReplyRecord,
    BaseRecord,
    FactList,
    FactRecord,
    SourceList,
    SourceRecord,
    ErrorRecord,
)


def description(root: str) -> dict[str, Any]:
    """The interface as an OpenAPI document."""
    _, schemas = models_json_schema(
        [(model, "serialization") for model in _ANSWERS], ref_template="#/components/schemas/{model}"
    )
    question = _parameter("q", "query", "The question, in one's own words")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Footnote",
            "version": "1",
            "description": "Answers from a curated fact base, each with the verbatim passage that proves it.",
        },
        "servers": [{"url": root or "/"}],
        "paths": {
            "/api/ask": _get(
                "ask", "Ask a question", ReplyRecord, [question], {"400": "No question", "414": "Too long"}
            ),
            "/api/base": _get("getBase", "The base that is served", BaseRecord),
            "/api/facts": _get("listFacts", "List the facts", FactList),
            "/api/facts/{id}": _get(
                "getFact", "All about a fact", FactRecord, [_parameter("id", "path", "A fact's id")], _MISSING
            ),
            "/api/sources": _get("listSources", "List the documents", SourceList),
            "/api/sources/{id}": _get(
                "getSource", "A document", SourceRecord, [_parameter("id", "path", "A document's id")], _MISSING
            ),
        },
        "components": {"schemas": schemas["$defs"]},
    }


_MISSING = {"404": "There is no such thing"}


def _get(
    id_: str,
    summary: str,
    answer: type[Record],
    parameters: list[dict[str, Any]] | None = None,
    errors: dict[str, str] | None = None,
) -> dict[str, Any]:
    responses = {"200": _response(answer.__doc__ or "", answer)}
    responses |= {status: _response(why, ErrorRecord) for status, why in (errors or {}).items()}
    return {
        "get": {
            "operationId": id_,
            "summary": summary,
            "parameters": parameters or [],
            "responses": responses,
        }
    }


def _response(text: str, model: type[Record]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _parameter(name: str, place: str, text: str) -> dict[str, Any]:
    return {"name": name, "in": place, "required": True, "description": text, "schema": {"type": "string"}}

"""The JSON Schemas of the curated files, from their models: `python -m knowledge.schema` writes them."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from knowledge.models import Catalogue, Lexicon, Topic

FOLDER = Path(__file__).parent / "schemas"


def schemas() -> dict[str, str]:
    """Each schema's text by its file name."""
    models: dict[str, type[BaseModel]] = {"catalogue.json": Catalogue, "lexicon.json": Lexicon, "topic.json": Topic}
    return {
        name: json.dumps(model.model_json_schema(), indent=2, ensure_ascii=False) + "\n"
        for name, model in models.items()
    }


if __name__ == "__main__":
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")

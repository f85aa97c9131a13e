from knowledge.schema import FOLDER, schemas


def test_the_published_schemas_are_those_of_the_models():
    for name, text in schemas().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "run python -m knowledge.schema"

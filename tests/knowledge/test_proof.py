"""Every figure is proved: what is changed by one character is named, with its file and line."""

import pytest

from knowledge import FactBase
from knowledge.folders import folders
from knowledge.problems import UnprovedBase


def problems(base):
    with pytest.raises(UnprovedBase) as error:
        FactBase.load(base)
    return error.value.problems


TOPIC = "topics/lighthouse.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "says"),
    [
        ("seeds/chronicle.txt", "granite", "Granite", 4, "SHA-256"),
        (TOPIC, "is 31 metres", "is 32 metres", 13, "“32” stands in none of its quotes"),
        (TOPIC, "stands 31 metres", "stands 31 meters", 15, "The quote does not stand in chronicle.txt"),
        (TOPIC, "on 1 May 1891.", "on 2 May 1891.", 5, "“2 May 1891” stands in none of its quotes"),
        (TOPIC, "The keeper, Ada Brandt, said", "The keeper, Eva Brandt, said", 37, "“Eva” stands in none"),
        (
            TOPIC,
            "quote: The rock itself rises 12 metres above the sea at low tide.",
            "quote: light",
            23,
            "stands 3 times",
        ),
        (TOPIC, "value: 31 metres", "value: 31 feet", 13, "is not in the statement"),
        (TOPIC, "id: rock-height", "id: tower-height", 20, "already given"),
        (TOPIC, "facts: [first-lit]", "facts: [never-lit]", 45, "There is no fact 'never-lit'"),
        (TOPIC, "source: chronicle", "source: almanac", 7, "no document 'almanac'"),
        (TOPIC, "when did the lighthouse open", "when did the (lighthouse open", 51, "not closed"),
        (TOPIC, "measure: first lit", "mesure: first lit", 9, "mesure"),
        ("topics/reef.yaml", "About 2,300", "2,300", 23, "“about” stands before the figure"),
    ],
)
def test_one_change_is_named_with_its_line(spoilt, file, old, new, line, says):
    found = problems(spoilt(file, old, new))
    assert [problem.line for problem in found if says in problem.what] == [line], [str(problem) for problem in found]


def test_all_problems_are_reported_at_once(spoilt):
    spoilt(TOPIC, "is 31 metres", "is 32 metres")
    base = spoilt(TOPIC, "rises 12 metres above", "rises 13 metres above")
    lines = {problem.line for problem in problems(base)}
    assert lines == {13, 21}


def test_a_tab_in_the_yaml_is_named_with_its_line(spoilt):
    (problem,) = problems(spoilt(TOPIC, "title: The lighthouse", "title:\tThe\n\tlighthouse: x"))
    assert problem.file == TOPIC
    assert problem.line in (2, 3)
    assert "tabs" in problem.remedy


def test_a_missing_document_is_named(spoilt):
    base = spoilt(TOPIC, "The lighthouse", "The lighthouse")
    (base / "seeds" / "report.txt").unlink()
    assert any("report.txt" in problem.what for problem in problems(base))


def test_a_folder_that_is_no_base_is_named(tmp_path):
    assert {problem.what for problem in problems(tmp_path)} == {"There is no such folder."}


def test_a_base_is_proved_again_after_every_change(spoilt):
    base = spoilt(TOPIC, "The lighthouse", "The lighthouse")
    assert FactBase.load(base).ask("how tall is the tower?").status == "answered"
    spoilt(TOPIC, "is 31 metres", "is 32 metres")
    assert problems(base)


@pytest.mark.parametrize("name", [".report.txt", "../report.txt", "report.txt~"])
def test_a_document_that_is_no_file_of_the_base_is_named(spoilt, name):
    base = spoilt("seeds/catalogue.yaml", "file: report.txt", f"file: {name}")
    (base / "seeds" / "report.txt").rename(base / "seeds" / name)
    assert any("another folder" in problem.what for problem in problems(base))


@pytest.mark.parametrize("name", [".lighthouse.yaml", ".lighthouse.yaml.swp", "lighthouse.yaml~", "#lighthouse.yaml#"])
def test_what_an_editor_keeps_beside_a_file_is_not_part_of_the_base(spoilt, lighthouse, name):
    base = spoilt(TOPIC, "The lighthouse", "The lighthouse")
    (base / "topics" / name).write_text("facts: [half a", encoding="utf-8")
    assert FactBase.load(base).hash == lighthouse.hash


def test_what_is_kept_compiled_is_found_by_the_digest_of_its_files(spoilt):
    base = spoilt(TOPIC, "The lighthouse", "A lighthouse")
    content = folders(base).digest()
    assert FactBase.kept(content) is None
    assert FactBase.load(base).hash == FactBase.kept(content).hash == content[:12]

"""`footnote evaluate`: what it prints, and when it fails."""

import json

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.conftest import BASES

BASE = ["--base", str(BASES / "lighthouse")]


def run(*arguments):
    return CliRunner().invoke(main, ["evaluate", *arguments, *BASE], catch_exceptions=False)


@pytest.fixture
def questions(tmp_path):
    path = tmp_path / "questions.jsonl"
    asked = [
        {"id": "1", "q": "how high is the tower?", "gold": [{"source": "chronicle", "quote": "tower"}]},
        {"id": "2", "q": "who won the world cup?", "gold": []},
    ]
    path.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    return str(path)


def test_mutations_give_their_count_and_denominator_by_kind():
    result = run("--mutations", "--json")
    told = json.loads(result.output)
    assert told["mutants"] == sum(kind["mutants"] for kind in told["kinds"].values())
    assert told["wrong"] == len(told["faults"]) == 0
    assert result.exit_code == 0
    assert f"0 of {told['mutants']} mutants" in run("--mutations").output


def test_the_whole_is_more_than_the_sample():
    sample, whole = (json.loads(run("--mutations", "--json", *more).output) for more in ([], ["--whole"]))
    assert whole["mutants"] > sample["mutants"]


def test_rough_forms_stand_beside_the_clean_one(questions):
    told = json.loads(run("--rough", "--json", questions).output)
    assert next(iter(told)) == "clean"
    assert "two typos a word" in told
    assert "two typos a word" in run("--rough", questions).output


def test_the_operating_point_is_printed_with_its_cost(questions):
    assert "Answered from a confidence of" in run(questions).output


def test_what_cannot_be_combined_is_refused(questions):
    for arguments in ([], ["--rough"], ["--mutations", questions], ["--mutations", "--leave-one-out"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "Give files of questions" in result.output

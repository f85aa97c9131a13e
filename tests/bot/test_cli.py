"""The terminal: the same reply as anywhere, errors in one sentence, nothing lost."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LIGHTHOUSE = Path(__file__).parents[1] / "bases" / "lighthouse"


def footnote(*arguments, stdin="", seed="0", **environment):
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": seed, **environment},
        check=False,
    )


def test_a_question_is_answered_with_its_passage():
    run = footnote("ask", "what", "was", "the", "conviction", "rate?")
    assert run.returncode == 0
    assert "0.7%" in run.stdout
    assert "001_30415b137b4cf927.txt" in run.stdout
    assert run.stderr == ""


def test_the_reply_is_the_same_byte_for_byte_in_every_process(shipped):
    question = "how many stores were closed, and who is zhang mao?"
    outputs = {footnote("ask", question, seed=seed).stdout for seed in ("0", "1", "4711")}
    assert outputs == {shipped.ask(question).text + "\n"}
    assert json.loads(footnote("ask", "--json", question).stdout)["text"] == shipped.ask(question).text


def test_one_question_is_answered_without_libraries_that_it_does_not_need(shipped):
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "ask", "what was the conviction rate?"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert run.stdout == shipped.ask("what was the conviction rate?").text + "\n"
    assert "click" in imported
    assert not imported & {"asyncio", "html", "logging", "numpy", "pydantic", "rapidfuzz", "rich", "ruamel.yaml"}


def test_json_has_the_fields_that_other_programs_read():
    reply = json.loads(footnote("ask", "--json", "what was the conviction rate?").stdout)
    assert set(reply) == {"question", "status", "text", "answers", "base"}
    assert set(reply["answers"][0]) == {"fact", "text", "citations"}
    citation = reply["answers"][0]["citations"][0]
    assert set(citation) == {"source", "file", "title", "quote", "start", "end"}


def test_a_batch_is_answered_in_order_and_bad_lines_are_named():
    stdin = '{"id": 1, "q": "how tall is the tower?"}\nnonsense\n\n{"id": 2}\n{"id": 3, "q": "who was the keeper?"}\n'
    run = footnote("ask", "--batch", "-", "--base", LIGHTHOUSE, stdin=stdin)
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == [1, 3]
    assert "-:2: " in run.stderr
    assert "-:4: " in run.stderr
    assert run.returncode == 1
    assert "Traceback" not in run.stderr


def test_another_base_is_named_by_option_or_environment():
    by_option = footnote("ask", "--base", LIGHTHOUSE, "how tall is the tower?").stdout
    by_environment = footnote("ask", "how tall is the tower?", FOOTNOTE_BASE=str(LIGHTHOUSE)).stdout
    assert by_option == by_environment
    assert by_option.startswith("The tower of the lighthouse is 31 metres tall.")


def test_an_unproved_base_answers_nothing(tmp_path):
    base = tmp_path / "base"
    shutil.copytree(LIGHTHOUSE, base)
    topic = base / "topics" / "lighthouse.yaml"
    topic.write_text(topic.read_text(encoding="utf-8").replace("is 31 metres", "is 32 metres"), encoding="utf-8")
    for command in (("ask", "how tall is the tower?"), ("check",)):
        run = footnote(*command, "--base", base)
        assert run.returncode == 1
        assert "topics/lighthouse.yaml:13" in run.stdout + run.stderr
        assert "31 metres tall. [1]" not in run.stdout


@pytest.mark.parametrize(
    "arguments",
    [("ask",), ("ask", "--batch", "-", "a question"), ("nonsense",), ("ask", "--nonsense", "q"), ("verify",)],
)
def test_wrong_usage_ends_with_status_2_and_says_what_to_do(arguments):
    run = footnote(*arguments)
    assert run.returncode == 2
    assert "Error: " in run.stderr
    assert run.stdout == ""


def test_a_claim_is_checked_one_word_first():
    run = footnote("verify", "The tower is 40 metres tall", "--base", LIGHTHOUSE)
    assert run.returncode == 0
    assert run.stdout.startswith("Contradicted.\n")
    assert "31 metres" in run.stdout


def test_a_batch_of_claims_gets_verdicts_in_order():
    stdin = '{"id": 1, "q": "The tower is 31 metres tall"}\n{"id": 2, "q": "The tower is 40 metres tall"}\n'
    run = footnote("verify", "--batch", "-", "--base", LIGHTHOUSE, stdin=stdin)
    verdicts = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(line["id"], line["verdict"]) for line in verdicts] == [(1, "supported"), (2, "contradicted")]
    assert set(verdicts[0]) == {"id", "verdict", "text", "answers"}
    assert set(verdicts[0]["answers"][0]) == {"fact", "text", "citations"}


def test_a_missing_batch_file_is_named():
    run = footnote("ask", "--batch", "no-such-file")
    assert run.returncode == 1
    assert "no-such-file" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_score_of_a_question_file_is_printed():
    questions = LIGHTHOUSE / "questions.jsonl"
    run = footnote("evaluate", questions, "--json", "--base", LIGHTHOUSE)
    assert json.loads(run.stdout)["right_share"] == 1.0
    assert "right" in footnote("evaluate", questions, "--base", LIGHTHOUSE).stdout


def test_a_conversation_ends_with_the_input():
    run = footnote("chat", "--base", LIGHTHOUSE, stdin="how tall is the tower?\n")
    assert run.returncode == 0
    assert "31 metres" in run.stdout

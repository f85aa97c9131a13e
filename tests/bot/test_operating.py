"""What somebody types who puts the bot into a workspace."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.manifest import build
from bot.operating import doctor, manifest
from bot.playground.slack import Slack
from tests.e2e.conftest import BASE


def test_the_manifest_is_written_with_ones_own_name_and_url(tmp_path: Path) -> None:
    out = tmp_path / "manifest.json"
    run = CliRunner().invoke(manifest, ["--command", "ask", "--url", "https://bot.example", "--out", str(out)])
    assert run.exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8")) == build("/ask", "https://bot.example")


def test_without_a_url_it_is_for_socket_mode() -> None:
    run = CliRunner().invoke(manifest, ["--out", "-"])
    assert json.loads(run.stdout) == build()


@pytest.mark.parametrize("options", [["--command", "/Ask me"], ["--command", "x" * 40], ["--url", "http://a.example"]])
def test_what_slack_would_refuse_is_refused(options: list[str]) -> None:
    run = CliRunner().invoke(manifest, [*options, "--out", "-"])
    assert (run.exit_code, "Slack" in run.output) == (2, True)


async def test_the_doctor_reports_and_fails_if_anything_is_amiss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s")
    monkeypatch.setenv("FOOTNOTE_DATABASE_URL", f"sqlite:///{tmp_path / 'footnote.db'}")
    async with Slack() as slack:
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        well = await asyncio.to_thread(CliRunner().invoke, doctor, ["--base", str(BASE)])
        slack.scopes.remove("commands")
        ill = await asyncio.to_thread(CliRunner().invoke, doctor, ["--base", str(BASE)])
    assert (well.exit_code, "FAIL" in well.output) == (0, False)
    assert ill.exit_code == 1
    assert "FAIL  scopes" in ill.output
    assert "→ Paste manifest.json into the app and reinstall it." in ill.output

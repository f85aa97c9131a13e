"""`footnote doctor` finds what is amiss and says what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot import doctor
from bot.doctor import Finding
from bot.playground.faults import Fault
from bot.playground.slack import Slack
from bot.settings import Settings

BASE = Path(__file__).parent.parent / "bases" / "lighthouse"


async def examined(slack: Slack, folder: Path, base: Path = BASE, **changed: Any) -> dict[str, Finding]:
    settings: dict[str, Any] = {
        "slack_bot_token": "xoxb-1",
        "slack_app_token": "xapp-1",
        "slack_api_url": slack.api_url,
        "footnote_database_url": f"sqlite:///{folder / 'footnote.db'}",
        "footnote_slack_timeout": 1,
    }
    findings = await doctor.examine(Settings(_env_file=None, **settings | changed), base)
    return {finding.name: finding for finding in findings}


async def test_all_is_well(tmp_path: Path) -> None:
    async with Slack() as slack:
        found = await examined(slack, tmp_path)
    assert all(finding.ok for finding in found.values()), found
    assert list(found) == ["base", "mode", "bot token", "scopes", "app token", "store", "public URL"]


@pytest.mark.parametrize(
    ("changed", "name", "remedy"),
    [
        ({"slack_bot_token": None}, "bot token", "Bot User OAuth Token"),
        ({"slack_app_token": None}, "mode", "SLACK_SIGNING_SECRET"),
        ({"footnote_database_url": "sqlite:////proc/none/footnote.db"}, "store", "FOOTNOTE_DATABASE_URL"),
        ({"footnote_public_url": "http://127.0.0.1:1"}, "public URL", "Start the bot"),
        ({"slack_api_url": "http://127.0.0.1:1/api/"}, "bot token", "network"),
    ],
)
async def test_what_is_amiss_is_named_with_a_remedy(
    tmp_path: Path, changed: dict[str, Any], name: str, remedy: str
) -> None:
    async with Slack() as slack:
        found = await examined(slack, tmp_path, **changed)
    assert not found[name].ok
    assert remedy in found[name].remedy


@pytest.mark.parametrize(("method", "name"), [("auth.test", "bot token"), ("apps.connections.open", "app token")])
async def test_a_refused_token_is_named(tmp_path: Path, method: str, name: str) -> None:
    async with Slack() as slack:
        slack.faults.refusal = "invalid_auth"
        slack.faults.plan(method, Fault.REFUSED)
        found = await examined(slack, tmp_path)
    assert (found[name].ok, found[name].detail) == (False, "Slack says invalid_auth")


async def test_missing_scopes_are_named_with_their_reason(tmp_path: Path) -> None:
    async with Slack() as slack:
        slack.scopes = {"chat:write", "commands", "app_mentions:read", "assistant:write"}
        found = await examined(slack, tmp_path)
    assert not found["scopes"].ok
    assert "im:history: to hear what is said to the bot in its direct messages" in found["scopes"].detail
    assert "channels:history" not in found["scopes"].detail


async def test_a_base_that_is_not_proved_is_named(tmp_path: Path) -> None:
    async with Slack() as slack:
        found = await examined(slack, tmp_path, base=tmp_path)
    assert (found["base"].ok, found["base"].remedy) == (False, "Run footnote check and mend them.")

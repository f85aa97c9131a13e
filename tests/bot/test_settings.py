"""Settings come from the environment and `.env`, and an empty value counts as not set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Mode, Settings

EXAMPLE = Path(__file__).parent.parent.parent / ".env.example"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_mode_follows_from_the_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().mode is Mode.PLAYGROUND
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s")
    assert Settings().mode is Mode.HTTP
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    assert Settings().mode is Mode.SOCKET
    monkeypatch.setenv("SLACK_APP_TOKEN", "")
    assert Settings().mode is Mode.HTTP


def test_env_files_are_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nFOOTNOTE_PORT=4000\nOTHER=1\n", encoding="utf-8")
    settings = Settings()
    assert settings.slack_bot_token is not None
    assert (settings.slack_bot_token.get_secret_value(), settings.footnote_port) == ("xoxb-1", 4000)


def test_the_example_names_every_setting_and_works_as_it_is(tmp_path: Path) -> None:
    named = set(re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}
    (tmp_path / ".env").write_bytes(EXAMPLE.read_bytes())
    assert Settings().mode is Mode.PLAYGROUND


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite:///x.db"),
        ("postgresql://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("postgres://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("postgresql+asyncpg://u@h/d", "postgresql+asyncpg://u@h/d"),
    ],
)
def test_database_urls_get_their_driver(given: str, used: str) -> None:
    assert Settings(footnote_database_url=given).database_url == used


def test_secrets_are_not_shown() -> None:
    assert "xoxb-1" not in repr(Settings(slack_bot_token="xoxb-1"))  # type: ignore[arg-type]

"""Settings: the one place where the environment and `.env` are read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Mode(StrEnum):
    """How Slack's requests come in."""

    SOCKET = "Socket Mode"
    HTTP = "HTTP"
    PLAYGROUND = "playground"


class Settings(BaseSettings):
    """What an installation sets; names of the environment in capitals. An empty value counts as not set."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    slack_bot_token: SecretStr | None = Field(default=None, description="xoxb-…, from OAuth & Permissions")
    slack_signing_secret: SecretStr | None = Field(default=None, description="from Basic Information; for HTTP")
    slack_app_token: SecretStr | None = Field(
        default=None, description="xapp-… with connections:write; for Socket Mode"
    )
    slack_api_url: str = Field(default="https://slack.com/api/", description="another one for a stand-in")
    footnote_base: Path | None = Field(default=None, description="folder of another fact base")
    footnote_watch: bool = Field(default=True, description="whether changes to the base are taken over while it runs")
    footnote_host: str = "127.0.0.1"
    footnote_port: int = Field(default=3000, ge=0, le=65535)
    footnote_public_url: str = Field(default="", description="where browsers reach this bot, for links in citations")
    footnote_database_url: str = Field(default="", description="a SQLAlchemy URL; empty: a SQLite file of the user's")
    footnote_hash_key: SecretStr | None = Field(
        default=None, description="keys the hashes of user ids; default: made from the Slack secret"
    )
    footnote_slack_timeout: float = Field(default=10, gt=0, description="seconds to wait for one reply of Slack's")
    footnote_socket_connections: int = Field(default=2, ge=1, le=10)

    @property
    def mode(self) -> Mode:
        """Socket Mode with an app token, HTTP with a signing secret, without either the playground."""
        if self.slack_app_token:
            return Mode.SOCKET
        return Mode.HTTP if self.slack_signing_secret else Mode.PLAYGROUND

    @property
    def api_url(self) -> str:
        """The Web API's base URL with the trailing slash that slack_sdk expects."""
        return self.slack_api_url.rstrip("/") + "/"

    @property
    def public_url(self) -> str:
        """The public URL without a trailing slash, "" for none."""
        return self.footnote_public_url.rstrip("/")

    @property
    def database_url(self) -> str:
        """The database as a SQLAlchemy URL; plain `sqlite:` and `postgresql:` get their async driver."""
        url = self.footnote_database_url or f"sqlite:///{user_data_path('footnote', appauthor=False) / 'footnote.db'}"
        for scheme, driver in (
            ("sqlite://", "sqlite+aiosqlite://"),
            ("postgresql://", "postgresql+asyncpg://"),
        ):
            if url.startswith(scheme):
                return driver + url.removeprefix(scheme)
        return url.replace("postgres://", "postgresql+asyncpg://", 1) if url.startswith("postgres://") else url

    @property
    def hash_key(self) -> bytes:
        """The secret that user ids are hashed with: its own, or else one of Slack's; it is never stored."""
        for secret in (self.footnote_hash_key, self.slack_signing_secret, self.slack_bot_token):
            if secret:
                return secret.get_secret_value().encode()
        return b"playground"

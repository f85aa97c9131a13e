"""`footnote doctor`: looks at everything that the bot needs, and says what to do where something is amiss."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.manifest import OPTIONAL, SCOPES
from bot.settings import Mode, Settings
from bot.store import Store
from knowledge import FactBase
from knowledge.problems import UnprovedBase


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `remedy` says what to do; it may give advice where `ok` is true, too."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


async def examine(settings: Settings, base: Path | None = None) -> list[Finding]:
    """Look at base, tokens, scopes, store and public URL."""
    return [
        finding
        for part in (
            _base(base),
            _mode(settings),
            _slack(settings),
            _socket(settings),
            _store(settings),
            _url(settings),
        )
        async for finding in part
    ]


async def _base(path: Path | None) -> AsyncIterator[Finding]:
    try:
        base = FactBase.load(path)
    except UnprovedBase as error:
        yield Finding("base", False, f"{len(error.problems)} problems", "Run footnote check and mend them.")
        return
    yield Finding("base", True, f"{len(base.facts)} facts from {len(base.documents)} documents, {base.hash}")


async def _mode(settings: Settings) -> AsyncIterator[Finding]:
    if settings.mode is Mode.PLAYGROUND:
        remedy = "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) in .env, as .env.example says."
        yield Finding("mode", False, "neither an app token nor a signing secret is set", remedy)
    else:
        yield Finding("mode", True, settings.mode.value)


async def _slack(settings: Settings) -> AsyncIterator[Finding]:
    if settings.slack_bot_token is None:
        remedy = "Install the app into the workspace and copy the Bot User OAuth Token to SLACK_BOT_TOKEN."
        yield Finding("bot token", False, "not set", remedy)
        return
    client = _client(settings, settings.slack_bot_token)
    try:
        who = await client.auth_test()
    except SlackApiError as error:
        remedy = "Copy the Bot User OAuth Token (xoxb-…) again from OAuth & Permissions."
        yield Finding("bot token", False, f"Slack says {_code(error)}", remedy)
        return
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        yield Finding("bot token", False, f"{settings.api_url}: {error}", "Look at the network and SLACK_API_URL.")
        return
    yield Finding("bot token", True, f"{who.get('user', who['user_id'])} in {who.get('team', who['team_id'])}")
    headers = {name.lower(): value for name, value in who.headers.items()}
    yield _scopes(set(headers.get("x-oauth-scopes", "").split(",")))


def _scopes(granted: set[str]) -> Finding:
    missing = sorted(SCOPES.keys() - granted)
    required = [scope for scope in missing if scope not in OPTIONAL]
    if required:
        reasons = "; ".join(f"{scope}: {SCOPES[scope]}" for scope in required)
        return Finding("scopes", False, f"missing {reasons}", "Paste manifest.json into the app and reinstall it.")
    if missing:
        return Finding("scopes", True, f"all but the optional {', '.join(missing)} ({SCOPES[missing[0]]})")
    return Finding("scopes", True, "all granted")


async def _socket(settings: Settings) -> AsyncIterator[Finding]:
    if settings.slack_app_token is None:
        return
    try:
        await _client(settings, settings.slack_app_token).apps_connections_open(
            app_token=settings.slack_app_token.get_secret_value()
        )
    except SlackApiError as error:
        remedy = "Make an app-level token with connections:write (Basic Information); switch Socket Mode on."
        yield Finding("app token", False, f"Slack says {_code(error)}", remedy)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        yield Finding("app token", False, f"{settings.api_url}: {error}", "Look at the network and SLACK_API_URL.")
    else:
        yield Finding("app token", True, "Slack offers a socket")


async def _store(settings: Settings) -> AsyncIterator[Finding]:
    where = make_url(settings.database_url).render_as_string(hide_password=True)
    try:
        store = await Store.open(settings.database_url, settings.hash_key)
        try:
            await store.ping()
        finally:
            await store.close()
    except (SQLAlchemyError, OSError, ImportError) as error:
        yield Finding("store", False, f"{where}: {error}", "Look at FOOTNOTE_DATABASE_URL and that it may be written.")
    else:
        yield Finding("store", True, where)


async def _url(settings: Settings) -> AsyncIterator[Finding]:
    if not settings.public_url:
        yield Finding("public URL", True, "not set", "Set FOOTNOTE_PUBLIC_URL for links from citations.")
        return
    page = f"{settings.public_url}/healthz"
    try:
        timeout = aiohttp.ClientTimeout(total=settings.footnote_slack_timeout)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(page) as response:
            status = response.status
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        yield Finding("public URL", False, f"{page}: {error}", "Start the bot, and look at FOOTNOTE_PUBLIC_URL.")
        return
    remedy = "" if status == 200 else "Is it this bot that answers at FOOTNOTE_PUBLIC_URL?"
    yield Finding("public URL", status == 200, f"{page}: {status}", remedy)


def _client(settings: Settings, token: SecretStr) -> AsyncWebClient:
    timeout = max(1, round(settings.footnote_slack_timeout))
    return AsyncWebClient(token.get_secret_value(), base_url=settings.api_url, timeout=timeout)


def _code(error: SlackApiError) -> str:
    response = error.response
    code = response.get("error") if hasattr(response, "get") else None
    return str(code or getattr(response, "status_code", "nothing that makes sense"))

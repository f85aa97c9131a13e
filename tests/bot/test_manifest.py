"""The manifest is one that Slack takes, and asks for no more than is used.

The rules are those of Slack's manifest schema 2.0.0 (github.com/slackapi/manifest-schema), written down here.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.manifest import EVENTS, OPTIONAL, SCOPES, build

ROOT = Path(__file__).parent.parent.parent
KEYS = {
    "": {"_metadata", "display_information", "features", "oauth_config", "settings"},
    "_metadata": {"major_version", "minor_version"},
    "display_information": {"name", "description", "long_description", "background_color"},
    "features": {"app_home", "bot_user", "slash_commands", "shortcuts", "unfurl_domains", "agent_view"},
    "features.app_home": {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"},
    "features.bot_user": {"display_name", "always_online"},
    "features.slash_commands": {"command", "description", "usage_hint", "url", "should_escape"},
    "features.shortcuts": {"name", "type", "callback_id", "description"},
    "features.agent_view": {"agent_description", "suggested_prompts", "actions"},
    "features.agent_view.suggested_prompts": {"title", "message"},
    "oauth_config": {"redirect_urls", "scopes", "token_management_enabled", "pkce_enabled"},
    "oauth_config.scopes": {"bot", "user", "bot_optional", "user_optional"},
    "settings": {
        "event_subscriptions",
        "interactivity",
        "incoming_webhooks",
        "allowed_ip_address_ranges",
        "org_deploy_enabled",
        "socket_mode_enabled",
        "token_rotation_enabled",
        "function_runtime",
        "is_hosted",
        "is_mcp_enabled",
    },
    "settings.event_subscriptions": {"request_url", "bot_events", "user_events", "metadata_subscriptions"},
    "settings.interactivity": {"is_enabled", "request_url", "message_menu_options_url"},
}
LENGTHS = {
    "display_information.name": (1, 35),
    "display_information.description": (0, 140),
    "display_information.long_description": (175, 4_000),
    "features.bot_user.display_name": (1, 80),
    "features.slash_commands": (0, 50),
    "features.slash_commands.command": (2, 32),
    "features.slash_commands.description": (1, 2_000),
    "features.slash_commands.usage_hint": (0, 1_000),
    "features.shortcuts": (0, 10),
    "features.shortcuts.name": (1, 24),
    "features.shortcuts.callback_id": (1, 255),
    "features.shortcuts.description": (1, 150),
    "features.agent_view.agent_description": (1, 300),
    "features.agent_view.suggested_prompts": (0, 4),
    "settings.event_subscriptions.bot_events": (0, 100),
}
SCOPE_OF_EVENT = {
    "agent_session_stopped": "assistant:write",
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
}
MANIFESTS = [
    build(),
    build("/ask", "https://bot.example/", ("How tall is the tower?",) * 4),
]


def nodes(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """Every value with its path; items of a list have the path of the list."""
    if isinstance(value, dict):
        inner = [node for key, item in value.items() for node in nodes(item, f"{path}.{key}".lstrip("."))]
        return [(path, value), *inner]
    if isinstance(value, list):
        return [
            (path, value),
            *(node for item in value for node in nodes(item, path) if isinstance(item, dict)),
        ]
    return [(path, value)]


@pytest.mark.parametrize("manifest", MANIFESTS, ids=["socket", "http"])
def test_it_follows_slacks_schema(manifest: dict[str, Any]) -> None:
    for path, value in nodes(manifest):
        if isinstance(value, dict):
            assert set(value) <= KEYS[path], path
        if path in LENGTHS and not isinstance(value, dict):
            shortest, longest = LENGTHS[path]
            assert shortest <= len(value) <= longest, path
    [command] = manifest["features"]["slash_commands"]
    assert re.fullmatch(r"/[a-z0-9_-]+", command["command"])


def test_the_file_is_what_the_program_writes() -> None:
    assert json.loads((ROOT / "manifest.json").read_text(encoding="utf-8")) == build()


def test_over_http_every_request_comes_to_one_address() -> None:
    manifest = MANIFESTS[1]
    address = "https://bot.example/slack/events"
    assert manifest["features"]["slash_commands"][0]["url"] == address
    assert manifest["settings"]["event_subscriptions"]["request_url"] == address
    assert manifest["settings"]["interactivity"]["request_url"] == address
    assert not manifest["settings"]["socket_mode_enabled"]


def test_every_event_has_its_scope_and_every_scope_a_reason() -> None:
    assert set(EVENTS) == set(SCOPE_OF_EVENT)
    assert {scope for scope in SCOPE_OF_EVENT.values() if scope} <= set(SCOPES)
    assert all(SCOPES.values())
    assert set(OPTIONAL) <= set(SCOPES)


def test_without_the_optional_scopes_five_are_left() -> None:
    assert sorted(set(SCOPES) - set(OPTIONAL)) == [
        "app_mentions:read",
        "assistant:write",
        "chat:write",
        "commands",
        "im:history",
    ]

"""The app's manifest: what Footnote asks of a workspace, and why.

https://docs.slack.dev/reference/app-manifest. `manifest.json` is what `build()` gives.
"""

from __future__ import annotations

from typing import Any, Final

Manifest = dict[str, Any]

SCOPES: Final = {
    "app_mentions:read": "to hear that somebody mentions the bot in a channel",
    "assistant:write": "to show a status, a title and suggested questions in the bot's own conversations",
    "chat:write": "to answer",
    "commands": "for the slash command and the message shortcut",
    "im:history": "to hear what is said to the bot in its direct messages",
    "channels:history": "to look in the thread whether an answer has arrived before posting it again",
    "groups:history": "the same in private channels",
}
"""The bot's scopes with the reason for each."""

OPTIONAL: Final = ("channels:history", "groups:history")
"""Scopes that an installation may decline; then a post whose response was lost is not repeated.

Optional scopes stand in the list of scopes too: https://docs.slack.dev/authentication/installing-with-oauth.
"""

EVENTS: Final = (
    "agent_session_stopped",
    "app_home_opened",
    "app_mention",
    "message.im",
)

LOOK_UP: Final = "look_this_up"
"""Callback id of the message shortcut."""

DESCRIPTION: Final = "Answers from documents, with the passage that proves each answer"
LONG_DESCRIPTION: Final = (
    "Footnote answers questions from a curated set of documents and puts a footnote under every answer: the "
    "verbatim passage of the document that says so. What the documents do not say, it does not answer: it "
    "says which part it lacks and offers the nearest thing that it has. It uses no language model, and sends "
    "nothing to anybody but Slack."
)


def build(command: str = "/footnote", url: str = "", prompts: tuple[str, ...] = ()) -> Manifest:
    """The manifest for a slash command's name and, for HTTP, the bot's public URL; without one, Socket Mode.

    `prompts` are questions that the base answers, offered when a conversation with the bot begins.
    """
    endpoint = {"request_url": f"{url.rstrip('/')}/slack/events"} if url else {}
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": "Footnote",
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1f3a5f",
        },
        "features": _features(command, endpoint, prompts),
        "oauth_config": {"scopes": {"bot": sorted(SCOPES), "bot_optional": list(OPTIONAL)}},
        "settings": {
            "event_subscriptions": {**endpoint, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **endpoint},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def _features(command: str, endpoint: dict[str, str], prompts: tuple[str, ...]) -> Manifest:
    slash = {
        "command": command,
        "description": "Ask the documents",
        "usage_hint": "a question, or: help, topics, sources, privacy",
        "should_escape": True,
    }
    agent: Manifest = {"agent_description": "Answers from documents, with the passage that proves each answer."}
    if prompts:
        agent["suggested_prompts"] = [{"title": prompt, "message": prompt} for prompt in prompts]
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "agent_view": agent,
        "bot_user": {"display_name": "Footnote", "always_online": True},
        "slash_commands": [slash | ({"url": endpoint["request_url"]} if endpoint else {})],
        "shortcuts": [
            {
                "name": "Look this up",
                "type": "message",
                "callback_id": LOOK_UP,
                "description": "What do the documents say about this message?",
            }
        ],
    }

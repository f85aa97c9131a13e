"""What Slack sends to an app: https://docs.slack.dev/reference/interaction-payloads and /reference/events."""

from __future__ import annotations

from typing import Any

from bot.playground.workspace import APP, BOT_USER, TEAM, Message, View

Json = dict[str, Any]


def event(content: Json, event_id: str) -> Json:
    """The envelope of an event."""
    return {
        "token": "deprecated",
        "team_id": TEAM,
        "api_app_id": APP,
        "event": content,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": 1_700_000_000,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def message(said: Message, kind: str, channel_type: str) -> Json:
    """Something that a person said, as `app_mention` or `message`."""
    content = {
        "type": kind,
        "user": said.user,
        "text": said.text,
        "ts": said.ts,
        "channel": said.channel,
        "event_ts": said.ts,
        "team": TEAM,
        "client_msg_id": f"c-{said.ts}",
    }
    if kind == "message":
        content["channel_type"] = channel_type
    return {**content, "thread_ts": said.thread_ts} if said.thread_ts else content


def channel_name(channel: str) -> str:
    """What Slack calls a channel; all direct messages are called the same."""
    return "directmessage" if channel.startswith("D") else "general"


def command(name: str, text: str, user: str, channel: str) -> dict[str, str]:
    """A slash command, without its trigger and response URL."""
    return {
        "token": "deprecated",
        "team_id": TEAM,
        "team_domain": "playground",
        "channel_id": channel,
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": user.lower(),
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
    }


def interaction(kind: str, user: str, trigger_id: str) -> Json:
    """What all interaction payloads have in common."""
    return {
        "type": kind,
        "user": {"id": user, "username": user.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "token": "deprecated",
        "team": {"id": TEAM, "domain": "playground"},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": trigger_id,
    }


def click_in_message(where: Message) -> Json:
    """Where a button of a message was clicked."""
    container = {
        "type": "message",
        "message_ts": where.ts,
        "channel_id": where.channel,
        "is_ephemeral": bool(where.visible_to),
    }
    if where.thread_ts:
        container["thread_ts"] = where.thread_ts
    place: Json = {"container": container, "channel": {"id": where.channel, "name": channel_name(where.channel)}}
    return place if where.visible_to else {**place, "message": where.payload()}


def action(element: Json, action_ts: str, **chosen: Any) -> Json:
    """The clicked element, with what was chosen in it."""
    clicked: Json = {key: element[key] for key in ("type", "action_id", "block_id") if key in element}
    value = {"value": element["value"]} if "value" in element else {}
    return {**clicked, **value, "action_ts": action_ts, **chosen}


def submission(view: View, values: Json) -> Json:
    """A modal's form as it was sent."""
    return {"view": {**view.payload(), "state": {"values": values}}, "response_urls": []}

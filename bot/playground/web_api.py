"""The workspace's Web API: https://docs.slack.dev/reference/methods, as far as the bot uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.playground import block_rules
from bot.playground.workspace import APP, BOT, BOT_USER, TEAM, Message, View, Workspace

Json = dict[str, Any]


class ApiError(Exception):
    """A method's `error`."""


class WebApi:
    """Methods by name; each takes its arguments and returns what stands beside `ok: true`."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.faulty: list[str] = []
        self.triggers: dict[str, str] = {}
        self.methods: dict[str, Callable[[Json], Json]] = {
            "auth.test": self._who,
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "conversations.replies": self._replies,
            "views.open": self._open,
            "views.push": self._open,
            "views.update": self._update_view,
            "views.publish": self._publish,
            "agents.sessions.setStatus": self._session,
            "agents.sessions.rename": self._session,
            "assistant.threads.setSuggestedPrompts": self._prompts,
        }

    def call(self, method: str, arguments: Json) -> Json:
        """Run a method. Raises ApiError with Slack's error code."""
        if method not in self.methods:
            raise ApiError("unknown_method")
        return self.methods[method](arguments)

    def respond(self, url: str, user: str, channel: str, arguments: Json) -> None:
        """What a POST to a response URL does."""
        clicked = next((m for m in self.workspace.messages if m.response_url == url and not m.deleted), None)
        if arguments.get("delete_original"):
            if clicked is not None:
                clicked.deleted = True
            return
        self._check(arguments)
        if arguments.get("replace_original") and clicked is not None:
            _edit(clicked, arguments)
            return
        public = arguments.get("response_type") == "in_channel"
        self._add(channel, arguments, "" if public else user)

    def _check(self, message: Json) -> None:
        problems = block_rules.message_problems(message)
        if problems:
            self.faulty += problems
            raise ApiError("invalid_blocks")

    def _check_view(self, view: Json) -> None:
        problems = block_rules.view_problems(view)
        if problems:
            self.faulty += problems
            raise ApiError("invalid_arguments")

    def _add(self, channel: str, arguments: Json, visible_to: str = "") -> Message:
        message = Message(
            channel=channel,
            ts=self.workspace.next_ts(),
            user=BOT_USER,
            text=arguments["text"],
            blocks=arguments.get("blocks", []),
            thread_ts=arguments.get("thread_ts", ""),
            visible_to=visible_to,
        )
        return self.workspace.add(message)

    def _who(self, _: Json) -> Json:
        return {
            "url": "http://127.0.0.1/",
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT,
            "app_id": APP,
        }

    def _post(self, arguments: Json) -> Json:
        self._check(arguments)
        message = self._add(arguments["channel"], arguments)
        return {"channel": message.channel, "ts": message.ts, "message": message.payload()}

    def _post_ephemeral(self, arguments: Json) -> Json:
        self._check(arguments)
        return {"message_ts": self._add(arguments["channel"], arguments, arguments["user"]).ts}

    def _update(self, arguments: Json) -> Json:
        self._check({"unfurl_links": False, "unfurl_media": False, **arguments})
        message = self._own(arguments)
        _edit(message, arguments)
        return {"channel": message.channel, "ts": message.ts}

    def _delete(self, arguments: Json) -> Json:
        self._own(arguments).deleted = True
        return {"ts": arguments["ts"]}

    def _own(self, arguments: Json) -> Message:
        message = self.workspace.find(arguments["channel"], arguments["ts"])
        if message is None or message.visible_to:
            raise ApiError("message_not_found")
        if message.user != BOT_USER:
            raise ApiError("cant_update_message")
        return message

    def _replies(self, arguments: Json) -> Json:
        whole = self.workspace.thread(arguments["channel"], arguments["ts"])
        thread = [said for said in whole if said.ts == arguments["ts"] or said.ts > arguments.get("oldest", "0")]
        return {"messages": [message.payload() for message in thread], "has_more": False}

    def _open(self, arguments: Json) -> Json:
        self._check_view(arguments["view"])
        user = self.triggers.get(arguments["trigger_id"])
        if not user:
            raise ApiError("invalid_trigger_id" if user is None else "exchanged_trigger_id")
        self.triggers[arguments["trigger_id"]] = ""
        view = View(self.workspace.next_id("V"), user, arguments["view"])
        self.workspace.views[view.id] = view
        return {"view": view.payload()}

    def _update_view(self, arguments: Json) -> Json:
        self._check_view(arguments["view"])
        view = self.workspace.views.get(arguments["view_id"])
        if view is None:
            raise ApiError("not_found")
        view.content = arguments["view"]
        view.revision += 1
        return {"view": view.payload()}

    def _publish(self, arguments: Json) -> Json:
        self._check_view(arguments["view"])
        self.workspace.homes[arguments["user_id"]] = arguments["view"]
        return {"view": {"id": f"H{arguments['user_id']}", **arguments["view"]}}

    def _session(self, arguments: Json) -> Json:
        key = (arguments["channel_id"], arguments.get("thread_ts", ""))
        self.workspace.sessions.setdefault(key, {}).update(arguments)
        return {}

    def _prompts(self, arguments: Json) -> Json:
        self.workspace.prompts[arguments["channel_id"]] = arguments["prompts"]
        return {}


def _edit(message: Message, arguments: Json) -> None:
    message.text = arguments["text"]
    message.blocks = arguments.get("blocks", [])
    message.edits += 1

"""What the page cannot show of Block Kit. It is named on the page, never left out in silence."""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]

_ANY: Final = {"type", "block_id"}
_PRESSED: Final = {"type", "action_id", "value"}

SHOWN: Final[dict[str, set[str]]] = {
    # Blocks
    "actions": {*_ANY, "elements"},
    "context": {*_ANY, "elements"},
    "context_actions": {*_ANY, "elements"},
    "divider": _ANY,
    "header": {*_ANY, "text"},
    "input": {*_ANY, "label", "element", "optional", "hint"},
    "rich_text": {*_ANY, "elements"},
    "section": {*_ANY, "text", "fields", "accessory"},
    # Elements
    "button": {*_PRESSED, "text", "url", "style", "accessibility_label"},
    "checkboxes": {"type", "action_id", "options", "initial_options"},
    "feedback_buttons": {"type", "action_id", "positive_button", "negative_button"},
    "icon_button": {*_PRESSED, "icon", "text", "visible_to_user_ids", "accessibility_label"},
    "plain_text_input": {"type", "action_id", "multiline", "max_length", "initial_value"},
    "radio_buttons": {"type", "action_id", "options", "initial_option"},
    # Text
    "mrkdwn": {"type", "text", "verbatim"},
    "plain_text": {"type", "text", "emoji"},
    "rich_text_quote": {"type", "elements"},
    "rich_text_section": {"type", "elements"},
    "text": {"type", "text", "style"},
    "user": {"type", "user_id"},
}
"""The fields that the templates show, by type. Values are in `VALUES` where only some can be shown."""

VALUES: Final[dict[str, dict[str, set[str]]]] = {
    "button": {"style": {"primary", "danger"}},
    "icon_button": {"icon": {"trash"}},
}
STYLES: Final = {"bold", "italic", "strike", "code"}

_PLACES: Final[dict[str, set[str]]] = {
    "actions": {"button"},
    "context": {"plain_text", "mrkdwn"},
    "context_actions": {"feedback_buttons", "icon_button"},
    "rich_text": {"rich_text_section", "rich_text_quote"},
    "rich_text_section": {"text", "user"},
    "rich_text_quote": {"text", "user"},
    "section": {"button"},
    "input": {"checkboxes", "plain_text_input", "radio_buttons"},
}
_TOP: Final = {"actions", "context", "context_actions", "divider", "header", "input", "rich_text", "section"}


def fault(piece: Json, parent: str = "") -> str:
    """What of a block (without `parent`), or of an element in its parent, cannot be shown; "" for nothing."""
    kind = str(piece.get("type"))
    if kind not in (_PLACES.get(parent, set()) if parent else _TOP):
        return f"cannot show “{kind}”{f' in “{parent}”' if parent else ''}"
    unknown = sorted(piece.keys() - SHOWN[kind])
    odd = [name for name, known in VALUES.get(kind, {}).items() if name in piece and piece[name] not in known]
    odd += sorted(piece.get("style", {}).keys() - STYLES) if kind == "text" else []
    return f"cannot show {', '.join(unknown + odd)} of “{kind}”" if unknown or odd else ""

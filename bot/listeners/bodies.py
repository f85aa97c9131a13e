"""What the bodies of interactions have in common."""

from __future__ import annotations

from typing import Any


def team_of(body: dict[str, Any]) -> str:
    """The workspace; of an app that a whole organisation has installed, the user's own."""
    return str((body.get("team") or {}).get("id") or body["user"].get("team_id", ""))

"""Templates, and the policy under which browsers show what comes of them."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot import links
from bot.reader import naming

HERE: Final = Path(__file__).parent


class Renderer:
    """Fills in the templates. Style and script stand in each page, so that it takes one round trip."""

    def __init__(self, root: str, common: dict[str, Any]) -> None:
        style = _asset("reader.css")
        script = _asset("reader.js")
        self.policy = _policy(style, script)
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            verbatim=naming.verbatim,
            document_name=naming.name,
            document_origin=naming.origin,
            document_opening=naming.opening,
        )
        self._environment.globals.update(
            # Style and script are our own files; everything else is escaped.
            style=Markup(style),
            script=Markup(script),
            root=root,
            to_passage=lambda source, start, end: links.passage(root, source, start, end),
            to_source=lambda id_: links.source(root, id_),
            to_fact=lambda id_: links.fact(root, id_),
            to_topic=lambda id_: links.topic(root, id_),
            to_answer=lambda question: links.ask(root, question),
            **common,
        )

    def page(self, template: str, **values: Any) -> bytes:
        """A page as it is sent. What UTF-8 cannot say becomes a question mark."""
        return self._environment.get_template(f"{template}.html").render(values).encode("utf-8", "replace")


def files() -> list[Path]:
    """Every file that pages are made from."""
    return sorted(p for p in HERE.rglob("*") if p.suffix in {".py", ".html", ".css", ".js"})


def _asset(name: str) -> str:
    return (HERE / "assets" / name).read_text(encoding="utf-8").strip()


def _policy(style: str, script: str) -> str:
    """A content-security policy that allows this style, this script, and nothing from anywhere else."""
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "connect-src 'self'",
            "img-src data:",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"

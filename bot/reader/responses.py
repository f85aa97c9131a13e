"""What goes out: a page in two encodings with its headers, or 304 where the browser has it already."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

HTML: Final = "text/html; charset=utf-8"
JSON: Final = "application/json"
WORTH_PACKING: Final = 1_000  # bytes

_SECURITY: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "vary": "Accept-Encoding",
}
NO_CONTENT_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it came out of the renderer, and packed; both with all their headers."""

    status: int
    plain: bytes
    packed: bytes
    plain_headers: RawHeaders
    packed_headers: RawHeaders
    etag: str

    @classmethod
    def of(cls, content: bytes, media_type: str, policy: str, etag: str = "", status: int = HTTPStatus.OK) -> Body:
        """Get a body ready to be sent any number of times; without an etag it is not to be kept."""
        packed = gzip.compress(content, 6, mtime=0) if len(content) > WORTH_PACKING else b""
        headers = _SECURITY | {
            "content-type": media_type,
            "content-security-policy": policy,
            "cache-control": "private, no-cache" if etag else "no-store",
        }
        if etag:
            headers["etag"] = etag
        return cls(
            status,
            content,
            packed,
            _raw(headers | {"content-length": str(len(content))}),
            _raw(headers | {"content-encoding": "gzip", "content-length": str(len(packed))}),
            etag,
        )

    @property
    def text(self) -> str:
        """The body as text."""
        return self.plain.decode("utf-8")

    def answer(self, request: Request) -> Response:
        """The response to a request for this body."""
        if self.etag and _has(request.headers.get("if-none-match", ""), self.etag):
            kept = [pair for pair in self.plain_headers if not pair[0].startswith(b"content-length")]
            return _response(b"", HTTPStatus.NOT_MODIFIED, kept)
        if self.packed and "gzip" in request.headers.get("accept-encoding", ""):
            return _response(self.packed, self.status, self.packed_headers)
        return _response(self.plain, self.status, self.plain_headers)


def as_json(value: Any, etag: str = "", status: int = HTTPStatus.OK) -> Body:
    """A value as JSON."""
    content = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return Body.of(content, JSON, NO_CONTENT_POLICY, etag, status)


def _response(content: bytes, status: int, headers: RawHeaders) -> Response:
    response = Response(status_code=status)
    response.body = content
    response.raw_headers = headers
    return response


def _raw(headers: Mapping[str, str]) -> RawHeaders:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


def _has(if_none_match: str, etag: str) -> bool:
    """The weak comparison of https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2."""
    return if_none_match.strip() == "*" or etag in (tag.strip() for tag in if_none_match.split(","))

"""The running bot serves its pages in every mode, as fast as they are made, and turns away what is no request."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

PAGES = ["/", "/facts/first-lit", "/sources/chronicle", "/topics/reef", "/ask?q=how+tall+is+the+rock"]
OTHERS = ["/api/facts", "/api/openapi.json", "/healthz", "/readyz"]


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_pages_in_every_mode(start, mode):
    process = await start(mode)
    async with aiohttp.ClientSession(process.url) as session:
        for address in (*PAGES, *OTHERS):
            async with session.get(address) as response:
                assert response.status == 200, address


async def test_raw_requests_that_are_none(start):
    process = await start("http")
    flood = await _raw(process.url, "/ask?q=" + "x" * 1_000_000)
    assert not flood or flood.split(b" ", 2)[1] in (b"400", b"414", b"431")
    for path, statuses in {
        "/sources/../../../etc/passwd": {404},
        "/sources/..%2f..%2fseeds%2fcatalogue.yaml": {404},
        "/sources/%00": {404},
        "//evil.example/%2e%2e": {404},
        "/facts/first-lit/": {404},
        "/ask?q=%00%ff%ed%a0%80": {200},
        "/sources/chronicle?passage=1-2&passage=3-4&" + "a=b&" * 2000: {200, 404},
    }.items():
        answer = await _raw(process.url, path)
        status = int(answer.split(b" ", 2)[1])
        assert status in statuses, (path[:60], status)
        assert b"root:" not in answer
        assert b"location:" not in answer.lower()
    assert b" 200 " in await _raw(process.url, "/healthz")


async def _raw(url: str, path: str) -> bytes:
    host, _, port = url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionResetError:  # it was turned away before it had said everything
        return b""
    finally:
        writer.close()

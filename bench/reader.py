"""How fast the reader serves its pages, beside a bare Starlette application that returns a constant page of their size.

    python bench/reader.py [--seconds 3] [--connections 16] [--rounds 3]

Each row is the best of some rounds, which take turns, so that a busy machine spoils all alike. Server and client are
a process each; the pages of all facts, or of all documents, are asked for in turn over connections that stay open.

- pages/s: responses a second; p50, p99: milliseconds from a request's first byte to its response's last
- of bare: the part of the bare application's pages a second for the same number of bytes
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import socket
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot import links
from bot.reader import Site
from knowledge import FactBase


@dataclass(frozen=True)
class Run:
    """One round: pages a second, and milliseconds a page."""

    rate: float
    p50: float
    p99: float


def serve_reader(listener: socket.socket) -> None:
    base = FactBase.load()
    site = Site(lambda: base)
    _serve(Starlette(routes=site.routes, exception_handlers=site.errors), listener)


def serve_constant(listener: socket.socket, size: int) -> None:
    page = b"x" * size

    async def constant(_: Request) -> Response:
        return Response(page, media_type="text/html")

    _serve(Starlette(routes=[Route("/", constant)]), listener)


def _serve(application: Starlette, listener: socket.socket) -> None:
    config = uvicorn.Config(application, log_config=None, access_log=False)
    asyncio.run(uvicorn.Server(config).serve(sockets=[listener]))


@contextmanager
def serving(serve, *arguments) -> Iterator[int]:  # type: ignore[no-untyped-def]
    """A server in a process of its own; yields its port once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        process = multiprocessing.get_context("spawn").Process(target=serve, args=(listener, *arguments))
        process.start()
        port = listener.getsockname()[1]
        try:
            asyncio.run(_once(port))
            yield port
        finally:
            process.terminate()
            process.join()


async def _once(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await _get(reader, writer, _request("/"))
    writer.close()


def _request(address: str) -> bytes:
    return f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


async def _get(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bytes:
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    assert head.startswith(b"http/1.1 200"), head
    length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
    return await reader.readexactly(length)


async def load(port: int, addresses: Sequence[str], seconds: float, connections: int) -> Run:
    """Ask for the addresses in turn, over some connections at once, for some seconds."""
    requests = cycle([_request(address) for address in addresses])
    took: list[float] = []
    end = time.perf_counter() + seconds

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (start := time.perf_counter()) < end:
            await _get(reader, writer, next(requests))
            took.append(time.perf_counter() - start)
        writer.close()

    start = time.perf_counter()
    await asyncio.gather(*(ask() for _ in range(connections)))
    rate = len(took) / (time.perf_counter() - start)
    cuts = statistics.quantiles(took, n=100)
    return Run(rate, cuts[49] * 1000, cuts[98] * 1000)


def measure(name: str, port: int, addresses: list[str], options: argparse.Namespace) -> None:
    """Print the rows of one kind of page and of a constant one of the same size."""
    sizes = asyncio.run(_sizes(port, addresses))
    size = round(statistics.mean(sizes))
    with serving(serve_constant, size) as constant:
        rounds = [
            (
                asyncio.run(load(port, addresses, options.seconds, options.connections)),
                asyncio.run(load(constant, ["/"], options.seconds, options.connections)),
            )
            for _ in range(options.rounds)
        ]
    ours, bare = (max(runs, key=lambda run: run.rate) for runs in zip(*rounds, strict=True))
    row(f"{name} ({len(addresses)} pages, {size / 1000:.0f} kB)", ours, bare)
    row("bare Starlette, as many bytes", bare, bare)


async def _sizes(port: int, addresses: Sequence[str]) -> list[int]:
    """Ask for each page once; the lengths."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sizes = [len(await _get(reader, writer, _request(address))) for address in addresses]
    writer.close()
    return sizes


def row(name: str, run: Run, bare: Run) -> None:
    print(f"{name:44}{run.rate:9.0f}{run.p50:9.1f}{run.p99:9.1f}{run.rate / bare.rate:10.0%}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the rows; `arguments` are those of the command line unless others are given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    base = FactBase.load()
    print(f"{'':44}{'pages/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'of bare':>10}")
    with serving(serve_reader) as port:
        measure("/facts/ID", port, [links.fact("", id_) for id_ in base.facts], options)
        measure("/sources/ID", port, [links.source("", id_) for id_ in base.documents], options)
        passages = {
            links.passage("", c.source, c.start, c.end).partition("#")[0]
            for fact in base.facts.values()
            for c in fact.citations
        }
        measure("/sources/ID?passage=…", port, sorted(passages), options)


if __name__ == "__main__":
    main()

"""`footnote run`: the bot as a process, over Socket Mode or HTTP, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, Final

import uvicorn
from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette

from bot import app, changes, guide, web
from bot.footnote import Footnote, Identity
from bot.memory import STORE_ERRORS
from bot.playground import Desk, InProcessDelivery, Slack, Workspace, is_loopback
from bot.reader import Site
from bot.renewal import Renewal
from bot.settings import Mode, Settings
from bot.socket_mode import SocketMode
from bot.store import Store
from bot.web_api import NotTakenError, RefusedError, UncertainError, WebApi
from knowledge import FactBase

log = logging.getLogger(__name__)

DRAIN_SECONDS: Final = 25.0  # container platforms kill 30 s after SIGTERM
TIDYING_INTERVAL: Final = 3_600.0  # seconds between two deletions of what is old
RETRY_START: Final = 5.0  # seconds between two tries to reach Slack when starting


class StartError(Exception):
    """The bot cannot start; the text says what to do."""


def run(settings: Settings, base: FactBase) -> None:
    """Serve until SIGTERM or SIGINT, then finish what was acknowledged. Raises StartError."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("alembic", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    asyncio.run(_serve(settings, base))


async def _serve(settings: Settings, base: FactBase) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if settings.mode is Mode.PLAYGROUND:
        await _play(settings, base, stop)
        return
    if settings.slack_bot_token is None:
        raise StartError("SLACK_BOT_TOKEN is not set; see .env.example.")
    async with bot(settings, base) as footnote:
        bolt = app.build(footnote, settings.slack_bot_token.get_secret_value())
        with _listener(settings) as listener:
            site = await _site(footnote)
            renewing = _renewing(settings, footnote, site, stop)
            await asyncio.gather(*_receiving(settings, bolt, site, listener, stop), *renewing)
        log.info("stopping; %d answers under way", len(footnote.backlog))


async def _play(settings: Settings, base: FactBase, stop: asyncio.Event) -> None:
    """The playground: the same bot, with a workspace in this process in place of Slack. Nothing is kept."""
    if not is_loopback(settings.footnote_host):
        raise StartError(
            f"The playground is for this machine only, and FOOTNOTE_HOST is {settings.footnote_host}. "
            "Set it to 127.0.0.1, or set Slack's tokens; see .env.example."
        )
    with _listener(settings) as listener, tempfile.TemporaryDirectory() as folder:
        root = f"http://{settings.footnote_host}:{listener.getsockname()[1]}"
        async with Slack(workspace=Workspace(time.time)) as slack:
            local = {
                "slack_bot_token": SecretStr("xoxb-playground"),
                "slack_api_url": slack.api_url,
                "footnote_public_url": root,
                "footnote_database_url": f"sqlite:///{folder}/playground.db",
            }
            async with bot(settings.model_copy(update=local), base) as footnote:
                slack.delivery = InProcessDelivery(app.build(footnote, "xoxb-playground"))
                desk = Desk(slack, lambda: guide.examples(footnote.base, 4), lambda: footnote.standing)
                site = await _site(footnote)
                served = web.application(None, site, desk.routes)
                renewing = _renewing(settings, footnote, site, stop, slack.traffic.touch)
                log.info("without SLACK_APP_TOKEN or SLACK_SIGNING_SECRET, a playground: open %s/playground", root)
                await asyncio.gather(_serve_http(served, listener, stop), desk.until(stop), *renewing)


def _receiving(
    settings: Settings, bolt: AsyncApp, site: Site, listener: socket.socket, stop: asyncio.Event
) -> Iterator[Coroutine[Any, Any, None]]:
    """What takes requests in: in every mode the web server, in Socket Mode the sockets, too."""
    events = None
    if settings.mode is Mode.HTTP and settings.slack_signing_secret:
        events = web.SlackEvents(bolt, settings.slack_signing_secret.get_secret_value())
    yield _serve_http(web.application(events, site), listener, stop)
    if settings.mode is Mode.SOCKET and settings.slack_app_token:
        token = settings.slack_app_token.get_secret_value()
        yield SocketMode(bolt, token, settings.footnote_socket_connections).run(stop)


async def _site(footnote: Footnote) -> Site:
    """The reader of the base that the bot has. It is ready as long as the store answers."""

    async def ready() -> bool:
        try:
            await footnote.store.ping()
        except STORE_ERRORS:
            return False
        return True

    history = await footnote.memory.history()
    return Site(lambda: footnote.base, footnote.public_url, history, lambda: footnote.standing, ready)


def _renewing(
    settings: Settings, footnote: Footnote, site: Site, stop: asyncio.Event, told: Callable[[], None] = lambda: None
) -> Iterator[Coroutine[Any, Any, None]]:
    """What takes over changes to the base, unless that is not wanted."""
    if settings.footnote_watch:
        yield Renewal(footnote, site, settings.footnote_base, told).run(stop)


def _listener(settings: Settings) -> socket.socket:
    address = (settings.footnote_host, settings.footnote_port)
    try:
        listener = socket.create_server(address)
    except OSError as error:
        raise StartError(
            f"Cannot listen on {address[0]}:{address[1]} ({error.strerror}). Set FOOTNOTE_PORT to another port."
        ) from error
    # asyncio does it only for sockets that say they are TCP; without it, a browser waits 40 ms for every page.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    host, port = listener.getsockname()[:2]
    log.info("listening on http://%s:%d (Slack: %s)", host, port, settings.mode.value)
    return listener


@contextlib.asynccontextmanager
async def bot(settings: Settings, base: FactBase) -> AsyncIterator[Footnote]:
    """The bot with its store and its line to Slack; at the end the backlog is worked off."""
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    store = await _open_store(settings)
    try:
        async with WebApi(token, settings.api_url, settings.footnote_slack_timeout) as slack:
            await store.note_base(changes.digests(base))
            footnote = Footnote(base, slack, store, await _identify(slack), settings.public_url)
            tidying = asyncio.create_task(_tidy(store))
            try:
                yield footnote
            finally:
                tidying.cancel()
                unfinished = await footnote.backlog.drain(DRAIN_SECONDS)
                if unfinished:
                    log.error("%d answers were cut off", unfinished)
                footnote.close()
    finally:
        await store.close()


async def _open_store(settings: Settings) -> Store:
    try:
        return await Store.open(settings.database_url, settings.hash_key)
    except (*STORE_ERRORS, ImportError) as error:
        reason = str(error).splitlines()[0]
        raise StartError(f"The store cannot be opened ({reason}). Look at FOOTNOTE_DATABASE_URL.") from error


async def _tidy(store: Store) -> None:
    while True:
        await asyncio.sleep(TIDYING_INTERVAL)
        try:
            await store.purge()
        except STORE_ERRORS as error:
            log.error("what is old was not deleted: %s", error)


async def _identify(slack: WebApi) -> Identity:
    while True:
        try:
            who = await slack.call("auth.test")
            return Identity(who["team_id"], who["user_id"], who.get("bot_id", ""))
        except RefusedError as refused:
            raise StartError(
                f"Slack refuses the bot token ({refused.code}). Copy it again from OAuth & Permissions."
            ) from refused
        except (NotTakenError, UncertainError) as error:
            log.warning("Slack cannot be reached (%s); trying again in %.0f s", error, RETRY_START)
            await asyncio.sleep(RETRY_START)


class _Server(uvicorn.Server):
    """Uvicorn that leaves the signals to us."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _serve_http(application: Starlette, listener: socket.socket, stop: asyncio.Event) -> None:
    config = uvicorn.Config(application, log_config=None, access_log=False, timeout_graceful_shutdown=5)
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await stop.wait()
    server.should_exit = True
    await serving

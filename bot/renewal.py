"""Takes over changes to the base without a stop: the old one serves until the new one is proved."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bot import changes, compiling, watching
from bot.footnote import Footnote
from bot.memory import STORE_ERRORS
from bot.reader import Site
from bot.standing import Standing
from knowledge import FactBase
from knowledge.folders import folders
from knowledge.problems import Problem, UnprovedBase

log = logging.getLogger(__name__)

MOST_LOGGED: Final = 50  # problems of one refused change


class Renewal:
    """Keeps what is served up to date with the base's files at `folder`; None is the shipped base.

    `told` is called whenever the bot's `base` or `standing` has changed.
    """

    def __init__(self, bot: Footnote, site: Site, folder: Path | None, told: Callable[[], None]) -> None:
        self._bot = bot
        self._site = site
        self._folder = folder
        self._told = told
        self._refused = ""
        self._refusal = Standing()
        self._served = bot.standing

    async def run(self, stop: asyncio.Event) -> None:
        """Take over every change until told to stop. A later change ends the work on an earlier one."""
        work: asyncio.Task[None] | None = None
        try:
            async for _ in watching.changes(self._folder, stop):
                await _end(work)
                work = asyncio.create_task(self._renew())
        finally:
            await _end(work)

    async def _renew(self) -> None:
        digest = ""
        try:
            digest = await asyncio.to_thread(lambda: folders(self._folder).digest())
            if digest == self._bot.base.digest:
                self._serve()
            elif digest == self._refused:
                self._stand(self._refusal)
            else:
                log.info("the base has changed, and is being proved")
                self._stand(Standing("proving"))
                await self._take_over(await compiling.compiled(self._folder))
                self._serve()
        except UnprovedBase as error:
            self._refuse(digest, error.problems)
        except OSError as error:
            problem = Problem(str(error.filename or self._folder), 0, f"{error.strerror}.", "Let the bot read it.")
            self._refuse(digest, (problem,))
        except Exception:
            log.exception("a changed base could not be taken over")
            self._refuse(digest, (Problem("the base", 0, "Taking it over failed.", "The log says why."),))

    async def _take_over(self, base: FactBase) -> None:
        before = self._bot.base
        if base.digest == before.digest:  # it was changed back just in time
            return
        try:
            await self._bot.store.note_base(changes.digests(base))
        except STORE_ERRORS as error:
            log.error("the store fails; what has changed in the base is not noted: %s", error)
        await self._site.prepare(base, await self._bot.memory.history())
        # The one reference that every surface asks through; whoever has begun with the old base ends with it.
        self._bot.base = base
        self._served = Standing()
        log.info("the base has changed: %s is served in place of %s", base.hash, before.hash)

    def _serve(self) -> None:
        self._refused = ""
        self._stand(self._served)

    def _refuse(self, digest: str, problems: tuple[Problem, ...]) -> None:
        """Report a broken base, once for every change."""
        self._refused, self._refusal = digest, Standing("refused", problems)
        listed = [str(problem) for problem in problems[:MOST_LOGGED]]
        if len(problems) > MOST_LOGGED:
            listed.append(f"… and {len(problems) - MOST_LOGGED} more: run footnote check.")
        what = "the base has changed and is refused; until it is mended, %s goes on (problems: %d)\n%s"
        log.error(what, self._bot.base.hash, len(problems), "\n".join(listed))
        self._stand(self._refusal)

    def _stand(self, standing: Standing) -> None:
        self._bot.standing = standing
        self._told()


async def _end(work: asyncio.Task[None] | None) -> None:
    if work is not None:
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work

"""The store: SQLAlchemy 2 on SQLite or PostgreSQL, brought up to date by Alembic when it is opened."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, event, func, make_url, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.changes import Change
from bot.store import runs
from bot.store.migrate import migrate
from bot.store.tables import asked, changes, facts, gaps, seen, threads, votes
from knowledge.replies import Context

DAY = 24 * 60 * 60
KEPT = {seen: 7 * DAY, threads: 30 * DAY, asked: 30 * DAY}  # seconds
BUSY_TIMEOUT = 5_000  # milliseconds that SQLite waits for another process


class Claim(Enum):
    """Who is to answer a question."""

    FRESH = "nobody has seen it"
    AGAIN = "a process that is gone had it, and may have posted the answer"
    TAKEN = "it is answered or under way"


@dataclass(frozen=True, slots=True)
class Person:
    """A user as the store knows one: the workspace and a keyed hash of the user's id."""

    team: str
    user: str


@dataclass(frozen=True, slots=True)
class Vote:
    """What a person thinks of an answer."""

    question: str
    good: bool
    facts: Sequence[str] = ()
    reason: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """A question of a person's past: how it ended and with which facts. Its words are not kept."""

    question: str
    status: str
    facts: list[str]


class Store:
    """Everything that outlives a process. Use `await Store.open(url, key)`."""

    def __init__(self, engine: AsyncEngine, key: bytes) -> None:
        self._engine = engine
        self._key = key
        self._run = runs.this_run()

    @classmethod
    async def open(cls, url: str, key: bytes) -> Store:
        """Connect and migrate. `key` is what user ids are hashed with."""
        store = cls(_engine(url), key)
        async with store._engine.begin() as connection:
            await connection.run_sync(migrate)
        await store.purge()
        return store

    async def close(self) -> None:
        """Let go of the connections."""
        await self._engine.dispose()

    async def ping(self) -> None:
        """Raise an error if the store does not answer."""
        async with self._engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    def person(self, team: str, user: str) -> Person:
        """A user, hashed with this installation's key (HMAC-SHA-256), so that ids cannot be guessed back."""
        return Person(team, hmac.new(self._key, f"{team}:{user}".encode(), hashlib.sha256).hexdigest())

    # Seen events

    async def claim(self, keys: Sequence[str], question: str) -> Claim:
        """Take a question that came in under these keys; any of them may have been seen before.

        It inserts before it reads, so that of two processes one waits for the other.
        """
        rows = [_row(key, question, self._run) for key in keys]
        insert = self._insert(seen).values(rows).on_conflict_do_nothing().returning(seen.c.key)
        async with self._engine.begin() as connection:
            new = set((await connection.execute(insert)).scalars())
            if len(new) == len(rows):
                return Claim.FRESH
            old = seen.c.key.in_(set(keys) - new)
            earlier = (await connection.execute(select(seen).where(old))).all()
            if not all(row.state == "claimed" and runs.is_dead(row.run, row.at, self._run) for row in earlier):
                return Claim.TAKEN
            await connection.execute(update(seen).where(old).values(run=self._run, question=question, at=_now()))
        return Claim.AGAIN

    async def mark(self, question: str, state: str) -> None:
        """Note that a question's answer is being sent to where nobody can look ("sending"), or is "done"."""
        async with self._engine.begin() as connection:
            await connection.execute(update(seen).where(seen.c.question == question).values(state=state))

    # Conversations

    async def remember(self, question: str, person: Person, status: str, facts: Sequence[str]) -> None:
        """Keep how a question ended, for the person's App Home."""
        row = {"question": question, "team": person.team, "user": person.user}
        values = {**row, "status": status, "facts": list(facts), "at": _now()}
        async with self._engine.begin() as connection:
            await connection.execute(self._insert(asked).values(values).on_conflict_do_nothing())

    async def recent(self, person: Person, limit: int = 5) -> list[Past]:
        """A person's last questions, the newest first."""
        query = select(asked).where(asked.c.team == person.team, asked.c.user == person.user)
        async with self._engine.connect() as connection:
            rows = await connection.execute(query.order_by(asked.c.at.desc()).limit(limit))
            return [Past(row.question, row.status, row.facts) for row in rows]

    async def context(self, team: str, channel: str, thread_ts: str) -> Context | None:
        """What the thread was about, as `keep_context` got it; None if it is new."""
        query = select(threads.c.context).where(
            threads.c.team == team, threads.c.channel == channel, threads.c.thread_ts == thread_ts
        )
        async with self._engine.connect() as connection:
            found: Context | None = (await connection.execute(query)).scalar_one_or_none()
            return found

    async def keep_context(self, team: str, channel: str, thread_ts: str, context: Context | None) -> None:
        """Keep what a thread is about."""
        key = {"team": team, "channel": channel, "thread_ts": thread_ts}
        await self._upsert(threads, key, {"context": context, "at": _now()})

    # Votes and gaps

    async def vote(self, person: Person, vote: Vote) -> None:
        """One vote a person and answer; a later one replaces it."""
        key = {"question": vote.question, "user": person.user}
        values = {"team": person.team, "good": int(vote.good), "reason": vote.reason, "comment": vote.comment}
        await self._upsert(votes, key, {**values, "facts": list(vote.facts), "at": _now()})

    async def vote_counts(self, question: str) -> tuple[int, int]:
        """Votes up and down on an answer."""
        query = select(func.count(), func.coalesce(func.sum(votes.c.good), 0)).where(votes.c.question == question)
        async with self._engine.connect() as connection:
            total, good = (await connection.execute(query)).one()
        return good, total - good

    async def add_gap(self, team: str, words: str) -> int:
        """Note a question for the curators and return how often it was asked. It does not say by whom."""
        key = hashlib.sha256(f"{team}\0{' '.join(words.casefold().split())}".encode()).hexdigest()
        new = {"id": key, "team": team, "text": words, "times": 1, "first_at": _now(), "last_at": _now()}
        upsert = (
            self._insert(gaps)
            .values(new)
            .on_conflict_do_update(index_elements=["id"], set_={"times": gaps.c.times + 1, "last_at": _now()})
        )
        async with self._engine.begin() as connection:
            return int((await connection.execute(upsert.returning(gaps.c.times))).scalar_one())

    async def gaps(self, team: str) -> list[tuple[str, int]]:
        """Questions for the curators with how often each was asked, the most frequent first."""
        query = select(gaps.c.text, gaps.c.times).where(gaps.c.team == team).order_by(gaps.c.times.desc())
        async with self._engine.connect() as connection:
            return [(row.text, row.times) for row in await connection.execute(query)]

    # The base

    async def note_base(self, digests: Mapping[str, str]) -> None:
        """Compare the facts with those of the base before; note what was added, changed or removed."""
        async with self._engine.begin() as connection:
            known = {row.fact: row.digest for row in await connection.execute(select(facts))}
            now = {**dict.fromkeys(known, ""), **digests}
            for fact, digest in now.items():
                if known.get(fact) != digest:
                    kind = "removed" if not digest else "changed" if known.get(fact) else "added"
                    await self._put_fact(connection, fact, digest, kind if known else "")

    async def _put_fact(self, connection: AsyncConnection, fact: str, digest: str, change: str) -> None:
        insert = self._insert(facts).values(fact=fact, digest=digest)
        await connection.execute(insert.on_conflict_do_update(index_elements=["fact"], set_={"digest": digest}))
        if change:
            await connection.execute(self._insert(changes).values(fact=fact, kind=change, at=_now()))

    async def recent_changes(self, limit: int = 5) -> list[Change]:
        """The last changes of the base, the newest first, of each fact only its last."""
        newest = select(func.max(changes.c.id)).group_by(changes.c.fact)
        query = select(changes).where(changes.c.id.in_(newest)).order_by(changes.c.id.desc()).limit(limit)
        async with self._engine.connect() as connection:
            return [_change(row) for row in await connection.execute(query)]

    async def history(self, each: int = 20) -> dict[str, list[Change]]:
        """The changes of every fact, the newest first, at most so many of each."""
        place = func.row_number().over(partition_by=changes.c.fact, order_by=changes.c.id.desc())
        numbered = select(changes, place.label("place")).subquery()
        query = select(numbered).where(numbered.c.place <= each).order_by(numbered.c.id.desc())
        found: dict[str, list[Change]] = {}
        async with self._engine.connect() as connection:
            for row in await connection.execute(query):
                found.setdefault(row.fact, []).append(_change(row))
        return found

    # Privacy

    async def forget(self, person: Person) -> int:
        """Delete everything that is kept of a person; return how many rows that were."""
        count = 0
        async with self._engine.begin() as connection:
            for table in (votes, asked):
                mine = (table.c.team == person.team) & (table.c.user == person.user)
                count += (await connection.execute(delete(table).where(mine))).rowcount
        return count

    async def purge(self) -> None:
        """Delete what is older than it is kept."""
        async with self._engine.begin() as connection:
            for table, seconds in KEPT.items():
                await connection.execute(delete(table).where(table.c.at < _now() - seconds))

    def _insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        on_postgres = self._engine.dialect.name == "postgresql"
        return postgresql.insert(table) if on_postgres else sqlite.insert(table)

    async def _upsert(self, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
        insert = self._insert(table).values({**key, **values})
        async with self._engine.begin() as connection:
            await connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=values))


def _engine(url: str) -> AsyncEngine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_async_engine(url, pool_pre_ping=True)
    if folder := make_url(url).database:
        Path(folder).parent.mkdir(parents=True, exist_ok=True)
    # SQLite has one writer; one connection spares its lock errors.
    engine = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=60)
    event.listen(engine.sync_engine, "connect", _configure_sqlite)
    return engine


def _configure_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
    cursor.close()


def _row(key: str, question: str, run: str) -> dict[str, Any]:
    return {"key": key, "question": question, "state": "claimed", "run": run, "at": _now()}


def _change(row: Any) -> Change:
    return Change(row.fact, row.kind, time.strftime("%Y-%m-%d", time.gmtime(row.at)))


def _now() -> int:
    return int(time.time())

"""What is kept, for how long, and what is never kept."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text

from bot.store import Store, runs
from bot.store.migrate import migrate
from bot.store.store import Claim, Vote
from bot.store.tables import metadata

KEY = b"key"
POSTGRES = os.environ.get("FOOTNOTE_TEST_POSTGRES", "")
"""A PostgreSQL URL to run these tests on as well, as in postgresql+asyncpg://user@/test."""


@pytest.fixture(params=["sqlite", *(["postgres"] if POSTGRES else [])])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'footnote.db'}"
    store = await Store.open(POSTGRES, KEY)
    async with store._engine.begin() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.execute(text("DROP TABLE alembic_version"))
    await store.close()
    return POSTGRES


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    store = await Store.open(url, KEY)
    yield store
    await store.close()


async def test_the_migrations_make_the_tables(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with store._engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_several_processes_may_start_at_once(url: str) -> None:
    stores = await asyncio.gather(*(Store.open(url, KEY) for _ in range(5)))
    assert await stores[0].add_gap("T1", "how old is the rock?") == 1
    for store in stores:
        await store.close()


async def test_opening_again_keeps_what_is_there(store: Store, url: str) -> None:
    await store.add_gap("T1", "how old is the rock?")
    again = await Store.open(url, KEY)
    assert await again.gaps("T1") == [("how old is the rock?", 1)]
    await again.close()


async def test_a_question_is_handed_out_once_under_whatever_key(store: Store) -> None:
    assert await store.claim(["post:1", "event:1"], "q1") is Claim.FRESH
    assert await store.claim(["post:1", "event:1"], "q1") is Claim.TAKEN
    assert await store.claim(["post:1", "event:2"], "q1") is Claim.TAKEN
    assert await store.claim(["post:2", "event:2"], "q2") is Claim.TAKEN
    assert await store.claim(["post:3", "event:3"], "q3") is Claim.FRESH


async def test_of_many_at_once_one_gets_it(store: Store) -> None:
    claims = await asyncio.gather(*(store.claim(["post:1", f"event:{n}"], "q1") for n in range(20)))
    assert claims.count(Claim.FRESH) == 1


async def test_a_question_of_a_dead_process_is_handed_out_again(store: Store, url: str) -> None:
    await store.claim(["post:1"], "q1")
    later = await Store.open(url, KEY)
    later._run = store._run + "0"  # the same process id, started later
    assert await later.claim(["post:1"], "q1") is Claim.AGAIN
    assert await later.claim(["post:1"], "q1") is Claim.TAKEN
    await later.close()


@pytest.mark.parametrize("state", ["sending", "done"])
async def test_but_not_once_its_answer_was_on_its_way(store: Store, url: str, state: str) -> None:
    await store.claim(["post:1"], "q1")
    await store.mark("q1", state)
    later = await Store.open(url, KEY)
    later._run = store._run + "0"
    assert await later.claim(["post:1"], "q1") is Claim.TAKEN
    await later.close()


def test_a_process_of_another_host_is_given_time() -> None:
    here, there = "here|1|1", "there|1|1"
    assert not runs.is_dead(there, int(time.time()) - runs.LEASE + 5, here)
    assert runs.is_dead(there, int(time.time()) - runs.LEASE - 5, here)
    assert runs.is_dead("here|999999999|1", int(time.time()), here)
    assert not runs.is_dead(f"here|{os.getpid()}|1", int(time.time()), here)


async def test_a_vote_can_be_changed_and_counts_once(store: Store) -> None:
    ada, bob = store.person("T1", "U1"), store.person("T1", "U2")
    await store.vote(ada, Vote("q1", True))
    await store.vote(ada, Vote("q1", False, ("tower-height",), "wrong_period", "I meant 1892"))
    await store.vote(bob, Vote("q1", True))
    assert await store.vote_counts("q1") == (1, 1)


async def test_gaps_are_counted_without_saying_who_asked(store: Store) -> None:
    assert await store.add_gap("T1", "How old is the rock?") == 1
    assert await store.add_gap("T1", "how old  is the rock?") == 2
    assert await store.add_gap("T2", "how old is the rock?") == 1
    assert await store.gaps("T1") == [("How old is the rock?", 2)]


async def test_a_person_is_forgotten_and_nobody_else(store: Store) -> None:
    ada, bob = store.person("T1", "U1"), store.person("T1", "U2")
    for person in (ada, bob):
        await store.vote(person, Vote("q1", True))
        await store.remember(f"q-{person.user[:5]}", person, "answered", ["tower-height"])
    assert await store.forget(ada) == 2
    assert await store.recent(ada) == []
    assert [past.facts for past in await store.recent(bob)] == [["tower-height"]]
    assert await store.vote_counts("q1") == (1, 0)


async def test_user_ids_are_not_kept(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'footnote.db'}", KEY)
    person = store.person("T1", "U0SECRET")
    await store.vote(person, Vote("q1", True))
    await store.remember("q1", person, "answered", [])
    await store.close()
    dump = "\n".join(sqlite3.connect(tmp_path / "footnote.db").iterdump())
    assert person.user in dump
    assert "U0SECRET" not in dump
    assert person != Store(store._engine, b"another key").person("T1", "U0SECRET")


async def test_what_is_old_goes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await store.claim(["post:1"], "q1")
    await store.remember("q1", store.person("T1", "U1"), "answered", [])
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 31 * 24 * 60 * 60)
    await store.purge()
    assert await store.recent(store.person("T1", "U1")) == []
    assert await store.claim(["post:1"], "q1") is Claim.FRESH


async def test_changes_of_the_base_are_noted(store: Store) -> None:
    await store.note_base({"a": "1", "b": "1"})
    assert await store.recent_changes() == []
    await store.note_base({"a": "2", "c": "1"})
    assert {(change.fact, change.kind) for change in await store.recent_changes()} == {
        ("a", "changed"),
        ("b", "removed"),
        ("c", "added"),
    }


async def test_the_history_of_a_fact_is_all_that_happened_to_it_newest_first(store: Store) -> None:
    for digests in ({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"b": "1"}, {"a": "2", "b": "1"}, {"a": "2", "b": "1"}):
        await store.note_base(digests)
    history = await store.history()
    assert [change.kind for change in history["a"]] == ["added", "removed", "changed"]
    assert "b" not in history
    for number in range(30):
        await store.note_base({"a": f"{number}", "b": "1"})
    assert [len(changes) for changes in (await store.history(each=20)).values()] == [20]
    assert [change.kind for change in await store.recent_changes()] == ["changed"]


async def test_what_an_earlier_version_noted_is_kept(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'footnote.db'}"
    with sqlite3.connect(tmp_path / "footnote.db") as old:
        engine = create_engine(f"sqlite:///{tmp_path / 'footnote.db'}")
        with engine.begin() as connection:
            migrate(connection, "0001")
        engine.dispose()
        old.execute("INSERT INTO facts VALUES ('a', '1', '', 1), ('b', '2', 'changed', 5), ('c', '', 'removed', 3)")
    old.close()
    store = await Store.open(url, KEY)
    assert [(change.fact, change.kind) for change in await store.recent_changes()] == [
        ("b", "changed"),
        ("c", "removed"),
    ]
    await store.note_base({"a": "1", "b": "2"})
    assert sum(map(len, (await store.history()).values())) == 2
    await store.close()


async def test_a_thread_is_remembered(store: Store) -> None:
    assert await store.context("T1", "C1", "1.0") is None
    await store.keep_context("T1", "C1", "1.0", {"facts": ["a"]})
    await store.keep_context("T1", "C1", "1.0", {"facts": ["b"]})
    assert await store.context("T1", "C1", "1.0") == {"facts": ["b"]}


async def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'new' / 'footnote.db'}", KEY)
    async with store._engine.connect() as connection:
        assert (await connection.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"
    await store.close()

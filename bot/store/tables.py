"""The tables. Times are whole seconds since 1970; user ids stand here only as keyed hashes."""

from sqlalchemy import JSON, Column, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

seen = Table(
    "seen",
    metadata,
    Column("key", String(255), primary_key=True),  # event id, (team, channel, timestamp), or a click
    Column("question", String(32), nullable=False),
    Column("state", String(8), nullable=False),  # claimed, sending or done
    Column("run", String(120), nullable=False),  # the process that has it: host, pid and start
    Column("at", Integer, nullable=False),
    Index("seen_question", "question"),
    Index("seen_at", "at"),
)

votes = Table(
    "votes",
    metadata,
    Column("question", String(32), primary_key=True),
    Column("user", String(64), primary_key=True),
    Column("team", String(32), nullable=False),
    Column("good", Integer, nullable=False),  # 1 up, 0 down
    Column("reason", String(32), nullable=False, default=""),
    Column("comment", Text, nullable=False, default=""),
    Column("facts", JSON, nullable=False),
    Column("at", Integer, nullable=False),
    Index("votes_user", "team", "user"),
)

gaps = Table(
    "gaps",
    metadata,
    Column("id", String(64), primary_key=True),  # hash of workspace and text
    Column("team", String(32), nullable=False),
    Column("text", Text, nullable=False),  # a question that somebody asked the curators to answer
    Column("times", Integer, nullable=False),
    Column("first_at", Integer, nullable=False),
    Column("last_at", Integer, nullable=False),
)

threads = Table(
    "threads",
    metadata,
    Column("team", String(32), primary_key=True),
    Column("channel", String(32), primary_key=True),
    Column("thread_ts", String(32), primary_key=True),
    Column("context", JSON, nullable=False),  # fact ids and slots; no text
    Column("at", Integer, nullable=False),
    Index("threads_at", "at"),
)

facts = Table(
    "facts",
    metadata,
    Column("fact", String(255), primary_key=True),
    Column("digest", String(64), nullable=False),  # hash of statement and passages, empty once it is removed
)

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fact", String(255), nullable=False),
    Column("kind", String(8), nullable=False),  # added, changed or removed
    Column("at", Integer, nullable=False),
    Index("changes_fact", "fact"),
)

asked = Table(
    "asked",
    metadata,
    Column("question", String(32), primary_key=True),
    Column("team", String(32), nullable=False),
    Column("user", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("at", Integer, nullable=False),
    Index("asked_user", "team", "user", "at"),
    Index("asked_at", "at"),
)

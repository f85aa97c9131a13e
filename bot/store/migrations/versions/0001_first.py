"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "seen",
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("question", sa.String(32), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("run", sa.String(120), nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
    )
    op.create_index("seen_question", "seen", ["question"])
    op.create_index("seen_at", "seen", ["at"])
    op.create_table(
        "votes",
        sa.Column("question", sa.String(32), primary_key=True),
        sa.Column("user", sa.String(64), primary_key=True),
        sa.Column("team", sa.String(32), nullable=False),
        sa.Column("good", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
    )
    op.create_index("votes_user", "votes", ["team", "user"])
    op.create_table(
        "gaps",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("team", sa.String(32), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("first_at", sa.Integer, nullable=False),
        sa.Column("last_at", sa.Integer, nullable=False),
    )
    op.create_table(
        "threads",
        sa.Column("team", sa.String(32), primary_key=True),
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("thread_ts", sa.String(32), primary_key=True),
        sa.Column("context", sa.JSON, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
    )
    op.create_index("threads_at", "threads", ["at"])
    op.create_table(
        "facts",
        sa.Column("fact", sa.String(255), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("change", sa.String(8), nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
    )
    op.create_table(
        "asked",
        sa.Column("question", sa.String(32), primary_key=True),
        sa.Column("team", sa.String(32), nullable=False),
        sa.Column("user", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
    )
    op.create_index("asked_user", "asked", ["team", "user", "at"])
    op.create_index("asked_at", "asked", ["at"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("asked", "facts", "threads", "gaps", "votes", "seen"):
        op.drop_table(table)

"""Every change of a fact is kept, not only the last."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move each fact's last change to a table of its own."""
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("fact", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
    )
    op.create_index("changes_fact", "changes", ["fact"])
    op.execute(
        "INSERT INTO changes (fact, kind, at) SELECT fact, change, at FROM facts WHERE change <> '' ORDER BY at, fact"
    )
    with op.batch_alter_table("facts") as facts:
        facts.drop_column("change")
        facts.drop_column("at")


def downgrade() -> None:
    """Put each fact's last change beside it."""
    with op.batch_alter_table("facts") as facts:
        facts.add_column(sa.Column("change", sa.String(8), nullable=False, server_default=""))
        facts.add_column(sa.Column("at", sa.Integer, nullable=False, server_default="0"))
    last = "(SELECT MAX(id) FROM changes WHERE changes.fact = facts.fact)"
    for column, kept in (("change", "kind"), ("at", "at")):
        op.execute(f"UPDATE facts SET {column} = COALESCE((SELECT {kept} FROM changes WHERE id = {last}), {column})")
    op.drop_table("changes")

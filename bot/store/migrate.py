"""Brings a database up to date with Alembic, on the connection it is given."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, select

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x466F6F74  # any number that nothing else in the database locks


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the migrations that this database has not seen, all or none, one process at a time."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # Python's driver begins no transaction before DDL
    else:
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)

"""From no table, or from those of an earlier version, to those of this version."""

from sqlalchemy import URL, Connection, text

from otanalysis.store.address import shown
from otanalysis.store.engine import NEWER, version
from otanalysis.store.errors import StoreError
from otanalysis.store.schema import VERSIONS

SCRIPTS = "otanalysis.store:migrations"
LOCK = 20190416  # any number that nobody else uses in that database: the day of the order


def upgrade(connection: Connection, url: URL, target: str = VERSIONS[-1]) -> None:
    """Bring a database to a version in one transaction, after whoever else is doing it.

    Raises StoreError for a database that is newer than this program.
    """
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        found = version(connection)
        if found is not None and found not in VERSIONS:
            raise StoreError(f"observatoire {shown(url)} : {NEWER}")
        if found != target:
            _run(connection, target)


def _run(connection: Connection, target: str) -> None:
    """Run the migrations that lead to a version; Alembic is imported here only: it is long."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", SCRIPTS)
    command.upgrade(config, target)

"""Connections: one at a time, each transaction whole; several processes may write at once."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from otanalysis.reading.problems import InputError, Problem
from otanalysis.store.address import shown
from otanalysis.store.errors import StoreError, reason
from otanalysis.store.schema import VERSIONS

PATIENCE = 60  # seconds for another process to finish its writing
NEWER = "cette base est d'une version plus récente que ce programme : mettez otanalysis à jour"
OLDER = "cette base est d'une version plus ancienne : « otanalysis load » la met à jour"
NONE = "il n'y a pas encore d'observatoire ici"
FILL = "remplissez-le avec « otanalysis run » ou « otanalysis load », ou donnez l'adresse d'un autre"


@contextmanager
def connected(url: URL, *, write: bool = False) -> Iterator[Connection]:
    """Yield a connection; what the database refuses becomes a StoreError."""
    engine = _engine(url, write)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise StoreError(f"observatoire {shown(url)} : {reason(error.orig or error)}") from None
    finally:
        engine.dispose()


@contextmanager
def reading(url: URL, option: str = "--store") -> Iterator[Connection]:
    """Yield a connection that only reads; raises InputError when there is no observatory there, else StoreError."""
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        raise InputError([Problem(option, 0, "", f"{NONE} : {shown(url)}", FILL)])
    with connected(url) as connection:
        found = version(connection)
        if found is None:
            raise InputError([Problem(option, 0, "", f"{NONE} : {shown(url)}", FILL)])
        if found != VERSIONS[-1]:
            raise StoreError(f"observatoire {shown(url)} : {OLDER if found in VERSIONS else NEWER}")
        yield connection


def version(connection: Connection) -> str | None:
    """Return the version of a database, None for one that was never an observatory."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _engine(url: URL, write: bool) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url, connect_args={"connect_timeout": 10, "application_name": "otanalysis"})
    engine = create_engine(url, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _prepare_to_write if write else _prepare_to_read)
    # Taken at once, the lock of a transaction is waited for; taken later, it would be refused.
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN"))
    return engine


def _prepare_to_read(connection: Any, _: object) -> None:  # noqa: ANN401
    connection.isolation_level = None  # sqlite3 then leaves transactions to us
    connection.execute("PRAGMA query_only = ON")


def _prepare_to_write(connection: Any, _: object) -> None:  # noqa: ANN401
    connection.isolation_level = None
    _keep_a_journal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")  # whole after a kill; a power cut may lose the last audits
    connection.execute("PRAGMA foreign_keys = ON")


def _keep_a_journal(connection: Any) -> None:  # noqa: ANN401
    """Choose SQLite's write-ahead log, which it refuses, without waiting, while another process writes."""
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > limit:
                raise
            time.sleep(0.02)
        else:
            return

"""Rows written fast, and once, on either database."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Column, Connection, Float, Select, Table, bindparam, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.default import DefaultDialect

from otanalysis.store.rows import Row
from otanalysis.store.upgrade import LOCK

PLAIN = DefaultDialect()


def wait_for_others(connection: Connection, office: str) -> None:
    """Hold an office until the end of the transaction; SQLite's transaction holds the whole database already."""
    if connection.dialect.name == "postgresql":
        held = text("SELECT pg_advisory_xact_lock(:key, hashtext(:office))")
        connection.execute(held, {"key": LOCK, "office": office})


def id_of(connection: Connection, table: Table, **key: str) -> int:
    """Return the id of the row that has a natural key, made when there is none."""
    wanted = _with_key(table, *key)
    found = connection.execute(wanted, key).scalar()
    if found is None:
        once = _insert(connection, table).values(**key).on_conflict_do_nothing()
        connection.execute(once)
        found = connection.execute(wanted, key).scalar_one()
    return int(found)


@cache
def _with_key(table: Table, *names: str) -> Select[int]:
    return select(table.c.id).where(*(table.c[name] == bindparam(name) for name in names))


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def add_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows in the order of the table's columns, past SQLAlchemy's own insert, which is slower."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_many_values(table), list(rows))
        return
    columns = [
        _of_one_type(column, values) for column, values in zip(table.columns, zip(*rows, strict=True), strict=True)
    ]
    connection.exec_driver_sql(_arrays(table), tuple(columns))


def _of_one_type(column: Column[object], values: Sequence[object]) -> list[object]:
    """Return values as PostgreSQL takes them in an array: all floats, where some were written as integers."""
    if isinstance(column.type, Float):
        return [None if value is None else float(str(value)) for value in values]
    return list(values)


@cache
def _many_values(table: Table) -> str:
    return f"{_into(table)} VALUES ({', '.join('?' for _ in table.columns)})"


@cache
def _arrays(table: Table) -> str:
    types = (column.type.compile(PLAIN) for column in table.columns)
    return f"{_into(table)} SELECT * FROM unnest({', '.join(f'%s::{one}[]' for one in types)})"  # noqa: S608 - our names


def _into(table: Table) -> str:
    return f"INSERT INTO {table.name} ({', '.join(column.name for column in table.columns)})"

"""What the observatory's tables are read with: which audits count, and lists of days made rows."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import pandas_dtype
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Float,
    Integer,
    Select,
    String,
    Table,
    exists,
    false,
    func,
    or_,
    select,
)

from otanalysis.store.schema import AUDITS, BUREAUX, CONTRACTS, EDITIONS, FINDINGS, OFFICES, POSITIONS, REQUIREMENTS

QUESTION = (AUDITS.c.office_id, AUDITS.c.category, AUDITS.c.audit_date, AUDITS.c.reference_year)
LATEST = (AUDITS.c.audit_date.desc(), AUDITS.c.reference_year.desc(), AUDITS.c.revision.desc(), AUDITS.c.id.desc())
TYPES = {String: "str", Boolean: "bool", Integer: "int64", Float: "float64", Date: "datetime64[s]"}
AUDITED = ("audit", "office", "category", "audit_date", "reference_year")
HIDDEN = {"audit_id", "rank"}


def _is_last(*among: ColumnElement[Any]) -> ColumnElement[bool]:
    return func.row_number().over(partition_by=among, order_by=LATEST) == 1


def _invented(table: Table, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(table.c.illustrative, *where)


KNOWN = (
    select(
        AUDITS.c.id.label("audit"),
        OFFICES.c.name.label("office"),
        *(AUDITS.c[name] for name in ("label", "fictitious", "category")),
        EDITIONS.c.name.label("edition"),
        EDITIONS.c.rules,
        *(AUDITS.c[name] for name in ("audit_date", "reference_year", "verdict", "fte", "fingerprint", "revision")),
        or_(*(_invented(table, table.c.audit_id == AUDITS.c.id) for table in (REQUIREMENTS, CONTRACTS))).label(
            "illustrative"
        ),
        _is_last(*QUESTION).label("current"),
        _is_last(AUDITS.c.office_id, AUDITS.c.reference_year).label("last_of_year"),
        _is_last(AUDITS.c.office_id).label("last"),
    )
    .join_from(AUDITS, OFFICES)
    .join(EDITIONS)
    .subquery("known")
)


def all_audits() -> Select[Any]:
    """Return the query of every audit, by office and oldest first."""
    shown = [column for column in KNOWN.c if not column.name.startswith("last")]
    return select(*shown).order_by(KNOWN.c.office, KNOWN.c.audit_date, KNOWN.c.reference_year, KNOWN.c.revision)


def beside(table: Table, which: str, names: tuple[str, ...], office: str = "") -> Select[Any]:
    """Return the query of what hangs on audits, their columns ``names`` first.

    ``which`` is the column that says which audits count ("current", "last_of_year" or "last"); ``office`` limits them
    to one office.
    """
    told = [column for column in table.c if column.name not in HIDDEN]
    query = select(*(KNOWN.c[name] for name in names), *told).join_from(KNOWN, table, table.c.audit_id == KNOWN.c.audit)
    kept = query.where(KNOWN.c[which], *([KNOWN.c.office == office] if office else []))
    return kept.order_by(KNOWN.c.office, KNOWN.c.audit, *(key for key in table.primary_key if key.name != "audit_id"))


def criteria() -> Select[Any]:
    """Return the query of the criteria of current audits; one is illustrative when one of its requirements is."""
    same = (REQUIREMENTS.c.audit_id == FINDINGS.c.audit_id, REQUIREMENTS.c.criterion == FINDINGS.c.criterion)
    return beside(FINDINGS, "current", AUDITED).add_columns(_invented(REQUIREMENTS, *same).label("illustrative"))


def places() -> Select[Any]:
    """Return the query of the bureaux of the last audits, with where they are; those not placed have no position."""
    told = (BUREAUX.c[name] for name in ("bureau", "label", "main", "station_classee", "cumulated"))
    where = (POSITIONS.c.latitude, POSITIONS.c.longitude, func.coalesce(POSITIONS.c.source, "").label("source"))
    illustrative = func.coalesce(POSITIONS.c.illustrative, false()).label("illustrative")
    same = (POSITIONS.c.audit_id == BUREAUX.c.audit_id) & (POSITIONS.c.rank == BUREAUX.c.rank)
    query = select(KNOWN.c.office, *told, *where, illustrative).join_from(
        KNOWN, BUREAUX, BUREAUX.c.audit_id == KNOWN.c.audit
    )
    return query.outerjoin(POSITIONS, same).where(KNOWN.c["last"]).order_by(KNOWN.c.office, BUREAUX.c.rank)


def table_of(query: Select[Any], connection: Connection) -> pd.DataFrame:
    """Return what a query finds, each column with the type of the schema, even when it is empty; days are dates."""
    table = pd.read_sql(query, connection)
    return table.astype(_types(query))


def _types(query: Select[Any]) -> dict[str, str]:
    return {column.name: TYPES[type(column.type)] for column in query.selected_columns}


def days_of(query: Select[Any], connection: Connection, lists: Mapping[str, str]) -> pd.DataFrame:
    """Return a row for each day or month of the years that a query finds as lists, in the column ``day``.

    ``lists`` are the columns that hold a JSON list (null: no value that year) or a text of "0" and "1", with the type
    to give them; the others are repeated.
    """
    rows = connection.execute(query).mappings().all()
    types = {name: kind for name, kind in _types(query).items() if name not in lists}
    days = [_steps(row["reference_year"], row.get("step", "day")) for row in rows]
    counts = [len(year) for year in days]
    table = pd.DataFrame({name: [row[name] for row in rows] for name in types}).astype(types)
    table = table.loc[table.index.repeat(counts)].reset_index(drop=True)
    table["day"] = np.concatenate([np.array([], "datetime64[s]"), *days])
    for name, kind in lists.items():
        found = [_list(row[name], count) for row, count in zip(rows, counts, strict=True)]
        table[name] = pd.Series(np.concatenate([np.array([]), *found]), dtype=pandas_dtype(kind))
    return table


def _steps(year: int, step: str) -> NDArray[np.datetime64]:
    """Return every day of a year, or the first day of each of its months."""
    unit = "D" if step == "day" else "M"
    return np.arange(f"{year}-01", f"{year + 1}-01", dtype=f"datetime64[{unit}]").astype("datetime64[s]")


def _list(text: str | None, count: int) -> NDArray[np.float64]:
    """Return what a text holds, a value a day."""
    if text is None:
        return np.full(count, np.nan)
    if not text.startswith("["):
        return np.array(list(text), float)
    return np.array(json.loads(text), float)

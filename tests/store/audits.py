"""Audits as files, and what a base holds of them."""

import hashlib
from pathlib import Path

from sqlalchemy import URL, select, text

from otanalysis.batch.render import audit_json
from otanalysis.store.engine import reading
from otanalysis.store.schema import METADATA


def write(folder: Path, document: dict) -> Path:
    """Write a document as a run does; the name of the file is that of its contents."""
    told = audit_json(document).encode()
    path = folder / f"{document['name']}-{hashlib.sha256(told).hexdigest()[:12]}.json"
    path.write_bytes(told)
    return path


def some_audits(folder: Path, document: dict, count: int) -> list[Path]:
    """Write so many audits: three offices, each audited on several days."""
    return [
        write(folder, {**document, "name": f"ot-{n % 3}", "audit_date": f"2023-09-{n // 3 + 1:02}"})
        for n in range(count)
    ]


def held(url: URL) -> dict[str, list]:
    """Return all that a base holds, table by table and view by view, whatever the ids: they follow who came first."""
    with reading(url) as connection:
        names = dict(map(tuple, connection.execute(text("SELECT id, fingerprint FROM audits")).all()))
        offices = dict(map(tuple, connection.execute(text("SELECT id, name FROM offices")).all()))
        found = {}
        for name, table in METADATA.tables.items():
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
            for row in rows:
                row.pop("id", None)
                row.update({k: v[row[k]] for k, v in (("audit_id", names), ("office_id", offices)) if k in row})
                row.pop("edition_id", None)
            found[name] = sorted(map(repr, rows))
        return found

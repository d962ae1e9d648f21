"""From the ``audit.json`` of offices to the observatory: each audit whole, once, in a transaction of its own."""

import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import URL, Connection, bindparam, func, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from otanalysis.dossier.past import ADVICE, NOT_AN_AUDIT, PastAudit, past_audit, read_audit_file
from otanalysis.reading.problems import InputError, Problem
from otanalysis.store.engine import connected
from otanalysis.store.insert import add_rows, id_of, wait_for_others
from otanalysis.store.rows import Document, rows_of
from otanalysis.store.schema import AUDITS, EDITIONS, METADATA, OFFICES
from otanalysis.store.upgrade import upgrade

QUESTION = (AUDITS.c.office_id, AUDITS.c.category, AUDITS.c.audit_date, AUDITS.c.reference_year)
ANSWERS = select(AUDITS.c.fingerprint, AUDITS.c.id, AUDITS.c.revision).where(
    *(column == bindparam(column.name) for column in QUESTION)
)
NEW = insert(AUDITS).returning(AUDITS.c.id)


def load(url: URL, paths: Iterable[Path]) -> int:
    """Write the audits of files ``audit.json`` that the observatory does not hold; return how many there were.

    Makes or migrates the tables first. Safe with several processes at once, and killed at any moment: start it again.
    Raises StoreError for what the database refuses, and InputError, once the others are written, for files that are
    no audit.
    """
    written, problems = 0, list[Problem]()
    with connected(url, write=True) as connection:
        upgrade(connection, url)
        known = _current(connection)
        for path in paths:
            try:
                written += _load(connection, path, known)
            except InputError as error:
                problems += error.problems
    if problems:
        raise InputError(problems)
    return written


def current_audits(url: URL) -> tuple[str, ...]:
    """Return the fingerprints of the audits that are the last answer to their question, none for an empty base.

    Makes or migrates the tables first.
    """
    with connected(url, write=True) as connection:
        upgrade(connection, url)
        return tuple(sorted(_current(connection)))


def _current(connection: Connection) -> set[str]:
    """Return the fingerprints of the audits that are the last answer to their question."""
    last = select(AUDITS.c.fingerprint, AUDITS.c.revision, func.max(AUDITS.c.revision).over(partition_by=QUESTION))
    with connection.begin():
        return {fingerprint for fingerprint, revision, newest in connection.execute(last) if revision == newest}


def _load(connection: Connection, path: Path, known: set[str]) -> bool:
    """Write the audit of a file; return whether it was not the current one already."""
    content = read_audit_file(path, str(path))
    fingerprint = hashlib.sha256(content).hexdigest()
    if fingerprint in known:
        return False
    audit, document = past_audit(content, str(path))
    kept: dict[str, object] = {"fingerprint": fingerprint, "document": zlib.compress(content, 1)}
    try:
        with connection.begin():
            _write(connection, audit, document, kept)
    except (LookupError, TypeError, ValueError, AttributeError, IntegrityError, DataError):
        raise InputError([Problem(str(path), 0, "", NOT_AN_AUDIT, ADVICE)]) from None
    known.add(fingerprint)
    return True


def _write(connection: Connection, audit: PastAudit, document: Document, kept: dict[str, object]) -> None:
    """Write an audit and all that hangs on it, or make the one that is there the current one."""
    wait_for_others(connection, audit.name)
    question = {
        "office_id": id_of(connection, OFFICES, name=audit.name),
        "category": audit.category,
        "audit_date": audit.audit_date,
        "reference_year": audit.reference_year,
    }
    answers = connection.execute(ANSWERS, question).all()
    last = max((answer.revision for answer in answers), default=0)
    for answer in answers:
        if answer.fingerprint == kept["fingerprint"]:  # put back as it was, or just written by another process
            if answer.revision < last:
                connection.execute(update(AUDITS).where(AUDITS.c.id == answer.id).values(revision=last + 1))
            return
    values = {
        **question,
        **kept,
        "edition_id": id_of(connection, EDITIONS, name=audit.edition, rules=audit.rules),
        "revision": last + 1,
        "verdict": audit.verdict,
        "label": audit.office.name,
        "fictitious": audit.office.fictitious,
        "fte": _number((document["staffing"] or {}).get("fte")),
    }
    new = connection.execute(NEW, values).scalar_one()
    for table, rows in rows_of(new, document).items():
        add_rows(connection, METADATA.tables[table], rows)


def _number(told: object) -> float | None:
    if told is not None and not isinstance(told, int | float):
        raise TypeError
    return told

"""The audits that the observatory keeps of an office, as they were written."""

import zlib
from datetime import date

from sqlalchemy import URL, Connection, select

from otanalysis.dossier.past import PastAudit, past_audit
from otanalysis.french import day
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.reading.records import iso_day
from otanalysis.store.engine import reading
from otanalysis.store.schema import AUDITS, OFFICES

ORDER = (AUDITS.c.audit_date, AUDITS.c.reference_year, AUDITS.c.revision, AUDITS.c.id)


def past_audits(url: URL, office: str) -> list[PastAudit]:
    """Return the audits of an office, oldest first; raises InputError for an office that the base does not know."""
    with reading(url) as connection:
        return [past_audit(text, office)[0] for _, text in _documents(connection, office)]


def audit_text(url: URL, written: str) -> bytes:
    """Return the ``audit.json`` of "office", its last audit, or of "office@2023-09-30", its last of that day.

    Raises InputError for what the base does not know.
    """
    office, _, when = written.partition("@")
    with reading(url) as connection:
        found = _documents(connection, office)
    texts = [text for audited, text in found if not when or audited.isoformat() == (iso_day(when) or when)]
    if not texts:
        known = dict.fromkeys(day(audited) for audited, _ in found)
        advice = f"audits connus : {', '.join(known)}"
        raise InputError([Problem(written, 0, "", "l'observatoire n'a pas d'audit de ce jour", advice)])
    return texts[-1]


def _documents(connection: Connection, office: str) -> list[tuple[date, bytes]]:
    """Return the day and the text of each audit of an office, oldest first."""
    wanted = select(AUDITS.c.audit_date, AUDITS.c.document).join(OFFICES).where(OFFICES.c.name == office)
    found = [(audited, zlib.decompress(packed)) for audited, packed in connection.execute(wanted.order_by(*ORDER))]
    if not found:
        known = connection.execute(select(OFFICES.c.name).order_by(OFFICES.c.name)).scalars().all()
        advice = did_you_mean(office, known) if known else "il est vide"
        raise InputError([Problem("observatoire", 0, "", f"office inconnu « {office} »", advice)])
    return found

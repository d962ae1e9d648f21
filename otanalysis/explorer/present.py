"""The office that is explored, as it is today, and its audit under any choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.findings import Audit
from otanalysis.dossier.places import find_folder
from otanalysis.dossier.records import Hours, RunParams
from otanalysis.explorer.choices import Choices, applied
from otanalysis.explorer.found import table_of
from otanalysis.law.loader import load_catalogue, load_edition
from otanalysis.office import audit_written, rules_used
from otanalysis.opening.calendar import OpeningCalendar
from otanalysis.opening.table import Table
from otanalysis.reading.yaml12 import Document


@dataclass(frozen=True, eq=False)
class Present:
    """An office today: the folder of its dossier, the parameters of its audit, the audit, its hours as tables.

    ``hours`` and ``outside`` (hors les murs) are by bureau id, for the bureaux that describe some.
    """

    folder: Path
    params: RunParams
    audit: Audit
    hours: dict[str, Table]
    outside: dict[str, Table]


def present_of(said: Mapping[str, Any], start: Path | None = None) -> Present:
    """Return an office as it is today, from the parameters of its audit; raises InputError with every mistake."""
    start = start or Path.cwd()
    audit = audit_written(Document("paramètres", dict(said), {}, ()), start)
    params = RunParams(**said)
    folder = find_folder(params.dossier, start)
    assert folder is not None  # noqa: S101 - the audit has just read it
    points = [(p.bureau, p) for p in audit.dossier.points]
    hours = {bureau.id: _table(bureau.hours, p.opening) for bureau, p in points}
    outside = {bureau.id: _table(bureau.hors_les_murs, p.hors_les_murs) for bureau, p in points}
    return Present(folder.absolute(), params, audit, _some(hours), _some(outside))


def _table(hours: Hours | None, calendar: OpeningCalendar | None) -> Table | None:
    """Return hours as a table of seasons; None when they describe no day."""
    if hours is None or calendar is None or not calendar.described.any():
        return None
    return hours.table or table_of(calendar, hours.region)


def _some(tables: dict[str, Table | None]) -> dict[str, Table]:
    return {name: table for name, table in tables.items() if table is not None}


def audit_of(present: Present, choices: Choices) -> Audit:
    """Return the audit of an office under choices; that of today for none. A few milliseconds."""
    if choices == Choices():
        return present.audit
    now, edition = present.audit, load_edition(choices.edition) if choices.edition else present.audit.edition
    category = choices.category or now.category
    category = category if category in edition.categories else next(iter(edition.categories))
    made_with = (now.versions, rules_used(edition.id))
    dossier = applied(now.dossier, choices)
    return audit_dossier(dossier, edition, category, now.audit_date, load_catalogue(), now.name, *made_with)

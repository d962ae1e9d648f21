"""The office that is explored, as it is today, and its audit under any choices."""

from dataclasses import dataclass
from pathlib import Path

from otanalysis.audit.findings import Audit
from otanalysis.dossier.places import find_folder
from otanalysis.dossier.records import Hours, RunParams
from otanalysis.explorer.choices import Choices, applied
from otanalysis.explorer.found import table_of
from otanalysis.law.loader import load_edition
from otanalysis.office import audit_of, audit_written
from otanalysis.opening.calendar import OpeningCalendar
from otanalysis.opening.table import Table
from otanalysis.reading.yaml12 import Document


@dataclass(frozen=True, eq=False)
class Present:
    """An office today: its name, the folder of its dossier, the parameters of its audit, the audit, hours as tables.

    ``name`` is that of its parameters, or of its folder when they come from no file. ``hours`` and ``outside`` (hors
    les murs) are by bureau id, for the bureaux that describe some.
    """

    name: str
    folder: Path
    params: RunParams
    audit: Audit
    hours: dict[str, Table]
    outside: dict[str, Table]


def present_of(document: Document, start: Path) -> Present:
    """Return an office as it is today, from the parameters of its audit and where they are relative to.

    Raises InputError with every mistake.
    """
    audit = audit_written(document, start)
    params = RunParams.model_validate(document.data)
    folder = find_folder(params.dossier, start)
    assert folder is not None  # noqa: S101 - the audit has just read it
    points = [(p.bureau, p) for p in audit.dossier.points]
    hours = {bureau.id: _table(bureau.hours, p.opening) for bureau, p in points}
    outside = {bureau.id: _table(bureau.hors_les_murs, p.hors_les_murs) for bureau, p in points}
    written = Path(document.file)
    name = written.stem if written.suffix else folder.name
    return Present(name, folder.absolute(), params, audit, _some(hours), _some(outside))


def _table(hours: Hours | None, calendar: OpeningCalendar | None) -> Table | None:
    """Return hours as a table of seasons; None when they describe no day."""
    if hours is None or calendar is None or not calendar.described.any():
        return None
    return hours.table or table_of(calendar, hours.region)


def _some(tables: dict[str, Table | None]) -> dict[str, Table]:
    return {name: table for name, table in tables.items() if table is not None}


def audit_under(present: Present, choices: Choices) -> Audit:
    """Return the audit of an office under choices; that of today for none. A few milliseconds."""
    if choices == Choices():
        return present.audit
    now, edition = present.audit, load_edition(choices.edition) if choices.edition else present.audit.edition
    category = choices.category or now.category
    category = category if category in edition.categories else next(iter(edition.categories))
    return audit_of(applied(now.dossier, choices), edition, category, now.audit_date, now.name)

"""The list of offices, from the machine's copies that are there: true even when a batch is partial."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from otanalysis.audit.outcome import Status
from otanalysis.batch.record import PAGE, REPORT, last_results
from otanalysis.batch.results import FAILURES, Result
from otanalysis.batch.territories import pages
from otanalysis.batch.whole import write_whole
from otanalysis.dossier.past import SCHEMA
from otanalysis.report.html import STYLE
from otanalysis.report.index import Row, index_page
from otanalysis.report.seasons import UNKNOWN, Months, Season

FILE, COPY = "index.html", "audit.json"
LOST = "échec dont la cause n'est plus notée"


class _Part(BaseModel):
    """What the index reads of a machine's copy; the rest of it is skipped, and so is what an older one lacks."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


class _Finding(_Part):
    criterion: str
    label: str
    status: Status


class _Year(_Part):
    months: dict[str, float | None]
    illustrative: bool
    proxy: str = "zone"


class _Office(_Part):
    name: str


class _Copy(_Part):
    version: int = Field(alias="schema", ge=SCHEMA, le=SCHEMA)
    office: _Office
    category: str
    verdict: str
    audit_date: date
    findings: tuple[_Finding, ...]
    attendance: _Year | None = None
    hours_by_month: _Year | None = None


def write_index(outputs: Path, results: Iterable[Result] = ()) -> Path:
    """Write ``index.html`` for the audits of ``outputs`` and the offices whose last run failed; return its path.

    ``results`` are those that ``run.json`` may lack. A copy that cannot be read is listed so, it stops nothing.
    """
    last = last_results(outputs) | {result.name: result for result in results}
    failed = {name for name, result in last.items() if result.outcome in FAILURES}
    found = {path.parent.name for file in (COPY, PAGE) for path in outputs.glob(f"*/{file}")}
    copies = {name: _read(outputs / name / COPY) for name in sorted(found | failed)}
    rows = [_row(outputs / name, copy, last.get(name)) for name, copy in copies.items()]
    labels = {f.criterion: f.label for copy in copies.values() if copy for f in copy.findings}
    write_whole(outputs / FILE, index_page(rows, labels, STYLE.read_text(encoding="utf-8"), [*pages(outputs)]))
    return outputs / FILE


def _read(path: Path) -> _Copy | None:
    try:
        return _Copy.model_validate_json(path.read_bytes()) if path.is_file() else None
    except (OSError, ValidationError):
        return None


def _row(folder: Path, copy: _Copy | None, last: Result | None) -> Row:
    has_page = (folder / PAGE).exists()
    failure = (last.outcome if last.outcome in FAILURES else "") if last else LOST if has_page else ""
    why = _address(folder, PAGE) if failure and has_page else ""
    if copy is None:
        return Row(folder.name, failure=failure, why=why, unreadable=(folder / COPY).exists())
    return Row(
        folder.name,
        href=_address(folder, REPORT) if (folder / REPORT).exists() else "",
        office=copy.office.name,
        category=copy.category,
        verdict=copy.verdict,
        statuses={f.criterion: f.status for f in copy.findings},
        audit_date=copy.audit_date,
        season=_season(copy.hours_by_month, copy.attendance),
        failure=failure,
        why=why,
    )


def _address(folder: Path, file: str) -> str:
    return f"{quote(folder.name)}/{file}"


def _season(hours: _Year | None, visitors: _Year | None) -> Season:
    illustrative = any(year.illustrative for year in (hours, visitors) if year)
    return Season(_months(hours), _months(visitors), visitors.proxy if visitors else "zone", illustrative)


def _months(year: _Year | None) -> Months:
    return tuple(year.months.get(str(month)) for month in range(1, 13)) if year else UNKNOWN

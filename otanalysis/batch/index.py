"""The list of offices, from the machine's copies that are there: true even when a batch is partial."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from otanalysis.audit.conclusion import number_in
from otanalysis.batch.record import PAGE, REPORT, last_results
from otanalysis.batch.results import FAILURES, Result
from otanalysis.batch.whole import write_whole
from otanalysis.french import joined
from otanalysis.report.html import STYLE
from otanalysis.report.index import Row, index_page

FILE = "index.html"


def write_index(outputs: Path, results: Iterable[Result] = ()) -> Path:
    """Write ``index.html`` for the audits of ``outputs`` and the offices whose last run failed; return its path.

    ``results`` are those that ``run.json`` may lack.
    """
    last = last_results(outputs) | {result.name: result for result in results}
    failures = {name: result for name, result in last.items() if result.outcome in FAILURES}
    found = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in outputs.glob("*/audit.json")}
    pages = {path.parent.name for path in outputs.glob(f"*/{PAGE}")}
    rows = [
        _row(name, found.get(name), failures.get(name), name in pages)
        for name in sorted(found.keys() | failures.keys())
    ]
    page = index_page(rows, STYLE.read_text(encoding="utf-8"))
    write_whole(outputs / FILE, page)
    return outputs / FILE


def _row(name: str, audit: dict[str, Any] | None, failure: Result | None, has_page: bool) -> Row:
    why = f"{name}/{PAGE}" if failure and has_page else ""
    if audit is None:
        return Row(name, failure=f"{failure.outcome} : aucun rapport" if failure else "", why=why)
    return Row(
        name,
        href=f"{name}/{REPORT}",
        office=audit["office"]["name"],
        category=audit["category"],
        verdict=audit["verdict"],
        counts=audit["counts"],
        which=joined([number_in(f["criterion"]) for f in audit["findings"] if f["status"] == "blocking"]),
        audit_date=audit["audit_date"],
        failure=f"Dernière exécution : {failure.outcome}. Le rapport montré est le précédent." if failure else "",
        why=why,
    )

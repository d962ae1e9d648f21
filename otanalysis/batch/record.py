"""What a batch leaves beside its reports: ``run.json`` and, for each office that failed, a page that says why."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from otanalysis.batch.results import FAILURES, Outcome, Result
from otanalysis.batch.whole import write_whole
from otanalysis.report.failure import failure_page
from otanalysis.report.html import STYLE

FILE, PAGE, REPORT = "run.json", "echec.html", "audit.html"


def recorded(results: Iterable[Result], outputs: Path) -> Iterator[Result]:
    """Yield the results as they come, each once it is written; what a full disk refuses to write is only not written.

    ``run.json`` holds the last result of every office, those of earlier runs included.
    """
    known = last_results(outputs)
    for result in results:
        known[result.name] = result
        with suppress(OSError):
            _write_page(outputs / result.name, result)
            write_whole(outputs / FILE, _document(known))
        yield result


def add_missing(outputs: Path, results: Iterable[Result]) -> None:
    """Write into ``run.json`` the results of offices that it does not know; those that it knows stay."""
    known = last_results(outputs)
    if missing := {result.name: result for result in results if result.name not in known}:
        with suppress(OSError):
            write_whole(outputs / FILE, _document(known | missing))


def last_results(outputs: Path) -> dict[str, Result]:
    """Return the last result of each office, by name; none when there is no ``run.json`` that can be read."""
    try:
        offices = json.loads((outputs / FILE).read_text(encoding="utf-8"))["offices"]
        return {name: result_of({"name": name, **office}) for name, office in offices.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def result_of(document: dict[str, Any]) -> Result:
    """Return the result that a JSON object holds; raises KeyError, TypeError or ValueError for another object."""
    outcome, lines = Outcome(document["outcome"]), tuple(document["lines"])
    return Result(**{**document, "outcome": outcome, "lines": lines})


def _document(results: dict[str, Result]) -> str:
    offices = {name: asdict(results[name]) for name in sorted(results)}
    for office in offices.values():
        del office["name"]
    return json.dumps({"offices": offices}, ensure_ascii=False, indent=1) + "\n"


def _write_page(folder: Path, result: Result) -> None:
    """Write the page of a failure, or remove the one of an earlier failure."""
    if result.outcome not in FAILURES:
        (folder / PAGE).unlink(missing_ok=True)
        return
    report = REPORT if (folder / REPORT).exists() else ""
    told = {key: value for key, value in asdict(result).items() if key != "seconds"}
    write_whole(folder / PAGE, failure_page(told, report, STYLE.read_text(encoding="utf-8")))

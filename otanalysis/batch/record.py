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

FILE, JOURNAL, PAGE, REPORT = "run.json", "run.jsonl", "echec.html", "audit.html"
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError)


def recorded(results: Iterable[Result], outputs: Path) -> Iterator[Result]:
    """Yield the results as they come, each once it is written; what a full disk refuses to write is only not written.

    At the end ``run.json`` holds the last result of every office, those of earlier runs included. Until then each is a
    line of ``run.jsonl``, which ``last_results`` reads too: a run that is killed loses none, and a thousand offices do
    not write a thousand times what all of them told.
    """
    known = last_results(outputs)
    try:
        for result in results:
            known[result.name] = result
            with suppress(OSError):
                _write_page(outputs / result.name, result)
                with (outputs / JOURNAL).open("a", encoding="utf-8") as journal:
                    journal.write("\n" + json.dumps(asdict(result)))  # a torn line ends where the next one begins
            yield result
    finally:
        _fold(outputs, known)


def _fold(outputs: Path, known: dict[str, Result]) -> None:
    """Write ``run.json`` with all that is known, the journal included, which then ends."""
    with suppress(OSError):
        write_whole(outputs / FILE, _document(known))
        (outputs / JOURNAL).unlink(missing_ok=True)


def add_missing(outputs: Path, results: Iterable[Result]) -> None:
    """Write into ``run.json`` the results of offices that it does not know; those that it knows stay."""
    known = last_results(outputs)
    missing = {result.name: result for result in results if result.name not in known}
    if missing or (outputs / JOURNAL).exists():
        _fold(outputs, known | missing)


def last_results(outputs: Path) -> dict[str, Result]:
    """Return the last result of each office, by name; none when no file that can be read tells any."""
    try:
        offices = json.loads((outputs / FILE).read_text(encoding="utf-8"))["offices"]
        known = {name: result_of({"name": name, **office}) for name, office in offices.items()}
    except UNREADABLE:
        known = {}
    return known | {result.name: result for result in _journal(outputs / JOURNAL)}


def _journal(path: Path) -> Iterator[Result]:
    """Yield the results that a killed run noted, but a line that it did not finish."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        with suppress(*UNREADABLE):
            yield result_of(json.loads(line))


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

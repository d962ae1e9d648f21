"""From the document of an audit to the rows that keep it, in the order of the columns of each table."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from otanalysis.opening.calendar import days_in

Document = dict[str, Any]
Row = tuple[object, ...]


def rows_of(audit: int, document: Document) -> dict[str, list[Row]]:
    """Return the rows of each table that hangs on an audit; ``audit`` is its id.

    What a document older than this version does not hold gives no row. Raises TypeError for a list in place of a value.
    """
    found: dict[str, list[Row]] = {
        "findings": [
            (audit, f["criterion"], f["label"], f["family"], f["status"], f["standing"]) for f in document["findings"]
        ],
        "requirements": list(_requirements(audit, document)),
        "bureaux": list(_bureaux(audit, document)),
        "positions": list(_positions(audit, document)),
        "counts": list(_counts(audit, document)),
        "contracts": list(_contracts(audit, document)),
        "classifications": list(_classification(audit, document)),
        "marks": list(_marks(audit, document)),
    }
    if any(isinstance(value, list | dict) for rows in found.values() for row in rows for value in row):
        raise TypeError
    return found


def _bureaux(audit: int, document: Document) -> Iterator[Row]:
    year = document["reference_year"]
    for rank, told in enumerate(document.get("bureaux", ())):
        who = (told["id"], told["name"], told["main"], told["station_classee"], told["cumulated"])
        minutes, outside = (_packed(told[key], days_in(year)) for key in ("minutes", "hors_les_murs"))
        yield (audit, rank, *who, minutes, _described(told, year), outside, told["illustrative"])


def _positions(audit: int, document: Document) -> Iterator[Row]:
    for rank, told in enumerate(document.get("bureaux", ())):
        if place := told.get("position"):
            yield (audit, rank, place["latitude"], place["longitude"], place["source"], place["illustrative"])


def _packed(values: list[float | None] | None, count: int) -> str | None:
    """Return so many values as a JSON list; raises ValueError for another number of them."""
    if values is None:
        return None
    if len(values) != count:
        raise ValueError
    return json.dumps(values, separators=(",", ":"))


def _described(told: Document, year: int) -> str:
    """Return "1" for each day described, "0" for the others: all of them when there are no hours."""
    described = ["0" if told["minutes"] is None else "1"] * days_in(year)
    new_year = date(year, 1, 1)
    for first, last in told["not_described"]:
        start, end = ((date.fromisoformat(day) - new_year).days for day in (first, last))
        described[start : end + 1] = "0" * (end + 1 - start)
    return "".join(described)


def _requirements(audit: int, document: Document) -> Iterator[Row]:
    found = ((f["criterion"], r) for f in document["findings"] for r in f["requirements"])
    for rank, (criterion, r) in enumerate(found):
        what = (r["id"], r["bureau"], r["label"], r["status"], r["reason"])
        figures = (r["measured"], r["threshold"], r["margin"], r["unit"])
        yield (audit, rank, criterion, *what, *figures, r["standing"], r["illustrative"])


def _counts(audit: int, document: Document) -> Iterator[Row]:
    """Yield the visitors of the year, by day, or by month when they were counted by month."""
    told, year = document["attendance"], document["reference_year"]
    if told is None:
        return
    days = _packed(told.get("days"), days_in(year))
    months = _packed([told["months"][str(month)] for month in range(1, 13)], 12)
    yield (audit, told["label"], "day" if days else "month", days or months, told["illustrative"])


def _contracts(audit: int, document: Document) -> Iterator[Row]:
    staffing = document["staffing"] or {}
    for rank, c in enumerate(staffing.get("contracts", ())):
        who = (c["label"], c["function"], c["bureau"], c["posts"], c["quota"], c["months"])
        yield (audit, rank, *who, c["start"], c["end"], c["fte"], staffing["illustrative"])


def _classification(audit: int, document: Document) -> Iterator[Row]:
    held = document.get("classification")
    if held:
        yield (audit, held["category"], held["since"], held["order"], held["illustrative"])


def _marks(audit: int, document: Document) -> Iterator[Row]:
    for rank, mark in enumerate(document.get("marks", ())):
        paper = mark["evidence"]["paper"] if mark["evidence"] else ""
        yield (audit, rank, mark["name"], mark["since"], mark["until"], mark["fact"], paper, mark["illustrative"])

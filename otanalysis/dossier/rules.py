"""Mistakes that no single value shows: they are looked for in what was written, whatever else is wrong in it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from otanalysis.opening.table import Table, overlaps
from otanalysis.reading.problems import Problem, did_you_mean
from otanalysis.reading.records import build
from otanalysis.reading.yaml12 import Document, Loc, dotted


def items(data: object, key: str) -> list[tuple[int, dict[str, Any]]]:
    """Return the blocks of the list written under ``key``, with their index; nothing when it is not such a list."""
    written = data.get(key) if isinstance(data, Mapping) else None
    return [(n, item) for n, item in enumerate(written) if isinstance(item, dict)] if isinstance(written, tuple) else []


def incoherences(document: Document) -> Iterator[Problem]:
    """Yield the mistakes between values: main bureaux, ids, places of work, overlapping seasons."""
    yield from _main_bureaux(document)
    yield from _ids(document)
    yield from _places_of_work(document)
    for n, bureau in items(document.data, "bureaux"):
        for key in ("hours", "hors_les_murs"):
            yield from _overlaps(document, ("bureaux", n, key), bureau.get(key))


def _problem(document: Document, loc: Loc, message: str, advice: str) -> Problem:
    line = document.line_of(loc)
    return Problem(document.file, line, dotted(loc), message, advice, document.written_at(line).strip())


def _main_bureaux(document: Document) -> Iterator[Problem]:
    bureaux = items(document.data, "bureaux")
    mains = [n for n, bureau in bureaux if bureau.get("main") is True]
    if bureaux and not mains:
        advice = "ajoutez « main: true » au bureau qui reçoit le plus de visiteurs"
        yield _problem(document, ("bureaux",), "aucun bureau principal", advice)
    for n in mains[1:]:
        advice = f"gardez « main: true » pour un seul bureau (déjà : bureau {mains[0] + 1})"
        yield _problem(document, ("bureaux", n, "main"), "deux bureaux principaux", advice)


def _ids(document: Document) -> Iterator[Problem]:
    ids = [(n, str(bureau.get("id"))) for n, bureau in items(document.data, "bureaux")]
    seen: Counter[str] = Counter()
    for n, name in ids:
        seen[name] += 1
        if seen[name] == 2:
            yield _problem(document, ("bureaux", n, "id"), f"deux bureaux ont l'id « {name} »", "changez l'un des deux")


def _places_of_work(document: Document) -> Iterator[Problem]:
    ids = [str(bureau.get("id")) for _, bureau in items(document.data, "bureaux")]
    staff = document.data.get("staff")
    for n, contract in items(staff, "contracts"):
        place = contract.get("bureau")
        if place is not None and str(place) not in ids:
            message = f"aucun bureau n'a l'id « {place} »"
            yield _problem(document, ("staff", "contracts", n, "bureau"), message, did_you_mean(str(place), ids))


def _overlaps(document: Document, loc: Loc, hours: object) -> Iterator[Problem]:
    raw = hours.get("table") if isinstance(hours, dict) else None
    table, _ = build(Table, raw, document) if isinstance(raw, dict) else (None, [])
    for one, other in overlaps(table.seasons) if table else []:
        message = f"cette période recouvre la période {one + 1} de la liste"
        advice = "corrigez « start » ou « end » : une même journée n'appartient qu'à une période"
        yield _problem(document, (*loc, "table", "seasons", other), message, advice)

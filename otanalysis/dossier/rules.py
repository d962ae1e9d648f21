"""Mistakes that no single value shows: they are looked for in what was written, whatever else is wrong in it."""

from collections.abc import Iterator, Mapping
from typing import Any

from otanalysis.opening.table import Season, overlaps
from otanalysis.reading.problems import Problem, did_you_mean, nearest
from otanalysis.reading.records import build
from otanalysis.reading.yaml12 import Document, Loc


def items(data: object, key: str) -> list[tuple[int, dict[str, Any]]]:
    """Return the blocks of the list written under ``key``, with their index; nothing when it is not such a list."""
    written = data.get(key) if isinstance(data, Mapping) else None
    return [(n, item) for n, item in enumerate(written) if isinstance(item, dict)] if isinstance(written, tuple) else []


def files_of_evidence(data: object, loc: Loc = ()) -> Iterator[tuple[str, Loc]]:
    """Yield the file that each « evidence » of a dossier names, and where it is written."""
    inner = data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, tuple) else ()
    for key, value in inner:
        file = value.get("file") if key == "evidence" and isinstance(value, Mapping) else None
        if isinstance(file, str) and file.strip():
            yield file, (*loc, key, "file")
        yield from files_of_evidence(value, (*loc, key))


def incoherences(document: Document) -> Iterator[Problem]:
    """Yield the mistakes between values: main bureaux, ids, places of work, overlapping seasons."""
    yield from _main_bureaux(document)
    yield from _ids(document)
    yield from _places_of_work(document)
    for n, bureau in items(document.data, "bureaux"):
        for key in ("hours", "hors_les_murs"):
            yield from _overlaps(document, ("bureaux", n, key), bureau.get(key))


def _main_bureaux(document: Document) -> Iterator[Problem]:
    bureaux = items(document.data, "bureaux")
    mains = [n for n, bureau in bureaux if bureau.get("main") is True]
    if bureaux and all(bureau.get("main", False) is False for _, bureau in bureaux):
        advice = "ajoutez « main: true » au bureau qui reçoit le plus de visiteurs"
        yield document.problem(("bureaux",), "aucun bureau principal", advice)
    for n in mains[1:]:
        advice = f"gardez « main: true » pour un seul bureau (déjà : bureau {mains[0] + 1})"
        yield document.problem(("bureaux", n, "main"), "deux bureaux principaux", advice, value="false")


def _ids(document: Document) -> Iterator[Problem]:
    first: dict[object, int] = {}
    for n, bureau in items(document.data, "bureaux"):
        name = bureau.get("id")
        if isinstance(name, str) and first.setdefault(name, n) != n:
            advice = f"changez celui-ci, ou celui du bureau {first[name] + 1}"
            yield document.problem(("bureaux", n, "id"), f"deux bureaux ont l'id « {name} »", advice)


def _places_of_work(document: Document) -> Iterator[Problem]:
    ids = [str(bureau.get("id")) for _, bureau in items(document.data, "bureaux")]
    for n, contract in items(document.data.get("staff"), "contracts"):
        place = contract.get("bureau")
        if isinstance(place, str) and place not in ids:
            loc, near = ("staff", "contracts", n, "bureau"), nearest(place, ids)
            message, advice = f"aucun bureau n'a l'id « {place} »", did_you_mean(place, ids)
            yield document.problem(loc, message, advice, value=f'"{near}"' if near else "")


def _overlaps(document: Document, loc: Loc, hours: object) -> Iterator[Problem]:
    table = hours.get("table") if isinstance(hours, dict) else None
    built = [(n, build(Season, raw, document)[0]) for n, raw in items(table, "seasons")]
    seasons = [(n, season) for n, season in built if season is not None]
    for one, other in overlaps([season for _, season in seasons]):
        message = f"cette période recouvre la période {seasons[one][0] + 1} de la liste"
        advice = "corrigez « start » ou « end » : une même journée n'appartient qu'à une période"
        yield document.problem((*loc, "table", "seasons", seasons[other][0]), message, advice)

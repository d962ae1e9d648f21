"""Choices as edits of the office's file: reading what they give is the dossier that the explorer showed."""

from collections.abc import Iterator, Mapping
from typing import Any

from otanalysis.dossier.dossier import Dossier, ReceptionPoint
from otanalysis.dossier.records import Hours
from otanalysis.explorer.choices import Choices, contracts_of, tried
from otanalysis.explorer.hours import plain
from otanalysis.opening.table import Table
from otanalysis.reading.yaml12 import Loc

OTHER_FORMS = ("osm", "file", "format", "office", "layout", "region", "school_zone")
Edits = Iterator[tuple[Loc, Any]]


def edits(data: Mapping[str, Any], dossier: Dossier, choices: Choices) -> dict[Loc, Any]:
    """Return what to set (None: to take away), by place, in the data of a dossier so that it says the choices."""
    found: dict[Loc, Any] = {}
    for n, point in enumerate(dossier.points):
        found |= dict(_bureau(data["bureaux"][n], ("bureaux", n), point, choices))
    return found | dict(_staff(data, dossier, choices))


def _bureau(raw: Mapping[str, Any], loc: Loc, point: ReceptionPoint, choices: Choices) -> Edits:
    bureau = point.bureau
    if bureau.id in choices.hours:
        yield from _hours(raw.get("hours"), (*loc, "hours"), bureau.hours, choices.hours[bureau.id])
    if bureau.id in choices.outside:
        place, table = (*loc, "hors_les_murs"), choices.outside[bureau.id]
        if table is None:
            yield place, None
        else:
            yield from _hours(raw.get("hors_les_murs"), place, bureau.hors_les_murs, table)
    if bureau.id in choices.counted:
        yield (*loc, "cumulated"), choices.counted[bureau.id]
    if bureau.id in choices.people:
        yield (*loc, "people_present"), choices.people[bureau.id]


def _hours(raw: Mapping[str, Any] | None, loc: Loc, hours: Hours | None, table: Table) -> Edits:
    """Yield the edits of a block of hours: the table alone where there is one, the whole form otherwise."""
    raw = raw or {}
    yield from (((*loc, key), None) for key in OTHER_FORMS if key in raw)
    yield from differences(raw.get("table"), plain(table), (*loc, "table"))
    yield from _hypothesis(raw, loc, hours.source if hours else "")


def _staff(data: Mapping[str, Any], dossier: Dossier, choices: Choices) -> Edits:
    if dossier.staff is None or not (choices.posts or choices.advisers):
        return
    raw = data["staff"]
    new = [
        contract.model_dump(exclude_defaults=True) if n is None else _posts(raw["contracts"][n], contract.posts)
        for n, contract in contracts_of(dossier.staff, choices)
    ]
    yield from differences(raw["contracts"], new, ("staff", "contracts"))
    yield from _hypothesis(raw, ("staff",), dossier.staff.source)


def _posts(raw: Mapping[str, Any], posts: int) -> Mapping[str, Any]:
    return raw if raw.get("posts", 1) == posts else {**raw, "posts": posts}


def _hypothesis(raw: Mapping[str, Any], loc: Loc, source: str) -> Edits:
    """Yield what says that a block is tried: its source, its mark, and no evidence, which proves the present."""
    yield (*loc, "source"), tried(source)
    yield (*loc, "illustrative"), True
    if "evidence" in raw:
        yield (*loc, "evidence"), None


def differences(old: object, new: object, loc: Loc) -> Edits:
    """Yield the fewest values to set for data to become others; a list of another length is set whole."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from differences(old.get(key), new.get(key), (*loc, key))
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple) and len(old) == len(new):
        for n, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from differences(before, after, (*loc, n))
    elif old != new:
        yield loc, new

"""Day by day: the minutes that each bureau is open, the visitors counted in the zone."""

from itertools import compress
from typing import Any

import numpy as np

from otanalysis.attendance.series import Attendance, per_day
from otanalysis.dossier.dossier import Dossier, ReceptionPoint
from otanalysis.opening.calendar import OpeningCalendar, dates_of, minutes_per_day
from otanalysis.opening.feast_days import runs
from otanalysis.opening.written_osm import to_osm


def bureau_rows(dossier: Dossier) -> list[dict[str, Any]]:
    """Return each bureau with, for each day of the reference year, its minutes open; None for hours not given.

    ``not_described`` holds the first and last days of the periods that the hours say nothing about; ``osm`` are the
    hours of that year, minute by minute, as OpenStreetMap writes them.
    """
    return [_bureau(point) for point in dossier.points]


def _bureau(point: ReceptionPoint) -> dict[str, Any]:
    bureau, opening = point.bureau, point.opening
    return {
        "id": bureau.id,
        "name": bureau.name,
        "main": bureau.main,
        "station_classee": bureau.station_classee,
        "cumulated": bureau.cumulated,
        "position": bureau.position and bureau.position.model_dump(mode="json"),
        "illustrative": any(calendar.illustrative for calendar in (opening, point.hors_les_murs) if calendar),
        "minutes": _minutes(opening),
        "osm": to_osm(opening) if opening else None,
        "not_described": _not_described(opening) if opening else [],
        "hors_les_murs": _minutes(point.hors_les_murs),
    }


def _minutes(calendar: OpeningCalendar | None) -> list[int] | None:
    return minutes_per_day(calendar).tolist() if calendar else None


def _not_described(calendar: OpeningCalendar) -> list[list[str]]:
    silent = compress(dates_of(calendar.year), ~calendar.described)
    return [[first.isoformat(), last.isoformat()] for first, last in runs(silent)]


def visitor_rows(attendance: Attendance) -> list[float | None] | None:
    """Return the visitors counted on each day of the year (None where nobody counted), None for monthly counts."""
    days = per_day(attendance)
    return None if days is None else [None if np.isnan(value) else float(value) for value in days.to_numpy(float)]

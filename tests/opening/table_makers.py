"""Tables of seasons as a YAML reader hands them over."""

from datetime import date

import numpy as np

from otanalysis.opening.table import Table

MORNING, ALL_DAY = ["09:30-12:30"], ["09:30-12:30", "14:00-18:00"]


def week(days: str = "tous les jours", slots: list[str] = MORNING) -> dict:
    return {"days": days, "slots": list(slots)}


def season(start: str, end: str, *weeks: dict, name: str = "") -> dict:
    return {"name": name, "start": start, "end": end, "week": list(weeks)}


def table(*seasons: dict, holidays: str | list[str] = "ouvert", **more) -> Table:
    return Table.model_validate({"seasons": list(seasons), "public_holidays": holidays, **more})


def row(calendar, day: date) -> list[tuple[int, int]]:
    """The first and last minutes of the runs open on a day."""
    edges = np.flatnonzero(np.diff(calendar.minutes[day.timetuple().tm_yday - 1].astype(int), prepend=0, append=0))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]

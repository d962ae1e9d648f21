"""Opening hours in a notebook: a string or a file becomes a year that shows itself."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from otanalysis.face import shown, tables
from otanalysis.opening.calendar import OpeningCalendar, OpeningError
from otanalysis.opening.formats import read_hours
from otanalysis.opening.osm import from_osm
from otanalysis.opening.sniffing import looks_like
from otanalysis.reading.problems import InputError, Problem
from otanalysis.report.html import render
from otanalysis.report.terminal import hours_summary

if TYPE_CHECKING:
    import pandas as pd

FILES = {".json", ".jsonld", ".csv", ".xlsx", ".xls", ".ods", ".zip", ".txt"}


def hours(  # noqa: PLR0913 - each is a thing that a user may say
    written: str | Path,
    year: int | None = None,
    *,
    format: str = "",
    office: str = "",
    layout: str = "",
    region: str = "",
    zone: str = "",
) -> OfficeHours:
    """Return the year that opening hours make: an OpenStreetMap string, French hours, or a file of hours.

    ``year`` (2000 to 2075) is this year when not told. Of a file, ``format`` ("osm", "apidae", "datatourisme",
    "schema-org", "tourinsoft", "tableur") is found out when the file clearly has one; ``office`` picks one of those in
    it, ``layout`` is Tourinsoft's. ``region`` and ``zone`` are those of the public and of the school holidays. Raises
    InputError, in French, for hours or a file that cannot be read surely.

    >>> import otanalysis as ota
    >>> year = ota.hours("Mo-Fr 09:00-12:00", 2025)
    >>> int(year.days["minutes"].sum()) / 60
    783.0
    """
    asked = date.today().year if year is None else year
    said = {"region": region, "zone": zone}
    path = Path(written)
    if not isinstance(written, Path) and path.suffix.lower() not in FILES and not os.path.isfile(path):  # noqa: PTH113
        return OfficeHours(str(written), _from_text(str(written), asked, **said))
    kind = format or looks_like(path) or "osm"
    calendar = read_hours(path, kind, asked, str(written), office=office, layout=layout, **said)
    return OfficeHours(str(written), calendar)


def _from_text(text: str, year: int, *, region: str, zone: str) -> OpeningCalendar:
    try:
        return from_osm(text, year, region=region, zone=zone)
    except OpeningError as error:
        message, _, advice = str(error).partition(" ; ")
        raise InputError([Problem("horaires", 0, "", message, advice)]) from None


class OfficeHours:
    """A year of opening hours: the table ``days``, and ``calendar``, the minutes themselves.

    A notebook shows it as the picture of the year, day by day.

    >>> import otanalysis as ota
    >>> ota.hours("lun-ven 9h-12h ; fermé les jours fériés", 2025).days.head(2)
             day  minutes  described
    0 2025-01-01        0       True
    1 2025-01-02      180       True
    """

    def __init__(self, written: str, calendar: OpeningCalendar) -> None:
        self.written, self.calendar = written, calendar

    @property
    def days(self) -> pd.DataFrame:
        """Return one row a day of the year.

        Columns: day (date), minutes (open that day, 0 to 1440), described (false: the hours say nothing about that day,
        which is not closure).
        """
        return tables.days_table(self.calendar)

    def __repr__(self) -> str:
        return hours_summary(self.calendar)

    def _repr_html_(self) -> str:
        from otanalysis.report.charts import calendar_chart  # and matplotlib with it

        summary = render("summary", lines=hours_summary(self.calendar).split("\n\n")[0].splitlines())
        chart = calendar_chart(self.calendar, None, 1, self.written)
        return shown.card(summary.html + chart.html().html)

    def _repr_markdown_(self) -> str:
        return f"```\n{hours_summary(self.calendar)}\n```"

"""Opening hours in a workbook or a CSV file: one row for each period, days and slot."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from otanalysis.opening.apidae_days import ranges
from otanalysis.opening.calendar import OpeningCalendar
from otanalysis.opening.clock import date_of
from otanalysis.opening.notes import first_notes, hhmm, quoted
from otanalysis.opening.periods import Period, calendar_of, chosen, opened, period
from otanalysis.opening.sheet_cells import Cell, date_in, is_closed, kinds_in, minute_in
from otanalysis.opening.sheet_cells import shown as as_seen
from otanalysis.opening.sheet_rows import Grid, Header, address, cell_at, grids
from otanalysis.opening.sheet_rows import chosen as chosen_sheet
from otanalysis.opening.table_text import has_year
from otanalysis.reading.problems import InputError, Problem

T = TypeVar("T")
LEAP = 2024


@dataclass(frozen=True)
class Row:
    """One row read: its dates as written, its kinds of day, its slot (None when closed)."""

    dates: tuple[str, str]
    kinds: tuple[int, ...]
    holidays: bool
    span: tuple[int, int] | None


@dataclass
class Reader:
    """Reads the rows of one sheet, noting every cell that is rejected."""

    grid: Grid
    header: Header
    file: str
    problems: list[Problem] = field(default_factory=list)

    def cell(self, n: int, name: str) -> Cell:
        """Return a cell of a row, by the name of its column."""
        return cell_at(self.grid.rows[n], self.header.columns[name]) if name in self.header.columns else None

    def refuse(self, n: int, name: str, message: str) -> None:
        """Note a rejected cell, by its address; what follows a semicolon is what to write."""
        said, _, advice = message.partition(" ; ")
        sheet = f"{self.grid.name}!" if self.grid.name else ""
        place = sheet + address(self.grid, n, self.header.columns[name])
        self.problems.append(Problem(self.file, self.grid.row + n + 1, place, said, advice))

    def attempt(self, n: int, name: str, read: Callable[[Cell], T]) -> T | None:
        """Return what ``read`` makes of a cell, None when it is rejected."""
        try:
            return read(self.cell(n, name))
        except ValueError as error:
            self.refuse(n, name, str(error))
            return None

    def rows(self) -> Iterator[Row]:
        """Give the rows that hold something, under the header."""
        for n in range(self.header.row + 1, len(self.grid.rows)):
            if any(self.cell(n, name) is not None for name in self.header.columns):
                row = self.row(n)
                if row is not None:
                    yield row

    def row(self, n: int) -> Row | None:
        """Return one row, None when some cell of it is rejected."""
        start, end = (self.attempt(n, name, date_in) for name in ("du", "au"))
        days = self.attempt(n, "jours", kinds_in)
        span = self.span(n)
        if start and end and self.backward(n, start, end):
            return None
        if start is None or end is None or days is None or span == ():
            return None
        return Row((start, end), tuple(days[0]), days[1], (span[0], span[1]) if span else None)

    def backward(self, n: int, start: str, end: str) -> bool:
        """Tell whether dates are of two kinds or in the wrong order, after noting it."""
        if has_year(start) != has_year(end):
            self.refuse(n, "au", f"« {end} » et « {start} » ; écrivez l'année aux deux dates, ou à aucune")
        elif has_year(start) and end < start:
            self.refuse(n, "au", f"« {end} » vient avant « {start} » ; inversez les deux dates")
        else:
            return False
        return True

    def span(self, n: int) -> tuple[int, ...] | None:
        """Return the slot of a row, None when it says closed, empty when a cell is rejected."""
        first, last = self.cell(n, "ouvre"), self.cell(n, "ferme")
        if is_closed(first) and (last is None or is_closed(last)):
            return None
        start, end = (self.attempt(n, name, minute_in) for name in ("ouvre", "ferme"))
        if start is None or end is None:
            return ()
        end = end or 1440
        if end <= start:
            said = f"la fermeture ({hhmm(end)}) ne vient pas après l'ouverture ({hhmm(start)})"
            self.refuse(n, "ferme", f"{said} ; écrivez l'heure de fermeture du même jour, « 24:00 » au plus")
            return ()
        return start, end

    def notes(self) -> Iterator[str]:
        """Give the remarks that rows bear."""
        for n in range(self.header.row + 1, len(self.grid.rows)):
            if (cell := self.cell(n, "note")) is not None:
                yield f"remarque, non comptée : {quoted(as_seen(cell))} (ligne {self.grid.row + n + 1})"


def read_sheet(path: Path, year: int, shown: str = "", *, sheet: str = "", region: str = "") -> OpeningCalendar:
    """Return the calendar of a workbook (.xlsx, .xls, .ods) or of a CSV file in UTF-8.

    Columns: du, au, jours, ouvre, ferme, and note if wished; « fermé » under ouvre closes the days. Every day of a
    period is described. Dates without year come back every year. Raises InputError with the address of every rejected
    cell and what to write in it.
    """
    shown = shown or str(path)
    grid, header = chosen_sheet(grids(path, shown), sheet, shown)
    reader = Reader(grid, header, shown)
    rows = list(reader.rows())
    if not rows and not reader.problems:
        reader.problems.append(
            Problem(shown, 0, "", "aucune ligne d'horaires", "écrivez une ligne par période et par plage")
        )
    if reader.problems:
        raise InputError(reader.problems)
    return first_notes(calendar_of(_periods(rows, year), (), year, shown, region), reader.notes())


def _periods(rows: list[Row], year: int) -> list[Period]:
    """Return one period for each pair of dates, two when it runs over New Year."""
    by_dates: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_dates.setdefault(row.dates, []).append(row)
    return [one for dates in sorted(by_dates) for one in _of_dates(dates, by_dates[dates], year)]


def _of_dates(dates: tuple[str, str], rows: list[Row], year: int) -> Iterator[Period]:
    """Give the periods of the rows that have the same dates; holidays named once are spoken for."""
    every_year = not has_year(dates[0])
    first, last = (date_of(f"{LEAP}-{text}" if every_year else text) for text in dates)
    assert first is not None and last is not None  # noqa: S101, PT018 - the cells were read
    if every_year and last < first:
        last = last.replace(year=LEAP + 1) if (last.month, last.day) != (2, 29) else date(LEAP + 1, 2, 28)
    holidays = any(row.holidays for row in rows)
    for ends in ranges(first, last, year, every_year=every_year):
        found = replace(period("", *ends), says_holidays=holidays)
        for row in rows:
            kinds = [kind for kind in row.kinds if kind < 7 or not holidays or row.holidays]
            found = opened(found, kinds, [row.span]) if row.span else replace(found, shut=found.shut | chosen(kinds))
        yield found

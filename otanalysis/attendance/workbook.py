"""Workbooks (xlsx, xls, ods) as rows of text cells, each with its line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from otanalysis.attendance.archive import member, opened
from otanalysis.attendance.cells import column_number, text_of
from otanalysis.attendance.mistakes import refusal
from otanalysis.reading.panics import panics_told

STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
LARGEST = 5_000_000
CELL = re.compile(rb"""\sr\s{0,9}=\s{0,9}["']([A-Z]{1,3})([0-9]{1,7})["']""", re.IGNORECASE)
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is: its cells by line then column, and the corners (line, column, from 0) of what is merged."""

    title: str
    grid: Sequence[Sequence[object]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]


def is_workbook(path: Path) -> bool:
    """Return whether a file begins as workbooks and zip archives do."""
    try:
        with path.open("rb") as file:
            return file.read(4) in STARTS
    except OSError:
        return False


def workbook_rows(path: Path, shown: str) -> list[list[Row]]:
    """Return the rows that are not empty of each sheet; raises InputError as ``workbook_sheets`` does."""
    return [_rows(sheet.grid) for sheet in workbook_sheets(path, shown)]


def workbook_sheets(path: Path, shown: str) -> list[Sheet]:
    """Return the sheets of a workbook.

    Raises InputError for one that is damaged, protected, or has a cell so far that it would fill the memory.
    """
    if path.read_bytes()[:2] == b"PK":
        with opened(path, shown) as archive:
            _refuse_far_cells(archive, shown)
    try:
        with panics_told():
            book = CalamineWorkbook.from_path(path)
            return [_sheet(book, name) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError):
        message = "le classeur ne peut pas être lu : il est tronqué, abîmé ou protégé"
        raise refusal(shown, message, "ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx") from None


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    return Sheet(name, sheet.to_python(skip_empty_area=False), tuple(sheet.merged_cell_ranges or ()))


def _rows(grid: Sequence[Sequence[object]]) -> list[Row]:
    rows = [(line, [text_of(cell) for cell in cells]) for line, cells in enumerate(grid, 1)]
    return [(line, cells) for line, cells in rows if any(cells)]


def _refuse_far_cells(archive: ZipFile, shown: str) -> None:
    """Refuse a sheet whose corners are far apart: the reader allocates the whole rectangle, and the process dies."""
    for name in archive.namelist():  # a sheet may have any name
        found = [(column.upper(), row) for column, row in CELL.findall(member(archive, name, shown))]
        rows, columns = max((int(row) for _, row in found), default=0), {column for column, _ in found}
        width = max((column_number(column.decode()) for column in columns), default=0)
        if rows * width > LARGEST:
            far = max(columns, key=lambda column: (len(column), column)).decode()
            message = f"une feuille a des cases très loin du tableau (colonne {far}, ligne {rows})"
            raise refusal(shown, message, "effacez les lignes et colonnes au-delà du tableau")

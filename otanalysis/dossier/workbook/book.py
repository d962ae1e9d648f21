"""The cells of a workbook as somebody left them, each with its address."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from otanalysis.attendance.workbook import workbook_sheets
from otanalysis.dossier.workbook.kinds import blank
from otanalysis.opening.sheet_cells import Cell
from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.text import FORBIDDEN

UNREADABLE = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError, BadZipFile)
AGAIN = "ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx"
BEYOND, LONGEST = 1e100, 40  # no figure: a number that is not one, or so long that it is told by its beginning
HEAD_ROWS = 12  # the titles of a sheet's columns are in its first lines
Corners = tuple[tuple[int, int], tuple[int, int]]


class CellError(ValueError):
    """A formula that failed: the cell holds nothing that can be read."""


@dataclass(frozen=True)
class Row:
    """A line of a sheet, from 1: its cells, by the title of their column."""

    line: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Page:
    """A sheet: its cells by line, the corners of what is merged, and where its columns are, from 0, by their title."""

    title: str
    grid: Sequence[Sequence[Cell]]
    merged: tuple[Corners, ...] = ()
    head: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)

    def address(self, line: int, title: str) -> str:
        """Return the address of a cell: C12; that of its line when the column is not there."""
        column = self.columns.get(title)
        return f"{get_column_letter(column + 1)}{line}" if column is not None else f"A{line}"

    def rows(self) -> Iterator[Row]:
        """Yield the lines under the titles that hold something."""
        for line, cells in enumerate(self.grid[self.head :], self.head + 1):
            by_title = {title: cells[at] for title, at in self.columns.items() if at < len(cells)}
            if not all(map(blank, by_title.values())):
                yield Row(line, by_title)


def open_pages(path: Path, shown: str) -> list[Page]:
    """Return the sheets of a workbook, in order; raises InputError for one that cannot be read."""
    if path.exists() and not path.is_file():  # reading a pipe or a device might never end
        advice = "mettez à sa place une copie du classeur"
        raise InputError([Problem(shown, 0, "", "ce n'est pas un fichier ordinaire", advice)])
    try:
        merged = {sheet.title: sheet.merged for sheet in workbook_sheets(path, shown)}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a spreadsheet adds and nobody here reads
            book = load_workbook(path, read_only=True, data_only=True)
            pages = [Page(sheet.title, _grid(sheet), merged.get(sheet.title, ())) for sheet in book.worksheets]
            book.close()
    except InputError:
        raise
    except (*UNREADABLE, InvalidFileException):
        message = "le classeur ne peut pas être lu : il est tronqué, abîmé ou protégé"
        raise InputError([Problem(shown, 0, "", message, AGAIN)]) from None
    return pages


def _grid(sheet: Any) -> list[list[Cell]]:  # noqa: ANN401
    """Return the cells of a sheet, whatever size it says that it has."""
    sheet.reset_dimensions()
    return [[_cell(cell) for cell in row] for row in sheet.iter_rows()]


def _cell(cell: Any) -> Cell:  # noqa: ANN401
    """Return what a cell holds: a percentage as people read it, a text without what nobody sees, a failed formula."""
    value = cell.value
    if cell.data_type == "e":
        return CellError(str(value))
    if isinstance(value, float | int) and not abs(value) < BEYOND:
        return str(value)[:LONGEST]
    if isinstance(value, float | int) and not isinstance(value, bool) and "%" in str(cell.number_format):
        return f"{100 * value:g} %".replace(".", ",")
    return FORBIDDEN.sub("", value).strip() if isinstance(value, str) else value


def with_columns(page: Page, titles: Sequence[str]) -> Page:
    """Return a sheet with its columns: those of the line, near its top, that holds most of the titles asked for."""
    heads = [[cell if isinstance(cell, str) else "" for cell in row] for row in page.grid[:HEAD_ROWS]]
    known = [sum(title in head for title in titles) for head in heads]
    if not any(known):
        return page
    best = max(range(len(heads)), key=known.__getitem__)
    columns = {title: heads[best].index(title) for title in titles if title in heads[best]}
    return Page(page.title, page.grid, page.merged, best + 1, columns)

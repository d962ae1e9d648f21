"""Tables of text cells, from CSV files of any separator and from workbooks; every cell keeps its line and address."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path

import pandas as pd

from otanalysis.attendance.cells import address, plain
from otanalysis.attendance.mistakes import first_of, refusal
from otanalysis.attendance.workbook import Row, is_workbook, workbook_rows
from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.text import read_text

SEPARATORS = (";", ",", "\t", "|")
SEARCHED = 10
Known = Callable[[Sequence[str]], bool]
"""Whether column names (without accents or capitals) are those of a format."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """Cells under a header: ``columns`` hold text, as many as ``names``; ``lines`` are those of the file."""

    shown: str
    names: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    lines: pd.Index
    header: int
    workbook: bool

    def column(self, *names: str) -> int:
        """Return the number of the first column of one of these plain names, or -1."""
        mine = [plain(name) for name in self.names]
        return next((mine.index(name) for name in names if name in mine), -1)

    def cells(self, column: int) -> pd.Series:
        """Return the cells of a column, indexed by line."""
        return pd.Series([cell.strip() for cell in self.columns[column]], self.lines, "str")

    def where(self, kept: "pd.Series[bool]") -> "Sheet":
        """Return the rows where ``kept`` is true."""
        if kept.all():
            return self
        columns = tuple(tuple(compress(cells, kept)) for cells in self.columns)
        return replace(self, columns=columns, lines=self.lines[kept.to_numpy()])

    def place(self, column: int) -> Callable[[int], tuple[str, str]]:
        """Return what tells where a cell of a column is, for the problems about it."""
        if self.workbook:
            return lambda line: ("", f"case {address(line, column)} : ")
        return lambda line: (self.names[column], "")

    def refuse(self, column: int, wrong: pd.Series, message: str, advice: str) -> list[Problem]:
        """Return the problems of the cells of a column where ``wrong`` is true."""
        return first_of(self.cells(column)[wrong], self.shown, self.place(column), message, advice)


def read_sheet(path: Path, shown: str, known: Known, expected: str) -> Sheet:
    """Return the first table of a file whose header is known.

    The header may stand under title lines, within the first ten. Raises InputError when there is no such header, for a
    damaged workbook, and for lines that have another number of cells.
    """
    workbook = is_workbook(path)
    grids = workbook_rows(path, shown) if workbook else _texts(read_text(path, shown), shown)
    return sheet_in(grids, shown, known, expected, workbook)


def sheet_of_text(text: str, shown: str, known: Known, expected: str) -> Sheet:
    """Return the table that a CSV text holds, as ``read_sheet`` does."""
    return sheet_in(_texts(text, shown), shown, known, expected, False)


def heads(path: Path, shown: str) -> list[list[str]]:
    """Return the plain cells of every line that may be the header of a file."""
    if is_workbook(path):
        rows = [row for grid in workbook_rows(path, shown) for row in grid[:SEARCHED]]
    else:
        rows = [row for grid in _texts(read_text(path, shown)[:20_000], shown, strict=False) for row in grid[:SEARCHED]]
    return [[plain(cell) for cell in cells] for _, cells in rows]


def sheet_in(grids: Iterable[Sequence[Row]], shown: str, known: Known, expected: str, workbook: bool) -> Sheet:
    """Return the first grid that has a known header, as a sheet."""
    first: list[str] = []
    for grid in grids:
        first = first or next((cells for _, cells in grid), [])
        for at, (line, cells) in enumerate(grid[:SEARCHED]):
            if known([plain(cell) for cell in cells]):
                return _sheet(grid[at + 1 :], shown, tuple(cell.strip() for cell in cells), line, workbook)
    message = "l'en-tête n'est pas celui attendu" if first else "le fichier est vide"
    line = 0 if workbook or not first else 1
    raise InputError([Problem(shown, line, "", message, f"il faut {expected}", ";".join(first)[:80])])


def _sheet(rows: Sequence[Row], shown: str, names: tuple[str, ...], header: int, workbook: bool) -> Sheet:
    while names and not names[-1]:
        names = names[:-1]
    width = len(names)
    uneven = {line: len(cells) for line, cells in rows if len(cells) < width or any(cells[width:])}
    if uneven:
        message = f"la ligne a {{}} cases au lieu de {width}"
        wrong = pd.Series(uneven)
        raise InputError(first_of(wrong, shown, lambda _: ("", ""), message, "vérifiez les séparateurs de cette ligne"))
    if not rows:
        raise refusal(shown, "aucun comptage sous l'en-tête", "ajoutez au moins une ligne", header + 1)
    columns = tuple(zip(*(cells[:width] for _, cells in rows), strict=True))
    return Sheet(shown, names, columns, pd.Index([line for line, _ in rows]), header, workbook)


def _texts(text: str, shown: str, strict: bool = True) -> Iterator[list[Row]]:
    """Return the text cut at each separator that it holds, the most frequent in its first lines first."""
    start = "\n".join(text[:20_000].splitlines()[:SEARCHED])
    held = sorted((s for s in SEPARATORS if s in start), key=lambda s: -start.count(s)) or [";"]
    return (_cut(text, separator, shown, strict) for separator in held[:2])


def _cut(text: str, separator: str, shown: str, strict: bool) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    try:
        return [(reader.line_num, cells) for cells in reader if any(cells)]
    except csv.Error:
        message, advice = "les guillemets de cette ligne ne se ferment pas", "fermez-les ou retirez-les"
        raise refusal(shown, message, advice, reader.line_num) from None

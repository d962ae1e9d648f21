"""The rows of a workbook or of a CSV file, whatever its program, with the address of each cell."""

import csv
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from otanalysis.opening import zips
from otanalysis.opening.offices import plain
from otanalysis.opening.sheet_cells import Cell, is_blank
from otanalysis.reading.panics import panics_told
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.reading.text import read_text

COLUMNS = {
    "du": ("du", "debut", "date de debut", "periode du", "date debut", "a partir du", "premier jour"),
    "au": ("au", "fin", "date de fin", "periode au", "date fin", "jusqu'au", "dernier jour"),
    "jours": ("jours", "jour", "jour(s)", "jours d'ouverture"),
    "ouvre": ("ouvre", "ouverture", "heure d'ouverture", "de", "ouvre a"),
    "ferme": ("ferme", "fermeture", "heure de fermeture", "a", "ferme a"),
    "note": ("note", "commentaire", "remarque", "observation", "precision"),
}
REQUIRED = ("du", "au", "jours", "ouvre", "ferme")
HEADER_WITHIN = 20  # rows: titles come above the header
MAX_CELLS = 2_000_000
OLE = b"\xd0\xcf\x11\xe0"


class Grid(NamedTuple):
    """The cells of one sheet, whose first one is at ``row`` and ``column`` (both from 0)."""

    name: str
    rows: list[list[Cell]]
    row: int
    column: int


class Header(NamedTuple):
    """Where the header is in a grid, and the column of each name."""

    row: int
    columns: dict[str, int]


def grids(path: Path, shown: str) -> list[Grid]:
    """Return the sheets of a workbook, or the only one of a CSV file; raises InputError when it cannot be read."""
    if not path.is_file() or not _is_workbook(path):
        return [_csv(read_text(path, shown), shown)]
    if zips.is_zip(path):
        with zips.opened(path, shown):
            pass  # its dangers are refused before the reader of workbooks unpacks anything
    try:
        with panics_told(), CalamineWorkbook.from_path(path) as book:
            return [_grid(book, name, shown) for name in book.sheet_names]
    except PasswordError:
        advice = "enregistrez-le sans mot de passe"
        raise InputError([Problem(shown, 0, "", "le classeur est protégé par un mot de passe", advice)]) from None
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        advice = "ouvrez-le dans Excel ou LibreOffice et enregistrez-le en .xlsx, ou donnez un CSV"
        raise InputError([Problem(shown, 0, "", "le classeur est coupé, abîmé ou d'un autre type", advice)]) from None


def _is_workbook(path: Path) -> bool:
    """Tell whether a file begins as a workbook: a zip (.xlsx, .ods) or an old Excel file (.xls)."""
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", OLE)


def _grid(book: CalamineWorkbook, name: str, shown: str) -> Grid:
    """Return the cells of one sheet; refuses one so large that it holds something else than hours."""
    sheet = book.get_sheet_by_name(name)
    if sheet.height * sheet.width > MAX_CELLS:
        advice = "supprimez les lignes et colonnes vides, ou copiez le tableau dans un nouveau classeur"
        raise InputError([Problem(shown, 0, f"feuille {name}", "la feuille est démesurée", advice)])
    row, column = sheet.start or (0, 0)
    return Grid(name, [list(cells) for cells in sheet.to_python(skip_empty_area=True)], row, column)


def _csv(text: str, shown: str) -> Grid:
    """Return the cells of CSV text, separated by semicolons, tabs or commas: whichever its first lines have most."""
    head = "\n".join(text.splitlines()[:HEADER_WITHIN])
    mark = max(";\t,", key=head.count)
    try:
        return Grid("", [list(row) for row in csv.reader(text.splitlines(), delimiter=mark, strict=True)], 0, 0)
    except csv.Error:
        advice = "vérifiez les guillemets : un texte qui en commence par un doit en finir par un"
        raise InputError([Problem(shown, 0, "", "le fichier CSV ne se lit pas", advice)]) from None


def chosen(found: list[Grid], sheet: str, shown: str) -> tuple[Grid, Header]:
    """Return the sheet named, or the only one that has the header, and where its header is.

    Raises InputError for an unknown sheet, several possible ones, or missing columns.
    """
    named = [grid for grid in found if not sheet or plain(grid.name) == plain(sheet)]
    if not named:
        advice = did_you_mean(sheet, [grid.name for grid in found])
        raise InputError([Problem(shown, 0, "sheet", f"feuille absente : « {sheet} »", advice)])
    usable = [(grid, header) for grid in named if (header := _header(grid)) and not _missing(header)]
    if len(usable) == 1:
        return usable[0]
    if usable:
        names = ", ".join(f"« {grid.name} »" for grid, _ in usable)
        raise InputError(
            [Problem(shown, 0, "sheet", f"plusieurs feuilles d'horaires : {names}", "donnez l'une d'elles")]
        )
    raise _no_header(named, shown)


def _header(grid: Grid) -> Header | None:
    """Return the header of a grid, the row that names most columns; None when none names two."""
    headers = [Header(n, _columns(row)) for n, row in enumerate(grid.rows[:HEADER_WITHIN])]
    best = max(headers, key=lambda header: len(header.columns), default=None)
    return best if best and len(best.columns) >= 2 else None


def _columns(row: list[Cell]) -> dict[str, int]:
    """Return the column of each name that a row has."""
    words = [plain(cell).rstrip(" :") if isinstance(cell, str) else "" for cell in row]
    places = {name: [words.index(word) for word in known if word in words] for name, known in COLUMNS.items()}
    return {name: found[0] for name, found in places.items() if found}


def _missing(header: Header) -> list[str]:
    """Return the columns that a header lacks."""
    return [name for name in REQUIRED if name not in header.columns]


def _no_header(named: list[Grid], shown: str) -> InputError:
    """Return the error of sheets without the columns of hours."""
    header = _header(named[0])
    advice = f"il faut les colonnes : {', '.join(REQUIRED)}"
    if header is None:
        return InputError([Problem(shown, 0, "", "aucune ligne d'en-têtes reconnue", advice)])
    lacking = ", ".join(f"« {name} »" for name in _missing(header))
    line = named[0].row + header.row + 1
    return InputError([Problem(shown, line, "", f"colonnes absentes : {lacking}", advice)])


def address(grid: Grid, row: int, column: int) -> str:
    """Return the address of a cell as Excel shows it, « B12 », of a row and column of the grid."""
    number, letters = grid.column + column + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{grid.row + row + 1}"


def cell_at(row: list[Cell], column: int) -> Cell:
    """Return a cell of a row, None past its end or when it is blank."""
    cell = row[column] if column < len(row) else None
    return None if is_blank(cell) else cell

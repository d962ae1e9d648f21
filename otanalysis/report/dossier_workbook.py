"""The dossier of an office as a workbook to fill in: questions in French, lists to choose from, help in each cell."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from otanalysis.dossier.records import DossierFile
from otanalysis.dossier.workbook import fields
from otanalysis.dossier.workbook.fields import BUREAU, CODE, Field
from otanalysis.dossier.workbook.kinds import TEXT, Kind, Written
from otanalysis.dossier.workbook.questions import question_sheets
from otanalysis.dossier.workbook.writing import Line, SheetText, general_sheets
from otanalysis.law.records import Edition
from otanalysis.report.workbook import HEADER, INK, TITLE, clean, heighten, set_page, without_dates, write_cell

HEAD = 3  # the line of the titles: a title and a sentence come before
LAST = (fields.HELD, fields.CONTEXT)
QUIET, LOUD = Font("Calibri", color="5B6872", italic=True), Font("Calibri", bold=True, color="22303C")
LINK, USUAL = Font("Calibri", color="2F6F8F", underline="single"), Font("Calibri")
EDGE = Side(style="thin", color="C9D2D9")
BOX, WRAPPED = Border(EDGE, EDGE, EDGE, EDGE), Alignment("left", "top", wrap_text=True)
TO_FILL, BAND = PatternFill("solid", fgColor="FFFBEA"), PatternFill("solid", fgColor="E4EBF0")
ABOUT, ASKED = "2F6F8F", "2E7D5B"  # tabs: what the office is, what the order asks
READ_ONLY = {("code",), ("question",), ("help",), ("papers",)}
WIDEST = 110.0
UNDATED = datetime(2020, 1, 1)
LONGEST_PROMPT = 250
GUIDE = (
    ("1", "Remplissez les cases claires. Commencez par « Office », « Bureaux » et « Horaires »."),
    ("2", "Puis répondez aux questions des feuilles numérotées. Cliquez sur une case : son aide s'affiche, "
          "et une flèche quand il y a un choix."),
    ("3", "Une case vide veut dire « on ne sait pas » : le rapport dira « à documenter ». "
          "Elle ne veut jamais dire non."),
    ("4", "Pour chaque réponse, nommez la pièce qui la prouve, sa page et ses dates. Sans pièce, la réponse compte, "
          "mais la pièce sera à joindre."),
    ("5", "Les dates s'écrivent 30/09/2023 ; les heures, 09:30-12:30, 14:00-18:00 ; les langues, anglais, espagnol."),
    ("6", "Plus de bureaux, de périodes ou de postes : continuez sur les lignes vides. Pour qu'un bureau de plus "
          "réponde à une question, recopiez une ligne de cette question et changez le bureau."),
    ("7", "Ne renommez ni les feuilles ni les titres des colonnes. Vos notes peuvent aller dans une feuille dont le "
          "nom commence par « Notes »."),
    ("8", "Enregistrez en .xlsx, sous le nom dossier.xlsx, puis demandez la relecture : chaque erreur est dite avec sa "
          "feuille et sa cellule."),
)  # fmt: skip


def dossier_workbook(record: DossierFile | None, edition: Edition) -> bytes:
    """Return the workbook of a dossier, blank when there is none, with the questions of an edition: xlsx bytes.

    The same dossier gives the same bytes.
    """
    general, asked = list(general_sheets(record)), list(question_sheets(record, edition))
    first = [sheet for sheet in general if sheet.title not in LAST]
    last = [sheet for sheet in general if sheet.title in LAST]
    book = Workbook()
    guide = book.worksheets[0]
    title = record.office.name if record else "Dossier d'un office de tourisme"
    _guide(guide, title, (*first, *asked, *last))
    lists = _Lists(book)
    for sheet in (*first, *asked, *last):
        page = book.create_sheet(sheet.title)
        page.sheet_properties.tabColor = ASKED if sheet in asked else ABOUT
        _Drawing(page, sheet, lists).draw(title)
    lists.draw()
    return _bytes(book, title)


def _bytes(book: Workbook, title: str) -> bytes:
    book.properties.title, book.properties.creator = clean(title), "otanalysis"
    book.properties.created = book.properties.modified = UNDATED
    draft = io.BytesIO()
    with zipfile.ZipFile(draft, "w") as archive:
        ExcelWriter(book, archive).save()
    return without_dates(draft)


def _guide(page: Worksheet, title: str, sheets: Sequence[SheetText]) -> None:
    """Write how to fill the workbook in, and what is in each sheet, a click away."""
    page.title, page.sheet_view.showGridLines = fields.GUIDE, False
    lines = [("", title), ("", "Classeur à remplir pour l'audit de classement"), *GUIDE, ("", "Les feuilles")]
    for row, texts in enumerate(lines, 1):
        for column, text in enumerate(texts, 1):
            write_cell(page.cell(row, column), text or None)
            page.cell(row, column).alignment = WRAPPED
        heighten(page, row, zip(texts, (5, WIDEST), strict=True))
    for row, sheet in enumerate(sheets, len(lines) + 1):
        cell = page.cell(row, 2)
        write_cell(cell, sheet.title if sheet.title[0].isdigit() else f"{sheet.title} : {sheet.opening[0]}")
        cell.hyperlink = f"#{quote_sheetname(sheet.title)}!A1"
        cell.font, cell.alignment = LINK, WRAPPED
    page["B1"].font, page["B2"].font, page.cell(len(lines), 2).font = TITLE, QUIET, LOUD
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 4, WIDEST
    set_page(page, 1, title)


class _Lists:
    """The hidden sheet of the choices: a list written in a validation itself could hold no comma."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.columns: dict[tuple[str, ...], int] = {}

    def range(self, choices: tuple[str, ...]) -> str:
        """Return where the choices are."""
        letter = get_column_letter(self.columns.setdefault(choices, len(self.columns) + 1))
        return f"{fields.LISTS}!${letter}$1:${letter}${len(choices)}"

    def draw(self) -> None:
        page = self.book.create_sheet(fields.LISTS)
        page.sheet_state = "hidden"
        for choices, column in self.columns.items():
            for row, choice in enumerate(choices, 1):
                write_cell(page.cell(row, column), choice)


class _Drawing:
    """A sheet being drawn."""

    def __init__(self, page: Worksheet, sheet: SheetText, lists: _Lists) -> None:
        self.page, self.sheet, self.lists = page, sheet, lists
        self.asked: dict[tuple[Kind, str, str], list[str]] = defaultdict(list)

    def draw(self, title: str) -> None:
        self.head()
        for row, line in enumerate(self.sheet.lines, HEAD + 1):
            self.heading(row, line) if line.heading else self.line(row, line.cells, line)
        first_spare = HEAD + 1 + len(self.sheet.lines)
        for row in range(first_spare, first_spare + self.sheet.spare):
            self.line(row, (None,) * len(self.sheet.columns), Line(()))
        for (kind, name, told), cells in self.asked.items():
            self.page.add_data_validation(self.validation(kind, name, told, cells))
        set_page(self.page, HEAD, title)

    def head(self) -> None:
        """Write the title, what the sheet is for, and the titles of the columns."""
        is_table = self.sheet.columns[0].path != ("code",)
        at = "A" if is_table else "B"
        write_cell(self.page[f"{at}1"], self.sheet.title if self.sheet.opening else None)
        write_cell(self.page[f"{at}2"], self.sheet.opening[0])
        self.page[f"{at}1"].font, self.page[f"{at}2"].font = TITLE, QUIET
        for column, asked in enumerate(self.sheet.columns, 1):
            cell = self.page.cell(HEAD, column)
            write_cell(cell, asked.title)
            cell.font, cell.fill, cell.alignment, cell.border = HEADER, INK, WRAPPED, BOX
            letter = get_column_letter(column)
            self.page.column_dimensions[letter].width = asked.width
            self.page.column_dimensions[letter].hidden = not is_table and self.useless(column, asked)
        shown = [one for one in self.sheet.columns if one.path != ("code",)]
        heighten(self.page, HEAD, ((one.title, one.width * 0.8) for one in shown))
        self.page.freeze_panes = self.page.cell(HEAD + 1, 2 if is_table else 3)

    def useless(self, column: int, asked: Field) -> bool:
        """Tell whether a column is there for the program alone: codes, or bureaux where none answers."""
        values = [line.cells[column - 1] for line in self.sheet.lines if len(line.cells) >= column]
        return asked.title == CODE or (asked.path == ("bureau",) and not any(values))

    def heading(self, row: int, line: Line) -> None:
        """Write a line that says what those under it are about."""
        for column, value in enumerate((*line.cells, *(None,) * (len(self.sheet.columns) - len(line.cells))), 1):
            cell = self.page.cell(row, column)
            write_cell(cell, value)
            cell.font, cell.fill = LOUD, BAND

    def line(self, row: int, cells: Sequence[Written], line: Line) -> None:
        """Write a line of cells, those to fill in with their help and their choices."""
        told = len(cells) < len(self.sheet.columns)
        for column, (asked, value) in enumerate(zip(self.sheet.columns, cells, strict=False), 1):
            cell = self.page.cell(row, column)
            kind = line.kind if asked.path == ("value",) and line.kind else asked.kind
            write_cell(cell, value)
            cell.alignment = WRAPPED
            part = "." in str(cells[0]) and line.kind is not None and asked.path != ("value",)
            if told or part or asked.path in READ_ONLY or self.office_bears(asked, line, value):
                cell.font = QUIET if told or asked.path in {("help",), ("papers",)} else USUAL
                continue
            _dress(cell, kind)
            own = asked.path == ("value",)
            name = str(cells[1]) if own and line.kind else asked.title
            self.asked[kind, name, line.help if own else asked.help].append(cell.coordinate)
        widths = (0 if asked.path == ("code",) else asked.width for asked in self.sheet.columns)
        heighten(self.page, row, zip(cells, widths, strict=False))

    def office_bears(self, asked: Field, line: Line, value: Written) -> bool:
        """Tell whether the bureau of a question is left blank because the office itself answers."""
        return asked.path == ("bureau",) and line.kind is not None and not value

    def validation(self, kind: Kind, name: str, told: str, cells: Iterable[str]) -> DataValidation:
        """Return the help of cells, and the list to choose from if there is one."""
        told = told[:LONGEST_PROMPT]
        title = name if len(name) <= 32 else f"{name[:31]}…"
        common = {"promptTitle": title, "prompt": told or None, "showInputMessage": bool(told), "allow_blank": True}
        source = f"{fields.BUREAUX}!$A${HEAD + 1}:$A${HEAD + 60}" if kind is BUREAU else ""
        source = self.lists.range(kind.choices) if kind.choices else source
        shape = DataValidation(type="list" if source else None, formula1=source or None, **common)
        shape.showErrorMessage = bool(kind.choices) and not kind.open_list
        shape.errorTitle, shape.error = "Réponse inconnue", "Choisissez dans la liste, ou laissez vide."
        shape.sqref = " ".join(cells)
        return shape


def _dress(cell: Cell, kind: Kind) -> None:
    """Make a cell look as one to fill in; a text stays a text, whatever is typed in it."""
    cell.fill, cell.border = TO_FILL, BOX
    if cell.data_type != "n" or cell.value is None or kind is not TEXT:
        cell.number_format = kind.format

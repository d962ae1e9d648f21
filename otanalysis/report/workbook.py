"""Tables as a workbook to open in a spreadsheet, to filter and to print; the same tables give the same bytes."""

import io
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

Value: TypeAlias = str | int | float | date | None

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
WHOLE, BROKEN, DAY = "#,##0", "#,##0.00", "dd/mm/yyyy"
LINE_HEIGHT = 15.0  # points
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can bear
TITLE, HEADER = Font("Calibri", bold=True, size=14), Font("Calibri", bold=True, color="FFFFFF")
INK, LINE = PatternFill("solid", fgColor="22303C"), Border(bottom=Side(style="thin", color="D5DBE0"))
OPENING, TOP = Alignment(horizontal="left"), Alignment(vertical="top", wrap_text=True)
FIRST = Alignment("left", "top", wrap_text=True)
TONES = {"rempli": "DFF0E8", "bloquant": "FBE3D6", "à documenter": "FFF1CC", "sans objet": "ECEFF2"}


@dataclass(frozen=True)
class Sheet:
    """A sheet: lines that open it, columns (title, width in characters), rows; ``held`` columns never scroll."""

    title: str
    opening: tuple[tuple[Value, ...], ...]
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[Value, ...], ...]
    held: int = 1


def workbook_bytes(sheets: Sequence[Sheet], title: str, day: date) -> bytes:
    """Return an xlsx workbook, dated ``day`` and with ``title`` at the head of each printed page."""
    book = Workbook()
    book.remove(book.worksheets[0])
    when = datetime.combine(day, time())
    book.properties.title, book.properties.creator = clean(title), "otanalysis"
    book.properties.created = book.properties.modified = when
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet, title)
    draft = io.BytesIO()
    with zipfile.ZipFile(draft, "w") as archive:
        ExcelWriter(book, archive).save()
    return without_dates(draft)


def without_dates(draft: io.BytesIO) -> bytes:
    """Return a zip without the times at which its files were written."""
    final = io.BytesIO()
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(final, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EARLIEST), old.read(name), zipfile.ZIP_DEFLATED)
    return final.getvalue()


def _fill(page: Worksheet, sheet: Sheet, title: str) -> None:
    head = len(sheet.opening) + 1
    for row, values in enumerate((*sheet.opening, [name for name, _ in sheet.columns], *sheet.rows), 1):
        for column, value in enumerate(values, 1):
            cell = page.cell(row, column)
            write_cell(cell, value)
            cell.alignment = OPENING if row < head else FIRST if column == 1 else TOP
            if row >= head:
                _dress(cell, row == head)
        if row >= head:
            heighten(page, row, zip(values, (width for _, width in sheet.columns), strict=False))
    page["A1"].font = TITLE if head > 1 else HEADER
    for column, (_, width) in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = page.cell(head + 1, sheet.held + 1)
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A{head}:{last}{head + len(sheet.rows)}"
    set_page(page, head, title)


def write_cell(cell: Cell, value: Value) -> None:
    """Write a value as what it is; a text is never read as a formula, here nor when somebody edits the cell."""
    if not isinstance(value, str):
        cell.value = value
        if value is not None:
            cell.number_format = DAY if isinstance(value, date) else WHOLE if value == int(value) else BROKEN
        return
    cell.value = clean(value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(FORMULA_SIGNS)


def heighten(page: Worksheet, row: int, cells: Iterable[tuple[object, float]]) -> None:
    """Make room for texts longer than their column is wide: not every spreadsheet does it when it opens a file."""
    lines = max((_lines_of(str(value), width) for value, width in cells if width and isinstance(value, str)), default=1)
    if lines > 1:
        page.row_dimensions[row].height = LINE_HEIGHT * lines


def _lines_of(text: str, width: float) -> int:
    return sum(max(len(textwrap.wrap(line, max(int(1.1 * width), 5))), 1) for line in text.split("\n"))


def clean(text: str) -> str:
    """Return a text without what a workbook cannot hold."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def _dress(cell: Cell, is_head: bool) -> None:
    cell.border = LINE
    if is_head:
        cell.font, cell.fill = HEADER, INK
    elif cell.value in TONES:
        cell.fill = PatternFill("solid", fgColor=TONES[cell.value])


def set_page(page: Worksheet, head: int, title: str) -> None:
    """Set the page: A4 on its side, as wide as the paper, the head row on each page, who and which page."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{head}:{head}"
    page.page_margins.left = page.page_margins.right = 0.4
    page.oddFooter.left.text = clean(title).replace("&", "&&")
    page.oddFooter.right.text = "&A, page &P sur &N"

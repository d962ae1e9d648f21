"""A document of an application file as .docx: real styles, table heads that repeat, page numbers, in French."""

import io
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from otanalysis.french import unbreakable
from otanalysis.report.file_blocks import Block, Bullets, Draft, Heading, Notice, Paragraph, Table, pieces
from otanalysis.report.workbook import without_dates

FONT, INK, PALE, GAPS = "Arial", RGBColor(0x22, 0x30, 0x3C), "ECEFF2", "FFE98A"
MARK, WARNING = RGBColor(0xA3, 0x3B, 0x12), "FFF1CC"
SIDE, TOP = Cm(2.2), Cm(2)
A4 = (Cm(21), Cm(29.7))
LINES, ROOM = "9AA5B1", "60"  # the room inside a cell is in twentieths of a point
STYLES = {"Normal": (10, 0, 5), "Title": (19, 0, 8), "Heading 1": (14, 14, 4), "Heading 2": (12, 10, 4)}
STYLES |= {"Caption": (9, 6, 3), "List Bullet": (10, 0, 3), "Header": (9, 0, 0), "Footer": (8, 0, 0)}


def docx_bytes(draft: Draft, office: str, day: date, mark: str) -> bytes:
    """Return a document as .docx, dated ``day``, ``mark`` at the head of each page: same draft, same bytes."""
    document = docx.Document()
    _dress(document)
    _page(document, draft, office, mark)
    _properties(document, draft, office, day)
    document.add_paragraph(style="Title").add_run(unbreakable(draft.title))
    width = _width(document)
    for block in draft.blocks:
        if isinstance(block, Paragraph) and block.right:  # no signature stands alone on its page
            document.paragraphs[-1].paragraph_format.keep_with_next = True
        WRITERS[type(block)](document, block, width)
    content = io.BytesIO()
    document.save(content)
    return without_dates(content)


def _properties(document: Document, draft: Draft, office: str, day: date) -> None:
    said = document.core_properties
    said.title, said.subject, said.author, said.last_modified_by = draft.title, office, "otanalysis", "otanalysis"
    said.language, said.comments, said.keywords = "fr-FR", "Projet à relire et à compléter", ""
    said.created = said.modified = datetime.combine(day, time())
    said.revision = 1


def _dress(document: Document) -> None:
    """Set the language and the styles: one font, dark ink, titles kept with what follows."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.find(qn("w:lang")).set(qn("w:val"), "fr-FR")
    for name, (size, before, after) in STYLES.items():
        style: Any = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), INK
        _font(style.element.get_or_add_rPr())
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for name in ("Title", "Heading 1", "Heading 2", "Caption"):
        style = document.styles[name]
        style.font.bold, style.paragraph_format.keep_with_next = True, True
    for name, part in (("Title", "w:pBdr"), ("Footer", "w:tabs")):
        properties = document.styles[name].element.pPr
        properties.remove(properties.find(qn(part)))


def _font(properties: Any) -> None:  # noqa: ANN401 - an element of lxml
    """Name the font for every script, in place of the theme's."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _page(document: Document, draft: Draft, office: str, mark: str) -> None:
    section: Any = document.sections[0]
    section.page_width, section.page_height = A4[::-1] if draft.wide else A4
    section.orientation = WD_ORIENT.LANDSCAPE if draft.wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = SIDE
    section.top_margin = section.bottom_margin = TOP
    head = section.header.paragraphs[0].add_run(unbreakable(mark))
    head.bold, head.font.color.rgb = True, MARK
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(_width(document), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(unbreakable(f"{office} : {draft.title}\tpage "))
    _field(foot, "PAGE")
    foot.add_run(" sur ")
    _field(foot, "NUMPAGES")


def _width(document: Document) -> Length:
    section: Any = document.sections[0]
    return Length(section.page_width - section.left_margin - section.right_margin)


def _field(line: Line, code: str) -> None:
    """Add a field that the reader's program computes."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = line.add_run(text if kind == "text" else "")
        if kind == "text":
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)


def _write(line: Line, text: str) -> Line:
    """Write a text, what is to complete highlighted."""
    for piece, is_gap in pieces(text):
        run = line.add_run(piece)
        if is_gap:
            _shade(run._r.get_or_add_rPr(), GAPS)
    return line


def _heading(document: Document, block: Heading, _: Length) -> None:
    _write(document.add_heading(level=block.level), block.text)


def _paragraph(document: Document, block: Paragraph, _: Length) -> None:
    line = _write(document.add_paragraph(), block.text)
    if block.right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _bullets(document: Document, block: Bullets, _: Length) -> None:
    for item in block.items:
        _write(document.add_paragraph(style="List Bullet"), item)


def _notice(document: Document, block: Notice, _: Length) -> None:
    for line in block.lines:
        properties = _write(document.add_paragraph(), line)._p.get_or_add_pPr()
        edges = _element("w:pBdr")
        edges.append(_element("w:left", val="single", sz="24", space="6", color="A33B12"))
        properties.append(edges)
        _shade(properties, WARNING)


def _table(document: Document, block: Table, width: Length) -> None:
    document.add_paragraph(unbreakable(block.caption), style="Caption")
    table = document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _describe(table, block.caption)
    columns = [Length(width * share // sum(block.widths)) for share in block.widths]
    for column, size in zip(table.columns, columns, strict=True):
        column.width = size
    for rank, texts in enumerate((block.columns, *block.rows)):
        _row(table, texts, columns, rank == 0)
    after = document.add_paragraph().paragraph_format  # two tables that touch are one
    after.space_after, after.line_spacing = Pt(0), Pt(6)


def _describe(table: Any, caption: str) -> None:  # noqa: ANN401 - python-docx types tables in part
    """Give a table its name for those who do not see it; its first row is a head."""
    properties = table._tbl.tblPr
    edges, room = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edges.append(_element(f"w:{side}", val="single", sz="4", space="0", color=LINES))
    for side in ("top", "left", "bottom", "right"):
        room.append(_element(f"w:{side}", w=ROOM, type="dxa"))
    look = properties.find(qn("w:tblLook"))
    properties.find(qn("w:tblLayout")).addprevious(edges)  # Word wants them in the order of its schema
    look.addprevious(room)
    look.addnext(_element("w:tblCaption", val=caption))


def _row(table: Any, texts: Iterable[str], widths: list[Length], is_head: bool) -> None:  # noqa: ANN401
    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        line = _write(cell.paragraphs[0], text)
        line.paragraph_format.space_after = Pt(1)
        line.paragraph_format.keep_with_next = is_head
        for run in line.runs:
            run.font.size, run.bold = Pt(9), is_head or None
        if is_head:
            _shade(cell._tc.get_or_add_tcPr(), PALE)


def _shade(properties: Any, colour: str) -> None:  # noqa: ANN401 - an element of lxml
    properties.append(_element("w:shd", val="clear", color="auto", fill=colour))


def _element(name: str, **said: str) -> Any:  # noqa: ANN401 - an element of lxml
    element = OxmlElement(name)
    for key, value in said.items():
        element.set(qn(f"w:{key}"), value)
    return element


WRITERS: dict[type[Block], Callable[[Document, Any, Length], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Notice: _notice,
    Table: _table,
}

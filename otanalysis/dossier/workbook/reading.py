"""From a workbook to the data of a dossier: the same tree as its YAML, each value with its cell."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from otanalysis.dossier.slugs import slug
from otanalysis.dossier.workbook import fields
from otanalysis.dossier.workbook.answers import answers_of
from otanalysis.dossier.workbook.book import Page, Row, open_pages, with_columns
from otanalysis.dossier.workbook.fields import ANSWER, CODE, FACT_FIELDS, FORMS, QUESTION, TABLES, Field
from otanalysis.dossier.workbook.names import Names
from otanalysis.dossier.workbook.noting import Notes, WorkbookDocument, named, put
from otanalysis.dossier.workbook.timetable import read_hours
from otanalysis.reading.problems import nearest

FORM_TITLES = (CODE, QUESTION, ANSWER)
IGNORED = (fields.GUIDE, fields.LISTS)
Block = dict[str, Any]


def read_workbook(path: Path, shown: str) -> WorkbookDocument:
    """Return a workbook as the document of a dossier, with the mistakes of its cells.

    Raises InputError for a file that is no workbook.
    """
    notes = Notes(shown)
    pages = {page.title: page for page in open_pages(path, shown)}
    known = {title: _known(pages, title, notes) for title in (*FORMS, *TABLES)}
    data: Block = {"office": {}}
    for title, form in FORMS.items():
        _form(known[title], [asked for section in form for asked in section.fields], data, notes)
    _context(known[fields.CONTEXT], data, notes)
    bureaux, names = _bureaux(known[fields.BUREAUX], notes)
    read_hours(known[fields.TIMETABLE], known[fields.RULES], bureaux, names, notes)
    _staff(known[fields.STAFF], data, names, notes)
    _marks(known[fields.HELD], data, notes)
    answers_of(_questions(pages, notes), data, bureaux, names, notes)
    data["bureaux"] = tuple(bureaux)
    names_of_cells, problems = tuple(named(*cell) for cell in notes.cells), tuple(notes.problems)
    return WorkbookDocument(
        shown, data, notes.places, (), problems=problems, names=names_of_cells, titles=notes.titles, words=_words()
    )


def _words() -> dict[str, str]:
    """Return the title of the column, or of the line, of each key of a dossier."""
    forms = [asked for form in FORMS.values() for section in form for asked in section.fields]
    asked = [*(one for table in TABLES.values() for one in table), *forms, *FACT_FIELDS]
    return {one.path[-1]: one.title for one in reversed(asked)} | {"posts": "Nombre", "start": "Du", "end": "Au"}


def _known(pages: dict[str, Page], title: str, notes: Notes) -> Page:
    """Return a sheet that must be there, an empty one (and a mistake) when it is not."""
    titles = [asked.title for asked in TABLES[title]] if title in TABLES else FORM_TITLES
    if title not in pages:
        others = [name for name in pages if name not in (*FORMS, *TABLES, *IGNORED)]
        near = nearest(title, others)
        advice = f"renommez la feuille « {near} »" if near else "reprenez-la du classeur de départ"
        notes.refuse(title, "", "cette feuille manque", advice)
        return Page(title, ())
    page = with_columns(pages[title], titles)
    notes.check(page, titles)
    return page


def _questions(pages: dict[str, Page], notes: Notes) -> Iterator[Page]:
    """Yield the sheets of questions on facts: all that are none of the others, nor notes."""
    for title, page in pages.items():
        if title in (*FORMS, *TABLES, *IGNORED) or title.startswith(fields.NOTES) or not page.grid:
            continue
        titles = [asked.title for asked in FACT_FIELDS if asked.path != ("papers",)]
        found = with_columns(page, titles)
        if len(found.columns) < 2:
            advice = f"supprimez-la, ou commencez son nom par « {fields.NOTES} »"
            notes.refuse(title, "", "cette feuille n'est pas du classeur", advice)
            continue
        notes.check(found, titles)
        yield found


def _form(page: Page, asked: Sequence[Field], data: Block, notes: Notes) -> None:
    """Read the answers of a form into the blocks that they belong to."""
    by_code = {".".join(one.path): one for one in asked}
    for row in page.rows():
        one = by_code.get(str(row.cells.get(CODE)).strip())
        if one is not None:
            value = notes.cell(page, row, ANSWER, one, one.path)
            if value is not None:
                put(data, one.path, value)


def _items(page: Page, asked: Sequence[Field], loc: tuple[str, ...], notes: Notes) -> list[Block]:
    """Return the lines of a table as blocks of a list."""
    found: list[Block] = []
    for row in page.rows():
        notes.note((*loc, len(found)), page.title, page.address(row.line, asked[0].title))
        found.append(notes.read(page, row, asked, (*loc, len(found))))
    return found


def _context(page: Page, data: Block, notes: Notes) -> None:
    """Read the sentences of the context and the figures."""
    kind, label, *_ = asked = TABLES[fields.CONTEXT]
    lists: dict[str, list[Any]] = {"context": [], "figures": []}
    for row in page.rows():
        which = notes.cell(page, row, kind.title, kind, ("lines", row.line)) or "context"
        if which == "context":
            lists[which].append(notes.cell(page, row, label.title, label, (which, len(lists[which]))) or "")
            _refuse_figure(page, row, notes)
            continue
        loc = (which, len(lists[which]))
        notes.note(loc, page.title, page.address(row.line, label.title))
        lists[which].append(notes.read(page, row, asked[1:], loc))
    data.update({key: tuple(value) for key, value in lists.items()})


def _refuse_figure(page: Page, row: Row, notes: Notes) -> None:
    """Note a figure or a source on the line of a sentence: nothing would be done with it."""
    for title in ("Chiffre", "Source"):
        if row.cells.get(title) not in (None, ""):
            where = page.address(row.line, title)
            notes.refuse(
                page.title, where, "une phrase n'a ni chiffre ni source", "choisissez « chiffre » dans « Quoi »"
            )


def _bureaux(page: Page, notes: Notes) -> tuple[list[Block], Names]:
    """Return the bureaux, whose code is drawn from the name when there is none, and what other sheets call them."""
    notes.note(("bureaux",), page.title, "")
    found = _items(page, TABLES[fields.BUREAUX], ("bureaux",), notes)
    for bureau in found:
        if "id" not in bureau and "name" in bureau:
            bureau["id"] = slug(bureau["name"])
    return found, Names(tuple((bureau.get("id", ""), bureau.get("name", "")) for bureau in found))


def _staff(page: Page, data: Block, names: Names, notes: Notes) -> None:
    """Read the contracts; no contract at all says nothing, unless the office says that it employs nobody."""
    notes.note(("staff",), page.title, "")
    contracts = _items(page, TABLES[fields.STAFF], ("staff", "contracts"), notes)
    for n, contract in enumerate(contracts):
        if "bureau" in contract:
            at = names.find(contract["bureau"])
            loc = ("staff", "contracts", n, "bureau")
            if at is None:
                names.refuse(contract.pop("bureau"), loc, notes)
            else:
                contract["bureau"] = names.ids[at][0]
    nobody = data.get("staff", {}).pop("nobody", False)
    if contracts or nobody:
        data.setdefault("staff", {})["contracts"] = tuple(contracts)
    if not data.get("staff") and "staff" in data:
        del data["staff"]


def _marks(page: Page, data: Block, notes: Notes) -> None:
    marks = _items(page, TABLES[fields.HELD], ("marks",), notes)
    if marks:
        data["marks"] = tuple(marks)

"""Opening hours as two tables: the lines of the seasons, and what holds all year for a bureau."""

from typing import Any

from otanalysis.dossier.workbook.book import Page, Row
from otanalysis.dossier.workbook.fields import RULES_FIELDS, TIMETABLE_FIELDS, Field
from otanalysis.dossier.workbook.names import Names
from otanalysis.dossier.workbook.noting import Notes
from otanalysis.reading.yaml12 import Loc

Block = dict[str, Any]
Where = tuple[int, str]  # which bureau, and « hours » or « hors_les_murs »
BUREAU, PLACE, NAME, START, END, DAYS, SLOTS = TIMETABLE_FIELDS
OF_TABLE = ("public_holidays", "closures")
UNTIED = 10_000  # the number of a line whose bureau is not known: it has cells to tell mistakes, and no data


def read_hours(timetable: Page, rules: Page, bureaux: list[Block], names: Names, notes: Notes) -> None:
    """Put the hours of two sheets into the bureaux that they name."""
    tables: dict[Where, list[Block]] = {}
    last: Where | None = None
    for row in timetable.rows():
        last = _where(timetable, row, names, notes, last)
        if last is not None:
            _line(timetable, row, last, tables.setdefault(last, []), notes)
    said = {}
    for row in rules.rows():
        where = _where(rules, row, names, notes, None)
        if where in said:
            advice = "réunissez les deux lignes en une"
            notes.refuse(rules.title, rules.address(row.line, BUREAU.title), "ce bureau a déjà une ligne", advice)
        elif where is not None:
            said[where] = notes.read(rules, row, RULES_FIELDS[2:], _loc(where))
    for where in dict.fromkeys((*tables, *said)):
        block = _hours(said.get(where, {}), tables.get(where, []), where, rules, notes)
        bureaux[where[0]][where[1]] = block


def _loc(where: Where) -> Loc:
    return ("bureaux", *where)


def _where(page: Page, row: Row, names: Names, notes: Notes, before: Where | None) -> Where | None:
    """Return whose hours a line tells; a line without a bureau is of the one before."""
    loc: Loc = (page.title, row.line)
    written = notes.cell(page, row, BUREAU.title, BUREAU, (*loc, "bureau"))
    place = notes.cell(page, row, PLACE.title, PLACE, (*loc, "place"))
    if written is None:
        if before is None:
            notes.refuse(page.title, page.address(row.line, BUREAU.title), "le bureau manque", "choisissez-le")
        return (before[0], place or before[1]) if before else None
    at = names.find(written)
    if at is None:
        names.refuse(written, (*loc, "bureau"), notes)
        return None
    notes.note((*_loc((at, place or "hours")),), page.title, page.address(row.line, BUREAU.title))
    return at, place or "hours"


def _line(page: Page, row: Row, where: Where, seasons: list[Block], notes: Notes) -> None:
    """Add a line to the season of its dates; one without dates goes on with the season before."""
    at = (*_loc(where), "table", "seasons")
    read = {asked.path[0]: _peek(asked, row) for asked in (START, END)}
    same = [n for n, season in enumerate(seasons) if {key: season.get(key) for key in read} == read]
    if read == {"start": None, "end": None} and seasons:
        same = [len(seasons) - 1]
    n = same[0] if same else len(seasons)
    if not same:
        notes.note((*at, n), page.title, page.address(row.line, START.title))
        seasons.append({**notes.read(page, row, (NAME, START, END), (*at, n)), "week": ()})
    season = seasons[n]
    week = (*at, n, "week", len(season["week"]))
    block = notes.read(page, row, (DAYS, SLOTS), week)
    if block and (block != {"slots": ()}):
        season["week"] = (*season["week"], block)


def _peek(asked: Field, row: Row) -> Any:  # noqa: ANN401
    """Return what a cell says, None when it is blank or wrong: its mistake is told where it is read."""
    try:
        found = row.cells.get(asked.title)
        return asked.kind.read(found) if found not in (None, "") else None
    except ValueError:
        return None


def _hours(said: Block, seasons: list[Block], where: Where, rules: Page, notes: Notes) -> Block:
    """Return the hours of a bureau: those of its lines, unless it gives a sentence or a file."""
    loc = _loc(where)
    as_table = bool(seasons) or not said.keys() & {"osm", "file"} or bool(said.keys() & set(OF_TABLE))
    if not as_table:
        return said
    if said.pop("school_zone", None):
        notes.refuse_at((*loc, "school_zone"), "une zone scolaire ne va qu'avec une phrase OpenStreetMap", "effacez-la")
    keys = [*OF_TABLE, *(["region"] if not said.keys() & {"osm", "file"} else [])]
    table = {key: said.pop(key) for key in keys if key in said}
    for key in keys:
        if (*loc, key) in notes.places:
            line = notes.places[(*loc, key)]
            notes.places[(*loc, "table", key)] = line
            notes.titles[(*loc, "table", key)] = notes.titles[(*loc, key)]
    if seasons:
        table["seasons"] = tuple(seasons)
    return {**said, "table": table}

"""From a dossier to what each sheet of its workbook shows: nothing here draws a cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from otanalysis.dossier.records import DossierFile
from otanalysis.dossier.workbook import fields
from otanalysis.dossier.workbook.fields import ANSWER, CODE, QUESTION, TABLES, Field, Path, Section
from otanalysis.dossier.workbook.kinds import Kind, Written
from otanalysis.dossier.workbook.names import Names

Block = Mapping[str, Any]
SPARE = {fields.BUREAUX: 12, fields.TIMETABLE: 18, fields.RULES: 12, fields.STAFF: 15, fields.HELD: 10}
SPARE_LINES = 15
FORM_COLUMNS = (
    Field(("code",), CODE, width=8),
    Field(("question",), QUESTION, width=40),
    Field(("value",), ANSWER, width=60),
    Field(("help",), "Aide", width=52),
)
OPENINGS = {
    fields.OFFICE: "Qui est l'office. Seul son nom est obligatoire ; laissez vide ce qui ne le concerne pas.",
    fields.CONTEXT: "Ce que le lecteur doit savoir avant l'audit : des phrases, et des chiffres avec leur source.",
    fields.BUREAUX: "Une ligne par bureau d'information. Un seul est le bureau principal.",
    fields.TIMETABLE: "Une ligne par période et par groupe de jours. Un jour sans ligne, dans une période, est fermé.",
    fields.RULES: "Une ligne par bureau : jours fériés, fermetures exceptionnelles, d'où viennent ses horaires.",
    fields.STAFF: "Une ligne par poste, ou par groupe de postes identiques.",
    fields.ATTENDANCE: "Le fichier des visiteurs de la zone, mis à côté de ce classeur ; vide s'il n'y en a pas.",
    fields.HELD: "Marques et labels que l'office a, ou a eus.",
}


@dataclass(frozen=True)
class Line:
    """A line of a sheet: its cells; the kind and the help of its answer if it has its own; whether it is a heading."""

    cells: tuple[Written, ...]
    kind: Kind | None = None
    help: str = ""
    heading: bool = False


@dataclass(frozen=True)
class SheetText:
    """What a sheet shows: its title, lines that open it, its columns, its lines, and how many more to prepare."""

    title: str
    opening: tuple[str, ...]
    columns: tuple[Field, ...]
    lines: tuple[Line, ...]
    spare: int = 0


def general_sheets(record: DossierFile | None) -> Iterator[SheetText]:
    """Yield the sheets that ask no fact: those of an office that says nothing when there is no record."""
    data: dict[str, Any] = record.model_dump(mode="json", exclude_unset=True) if record else {}
    if data.get("staff") and not data["staff"]["contracts"]:
        data["staff"]["nobody"] = True
    if record and record.plan and record.plan.lodgings:
        data["plan"]["lodgings"] = record.plan.lodgings.model_dump()
    names = names_of(record)
    yield _form(fields.OFFICE, fields.FORM, data)
    yield _table(fields.BUREAUX, data.get("bureaux", ()))
    yield _table(fields.TIMETABLE, _seasons(data, names))
    yield _table(fields.RULES, _rules(data, names))
    yield _table(fields.STAFF, _contracts(data, names))
    yield _form(fields.ATTENDANCE, fields.ATTENDANCE_FORM, data)
    yield _table(fields.HELD, data.get("marks", ()))
    yield _table(fields.CONTEXT, _context(data))


def names_of(record: DossierFile | None) -> Names:
    """Return what the sheets call the bureaux."""
    return Names(tuple((bureau.id, bureau.name) for bureau in record.bureaux) if record else ())


def written_at(block: Block, path: Path, kind: Kind) -> Written:
    """Return what the cell of a value shows, None when there is no value."""
    value: Any = block
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return None if value is None or value == "" else kind.write(value)


def _form(title: str, form: Sequence[Section], data: Block) -> SheetText:
    lines = tuple(line for section in form for line in _section(section, data))
    return SheetText(title, (OPENINGS[title],), FORM_COLUMNS, lines)


def _section(section: Section, data: Block) -> Iterator[Line]:
    yield Line((None, section.title), heading=True)
    for asked in section.fields:
        cells = (".".join(asked.path), asked.title, written_at(data, asked.path, asked.kind), asked.help)
        yield Line(cells, asked.kind, asked.help)


def _table(title: str, blocks: Iterable[Block]) -> SheetText:
    asked = TABLES[title]
    lines = tuple(Line(tuple(written_at(block, one.path, one.kind) for one in asked)) for block in blocks)
    return SheetText(title, (OPENINGS[title],), asked, lines, SPARE.get(title, SPARE_LINES))


def _context(data: Block) -> Iterator[Block]:
    yield from ({"kind": "context", "label": text} for text in data.get("context", ()))
    yield from ({"kind": "figures", **figure} for figure in data.get("figures", ()))


def _points(data: Block) -> Iterator[tuple[int, str, Block]]:
    """Yield the hours of each bureau: its index, where they are kept, and what they say."""
    for n, bureau in enumerate(data.get("bureaux", ())):
        yield from ((n, place, bureau[place]) for place in ("hours", "hors_les_murs") if bureau.get(place))


def _seasons(data: Block, names: Names) -> Iterator[Block]:
    for n, place, hours in _points(data):
        for season in (hours.get("table") or {"seasons": ()})["seasons"]:
            where = {"bureau": names.called(n), "place": place, **season}
            yield from ({**where, **week} for week in season["week"] or [{"slots": ()}])


def _rules(data: Block, names: Names) -> Iterator[Block]:
    for n, place, hours in _points(data):
        table = {key: value for key, value in (hours.get("table") or {}).items() if key != "region" or value}
        table = {key: value for key, value in table.items() if key != "closures" or value}
        yield {"bureau": names.called(n), "place": place, **hours, **table}


def _contracts(data: Block, names: Names) -> Iterator[Block]:
    ids = [code for code, _ in names.ids]
    for contract in (data.get("staff") or {"contracts": ()})["contracts"]:
        place = contract.get("bureau")
        yield {**contract, "bureau": names.called(ids.index(place)) if place else None}

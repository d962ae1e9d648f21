"""The answers to the questions on facts, read from the sheets that ask them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from otanalysis.dossier.workbook.book import Page, Row
from otanalysis.dossier.workbook.fields import ANSWER, BUREAU_TITLE, CODE, FACT_FIELDS, PARTS, VALUES
from otanalysis.dossier.workbook.kinds import blank
from otanalysis.dossier.workbook.names import Names
from otanalysis.dossier.workbook.noting import Notes
from otanalysis.law.loader import load_catalogue
from otanalysis.law.records import FactKind
from otanalysis.reading.problems import did_you_mean
from otanalysis.reading.yaml12 import Loc

Block = dict[str, Any]
FIELDS = {asked.path[0]: asked for asked in FACT_FIELDS}
AROUND = tuple(asked for asked in FACT_FIELDS if asked.path[0] in ("evidence", "source", "note", "illustrative"))
MEANT = (ANSWER, *(asked.title for asked in AROUND))


def answers_of(pages: Iterable[Page], data: Block, bureaux: list[Block], names: Names, notes: Notes) -> None:
    """Put the answers of sheets of questions among the facts of the office and of the bureaux."""
    reader = _Answers(data, bureaux, names, notes)
    for page in pages:
        for row in page.rows():
            if "." in str(row.cells.get(CODE)) or any(not blank(row.cells.get(title)) for title in MEANT):
                reader.row(page, row)
    reader.finish()


class _Answers:
    """Gathers the facts, and the parts of a mark or an agreement, that have lines of their own."""

    def __init__(self, data: Block, bureaux: list[Block], names: Names, notes: Notes) -> None:
        self.data, self.bureaux, self.names, self.notes = data, bureaux, names, notes
        self.catalogue = load_catalogue()
        self.first: dict[Loc, str] = {}
        self.parts: dict[Loc, Block] = {}
        self.joint: dict[Loc, str] = {}

    def row(self, page: Page, row: Row) -> None:
        """Read the line of a question; one without an answer is none of the facts."""
        written = row.cells.get(CODE)
        name, _, part = str("" if written is None else written).strip().partition(".")
        kind = self.catalogue.get(name)
        if kind is None or kind.kind == "computed":
            self.unknown(page, row, name)
            return
        bearer = self.bearer(page, row, kind)
        if bearer is None:
            return
        loc: Loc = (*bearer, "facts", name)
        where, address = (*loc, part) if part else loc, page.address(row.line, ANSWER)
        if kind.kind in PARTS:
            self.joint[loc] = kind.kind
        if where in self.first:
            self.notes.refuse(page.title, address, "cette question a déjà une réponse", self.first[where])
            return
        self.first[where] = f"voyez la feuille « {page.title} », cellule {address} : gardez une seule ligne"
        if part:
            self.part(page, row, kind, loc, part)
        else:
            self.fact(page, row, kind, loc)

    def unknown(self, page: Page, row: Row, name: str) -> None:
        known = [name for name, kind in self.catalogue.items() if kind.kind != "computed"]
        message = (
            f"« {name} » n'est le code d'aucune question" if name else "cette ligne n'a plus le code de sa question"
        )
        self.notes.refuse(page.title, page.address(row.line, CODE), message, did_you_mean(name, known) if name else "")

    def bearer(self, page: Page, row: Row, kind: FactKind) -> Loc | None:
        """Return the block that bears a fact: the office's, or that of a bureau; None when no bureau is that one."""
        if kind.bearer == "office":
            return ()
        loc: Loc = (page.title, row.line, "bureau")
        written = self.notes.cell(page, row, BUREAU_TITLE, FIELDS["bureau"], loc)
        at = self.names.find(written) if written else None
        if written and at is None:
            self.names.refuse(written, loc, self.notes)
        elif at is None:
            where = page.address(row.line, BUREAU_TITLE)
            self.notes.refuse(page.title, where, "le bureau manque", "choisissez-le")
        return ("bureaux", at) if at is not None else None

    def fact(self, page: Page, row: Row, kind: FactKind, loc: Loc) -> None:
        self.notes.note(loc, page.title, page.address(row.line, ANSWER), kind.question)
        asked = replace(FIELDS["value"], kind=VALUES[kind.kind])
        value = self.notes.cell(page, row, ANSWER, asked, (*loc, "value"))
        self.block(loc)[str(loc[-1])] = {"value": value, **self.notes.read(page, row, AROUND, loc)}

    def part(self, page: Page, row: Row, kind: FactKind, loc: Loc, part: str) -> None:
        asked = next((one for one in PARTS.get(kind.kind, ()) if one.path == (part,)), None)
        if asked is None:
            self.unknown(page, row, f"{loc[-1]}.{part}")
            return
        value = self.notes.cell(page, row, ANSWER, asked, (*loc, "value", part))
        if value is not None:
            self.parts.setdefault(loc, {})[part] = value

    def block(self, loc: Loc) -> Block:
        """Return the facts of a bearer."""
        bearer = self.bureaux[int(loc[1])] if loc[0] == "bureaux" else self.data
        found: Block = bearer.setdefault("facts", {})
        return found

    def finish(self) -> None:
        """Join the parts of marks and agreements to their answers."""
        for loc, kind in self.joint.items():
            parts, fact = self.parts.get(loc, {}), self.block(loc).get(str(loc[-1]), {})
            value = fact.get("value")
            if value is True or isinstance(value, str):
                fact["value"] = {**({"name": value} if kind == "mark" else {}), **parts}
            elif parts:
                at = (*loc, "value", next(iter(parts)))
                self.notes.refuse_at(
                    at, "ceci ne va qu'avec une réponse autre que « non »", "répondez au-dessus, ou effacez"
                )

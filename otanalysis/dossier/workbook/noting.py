"""A workbook being read: its data so far, the cell of each value, and the mistakes found on the way."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from otanalysis.dossier.workbook.book import CellError, Page, Row
from otanalysis.dossier.workbook.fields import Field
from otanalysis.dossier.workbook.kinds import blank
from otanalysis.reading.problems import Problem, did_you_mean
from otanalysis.reading.yaml12 import Document, Loc

KEY = re.compile(r"la clé « (\w+) » manque")
SAID = re.compile(r"« (\w+) »")
ASSIGNED = re.compile(r"(?:« )?\b([a-z_]+): ([\w.,-]+)(?: »)?")
WHOLE_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
DAY_OF_YEAR = re.compile(r"(?<![\d:-])(\d\d)-(\d\d)(?![\d:-])")
WORDS = {
    "« osm », « table » ou « file »": "des lignes dans « Horaires », une phrase OpenStreetMap ou un fichier",
    "ont l'id": "ont le nom ou le code",
    "n'a l'id": "ne s'appelle",
    'écrivez "" (métropole)': "laissez vide (métropole)",
    "true": "oui",
    "false": "non",
}
EMPTY_LISTS = {
    "bureaux": ("aucun bureau", "écrivez au moins un bureau dans la feuille « Bureaux »"),
    "contracts": ("aucun poste", "écrivez les postes dans la feuille « Effectif », ou « oui » à « Aucun personnel ? »"),
    "seasons": ("aucune période d'ouverture", "écrivez-les dans la feuille « Horaires »"),
}  # fmt: skip


@dataclass(frozen=True)
class WorkbookDocument(Document):
    """A workbook read as the dossier that it writes: places are cells, in the order in which they were read."""

    names: tuple[str, ...] = ()
    titles: Mapping[Loc, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def cell_of(self, loc: Loc) -> str:
        """Return « feuille « Office », cellule C12 » for the value at ``loc``, or for the nearest block around it."""
        line = self.line_of(loc)
        return self.names[line - 1] if line else ""

    def problem(self, loc: Loc, message: str, advice: str = "", value: str = "", key: str = "") -> Problem:
        """Return a mistake at ``loc`` in the words of the workbook."""
        line, missing = self.line_of(loc), KEY.fullmatch(message)
        if missing:
            message, advice = self._missing(loc, missing[1])
        if message == "la liste est vide":
            message, advice = EMPTY_LISTS.get(str(loc[-1]), (message, advice))
        told = self._in_words(message), self._in_words(advice)
        return Problem(self.file, line, "", *told, cell=self.cell_of(loc))

    def _missing(self, loc: Loc, key: str) -> tuple[str, str]:
        if key in EMPTY_LISTS:
            return EMPTY_LISTS[key]
        title = self.titles.get(loc) or self.words.get(key, key)
        where = "remplissez cette case" if loc in self.places else "ajoutez une ligne dans la feuille « Jours fériés »"
        return f"« {title} » manque", where

    def _in_words(self, text: str) -> str:
        for said, meant in WORDS.items():
            text = text.replace(said, meant)
        text = ASSIGNED.sub(lambda found: self._assigned(found), text)
        text = SAID.sub(lambda found: f"« {self.words.get(found[1], found[1])} »", text)
        text = WHOLE_DAY.sub(r"\3/\2/\1", text)
        return DAY_OF_YEAR.sub(r"\2/\1", text)

    def _assigned(self, found: re.Match[str]) -> str:
        title = self.words.get(found[1])
        return f"« {found[2]} » dans « {title} »" if title else found[0]


class Notes:
    """What is gathered while sheets are read."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.cells: list[tuple[str, str]] = []  # the sheet and the address of each place, "" for a whole sheet
        self.places: dict[Loc, int] = {}
        self.titles: dict[Loc, str] = {}
        self.problems: list[Problem] = []

    def refuse(self, page: str, address: str, message: str, advice: str = "") -> None:
        """Note a mistake in a cell, or in a whole sheet when there is no address."""
        self.cells.append((page, address))
        self.problems.append(Problem(self.shown, len(self.cells), "", message, advice, cell=named(page, address)))

    def refuse_at(self, loc: Loc, message: str, advice: str = "") -> None:
        """Note a mistake in the cell of a value."""
        self.refuse(*self.cells[self.places[loc] - 1], message, advice)

    def note(self, loc: Loc, page: str, address: str, title: str = "") -> None:
        """Note the cell of a value; the first one noted stays."""
        if loc not in self.places:
            self.cells.append((page, address))
            self.places[loc], self.titles[loc] = len(self.cells), title

    def check(self, page: Page, titles: Iterable[str]) -> None:
        """Note the columns that lack, and the cells merged under the titles: what they hide would be lost."""
        present = [cell for cell in page.grid[max(page.head - 1, 0)] if isinstance(cell, str)] if page.grid else []
        for title in titles:
            if title not in page.columns:
                advice = f"{did_you_mean(title, present)} Rétablissez ce titre." if present else "rétablissez-la"
                self.refuse(page.title, "", f"la colonne « {title} » manque", advice)
        for (top, left), (bottom, right) in page.merged:
            if bottom >= page.head and page.head:
                first, last = (_at(line, column) for line, column in ((top, left), (bottom, right)))
                self.refuse(page.title, first, f"les cellules {first} à {last} sont fusionnées", "défusionnez-les")

    def cell(self, page: Page, row: Row, title: str, asked: Field, loc: Loc) -> Any:  # noqa: ANN401
        """Return what a cell says, None when it is blank or wrong; its place is noted, and its mistake."""
        address, found = page.address(row.line, title), row.cells.get(title)
        self.note(loc, page.title, address, asked.title)
        if blank(found):
            return None
        if isinstance(found, CellError):
            self.refuse(page.title, address, f"la formule de cette cellule échoue ({found})", "écrivez la valeur")
            return None
        try:
            return asked.kind.read(found)
        except ValueError as error:
            self.refuse(page.title, address, str(error))
            return None

    def read(self, page: Page, row: Row, fields: Iterable[Field], loc: Loc) -> dict[str, Any]:
        """Return what a line says, as a block of the dossier at ``loc``."""
        block: dict[str, Any] = {}
        for asked in fields:
            value = self.cell(page, row, asked.title, asked, (*loc, *asked.path))
            if value is not None:
                put(block, asked.path, value)
        return block


def put(block: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    """Set a value in a block of blocks."""
    for key in path[:-1]:
        block = block.setdefault(key, {})
    block[path[-1]] = value


def _at(line: int, column: int) -> str:
    return f"{get_column_letter(column + 1)}{line + 1}"


def named(page: str, address: str) -> str:
    """Return what to call a cell, or a whole sheet."""
    return f"feuille « {page} », cellule {address}" if address else f"feuille « {page} »"

"""The kinds of cells of the workbook: what a person may write in one, and what the dossier keeps of it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from otanalysis.dossier.workbook import lists
from otanalysis.opening.sheet_cells import SERIAL, Cell, date_in, is_blank, shown
from otanalysis.reading.mistakes import FALSE_WORDS, TRUE_WORDS
from otanalysis.reading.problems import did_you_mean
from otanalysis.reading.records import iso_day

Written = str | int | float | date | None
DAY, PLAIN = "dd/mm/yyyy", "@"  # a date; a text, that a spreadsheet leaves as it was typed
FIRST_CELL_YEAR = 1901  # spreadsheets disagree on the days before
MARKS = {
    "non": False,
    "Qualité Tourisme": "qualite_tourisme",
    "Destination d'excellence": "destination_excellence",
    "autre": "autre",
}


@dataclass(frozen=True)
class Kind:
    """How a cell is read and written; ``read`` raises ValueError, in French, for what cannot be meant.

    ``choices`` are shown as a list to choose from; ``open_list`` lets people write something else.
    """

    read: Callable[[Cell], Any]
    write: Callable[[Any], Written]
    choices: tuple[str, ...] = ()
    format: str = PLAIN
    open_list: bool = False


def _text(cell: Cell) -> str:
    """Return a cell as the text that its reader sees: 12.0 is « 12 », a date is « 30/09/2023 »."""
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return repr(int(cell) if cell.is_integer() else cell).replace(".", ",")
    return shown(cell)


def _yes(cell: Cell) -> bool:
    """Return oui or non, in any of the ways that people write them."""
    word = _text(cell).lower().rstrip(".")
    if word in TRUE_WORDS | {"1", "x", "✓"}:
        return True
    if word in FALSE_WORDS | {"0"}:
        return False
    raise ValueError(f"« {_text(cell)} » : choisissez « oui » ou « non », ou laissez vide si on ne sait pas")


def _number(cell: Cell) -> float:
    """Return a number: 0,8 or 0.8, 1 250, 80 % (which is 0.8)."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell) if float(cell).is_integer() else cell
    bare = "".join(_text(cell).split()).replace(",", ".")
    if not isinstance(cell, str) or not re.fullmatch(r"[-+]?[0-9]{1,15}(\.[0-9]+)?%?", bare):
        raise ValueError(f"« {_text(cell)} » n'est pas un nombre : écrivez par exemple 2 ou 0,5")
    return _number(float(bare[:-1]) / 100 if bare.endswith("%") else float(bare))


def _whole(cell: Cell) -> int:
    found = _number(cell)
    if not float(found).is_integer():
        raise ValueError(f"« {_text(cell)} » : il faut un nombre entier, par exemple 2")
    return int(found)


def _share(cell: Cell) -> float:
    """Return a percentage; a number up to 1 is what a spreadsheet keeps of « 80 % », or 1 %: it is refused."""
    if isinstance(cell, str) and cell.strip().endswith("%"):
        return _number(cell.strip().removesuffix("%"))
    found = _number(cell)
    if 0 < found <= 1:
        raise ValueError(f"« {_text(cell)} » : est-ce une part de 1 ? écrivez {100 * found:g} sans le signe %")
    if not 0 <= found <= 100:
        raise ValueError(f"« {_text(cell)} » : il faut un nombre de 0 à 100, par exemple 80")
    return found


def _written_share(share: float) -> Written:
    return f"{share!r} %".replace(".", ",") if 0 < share <= 1 else share


def _day(cell: Cell) -> str:
    """Return a date as "YYYY-MM-DD"."""
    found = ""
    if isinstance(cell, datetime | date):
        found = f"{cell:%Y-%m-%d}"
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in SERIAL:
        found = str(date(1899, 12, 30) + timedelta(days=int(cell)))
    elif isinstance(cell, str):
        found = _dated(cell)
    if not found:
        raise ValueError(
            f"« {_text(cell)} » n'est pas une date : écrivez le jour, le mois et l'année, comme 30/09/2023"
        )
    return found


def _dated(text: str) -> str:
    if iso := iso_day(text):
        return iso
    try:
        found = date_in(text)
    except ValueError:
        return ""
    return found if len(found) == 10 else ""


def _written_day(text: str) -> Written:
    day = date.fromisoformat(text)
    return day if day.year >= FIRST_CELL_YEAR else f"{day:%d/%m/}{day.year:04}"


def _figure(cell: Cell) -> object:
    """Return a figure as it is: a number, or a text."""
    return _number(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else _text(cell)


def one_of(words: Mapping[str, Any], open_list: bool = False) -> Kind:
    """Return the kind of a choice between words, each standing for a value; the values may be written too."""
    by_word = {str(value).lower(): value for value in words.values()} | {word.lower(): v for word, v in words.items()}
    by_value = {value: word for word, value in words.items()}

    def read(cell: Cell) -> Any:  # noqa: ANN401
        word = _text(cell)
        if word.lower() in by_word:
            return by_word[word.lower()]
        if open_list:
            return word
        raise ValueError(f"« {word} » n'est pas dans la liste : {did_you_mean(word, words)}")

    return Kind(read, lambda value: by_value.get(value, value), tuple(words), open_list=open_list)


def faithful(read: Callable[[Cell], Any], write: Callable[[Any], Written]) -> Kind:
    """Return a kind whose cells fall back on the dossier's own words when nicer ones would say something else."""

    def written(value: Any) -> Written:  # noqa: ANN401
        meant, nicer = tuple(value) if isinstance(value, list) else value, write(value)
        try:
            return nicer if read(nicer) == meant else lists.raw(value)
        except ValueError:
            return lists.raw(value)

    return Kind(read, written)


def blank(cell: Cell) -> bool:
    """Tell whether nothing was written in a cell."""
    return is_blank(cell)


TEXT = Kind(_text, str)
YES = Kind(_yes, lambda value: "oui" if value else "non", ("oui", "non"))
FLAG = Kind(_yes, lambda value: "oui" if value else None, ("oui", "non"))
NUMBER = Kind(_number, lambda value: value, format="General")
WHOLE = Kind(_whole, lambda value: value, format="0")
SHARE = Kind(_share, _written_share, format="General")
FIGURE = Kind(_figure, lambda value: value, format="General")
DATE = Kind(_day, _written_day, format=DAY)
DAY_OF_YEAR = faithful(date_in, lists.written_day)
WEEKDAYS = faithful(lambda cell: lists.weekdays_in(_text(cell)), str)
SLOTS = faithful(lambda cell: lists.slots_in(_text(cell)), lists.written_slots)
HOLIDAYS = Kind(
    lambda cell: lists.holidays_in(_text(cell)), lists.written_holidays, ("fermé", "ouvert"), open_list=True
)
CLOSURES = faithful(
    lambda cell: lists.closures_in(_day(cell) if isinstance(cell, date) else _text(cell)), lists.written_closures
)
LANGUAGES = Kind(
    lambda cell: lists.languages_in(_text(cell)), lists.written_languages, lists.USUAL_LANGUAGES, open_list=True
)
MEANS = Kind(lambda cell: lists.means_in(_text(cell)), lists.joined_or_none, lists.USUAL_MEANS, open_list=True)
OPTIONS = Kind(lambda cell: lists.options_in(_text(cell)), lists.written_options)
MARK = one_of(MARKS)

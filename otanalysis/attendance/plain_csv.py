"""Counts from a plain CSV file: two columns, a date and a number of visitors.

``date`` is 2023-07 (a month), 2023-07-14 (a day) or 2023-07-14 15:00 (an hour), or one of these as French spreadsheets
write them (07/2023, 14/07/2023); the separator is ``;`` or ``,``. An
empty count means "not counted"; 0 means that nobody came.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from otanalysis.attendance.french_dates import iso_date
from otanalysis.attendance.series import Attendance, Step, steps_of
from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.records import iso_day
from otanalysis.reading.text import read_text

COLUMNS = ("date", "visiteurs")
SHAPES = {
    Step.MONTH: r"[0-9]{4}-[0-9]{2}",
    Step.DAY: r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    Step.HOUR: r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:00(?::00)?",
}
FORMATS = {Step.MONTH: "%Y-%m", Step.DAY: "%Y-%m-%d", Step.HOUR: "%Y-%m-%d %H"}
LENGTHS = {Step.MONTH: 7, Step.DAY: 10, Step.HOUR: 13}
EXAMPLES = {Step.MONTH: "« 2023-07 »", Step.DAY: "« 2023-07-14 »", Step.HOUR: "« 2023-07-14 15:00 »"}
SHAPE = re.compile("|".join(f"(?P<{step.name}>{shape})" for step, shape in SHAPES.items()))
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
UNSURE = re.compile(r"-?[0-9]{1,3}\.[0-9]{3}")  # is « 1.250 » a thousand, or a little over one?
SHOWN, MOST_VISITORS = 5, 100_000_000
MOST_LINES = 10_000  # a year has 8 784 hours at most


@dataclass(frozen=True)
class _Mistake:
    """What is wrong in the same way on some lines; ``better`` gives a text again, well written, or an empty string."""

    texts: pd.Series
    message: str
    advice: str
    key: str = ""
    better: Callable[[str], str] = lambda _: ""


def read_csv(path: Path, year: int, shown: str = "") -> Attendance:
    """Return the counts of one calendar year written in a file.

    Raises InputError with the first mistakes of each kind and their lines: another header, a line of other than two
    cells, a date or number that cannot be read, steps mixed, a date twice or outside the year, negative visitors.
    """
    shown = shown or str(path)
    separator, lines = _lines(read_text(path, shown), shown)
    even = pd.Series([line.count(separator) == 1 and '"' not in line for line in lines.tolist()], lines.index, bool)
    cells = lines[even].head(MOST_LINES)
    columns = {name: [line.split(separator)[n].strip() for line in cells.tolist()] for n, name in enumerate(COLUMNS)}
    columns["date"] = [cell if SHAPE.fullmatch(cell) else iso_date(cell) for cell in columns["date"]]
    table = pd.DataFrame(columns, cells.index, dtype="str")
    steps = pd.Series([_step(cell) for cell in table["date"].tolist()], cells.index, object)
    step = next(iter(steps.dropna()), None)
    dates, counts = _dates(table["date"], steps, step), _counts(table["visiteurs"])
    mistakes = [*_too_many(lines, year), *_uneven(lines[~even], separator)]
    mistakes += [
        *_wrong_dates(table.assign(step=steps, read=dates), step, year),
        *_wrong_counts(table["visiteurs"], counts),
    ]
    problems = [problem for mistake in mistakes for problem in _told(mistake, lines, shown)]
    if problems or step is None:
        raise InputError(problems)
    visitors = pd.Series(counts.to_numpy(), index=pd.DatetimeIndex(dates)).reindex(steps_of(year, step))
    return Attendance(year, step, visitors)


def _lines(text: str, shown: str) -> tuple[str, pd.Series]:
    """Return the separator and the lines under the header, indexed by line number; blank ones are dropped."""
    header, _, body = text.partition("\n")
    separator = ";" if ";" in header else ","
    names = [name.strip().strip('"').lower() for name in header.split(separator)]
    if tuple(names) != COLUMNS:
        message = "l'en-tête n'est pas celui attendu" if header.strip() else "la première ligne est vide"
        message = message if text.strip() else "le fichier est vide"
        advice = "la première ligne doit être « date;visiteurs »"
        written = "" if header[:1].isdigit() else header.strip()[:80]  # no header at all: one is to be added
        raise InputError([Problem(shown, 1, "", message, advice, written, "date;visiteurs")])
    lines = pd.Series(body.split("\n"), dtype="str")
    lines.index = lines.index + 2
    lines = lines[lines.str.strip() != ""]
    if lines.empty:
        advice = "ajoutez une ligne par date, par exemple « 2023-07-14;120 »"
        raise InputError([Problem(shown, 2, "", "aucun comptage sous l'en-tête", advice)])
    return separator, lines


def _step(cell: str) -> Step | None:
    """Return the step that the shape of a date tells, None for what is not a date."""
    found = SHAPE.fullmatch(cell)
    return Step[found.lastgroup] if found and found.lastgroup else None


def _dates(cells: pd.Series, steps: pd.Series, step: Step | None) -> pd.Series:
    """Return dates as timestamps, NaT for what is not a date of that step or is in no calendar."""
    step = step or Step.DAY
    shaped = [cell[: LENGTHS[step]].replace("T", " ") for cell in cells.tolist()]
    return pd.to_datetime(
        pd.Series(shaped, cells.index, "str").where(steps == step), format=FORMATS[step], errors="coerce"
    )


def _counts(cells: pd.Series) -> pd.Series:
    """Return counts as numbers: « 1 250 » and « 12,0 » are read, an empty cell is NaN, what is unsure -inf."""
    texts = cells.tolist()
    known = {cell: _count(_bare(cell)) for cell in set(texts)}
    return pd.Series([known[cell] for cell in texts], cells.index, "float64")


def _bare(cell: str) -> str:
    return "".join(cell.split()).replace(",", ".")


def _count(bare: str) -> float:
    if not bare:
        return np.nan
    return float(bare) if NUMBER.fullmatch(bare) and not UNSURE.fullmatch(bare) else -np.inf


def _too_many(lines: pd.Series, year: int) -> Iterator[_Mistake]:
    message = (
        f"{len(lines)} lignes, quand une année n'a que 8 784 heures : celles qui suivent ne sont pas toutes relues"
    )
    yield _Mistake(lines.iloc[MOST_LINES : MOST_LINES + 1], message, f"gardez les lignes de {year}")


def _uneven(lines: pd.Series, separator: str) -> Iterator[_Mistake]:
    def two_cells(line: str) -> str:
        cells = [cell.strip() for cell in re.split(r"[;,\t]", line.replace('"', "")) if cell.strip()]
        return separator.join(cells) if len(cells) == 2 else ""

    quoted, advice = lines.str.contains('"', regex=False), f"écrivez « 2023-07-14{separator}120 »"
    yield _Mistake(lines[quoted], "pas de guillemets autour des cases", advice, better=two_cells)
    yield _Mistake(lines[~quoted], "« {} » n'a pas deux cases", advice, better=two_cells)


def _wrong_dates(table: pd.DataFrame, step: Step | None, year: int) -> Iterator[_Mistake]:
    cells, dates = table["date"], table["read"]
    kinds = {Step.MONTH: "des mois", Step.DAY: "des jours", Step.HOUR: "des heures pleines"}
    example = EXAMPLES[step] if step else " ou ".join(EXAMPLES.values())
    shaped = table["step"] == step
    others = table["step"].notna() & ~shaped
    unread, advice = ~shaped & ~others, f"écrivez {example}"
    better = iso_day if step in (Step.DAY, None) else lambda _: ""
    yield _Mistake(cells[unread & (cells == "")], "la date manque", advice, "date")
    yield _Mistake(cells[unread & (cells != "")], "« {} » n'est pas une date", advice, "date", better)
    if step:
        message = f"« {{}} » : les autres dates de ce fichier sont {kinds[step]}"
        yield _Mistake(cells[others], message, advice, "date")
    yield _Mistake(cells[shaped & dates.isna()], "« {} » n'existe pas", "corrigez le mois, le jour ou l'heure", "date")
    twice, elsewhere = dates.notna() & dates.duplicated(), dates.notna() & (dates.dt.year != year)
    advice = "gardez une ligne par date (la somme des deux, si chacune compte d'autres visiteurs)"
    yield _Mistake(cells[twice], "la date {} est déjà écrite plus haut", advice, "date")
    message, advice = f"la date {{}} n'est pas de l'année {year}", "corrigez la date, ou reference_year"
    yield _Mistake(cells[elsewhere], message, advice, "date")


def _wrong_counts(cells: pd.Series, counts: pd.Series) -> Iterator[_Mistake]:
    unread = counts == -np.inf
    unsure = cells[unread].map(lambda cell: UNSURE.fullmatch(_bare(cell)) is not None).astype(bool)
    advice = "écrivez un nombre, 0 quand personne n'est venu, rien quand on n'a pas compté"
    yield _Mistake(cells[unread][~unsure], "« {} » n'est pas un nombre de visiteurs", advice, "visiteurs")
    advice = "un millier s'écrit sans point ni virgule ; des décimales, avec une ou deux au plus"
    yield _Mistake(cells[unread][unsure], "« {} » : un millier, ou des décimales ?", advice, "visiteurs")
    message = "{} visiteurs : un nombre négatif est impossible"
    yield _Mistake(cells[(counts < 0) & ~unread], message, "écrivez 0 ou plus", "visiteurs")
    yield _Mistake(
        cells[counts > MOST_VISITORS], "« {} » visiteurs : c'est impossible", "vérifiez ce nombre", "visiteurs"
    )


def _told(mistake: _Mistake, lines: pd.Series, shown: str) -> Iterator[Problem]:
    """Yield the first lines with a mistake, corrected when there is no doubt, and how many others there are."""
    whole = lines.loc[mistake.texts.index[:SHOWN]]
    for line, text, written in zip(whole.index, mistake.texts, whole, strict=False):
        better = mistake.better(text)
        corrected = written.replace(text, better, 1) if better else ""
        message = mistake.message.format(text)
        yield Problem(shown, int(line), mistake.key, message, mistake.advice, written.strip(), corrected.strip())
    rest = mistake.texts.iloc[SHOWN:]
    if len(rest):
        message = f"la même erreur {len(rest)} fois de plus, à partir de cette ligne"
        yield Problem(shown, int(rest.index[0]), mistake.key, message, mistake.advice)

"""Counts from a plain CSV file: two columns, a date and a number of visitors.

``date`` is 2023-07 (a month), 2023-07-14 (a day) or 2023-07-14 15:00 (an hour); the separator is ``;`` or ``,``. An
empty count means "not counted"; 0 means that nobody came.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from otanalysis.attendance.series import Attendance, Step, steps_of
from otanalysis.reading.problems import InputError, Problem
from otanalysis.reading.text import read_text

COLUMNS = ("date", "visiteurs")
SHAPES = {
    Step.MONTH: re.compile(r"\d{4}-\d{2}"),
    Step.DAY: re.compile(r"\d{4}-\d{2}-\d{2}"),
    Step.HOUR: re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:00(?::00)?"),
}
EXAMPLES = {Step.MONTH: "2023-07", Step.DAY: "2023-07-14", Step.HOUR: "2023-07-14 15:00"}
SHOWN = 5


def read_csv(path: Path, year: int, shown: str = "") -> Attendance:
    """Return the counts of one calendar year written in a file.

    Raises InputError with the first mistakes of each kind and their lines: another header, a line of other than two
    cells, a date or number that cannot be read, steps mixed, a date twice or outside the year, negative visitors.
    """
    shown = shown or str(path)
    table = _cells(read_text(path, shown), shown)
    step = _step(table, shown)
    dates = pd.to_datetime(table["date"].where(table["date"].str.fullmatch(SHAPES[step].pattern)), errors="coerce")
    counts = _counts(table["visiteurs"])
    problems = [*_mistakes(table, dates, counts, step, year, shown)]
    if problems:
        raise InputError(problems)
    visitors = pd.Series(counts.to_numpy(), index=pd.DatetimeIndex(dates)).reindex(steps_of(year, step))
    return Attendance(year, step, visitors)


def _cells(text: str, shown: str) -> pd.DataFrame:
    """Return the cells of the file as text, indexed by line number."""
    header, _, body = text.partition("\n")
    separator = ";" if ";" in header else ","
    names = [name.strip().strip('"').lower() for name in header.split(separator)]
    if tuple(names) != COLUMNS:
        advice = "la première ligne doit être « date;visiteurs »"
        message = "l'en-tête n'est pas celui attendu" if header.strip() else "le fichier est vide"
        raise InputError([Problem(shown, 1, "", message, advice, header.strip()[:80], "date;visiteurs")])
    lines = pd.Series(body.replace("\r", "").split("\n"), dtype="str")
    lines.index = lines.index + 2
    lines = lines[lines.str.strip() != ""]
    _refuse_uneven(lines, separator, shown)
    if lines.empty:
        raise InputError([Problem(shown, 2, "", "aucun comptage sous l'en-tête", "ajoutez au moins une ligne")])
    table = pd.read_csv(io.StringIO("\n".join(lines)), sep=separator, names=COLUMNS, dtype="str", keep_default_na=False)
    return pd.DataFrame({name: table[name].str.strip() for name in COLUMNS}).set_axis(lines.index)


def _refuse_uneven(lines: pd.Series, separator: str, shown: str) -> None:
    uneven = lines[(lines.str.count(re.escape(separator)) != 1) | lines.str.contains('"', regex=False)]
    message = "la ligne n'a pas deux cases"
    problems = [
        Problem(shown, int(str(line)), "", message, f"écrivez « 2023-07-14{separator}120 »", str(text)[:80])
        for line, text in uneven.head(SHOWN).items()
    ]
    if problems:
        raise InputError([*problems, *_others(len(uneven), shown, message)])


def _step(table: pd.DataFrame, shown: str) -> Step:
    """Return the step that the first readable date has."""
    for date in table["date"].head(1000):
        for step, shape in SHAPES.items():
            if shape.fullmatch(date):
                return step
    line, first = int(table.index[0]), table["date"].iloc[0]
    raise InputError([Problem(shown, line, "date", f"« {first} » n'est pas une date", f"écrivez {_examples()}")])


def _counts(cells: pd.Series) -> pd.Series:
    """Return counts as numbers: « 1 250 » and « 12,0 » are read, an empty cell is NaN, anything else is -inf."""
    plain = cells.str.replace(r"\s", "", regex=True).str.replace(",", ".", regex=False)
    numbers = pd.to_numeric(plain.where(plain.str.fullmatch(r"-?\d+(\.\d+)?")), errors="coerce").astype("float64")
    return numbers.mask((plain != "") & numbers.isna(), -np.inf)


def _mistakes(
    table: pd.DataFrame, dates: pd.Series, counts: pd.Series, step: Step, year: int, shown: str
) -> Iterator[Problem]:
    wrong = {
        "date": dates.isna(),
        "twice": dates.notna() & dates.duplicated(),
        "year": dates.notna() & (dates.dt.year != year),
        "number": counts == -np.inf,
        "negative": (counts < 0) & (counts != -np.inf),
    }
    told = {
        "date": (f"« {{date}} » n'est pas une date de ce fichier ({_kind(step)})", f"écrivez « {EXAMPLES[step]} »"),
        "twice": ("la date {date} est déjà écrite plus haut", "gardez une seule ligne par date"),
        "year": (f"la date {{date}} n'est pas de l'année {year}", "corrigez la date, ou reference_year"),
        "number": (
            "« {visiteurs} » n'est pas un nombre de visiteurs",
            "écrivez un nombre ; une case vide = non compté",
        ),
        "negative": ("{visiteurs} visiteurs : un nombre négatif est impossible", "écrivez 0 ou plus"),
    }
    for kind, mask in wrong.items():
        message, advice = told[kind]
        for line, row in table[mask].head(SHOWN).iterrows():
            key = "visiteurs" if kind in {"number", "negative"} else "date"
            yield Problem(shown, int(str(line)), key, message.format(**row), advice)
        yield from _others(int(mask.sum()), shown, advice)


def _others(count: int, shown: str, what: str) -> list[Problem]:
    rest = count - SHOWN
    return [Problem(shown, 0, "", f"et {rest} autres lignes avec la même erreur", what)] if rest > 0 else []


def _kind(step: Step) -> str:
    return {Step.MONTH: "des mois", Step.DAY: "des jours", Step.HOUR: "des heures pleines"}[step]


def _examples() -> str:
    return " ou ".join(f"« {example} »" for example in EXAMPLES.values())

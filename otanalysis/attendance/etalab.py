"""Counters of the national schema « comptage des mobilités » (etalab, transport.data.gouv.fr, v0.2.4).

``measure.csv`` has a row per channel and step; ``channel.csv`` beside it, when there, tells what each channel counts.
"""

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TypeVar

import pandas as pd

from otanalysis.attendance.cells import moments, numbers, plain
from otanalysis.attendance.clock import PARIS, elapsed, known_zone
from otanalysis.attendance.counts import Counts, attendance_of
from otanalysis.attendance.mistakes import first_of, refusal
from otanalysis.attendance.rows import Chosen, chosen, count_mistakes, date_mistakes, pick
from otanalysis.attendance.series import Attendance, Step
from otanalysis.attendance.sheet import Sheet, read_sheet
from otanalysis.french import joined, number
from otanalysis.reading.problems import InputError

MEASURE = ("channel id", "start datetime", "end datetime", "count")
EXPECTED = "« channel_id,counter_id,start_datetime,end_datetime,count »"
DAY = 1440
P = TypeVar("P", bound=PurePath)


def is_etalab(names: Sequence[str]) -> bool:
    """Return whether column names are those of ``measure.csv``."""
    return set(MEASURE) <= set(names)


def read_etalab(  # noqa: PLR0913 - the file, then one option a choice
    path: Path,
    year: int,
    shown: str = "",
    *,
    channels: Chosen = (),
    mobility: Chosen = (),
    direction: str = "",
    timezone: str = PARIS,
    proxy: str = "zone",
) -> Attendance:
    """Return the counts of a year: the sum of the chosen channels, by hour or day.

    ``channels`` are identifiers; ``mobility`` (PEDESTRIAN, BIKE…) and ``direction`` (IN, OUT) need ``channel.csv``.
    ``path`` may be the folder. Raises InputError with every mistake and its line.
    """
    shown = shown or str(path)
    path = path / "measure.csv" if path.is_dir() else path
    sheet = read_sheet(path, shown, is_etalab, EXPECTED)
    about = _channels(path)
    ids = sheet.cells(sheet.column("channel id"))
    known = [str(name) for name in ids.unique()]
    wanted = _wanted(pick(channels, known, shown, "canal"), about, mobility, direction, shown)
    kept = ids.isin(wanted)
    part = sheet.where(kept)
    table, step, minutes, notes = _rows(part, known_zone(timezone, shown), about)
    notes = [*_told(wanted, known, about), *notes]
    return attendance_of(Counts(shown, table, step, tuple(notes), minutes, zone=timezone), year, proxy)


def channels_beside(measure: P) -> P:
    """Return the path where ``channel.csv`` would be, beside the measures; the same path when their name is free."""
    return measure.with_name(measure.name.replace("measure", "channel"))


def _channels(measure: Path) -> pd.DataFrame | None:
    """Return what ``channel.csv`` beside the measures says of each channel, or None."""
    path = channels_beside(measure)
    if path == measure or not path.is_file():
        return None
    sheet = read_sheet(path, path.name, lambda names: {"channel id", "mobility type"} <= set(names), "« channel_id »")
    cells = {plain(name): sheet.cells(n) for n, name in enumerate(sheet.names)}
    table = pd.DataFrame(cells).drop_duplicates("channel id")
    code, side = table.get("provider direction code"), table.get("direction")
    sides = side if code is None else code if side is None else side.where(side != "", code)
    return table.assign(side="" if sides is None else sides.str.upper()).set_index("channel id")


def _wanted(ids: list[str], about: pd.DataFrame | None, mobility: Chosen, direction: str, shown: str) -> list[str]:
    types = [name.upper() for name in chosen(mobility)]
    if not types and not direction:
        return ids
    if about is None:
        message = "« mobility » et « direction » demandent le fichier channel.csv, à côté de measure.csv"
        raise refusal(shown, message, "ajoutez channel.csv, ou choisissez les canaux par « channels »")
    rows = about.reindex(ids)
    fit = rows["mobility type"].isin(types) if types else pd.Series(True, rows.index)
    fit &= (rows["side"] == direction.upper()) if direction else True
    if not fit.any():
        known = joined(sorted({f"{m} {s}".strip() for m, s in zip(rows["mobility type"], rows["side"], strict=True)}))
        raise refusal(shown, "aucun canal de ce type et de ce sens", f"channel.csv décrit : {known}")
    return [str(name) for name in rows.index[fit]]


def _told(wanted: list[str], known: list[str], about: pd.DataFrame | None) -> list[str]:
    """Return notes about what is added up, and what is left out."""
    notes = []
    if len(wanted) < len(known):
        notes.append(f"{len(wanted)} canaux retenus sur {len(known)} : {joined(wanted)}.")
    rows = about.reindex(wanted) if about is not None else pd.DataFrame({"mobility type": [], "side": []})
    if rows["mobility type"].nunique() > 1:
        kinds = joined([f"{kind} ({n})" for kind, n in rows["mobility type"].value_counts().sort_index().items()])
        notes.append(f"Des canaux de plusieurs types sont additionnés : {kinds}.")
    if {"IN", "OUT"} <= set(rows["side"]):
        notes.append("Les deux sens de passage sont additionnés : qui passe et revient est compté deux fois.")
    return notes


def _rows(sheet: Sheet, zone: str, about: pd.DataFrame | None) -> tuple[pd.DataFrame, Step, int, list[str]]:
    at = {name: sheet.column(name) for name in MEASURE}
    start, end = (moments(sheet.cells(at[name]), zone) for name in ("start datetime", "end datetime"))
    counts = numbers(sheet.cells(at["count"]))
    blank = sheet.cells(at["end datetime"]) == ""
    problems = date_mistakes(sheet, at["start datetime"], start) + count_mistakes(sheet, at["count"], counts)
    problems += date_mistakes(sheet, at["end datetime"], end.mask(blank, start))
    if problems:
        raise InputError(problems)
    table = start[["start", "fold"]].assign(
        line=sheet.lines, count=counts, end=end["start"], lasts=elapsed(start, end, zone)
    )
    table["channel"] = sheet.cells(at["channel id"]).astype("category")
    for name, written in (("start", "start datetime"), ("end", "end datetime")):
        table[f"{name}_written"] = sheet.cells(at[written]).str.slice(0, 19)
    table = _ended(table.reset_index(drop=True), about)
    table, notes = _at_midnight(table) if table["lasts"].median() >= 23 * 60 else (table, [])
    step, minutes = _step(table, sheet.shown)
    return table, step, minutes, notes


def _at_midnight(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return rows of days and months from local midnight to midnight.

    What is midnight as written but not here (UTC, winter time, a wrong offset at a clock change) keeps its date.
    """
    snapped = {name: _snapped(table[name], table[f"{name}_written"]) for name in ("start", "end")}
    moved = int((snapped["start"] != table["start"]).sum())
    lasts = (snapped["end"] - snapped["start"]).dt.total_seconds() / 60
    text = f"Jours qui ne commencent pas à minuit, heure locale (heure universelle ou décalage faux) : {number(moved)}"
    note = [f"{text} lignes ; leur date est gardée."] if moved else []
    return table.assign(start=snapped["start"], lasts=lasts.fillna(table["lasts"])), note


def _snapped(moments_here: pd.Series, written: pd.Series) -> pd.Series:
    away = (moments_here != moments_here.dt.normalize()) & written.str.slice(11).isin(["00:00", "00:00:00"])
    dates = pd.to_datetime(written.where(away).str.slice(0, 10), format="%Y-%m-%d")
    return moments_here.mask(away, dates)


def _ended(table: pd.DataFrame, about: pd.DataFrame | None) -> pd.DataFrame:
    """Return the rows with the minutes that each lasts: its end, else its channel's time step, else the usual gap."""
    lasts = table["lasts"].copy()
    if lasts.isna().any():
        seconds = about["time step"] if about is not None and "time step" in about else pd.Series(dtype="str")
        steps = pd.to_numeric(seconds, errors="coerce") / 60
        lasts = lasts.fillna(table["channel"].astype("str").map(steps))
        gap = table.sort_values(["channel", "start"]).groupby("channel", observed=True)["start"].diff()
        usual = gap[gap > pd.Timedelta(0)].dt.total_seconds().min() / 60
        lasts = lasts.fillna(usual if pd.notna(usual) else 60.0)
    return table.assign(lasts=lasts)


def _step(table: pd.DataFrame, shown: str) -> tuple[Step, int]:
    """Return the step of the rows and its minutes; raises InputError for steps mixed, astride or of another length."""
    usual = float(table["lasts"].mode().iloc[0])
    odd = table[table["lasts"] != usual].set_index("line")["lasts"]
    months = (
        usual >= 28 * DAY and table["lasts"].between(28 * DAY, 31 * DAY).all() and (table["start"].dt.day == 1).all()
    )
    if months:
        return Step.MONTH, 60
    if len(odd):
        message = f"le pas dure {{:g}} minutes au lieu de {usual:g}"
        raise InputError(first_of(odd, shown, lambda _: ("end_datetime", ""), message, "gardez un seul pas de temps"))
    if usual == DAY:
        _refuse_astride(table, table["start"] != table["start"].dt.normalize(), shown)
        return Step.DAY, 60
    if usual <= 60 and 60 % usual == 0:
        _refuse_astride(table, (table["start"].dt.minute % usual != 0) | (table["start"].dt.second != 0), shown)
        return Step.HOUR, int(usual)
    raise refusal(shown, f"le pas de temps est de {usual:g} minutes", "donnez des comptages par heure ou par jour")


def _refuse_astride(table: pd.DataFrame, astride: pd.Series, shown: str) -> None:
    if astride.any():
        wrong = table[astride].set_index("line")["start"].dt.strftime("%H:%M:%S")
        message, advice = (
            "le pas commence à {}, à cheval sur deux",
            "commencez à l'heure ronde ou à minuit, ou donnez « timezone »",
        )
        raise InputError(first_of(wrong, shown, lambda _: ("start_datetime", ""), message, advice))

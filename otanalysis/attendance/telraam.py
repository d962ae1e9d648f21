"""Telraam counters: a row per hour, with the share of the hour that the sensor watched."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from otanalysis.attendance.cells import moments, numbers
from otanalysis.attendance.clock import PARIS
from otanalysis.attendance.counts import Counts, attendance_of
from otanalysis.attendance.mistakes import refusal
from otanalysis.attendance.rows import Chosen, count_mistakes, date_mistakes, pick
from otanalysis.attendance.series import Attendance, Step
from otanalysis.attendance.sheet import Sheet, read_sheet
from otanalysis.french import number
from otanalysis.reading.problems import InputError, did_you_mean

EXPECTED = "les colonnes « date », « uptime » et « pedestrian »"
DATES = ("date", "date and time (local)")
SEGMENTS = ("segment", "segment id")
MODES = ("pedestrian", "bike", "car", "heavy", "pedestrians", "two-wheelers", "cars", "large vehicles")
NAMES_OF_CLOCKS = r" (?:CES?T|UTC|GMT)$"


def is_telraam(names: Sequence[str]) -> bool:
    """Return whether column names are those of a Telraam export."""
    return "uptime" in names and any(date in names for date in DATES) and any(mode in names for mode in MODES)


def read_telraam(  # noqa: PLR0913 - the file, then one option a choice
    path: Path,
    year: int,
    shown: str = "",
    *,
    mode: str = "pedestrian",
    segments: Chosen = (),
    uptime: float = 0.5,
    proxy: str = "rue",
) -> Attendance:
    """Return the hourly counts of a year; an hour watched less than ``uptime`` (0 to 1) is not counted.

    The zone after the time (CET, CEST) is not used: exports give it wrong in the doubled hour of October.
    Raises InputError with every mistake and its line.
    """
    shown = shown or str(path)
    sheet = read_sheet(path, shown, is_telraam, EXPECTED)
    if sheet.column(mode) < 0:
        raise refusal(
            shown, f"aucune colonne « {mode} »", did_you_mean(mode, [m for m in MODES if sheet.column(m) >= 0])
        )
    table = _rows(sheet, mode, uptime)
    wanted = pick(segments, [str(name) for name in table["channel"].cat.categories], shown, "segment")
    table = table[table["channel"].isin(wanted)]
    unwatched = int(table["unwatched"].sum())
    percent = number(uptime * 100)
    note = f"Heures où le capteur a veillé moins de {percent} % du temps, non comptées : {number(unwatched)}."
    return attendance_of(Counts(shown, table, Step.HOUR, (note,) if unwatched else ()), year, proxy)


def _rows(sheet: Sheet, mode: str, uptime: float) -> pd.DataFrame:
    dates, counted, watched = sheet.column(*DATES), sheet.column(mode), sheet.column("uptime")
    when = moments(sheet.cells(dates).str.replace(NAMES_OF_CLOCKS, "", regex=True), PARIS)
    counts, share = numbers(sheet.cells(counted)), numbers(sheet.cells(watched))
    problems = date_mistakes(sheet, dates, when) + count_mistakes(sheet, counted, counts)
    odd = (share < 0) | (share > 1)
    problems += sheet.refuse(watched, odd, "« {} » n'est pas une part de l'heure", "écrivez un nombre de 0 à 1")
    inside = when["start"] != when["start"].dt.floor("h")
    problems += sheet.refuse(
        dates, inside & when["start"].notna(), "{} n'est pas une heure ronde", "demandez un export par heure"
    )
    if problems:
        raise InputError(problems)
    column = sheet.column(*SEGMENTS)
    names = sheet.cells(column).astype("category") if column >= 0 else pd.Categorical([""] * len(counts))
    unwatched = ~(share >= uptime)
    rows = when[["start", "fold"]].assign(count=counts.mask(unwatched, np.nan), line=sheet.lines, unwatched=unwatched)
    return rows.assign(channel=names).reset_index(drop=True)

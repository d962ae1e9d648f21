"""Counts of a front desk, from a table that people keep: a row per contact, per hour, per day or per month."""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from otanalysis.attendance.cells import minutes, moments, numbers, plain
from otanalysis.attendance.counts import Counts, attendance_of
from otanalysis.attendance.rows import Chosen, chosen, count_mistakes, date_mistakes, pick
from otanalysis.attendance.series import Attendance, Step
from otanalysis.attendance.sheet import Sheet, read_sheet
from otanalysis.french import joined, number
from otanalysis.reading.problems import InputError

DATES = ("date", "jour", "mois", "periode", "date et heure", "horodatage")
HOURS = ("heure", "heures", "tranche horaire", "hour")
VISITORS = ("visiteurs", "visiteurs guichet", "nombre de visiteurs", "nb visiteurs", "nombre de clics", "clics",
            "nombre de personnes", "personnes", "nombre de contacts", "nombre", "frequentation")  # fmt: skip
POINTS = ("point", "point d'accueil", "bureau", "bit", "lieu", "site", "service")
TYPES = ("type de contact", "type", "canal", "mode de contact")
DETAILS = ("langue", "nationalite", "pays", "provenance", "departement", "motif", "public", "agent")
REMOTE = re.compile(r"tel|appel|mail|courriel|courrier|internet|web|reseau|chat|sms")
TOTALS = {"total", "totaux", "total general"}
EXPECTED = "une colonne « date » ou « mois », et une colonne « visiteurs », « heure », « point » ou « type de contact »"


def is_front_desk(names: Sequence[str]) -> bool:
    """Return whether column names are those of a desk's table."""
    held = set(names)
    return bool(held & set(DATES)) and bool(held & {*HOURS, *VISITORS, *POINTS, *TYPES}) and names[0] not in {"segment"}


def read_front_desk(
    path: Path, year: int, shown: str = "", *, points: Chosen = (), contacts: Chosen = ()
) -> Attendance:
    """Return the visitors of the desks in a year, by hour, day or month; the series says it is a poor proxy.

    ``points`` and ``contacts`` choose reception points and types of contact; by default every point, and every contact
    but telephone and mail. Raises InputError with every mistake and its line or cell.
    """
    shown = shown or str(path)
    sheet, totals = _without_totals(read_sheet(path, shown, is_front_desk, EXPECTED))
    kept, notes = _kept(sheet, points, contacts)
    table, step, contact = _rows(sheet.where(kept))
    if contact:
        table, said = _gathered(table, step)
        notes += said
    return attendance_of(Counts(shown, table, step, (*totals, *notes), every=False), year, "guichet")


def _without_totals(sheet: Sheet) -> tuple[Sheet, list[str]]:
    dates = sheet.cells(sheet.column(*DATES))
    sums = dates.map(plain).str.match(r"(sous-)?tota(l|ux)\b") | (dates == "") & _says_total(sheet)
    if not sums.any():
        return sheet, []
    note = f"Lignes de total laissées de côté : {number(int(sums.sum()))}."
    return sheet.where(~sums), [note]


def _says_total(sheet: Sheet) -> "pd.Series[bool]":
    rows = zip(*sheet.columns, strict=True)
    return pd.Series([any(plain(cell) in TOTALS for cell in cells) for cells in rows], sheet.lines)


def _kept(sheet: Sheet, points: Chosen, contacts: Chosen) -> tuple[pd.Series, list[str]]:
    """Return which rows are wanted, and the notes about the others."""
    kept, notes = pd.Series(True, sheet.lines), []
    if chosen(points):
        kept &= _choice(sheet, sheet.column(*POINTS), points, "point d'accueil")
    types = sheet.column(*TYPES)
    if chosen(contacts):
        kept &= _choice(sheet, types, contacts, "type de contact")
    elif types >= 0:
        remote = sheet.cells(types).map(plain).str.contains(REMOTE)
        left = joined(sorted(sheet.cells(types)[remote].unique()))
        notes = [f"Contacts à distance laissés de côté ({left}) : {number(int(remote.sum()))} lignes."] if left else []
        kept &= ~remote
    return kept, notes


def _choice(sheet: Sheet, column: int, option: Chosen, what: str) -> pd.Series:
    known = sorted(sheet.cells(column).unique()) if column >= 0 else []
    return sheet.cells(column).isin(pick(option, known, sheet.shown, what))


def _rows(sheet: Sheet) -> tuple[pd.DataFrame, Step, bool]:
    """Return the rows of counts, their step, and whether each is one contact."""
    dates, hours, visitors = sheet.column(*DATES), sheet.column(*HOURS), sheet.column(*VISITORS)
    when = moments(sheet.cells(dates))
    counts = numbers(sheet.cells(visitors), by_hand=True) if visitors >= 0 else pd.Series(1.0, sheet.lines)
    clock = minutes(sheet.cells(hours)) if hours >= 0 else pd.Series(0.0, sheet.lines)
    problems = date_mistakes(sheet, dates, when) + (count_mistakes(sheet, visitors, counts) if visitors >= 0 else [])
    if hours >= 0:
        problems += sheet.refuse(hours, clock.isna(), "« {} » n'est pas une heure", "écrivez « 9:30 » ou « 9h30 »")
    if problems:
        raise InputError(problems)
    start = when["start"] + pd.to_timedelta(clock, unit="m")
    step = _step(sheet, when, hours)
    contact = visitors < 0 or (step is Step.HOUR and bool((start != start.dt.floor("h")).any()))
    channel = _channel(sheet)
    lines = pd.DataFrame({"line": sheet.lines, "start": start, "fold": np.int8(0), "channel": channel, "count": counts})
    return lines.reset_index(drop=True), step, contact


def _step(sheet: Sheet, when: pd.DataFrame, hours: int) -> Step:
    if hours >= 0 or (when["shape"] == "hour").any():
        return Step.HOUR
    months = (when["shape"] == "month").all() or plain(sheet.names[sheet.column(*DATES)]) == "mois"
    return Step.MONTH if months else Step.DAY


def _channel(sheet: Sheet) -> pd.Series:
    """Return who counts in each row: the point, the type of contact, the language… together."""
    told = [n for n, name in enumerate(sheet.names) if plain(name) in {*POINTS, *TYPES, *DETAILS}]
    together = zip(*(sheet.cells(n) for n in told), strict=True)
    return pd.Series([", ".join(cells) for cells in together] if told else "", sheet.lines, "str")


def _gathered(table: pd.DataFrame, step: Step) -> tuple[pd.DataFrame, list[str]]:
    """Return contacts added up by step; an hour without contact, in a day that has some, is zero."""
    start = table["start"].dt.floor("h") if step is Step.HOUR else table["start"]
    sums = table["count"].groupby(start).sum()
    notes = ["Une ligne est un contact : elles sont additionnées, même semblables."]
    if step is Step.HOUR:
        hours = pd.date_range(
            sums.index.min().normalize(), sums.index.max().normalize() + pd.Timedelta(hours=23), freq="h"
        )
        inside = hours[hours.normalize().isin(start.dt.normalize())]
        sums = sums.reindex(inside, fill_value=0.0)
        notes.append(
            "Dans un jour qui a des contacts, une heure sans contact vaut zéro ; un jour sans contact est inconnu."
        )
    lines = pd.DataFrame({"line": 0, "start": sums.index, "fold": np.int8(0), "channel": "", "count": sums.to_numpy()})
    return lines, notes

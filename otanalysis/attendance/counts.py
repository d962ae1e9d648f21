"""From the counts that a file writes to one series of a year: duplicates, clock changes, gaps; each said in a note."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from otanalysis.attendance.clock import PARIS, changes, unfolded
from otanalysis.attendance.mistakes import SHOWN, refusal
from otanalysis.attendance.remarks import gaps, hour_words, moment
from otanalysis.attendance.series import Attendance, Step, steps_of
from otanalysis.french import joined, number
from otanalysis.reading.problems import InputError, Problem


@dataclass(frozen=True, eq=False)
class Counts:
    """Counts as a file writes them.

    ``table`` has a row per count: ``line``; ``start``, local and naive; ``fold``, 1 in the second of the two hours
    that clocks show alike; ``channel``, who counts; ``count``, NaN where nothing was counted. ``minutes`` is the length
    of an hourly file's steps. ``every``: a step is counted when every channel counted it, else when one did.
    """

    shown: str
    table: pd.DataFrame
    step: Step
    notes: tuple[str, ...] = ()
    minutes: int = 60
    every: bool = True
    zone: str = PARIS


def attendance_of(counts: Counts, year: int, proxy: str = "zone") -> Attendance:
    """Return the series of a year and the notes about it.

    Raises InputError when the file says nothing of the year, or counts the same step twice otherwise.
    """
    table, others = _of_year(counts, year)
    table = unfolded(table, year, counts.zone) if counts.step is Step.HOUR else table
    table, twice = _once(table, counts.shown)
    table, silent = _speaking(table, counts.shown, year)
    sums, partial = _summed(table, counts)
    visitors = sums.reindex(steps_of(year, counts.step)).astype("float64").rename(None)
    if visitors.isna().all():
        raise refusal(counts.shown, f"aucun pas de {year} n'est compté entièrement", " ".join(partial))
    clocks = _clock_notes(table, visitors, year, counts) if counts.step is Step.HOUR else []
    skipped = changes(year, counts.zone)[0]
    notes = [*counts.notes, *others, *silent, *twice, *partial, *clocks, *gaps(visitors, counts.step, skipped)]
    return Attendance(year, counts.step, visitors, notes=tuple(notes), proxy=proxy)


def _of_year(counts: Counts, year: int) -> tuple[pd.DataFrame, list[str]]:
    years = counts.table["start"].dt.year
    known = sorted(int(found) for found in years.unique())
    if year not in known:
        advice = "demandez une année que le fichier décrit, ou donnez le fichier de cette année"
        raise refusal(counts.shown, f"rien sur {year} : le fichier décrit {joined([str(y) for y in known])}", advice)
    inside = years == year
    if inside.all():
        return counts.table, []
    rest = [str(y) for y in known if y != year]
    lines = counts.table.loc[~inside, "line"].nunique()
    return counts.table[inside], [f"Lignes d'autres années ({joined(rest)}), laissées de côté : {number(lines)}."]


def _once(table: pd.DataFrame, shown: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows without their copies; raises InputError for two counts of the same step."""
    keys = ["channel", "start", "fold"]
    if not table.duplicated(keys).any():
        return table, []
    copies = table.duplicated([*keys, "count"])
    single = table[~copies]
    if single.duplicated(keys).any():
        raise InputError(_contradictions(single, keys, shown))
    lines = table.loc[copies, "line"].nunique()
    return single, [f"Lignes écrites deux fois à l'identique, comptées une seule fois : {number(lines)}."]


def _contradictions(table: pd.DataFrame, keys: list[str], shown: str) -> list[Problem]:
    clashing = table[table.duplicated(keys, keep=False)].groupby(keys, observed=True, sort=True)
    advice = "gardez une seule ligne par date"
    told = []
    for _, rows in list(clashing)[:SHOWN]:
        channel, start = str(rows["channel"].iloc[0]), pd.Timestamp(rows["start"].iloc[0])
        lines, counts = [str(n) for n in sorted(rows["line"])], [_count(c) for c in rows.sort_values("line")["count"]]
        who = f" de « {channel} »" if channel else ""
        message = f"le comptage{who} du {moment(start)} est écrit autrement lignes {joined(lines)} : {joined(counts)}"
        told.append(Problem(shown, int(lines[-1]), "", message, advice))
    if clashing.ngroups > SHOWN:
        told.append(Problem(shown, told[-1].line, "", f"et {clashing.ngroups - SHOWN} autres pas contredits", advice))
    return told


def _count(value: float) -> str:
    return "vide" if pd.isna(value) else number(value)


def _speaking(table: pd.DataFrame, shown: str, year: int) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows of the channels that counted at least once in the year."""
    counted = table["count"].notna().groupby(table["channel"].astype("str")).any()
    silent = [str(name) for name in counted.index[~counted]]
    if counted.all():
        return table, []
    if not counted.any():
        raise refusal(shown, f"aucun comptage en {year} : toutes les cases sont vides", "une case vide = non compté")
    names = joined([f"« {name} »" for name in silent])
    return table[~table["channel"].astype("str").isin(silent)], [f"{names} : aucun comptage en {year}, laissé de côté."]


def _summed(table: pd.DataFrame, counts: Counts) -> tuple[pd.Series, list[str]]:
    """Return the sum of the channels by step; NaN where one did not count, when every one must."""
    steps = table["start"].dt.floor("h") if counts.step is Step.HOUR else table["start"]
    groups = table["count"].groupby([steps, table["fold"]])
    wanted = table["channel"].nunique() * (60 // counts.minutes) if counts.every else 1
    counted = groups.count()
    partial = (counted > 0) & (counted < wanted)
    sums = groups.sum().where(counted >= wanted).groupby(level=0).sum(skipna=False)
    return sums, _partial_notes(partial[partial], counts.step) if partial.any() else []


def _partial_notes(partial: pd.Series, step: Step) -> list[str]:
    first = moment(partial.index.get_level_values(0)[0], step)
    return [
        f"Pas que tous les compteurs n'ont pas comptés entièrement, tenus pour non comptés : {number(len(partial))} "
        f"(le premier : {first}) ; une somme partielle ferait croire à une baisse."
    ]


def _clock_notes(table: pd.DataFrame, visitors: pd.Series, year: int, counts: Counts) -> Sequence[str]:
    skipped, doubled = changes(year, counts.zone)
    notes = []
    for hour in skipped:
        day = visitors[str(hour.date())]
        notes += hour_words(hour, float(visitors[hour]), bool(day.any()))
    summed = doubled[doubled.isin(table.loc[table["fold"] == 1, "start"].dt.floor("h"))]
    notes += [f"L'heure du {moment(hour, Step.HOUR)} a duré deux fois : les deux sont additionnées." for hour in summed]
    return notes

"""Wide exports of Eco-Visio (Eco-Compteur): a column of times, then for each site its total and its flows.

A flow bears the name of its site and more: « Place X », « Place X Piétons IN », « Place X Piétons OUT ».
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from otanalysis.attendance.cells import moments, numbers, plain
from otanalysis.attendance.clock import PARIS, known_zone
from otanalysis.attendance.counts import Counts, attendance_of
from otanalysis.attendance.mistakes import refusal
from otanalysis.attendance.rows import Chosen, chosen, count_mistakes, date_mistakes, long, pick, step_of
from otanalysis.attendance.series import Attendance
from otanalysis.attendance.sheet import Sheet, read_sheet
from otanalysis.french import joined, number
from otanalysis.reading.problems import InputError

TIMES = ("time", "temps", "date", "heure", "date et heure", "date/heure", "date heure", "nome flusso", "datetime")
EXPECTED = "une première colonne « Temps », « Time » ou « Date », puis une colonne par site ou par sens"
OTHER_FORMATS = {"uptime", "zoneobservation", "provenance", "categorievisiteur", "start datetime", "point", "heure",
                 "visiteurs", "nombre de clics", "service", "point d'accueil"}  # fmt: skip
WAYS = {"IN": ("in", "entree", "entrees"), "OUT": ("out", "sortie", "sorties")}
TOTALS = ("total", "totaux", "total general", "somme")


def is_eco_visio(names: Sequence[str]) -> bool:
    """Return whether column names may be those of an Eco-Visio export."""
    return len(names) > 1 and names[0] in TIMES and bool(names[1]) and not OTHER_FORMATS & set(names[1:])


@dataclass(frozen=True)
class Site:
    """A site of an export: the column of its total (-1 when there is none) and those of its flows."""

    name: str
    total: int
    flows: tuple[int, ...]


def read_eco_visio(  # noqa: PLR0913 - the file, then one option a choice
    path: Path,
    year: int,
    shown: str = "",
    *,
    sites: Chosen = (),
    direction: str = "",
    timezone: str = PARIS,
    proxy: str = "zone",
) -> Attendance:
    """Return the counts of a year: the sum of the chosen sites, each taken once.

    ``sites`` are names of sites or of flows; ``direction`` (IN or OUT) keeps the flows of that way. A site's total is
    taken rather than its flows. Raises InputError with every mistake and its line or cell.
    """
    shown = shown or str(path)
    sheet = read_sheet(path, shown, is_eco_visio, EXPECTED)
    _refuse_twins(sheet)
    when = moments(sheet.cells(0), known_zone(timezone, shown))
    counts = {n: numbers(sheet.cells(n), by_hand=True) for n in range(1, len(sheet.names)) if sheet.names[n]}
    problems = date_mistakes(sheet, 0, when)
    problems += [problem for n, cells in counts.items() for problem in count_mistakes(sheet, n, cells)]
    if problems:
        raise InputError(problems)
    channels, notes = _channels(sheet, counts, sites, direction.upper())
    step, minutes = step_of(when, shown)
    table = long(sheet.lines, when, channels)
    return attendance_of(Counts(shown, table, step, tuple(notes), minutes, zone=timezone), year, proxy)


def _refuse_twins(sheet: Sheet) -> None:
    names = [name for name in sheet.names if name]
    twins = sorted({name for name in names if names.count(name) > 1})
    if twins:
        message = f"deux colonnes portent le nom « {twins[0]} »"
        raise refusal(sheet.shown, message, "renommez l'une d'elles, ou retirez la copie", sheet.header)


def sites_of(names: Sequence[str]) -> list[Site]:
    """Return the sites of a header: a column is the flow of the last column whose whole name begins its own."""
    sites: list[Site] = []
    for column, name in enumerate(names):
        if column == 0 or not name or plain(name) in TOTALS:
            continue
        last = sites[-1] if sites else None
        if last and last.total >= 0 and plain(name).startswith(plain(last.name) + " "):
            sites[-1] = Site(last.name, last.total, (*last.flows, column))
        else:
            sites.append(Site(name, column, ()))
    return sites


def _channels(
    sheet: Sheet, counts: dict[int, pd.Series], wanted: Chosen, direction: str
) -> tuple[dict[str, pd.Series], list[str]]:
    """Return the counts to add up, by name, and the notes about that choice."""
    sites = sites_of(sheet.names)
    names = [name for name in sheet.names[1:] if name and plain(name) not in TOTALS]
    picked = set(pick(wanted, names, sheet.shown, "site")) if chosen(wanted) else {site.name for site in sites}
    kept: dict[str, pd.Series] = {}
    notes: list[str] = []
    for site in sites:
        taken, said = _of_site(site, sheet, counts, picked, direction)
        kept |= taken
        notes += said
    if not kept:
        raise refusal(sheet.shown, f"aucune colonne du sens « {direction} »", "IN ou OUT, ou rien pour les deux")
    notes += [] if direction else _both_ways([*kept, *names] if not chosen(wanted) else [*kept])
    return kept, [*_left_out(sites, kept, picked), *notes]


def _of_site(
    site: Site, sheet: Sheet, counts: dict[int, pd.Series], picked: set[str], direction: str
) -> tuple[dict[str, pd.Series], list[str]]:
    flows = {sheet.names[n]: counts[n] for n in site.flows}
    if direction:
        columns = flows if site.flows else {site.name: counts[site.total]}
        return {n: c for n, c in columns.items() if {n, site.name} & picked and _way(n) == direction}, []
    if site.name not in picked:
        return {name: cells for name, cells in flows.items() if name in picked}, []
    if not flows:
        return {site.name: counts[site.total]}, []
    return _total(site.name, counts[site.total], pd.DataFrame(flows))


def _total(name: str, total: pd.Series, flows: pd.DataFrame) -> tuple[dict[str, pd.Series], list[str]]:
    """Return the total of a site, completed by its flows where it is empty, and what is odd about it."""
    added = flows.sum(axis=1, skipna=False)
    differ = total.notna() & added.notna() & (total != added)
    full = f"la colonne « {name} » est le total de {number(flows.shape[1])} autres : elle seule est comptée."
    notes = [full[0].upper() + full[1:]]
    if differ.any():
        where = f"{number(int(differ.sum()))} lignes sur {number(int((total.notna() & added.notna()).sum()))}"
        notes.append(
            f"« {name} » n'est pas la somme de ses colonnes dans {where} : choisissez par « sites » ce qui compte."
        )
    return {name: total.fillna(added)}, notes


def _way(name: str) -> str:
    words = plain(name).replace("-", " ").replace("(", " ").replace(")", " ").split()
    return next((way for way, known in WAYS.items() if set(words) & set(known)), "")


def _both_ways(names: Sequence[str]) -> list[str]:
    both = {_way(name) for name in names} >= {"IN", "OUT"}
    return ["Les deux sens de passage sont additionnés : qui passe et revient est compté deux fois."] if both else []


def _left_out(sites: Sequence[Site], kept: dict[str, pd.Series], picked: set[str]) -> list[str]:
    left = [site.name for site in sites if site.name not in picked and not any(n.startswith(site.name) for n in kept)]
    return [f"Sites laissés de côté : {joined(left)}."] if left else []

"""Hours that the bureaux ask of their staff, week by week, in front of those that the staff has."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from otanalysis.french import MONTHS, day, joined, quantity
from otanalysis.report.figures import MARGIN, WIDTH, Chart, drawn, known_sum, scaled, wrapped
from otanalysis.report.html import Table
from otanalysis.report.sheet import (
    BLUE,
    INK,
    LINE,
    ORANGE,
    SMALL,
    Fill,
    Font,
    Ink,
    Key,
    Mark,
    Panel,
    Sheet,
    Stroke,
    keyed,
    line_height,
)

Array = NDArray[np.float64]
COLOURS, HATCHES = (BLUE, "#E69F00", "#9AD2F2", "#CC79A7", "#F0E442"), ("", "////", "---", "||||", "\\\\\\\\")
AVERAGE, AT_MOST, HALO = Stroke(INK, 1.6), Stroke(INK, 1.4, (4.2, 2.1)), Stroke("white", 3.2)
LACK = Mark("v", 4.5, ORANGE, INK, 0.5)
WORDS = ("disponibles, congés répartis", "disponibles sans aucun congé", "il en manque, congés répartis")


def staff_weeks_chart(
    mondays: Sequence[date], needed: dict[str, Array], average: Array, at_most: Array, source: str, illustrative: bool
) -> Chart:
    """Return the hours that each bureau needs, week by week, in front of the hours that the staff has.

    ``needed`` by bureau, ``average`` (leave spread over the year) and ``at_most`` (nobody on leave) are hours, one a
    week, NaN where not known. Hours are lacking where those known to be needed exceed those available.
    """
    labels = [wrapped(name, WIDTH - 2 * MARGIN - 0.3, Font()) for name in needed]
    keys = _legend(labels)
    top = 0.2 + len(keys) * LINE + line_height(SMALL) * sum(label.count("\n") for label in labels)
    hours = np.array([*needed.values()])
    total, known = np.nansum(hours, axis=0), np.concatenate([average, at_most])
    most = max(float(total.max()), float(np.nanmax(np.nan_to_num(known))), 1) * 1.08
    with drawn("staff", top + 2.4, source, illustrative) as sheet:
        panel = Panel(0.5, top, WIDTH - 0.5 - MARGIN, 2.2, (-0.6, len(mondays) - 0.4, most, 0))
        scaled(sheet, panel, most, lambda hours: quantity(hours, "h"))
        _stack(sheet, panel, hours)
        for available, stroke in ((average, AVERAGE), (at_most, AT_MOST)):
            _step(sheet, panel, available, stroke)
        lacking = np.flatnonzero(_lacking(hours, average))
        sheet.marks(np.stack([panel.x(lacking), panel.y(total[lacking] + 0.05 * total.max())], axis=1), LACK)
        _label_months(sheet, panel, mondays)
        keyed(sheet, keys, MARGIN, 0.05)
    columns = ("Mois", "À tenir (h)", "Disponibles (h)", "Sans congé (h)", "Semaines où il en manque")
    rows = tuple(_rows(mondays, hours, average, at_most))
    table = Table("Heures de présence à tenir et disponibles, par mois", columns, rows, illustrative)
    title = "Heures de présence à tenir et heures disponibles, semaine par semaine"
    return Chart(title, sheet.svg, _alt(mondays, hours, average, at_most), table, source)


def _stack(sheet: Sheet, panel: Panel, needed: Array) -> None:
    """Stack the bureaux; a week with something not known bears a question mark."""
    tops = np.cumsum([np.zeros(needed.shape[1]), *np.nan_to_num(needed)], axis=0)
    for n, (base, top) in enumerate(pairwise(tops)):
        outline = [_stairs(panel, top), _stairs(panel, base)[::-1]]
        sheet.surface(np.concatenate([*outline, outline[0][:1]]), _fill(n))
    for week in np.flatnonzero(np.isnan(needed).any(axis=0)).tolist():
        sheet.words(panel.x(week), panel.y(tops[-1, week]), "?", Font(weight="bold"), "center", "bottom")


def _stairs(panel: Panel, hours: Array) -> Array:
    """Return the corners of a line that keeps a week's hours from its Monday to the next."""
    across = np.repeat(np.arange(len(hours) + 1) - 0.5, 2)[1:-1]
    return np.stack([panel.x(across), panel.y(np.repeat(hours, 2))], axis=1)


def _fill(n: int) -> Fill:
    """Return how a bureau is filled: a colour and a hatch that no other of the first 25 has together."""
    return Fill(COLOURS[n % 5], INK, 0.5, HATCHES[(n + n // 5) % 5])


def _step(sheet: Sheet, panel: Panel, hours: Array, stroke: Stroke) -> None:
    """Draw a line of hours available on a white halo; nothing where they are not known."""
    line = _stairs(panel, hours)
    for part in np.split(line, np.flatnonzero(np.diff(np.isnan(line[:, 1]))) + 1):
        if not np.isnan(part).any():
            sheet.lines([part], HALO)
            sheet.lines([part], stroke)


def _label_months(sheet: Sheet, panel: Panel, mondays: Sequence[date]) -> None:
    months, low = _by_month(mondays), panel.top + panel.height
    starts = [panel.x(weeks[0] - 0.5) for _, _, weeks in months[1:]]
    sheet.lines([[(panel.left, low), (panel.left + panel.width, low)]], Stroke(INK, 0.8))
    sheet.lines([[(x, low), (x, low + 0.06)] for x in starts], Stroke(INK, 0.8))
    for _, month, weeks in months:
        if len(weeks) > 2:
            middle = panel.x((weeks[0] + weeks[-1]) / 2)
            sheet.words(middle, low + 0.16, MONTHS[month - 1][0].upper(), Font(), "center")


def _legend(labels: Sequence[str]) -> list[Key]:
    inks: list[Ink] = [AVERAGE, AT_MOST, LACK]
    bureaux: list[Key] = [((_fill(n),), label) for n, label in enumerate(labels)]
    return bureaux + [((ink,), told) for ink, told in zip(inks, WORDS, strict=True)]


def _by_month(mondays: Sequence[date]) -> list[tuple[int, int, list[int]]]:
    """Return year, month and indices of the weeks that start in each month."""
    grouped = groupby(range(len(mondays)), lambda n: (mondays[n].year, mondays[n].month))
    return [(*month, list(weeks)) for month, weeks in grouped]


def _lacking(needed: Array, available: Array) -> NDArray[np.bool_]:
    """Tell the weeks when the hours known to be needed exceed those available, by more than a rounding."""
    lacking: NDArray[np.bool_] = np.nansum(needed, axis=0) > available + 1e-6
    return lacking


def _rows(mondays: Sequence[date], needed: Array, average: Array, at_most: Array) -> Iterator[tuple[object, ...]]:
    lacking = _lacking(needed, average)
    for year, month, weeks in _by_month(mondays):
        sums = (known_sum(hours[..., weeks]) for hours in (needed, average, at_most))
        yield (f"{MONTHS[month - 1]} {year}", *sums, int(lacking[weeks].sum()))


def _alt(mondays: Sequence[date], needed: Array, average: Array, at_most: Array) -> str:
    total, unknown = np.nansum(needed, axis=0), int(np.isnan(needed).any(axis=0).sum())
    busiest = int(np.argmax(total))
    most = quantity(round(float(total[busiest])), "h")
    return " ".join((
        f"Barres de {quantity(len(mondays), 'semaine')}.",
        f"La plus chargée, du {day(mondays[busiest])}, demande {most} de présence.",
        f"Congés répartis : {_told(mondays, _lacking(needed, average))}.",
        f"Sans aucun congé : {_told(mondays, _lacking(needed, at_most))}.",
        *([f"Heures à tenir mal connues : {quantity(unknown, 'semaine')}."] if unknown else []),
    ))  # fmt: skip


def _told(mondays: Sequence[date], lacking: NDArray[np.bool_]) -> str:
    """Return in how many weeks hours are lacking, and in which months these weeks start."""
    if not lacking.any():
        return "il ne manque d'heures aucune semaine"
    months = dict.fromkeys(MONTHS[mondays[week].month - 1] for week in np.flatnonzero(lacking).tolist())
    return f"il manque des heures {quantity(int(lacking.sum()), 'semaine')} sur {len(mondays)}, en {joined([*months])}"

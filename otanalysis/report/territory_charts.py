"""Charts of a territory: offices counted now and planned, criteria that block, open offices in the week."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import to_hex
from numpy.typing import NDArray

from otanalysis.french import WEEKDAYS, capital, number, quantity
from otanalysis.report.figures import MARGIN, WIDTH, Chart, drawn, known_sum, wrapped
from otanalysis.report.html import Table
from otanalysis.report.sheet import (
    BLUE,
    GREY,
    LINE,
    ORANGE,
    PALE,
    SMALL,
    Fill,
    Font,
    Key,
    Panel,
    Sheet,
    keyed,
    line_height,
)
from otanalysis.report.week_panels import HIGH, WIDE, hours_shown, label_week, rule_days, rule_hours, season_at

Array = NDArray[np.float64]
HELD, COMING, OTHER = Fill(BLUE, "white", 1.5), Fill("#BFE0F5", BLUE, 1, "////"), Fill(PALE, "white", 1.5)
BLOCKED, OPEN_QUESTION = Fill(ORANGE), Fill("#F3D9A4", "#8A5A00", 0.5, "////")
TITLE, BIG = Font(8.5, "bold"), Font(13, "bold")
STEP = 1.82  # inches from one row of pictures to the next
COLOURS, NOT_SAID = colormaps["YlGnBu"], Fill("white", GREY, 0, "/////")
Counted = tuple[str, int, int]  # what is counted, how many there are, how many more are coming


def path_chart(name: str, steps: Sequence[Counted], offices: int, source: str, illustrative: bool) -> Chart:
    """Return rows of as many boxes as there are offices: those that are, those that are coming, the others."""
    labels = [wrapped(label, WIDTH - 2 * MARGIN, TITLE) for label, _, _ in steps]
    bottoms = [*accumulate((line_height(TITLE.size) * (n.count("\n") + 1) + 0.46 for n in labels), initial=0.06)]
    with drawn(f"path {name}", bottoms[-1] + 0.22, source, illustrative) as sheet:
        for (_, held, coming), label, bottom in zip(steps, labels, bottoms[1:], strict=True):
            sheet.words(MARGIN, bottom - 0.45, label, TITLE, up="bottom")
            _boxes(sheet, bottom - 0.42, (held, coming, offices - held - coming))
            sheet.words(WIDTH - MARGIN, bottom - 0.28, f"{held + coming} sur {offices}", BIG, "right", "middle")
        keys: list[Key] = [((HELD,), "acquis"), ((COMING,), "annoncé"), ((OTHER,), "autres offices")]
        keyed(sheet, keys, MARGIN, bottoms[-1], 3)
    rows = tuple((label, held, coming, held + coming, offices) for label, held, coming in steps)
    alt = " ".join(
        f"{label} : {held + coming} offices sur {offices}{_of_which(coming)}." for label, held, coming in steps
    )
    columns = ("", "Acquis", "Annoncé", "Ensemble", "Offices")
    return Chart(name, sheet.svg, alt, Table(name, columns, rows, illustrative), source)


def _of_which(coming: int) -> str:
    return f", dont {coming} annoncé{'s' if coming > 1 else ''}" if coming else ""


def _boxes(sheet: Sheet, top: float, counts: tuple[int, int, int]) -> None:
    wide = (WIDTH - 2 * MARGIN - 1.05) / max(1, sum(counts))
    starts = [0, *accumulate(counts)]
    for start, count, fill in sorted(
        zip(starts, counts, (HELD, COMING, OTHER), strict=False), key=lambda r: r[2] is COMING
    ):
        if count:
            sheet.boxes(MARGIN + wide * (start + np.arange(count)), top, wide, 0.27, fill)


def blocking_chart(rows: Sequence[tuple[str, int, int, int]], source: str, illustrative: bool) -> Chart:
    """Return a bar for each criterion: how many audited offices it blocks, for how many it is to document.

    ``rows`` are the criterion, the offices that must meet it, those that it blocks, those that must document it.
    """
    names = [wrapped(row[0], WIDTH - 2 * MARGIN, Font()) for row in rows]
    heights = [line_height(SMALL) * (name.count("\n") + 1) + 0.3 for name in names]
    tops = [0.27, *accumulate(heights, initial=0.27)][1:]
    most = max(asked for _, asked, _, _ in rows)
    with drawn("blocking", 0.27 + sum(heights), source, illustrative) as sheet:
        keyed(sheet, [((BLOCKED,), "bloquant"), ((OPEN_QUESTION,), "à documenter")], MARGIN, 0.03, 2)
        for (_, asked, blocked, open_), name, top, high in zip(rows, names, tops, heights, strict=False):
            sheet.words(MARGIN, top, name, up="top")
            panel = Panel(MARGIN, top + high - 0.24, 2.55, 0.13, (0, most, 0, 1))
            sheet.boxes(MARGIN, panel.top, panel.x(asked) - MARGIN, 0.13, Fill(PALE))
            sheet.boxes(MARGIN, panel.top, panel.x(blocked) - MARGIN, 0.13, BLOCKED)
            sheet.boxes(panel.x(blocked), panel.top, panel.x(open_) - MARGIN, 0.13, OPEN_QUESTION)
            told = f"{blocked + open_} sur {asked}"
            sheet.words(MARGIN + 2.65, panel.top + 0.065, told, Font(weight="bold"), up="middle")
    title = "Les critères qui bloquent, ou restent à documenter, le plus souvent"
    columns = ("Critère", "Offices concernés", "Bloquant", "À documenter")
    alt = " ".join(
        f"{name} : bloquant pour {b}, à documenter pour {u}, sur {quantity(n, 'office')}." for name, n, b, u in rows
    )
    return Chart(title, sheet.svg, alt, Table(title, columns, tuple(rows), illustrative), source)


def open_week_chart(
    seasons: Sequence[str], offices: Array, anyone: Array, count: int, source: str, illustrative: bool
) -> Chart:
    """Return how many offices are open in each weekday and hour, one small picture a season.

    ``offices`` are means and ``anyone`` the share of each hour with one office open at least, shape (seasons, 7, 24),
    NaN where no hours are described; ``count`` is how many offices there are.
    """
    hours, keys = hours_shown(offices), _shades(count, bool(np.isnan(offices).any()))
    columns = 2 if len(keys) > 3 else 3
    below = 0.05 + LINE * -(-len(keys) // columns)
    with drawn("open week", below + 0.06 + STEP * -(-len(seasons) // 2), source, illustrative) as sheet:
        for n, season in enumerate(seasons):
            left, top = season_at(sheet, n, season, below, STEP)
            panel = Panel(left, top + 0.23, WIDE, HIGH, (*hours, -0.5, 6.5))
            _paint(sheet, panel, offices[n], hours, count)
            label_week(sheet, panel, n, hours)
        keyed(sheet, keys, MARGIN, 0.03, columns)
    rows = tuple(
        (f"{season}, {WEEKDAYS[day]}", _most(offices[n, day]), known_sum(anyone[n, day]))
        for n, season in enumerate(seasons)
        for day in range(7)
    )
    heads = ("Saison, jour", "Offices ouverts, au plus", "Heures où un office au moins est ouvert")
    table = Table("Offices ouverts dans une semaine moyenne", heads, rows, illustrative)
    alt = " ".join(_told(season, offices[n], anyone[n]) for n, season in enumerate(seasons))
    return Chart("Combien d'offices sont ouverts, heure par heure", sheet.svg, alt, table, source)


def _shades(count: int, unsaid: bool) -> list[Key]:
    shades = [(0.0, "aucun"), (0.5, "la moitié"), (1.0, "tous" if count > 1 else "ouvert")]
    keys: list[Key] = [((Fill(_colour(share), GREY, 0.5),), word) for share, word in shades]
    return keys + ([((NOT_SAID,), "non décrit")] if unsaid else [])


def _paint(sheet: Sheet, panel: Panel, offices: Array, hours: tuple[int, int], count: int) -> None:
    shown = offices[:, hours[0] : hours[1]]
    if np.isnan(shown).any():
        sheet.boxes(panel.left, panel.top, WIDE, HIGH, NOT_SAID)
    levels = np.nan_to_num(shown) / count
    colours = np.where((levels > 0)[..., None], COLOURS(0.12 + 0.73 * levels), (0.945, 0.953, 0.96, 1))
    colours[np.isnan(shown)] = 0
    sheet.pixels(panel.left, panel.top, WIDE, HIGH, colours)
    rule_hours(sheet, panel, hours)
    rule_days(sheet, panel)


def _colour(share: float) -> str:
    return to_hex(COLOURS(0.12 + 0.73 * share)) if share else "#F1F3F5"


def _most(offices: Array) -> float | None:
    return None if np.isnan(offices).all() else round(float(np.nanmax(offices)), 1)


def _told(season: str, offices: Array, anyone: Array) -> str:
    if np.isnan(offices).all():
        return f"{capital(season)} : horaires non décrits."
    day, hour = np.unravel_index(np.nanargmax(offices), offices.shape)
    hours = np.nansum(anyone, axis=1)
    least = int(np.argmin(hours))
    return (
        f"{capital(season)} : le plus d'offices ouverts le {WEEKDAYS[int(day)]} à {int(hour)} h "
        f"({number(float(offices[day, hour]), 1)} en moyenne) ; le {WEEKDAYS[least]}, "
        f"{quantity(round(float(hours[least]), 1), 'h')} avec un office ouvert au moins."
    )

"""Visitors and opening by weekday and hour, one small picture a season."""

from collections.abc import Sequence
from math import ceil

import numpy as np
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import PowerNorm
from matplotlib.figure import SubFigure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from numpy.typing import NDArray

from otanalysis.french import WEEKDAYS, number, quantity
from otanalysis.opening.written_french import WEEKDAYS_SHORT
from otanalysis.report.figures import (
    BLUE,
    GREY,
    INK,
    PALE,
    SMALL,
    Chart,
    Style,
    bare,
    blocks,
    boxes,
    capital,
    drawn,
    keyed,
    known_sum,
    placed,
)
from otanalysis.report.html import Table

Array = NDArray[np.float64]
COLOURS = colormaps["YlOrBr"]
LEFT, TOP, PANEL, GAP = 0.42, 0.5, 2.03, 0.15
ROWS, STEP = 1.25, 1.9  # height in inches of seven weekdays, and from one row of panels to the next
NOT_SAID = "horaires non décrits"
UNKNOWN: Style = {"facecolor": "white", "edgecolor": GREY, "hatch": "/////", "linewidth": 0}


def weeks_chart(seasons: Sequence[str], visitors: Array, opened: Array, source: str, illustrative: bool) -> Chart:
    """Return the visitors of each weekday and hour, season by season, with the opening drawn over them.

    ``visitors`` are means, shape (seasons, 7, 24) an hour or (seasons, 7, 1) a day, NaN where not counted; ``opened``
    is the share of each hour that is open, shape (seasons, 7, 24), NaN where hours are not described.
    """
    first, last = _hours_shown(visitors, opened)
    norm = PowerNorm(0.5, 0, np.nan_to_num(visitors).max() or 1)  # a winter still shows beside a summer
    with drawn("weeks", TOP - 0.08 + STEP * ceil(len(seasons) / 2), source, illustrative) as (figure, text):
        for n, season in enumerate(seasons):
            left, top = LEFT + (n % 2) * (PANEL + GAP), TOP + (n // 2) * STEP
            axes = bare(placed(figure, left, top + 0.38, PANEL, ROWS))
            _paint(axes, visitors[n], (first, last), norm)
            _draw_opening(axes, opened[n])
            _label(axes, n % 2 == 0, (first, last))
            axes.set_title(capital(season), loc="left", fontsize=9, fontweight="bold", pad=15)
            axes.text(0, 1.04, _peak_short(visitors[n], opened[n]), transform=axes.transAxes, fontsize=SMALL)
        _legend(figure, visitors, norm, bool(np.isnan(opened).any()))
    alt = "Visiteurs et ouverture par saison et jour de la semaine. " + " ".join(
        f"{capital(season)} : {_peak_told(visitors[n], opened[n])}." for n, season in enumerate(seasons)
    )
    rows = tuple(
        (f"{season}, {WEEKDAYS[day]}", known_sum(visitors[n, day]), known_sum(opened[n, day]))
        for n, season in enumerate(seasons)
        for day in range(7)
    )
    columns = ("Saison, jour", "Visiteurs par jour", "Heures d'ouverture par jour")
    table = Table("Visiteurs et ouverture d'une semaine moyenne", columns, rows, illustrative)
    title = "Quand viennent les visiteurs dans la semaine, et quand l'office est ouvert"
    return Chart(title, text.getvalue(), alt, table, source)


def _hours_shown(visitors: Array, opened: Array) -> tuple[int, int]:
    """Return the hours to draw: 8 to 20, and more when the office is open or most visited outside."""
    hours = [8, 19, *np.flatnonzero(np.nan_to_num(opened).max(axis=(0, 1)) > 0)]
    if visitors.shape[2] == 24:
        hours += [peak[1] for season in visitors if (peak := _peak(season))]
    return int(min(hours)), int(max(hours)) + 1


def _peak(visitors: Array) -> tuple[int, int] | None:
    """Return the weekday and slot with most visitors; None when none was counted."""
    if not np.nan_to_num(visitors).any():
        return None
    day, slot = np.unravel_index(np.nanargmax(visitors), visitors.shape)
    return int(day), int(slot)


def _paint(axes: Axes, visitors: Array, hours: tuple[int, int], norm: PowerNorm) -> None:
    """Colour each slot by its visitors; what was not counted shows the hatched ground. A day's count stands apart."""
    first, last = hours
    hourly = visitors.shape[1] > 1
    sides, shown = ((first, last), visitors[:, first:last]) if hourly else ((first - 3.4, first - 0.4), visitors)
    axes.fill_between(sides, -0.5, 6.5, **UNKNOWN)
    masked = np.ma.masked_invalid(shown)
    extent = (*sides, 6.5, -0.5)
    axes.imshow(masked, COLOURS, norm, aspect="auto", interpolation="nearest", extent=extent, zorder=2)
    axes.set(xlim=(min(sides[0], first), last), ylim=(6.5, -0.5))
    axes.hlines(np.arange(6) + 0.5, min(sides[0], first), last, color="white", linewidth=1.5, zorder=5)
    if hourly:
        axes.vlines(np.arange(first + 1, last), -0.5, 6.5, color="white", linewidth=0.5, zorder=3)
        return
    axes.fill_between((first, last), -0.5, 6.5, color=PALE, linewidth=0)
    for day, value in enumerate(visitors[:, 0]):
        _write(axes, (first - 1.9, day), value, norm)


def _write(axes: Axes, place: tuple[float, float], value: float, norm: PowerNorm) -> None:
    """Write a day's count on its colour, « ? » when it was not counted."""
    ground = {"facecolor": "white", "pad": 1, "linewidth": 0} if np.isnan(value) else None
    colour = "white" if norm(np.nan_to_num(value)) > 0.62 else INK
    axes.text(*place, _told(value), ha="center", va="center", color=colour, fontsize=SMALL, zorder=6, bbox=ground)


def _told(value: float) -> str:
    return "?" if np.isnan(value) else number(value, 0 if value >= 10 else 1)


def _draw_opening(axes: Axes, opened: Array) -> None:
    """Draw a line along the hours open; the smaller the share of an hour, the thinner."""
    bars = [
        (start, day, length, 0.46 * share + 0.04)
        for day, shares in enumerate(opened)
        for start, length, share in blocks(np.round(np.nan_to_num(shares), 2))
    ]
    axes.add_collection(boxes(bars, color=BLUE, edgecolor="white", linewidth=0.8, zorder=4), autolim=False)
    for day in np.flatnonzero(np.isnan(opened).any(axis=1)).tolist():
        axes.text(14, day, "?", ha="center", va="center", color=BLUE, fontweight="bold", fontsize=SMALL, zorder=6)


def _label(axes: Axes, with_days: bool, hours: tuple[int, int]) -> None:
    marks = [hour for hour in range(0, 25, 4) if hours[0] <= hour <= hours[1]]
    axes.set_xticks(marks, [f"{hour}\u00a0h" for hour in marks], fontsize=SMALL)
    axes.get_xticklabels()[0].set_horizontalalignment("left")
    axes.get_xticklabels()[-1].set_horizontalalignment("right")
    axes.set_yticks(range(7), WEEKDAYS_SHORT if with_days else [""] * 7, fontsize=SMALL)


def _state(share: float) -> str:
    """Return what a share of an hour open is called; public holidays alone do not make it « en partie »."""
    if np.isnan(share):
        return NOT_SAID
    return "✓ ouvert" if share >= 0.9 else "✗ fermé" if share < 0.1 else "ouvert en partie"


def _opening_at(peak: tuple[int, int], visitors: Array, opened: Array) -> str:
    day, slot = peak
    if visitors.shape[1] == 24:
        return _state(float(opened[day, slot]))
    hours = float(opened[day].sum())
    if np.isnan(hours):
        return NOT_SAID
    return f"ouvert {number(hours, 1)} h" if hours else "✗ fermé"


def _peak_short(visitors: Array, opened: Array) -> str:
    peak = _peak(visitors)
    if peak is None:
        return "aucun visiteur" if np.isfinite(visitors).all() else "visiteurs non connus"
    hour = f" {peak[1]} h" if visitors.shape[1] == 24 else ""
    return f"pic {WEEKDAYS_SHORT[peak[0]]}{hour} : {_told(visitors[peak])}, {_opening_at(peak, visitors, opened)}"


def _peak_told(visitors: Array, opened: Array) -> str:
    peak = _peak(visitors)
    if peak is None:
        return _peak_short(visitors, opened)
    hour, step = (f" à {peak[1]} h", "par heure") if visitors.shape[1] == 24 else ("", "par jour")
    many = quantity(round(float(visitors[peak]), 0 if visitors[peak] >= 10 else 1), "visiteur")
    state = _opening_at(peak, visitors, opened).lstrip("✓✗ ")
    said = state if state == NOT_SAID else f"l'office est {state}"
    return f"le plus de visiteurs le {WEEKDAYS[peak[0]]}{hour} ({many} {step}), {said}"


def _legend(figure: SubFigure, visitors: Array, norm: PowerNorm, unsaid: bool) -> None:
    """Say what colours and lines mean: three counts, the opening, what is not described, what was not counted."""
    step = "heure" if visitors.shape[2] == 24 else "jour"
    counts = [float(norm.inverse(level)) for level in (1 / 3, 2 / 3, 1)]
    crowd: list[Artist] = [Patch(color=COLOURS(norm(value)), label=_told(value)) for value in counts]
    crowd[-1].set_label(f"{_told(counts[-1])} visiteurs par {step}")
    lines: list[Artist] = [Patch(color=BLUE, label="ouvert (plus fin : en partie)")]
    lines += [Line2D([], [], linestyle="none", label=f"? : {NOT_SAID}")] if unsaid else []
    lines += [Patch(label="visiteurs non comptés", **UNKNOWN)] if np.isnan(visitors).any() else []
    keyed(figure, crowd, LEFT, 0.05, 3)
    keyed(figure, lines, LEFT, 0.24, 2)

"""Hours that the bureaux ask of their staff, week by week, in front of those that the staff has."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import SubFigure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from otanalysis.french import MONTHS, MONTHS_SHORT, day, joined, quantity
from otanalysis.report.figures import (
    BLUE,
    INK,
    MARGIN,
    ORANGE,
    SMALL,
    WIDTH,
    Chart,
    Style,
    drawn,
    keyed,
    known_sum,
    line_height,
    placed,
    wrapped,
)
from otanalysis.report.html import Table

Array = NDArray[np.float64]
COLOURS, HATCHES = (BLUE, "#E69F00", "#9AD2F2", "#CC79A7", "#F0E442"), ("", "////", "---", "||||", "\\\\\\\\")
AVERAGE: Style = {"color": INK, "linewidth": 1.6}
AT_MOST: Style = {"color": INK, "linewidth": 1.4, "linestyle": (0, (3, 1.5))}
LACK: Style = {"marker": "v", "markersize": 4.5, "color": ORANGE, "markeredgecolor": INK, "markeredgewidth": 0.5}
WORDS = ("disponibles, congés répartis", "disponibles sans aucun congé", "il en manque, congés répartis")
COLUMN = (WIDTH - 2 * MARGIN) / 2


def staff_weeks_chart(
    mondays: Sequence[date], needed: dict[str, Array], average: Array, at_most: Array, source: str, illustrative: bool
) -> Chart:
    """Return the hours that each bureau needs, week by week, in front of the hours that the staff has.

    ``needed`` by bureau, ``average`` (leave spread over the year) and ``at_most`` (nobody on leave) are hours, one a
    week, NaN where not known. Hours are lacking where those known to be needed exceed those available.
    """
    labels = [wrapped(name, COLUMN - 0.5, SMALL) for name in needed]
    top = 0.2 + line_height(SMALL) * max(3, sum(label.count("\n") + 1.2 for label in labels))
    hours = np.array([*needed.values()])
    with drawn("staff", top + 2.4, source, illustrative) as (figure, text):
        axes = placed(figure, 0.5, top, WIDTH - 0.5 - MARGIN, 2.2)
        _stack(axes, hours)
        _steps(axes, average, at_most)
        _mark(axes, np.nansum(hours, axis=0), _lacking(hours, average))
        _label_months(axes, mondays)
        _legend(figure, labels)
    columns = ("Mois", "À tenir (h)", "Disponibles (h)", "Sans congé (h)", "Semaines où il en manque")
    rows = tuple(_rows(mondays, hours, average, at_most))
    table = Table("Heures de présence à tenir et disponibles, par mois", columns, rows, illustrative)
    title = "Heures de présence à tenir et heures disponibles, semaine par semaine"
    return Chart(title, text.getvalue(), _alt(mondays, hours, average, at_most), table, source)


def _stack(axes: Axes, needed: Array) -> None:
    """Stack the bureaux; a week with something not known bears a question mark."""
    tops = np.cumsum([np.zeros(needed.shape[1]), *np.nan_to_num(needed)], axis=0)
    for n, (base, top) in enumerate(pairwise(tops)):
        axes.stairs(top, np.arange(len(top) + 1) - 0.5, baseline=base, fill=True, **_style(n))
    for week in np.flatnonzero(np.isnan(needed).any(axis=0)).tolist():
        axes.text(week, tops[-1, week], "?", ha="center", va="bottom", fontsize=SMALL, fontweight="bold")


def _style(n: int) -> Style:
    """Return how a bureau is filled: a colour and a hatch that no other of the first 25 has together."""
    colour, hatch = COLOURS[n % 5], HATCHES[(n + n // 5) % 5]
    return {"facecolor": colour, "hatch": hatch, "edgecolor": INK, "linewidth": 0.5}


def _steps(axes: Axes, average: Array, at_most: Array) -> None:
    halo = [withStroke(linewidth=3.2, foreground="white")]
    for hours, style in ((average, AVERAGE), (at_most, AT_MOST)):
        axes.stairs(hours, np.arange(len(hours) + 1) - 0.5, baseline=None, path_effects=halo, zorder=3, **style)


def _mark(axes: Axes, total: Array, lacking: NDArray[np.bool_]) -> None:
    weeks = np.flatnonzero(lacking)
    axes.plot(weeks, total[weeks] + 0.05 * total.max(), linestyle="none", **LACK)
    axes.yaxis.set_major_formatter(lambda value, _: quantity(value, "h"))


def _label_months(axes: Axes, mondays: Sequence[date]) -> None:
    months = [(month, weeks) for _, month, weeks in _by_month(mondays)]
    shown = [(month, weeks) for month, weeks in months if len(weeks) > 2]
    names = [MONTHS_SHORT[month - 1].rstrip(".")[:4] for month, _ in shown]
    axes.set_xticks([(weeks[0] + weeks[-1]) / 2 for _, weeks in shown], names, fontsize=SMALL)
    axes.tick_params(axis="x", length=0)
    axes.vlines([weeks[0] - 0.5 for _, weeks in months[1:]], 0, -0.03, INK, transform=axes.get_xaxis_transform(),
                linewidth=0.8, clip_on=False)  # fmt: skip
    axes.set_xlim(-0.6, len(mondays) - 0.4)


def _legend(figure: SubFigure, labels: Sequence[str]) -> None:
    lines: list[Artist] = [Line2D([], [], label=WORDS[0], **AVERAGE), Line2D([], [], label=WORDS[1], **AT_MOST)]
    lines += [Line2D([], [], label=WORDS[2], linestyle="none", **LACK)]
    keyed(figure, [Patch(label=label, **_style(n)) for n, label in enumerate(labels)], MARGIN, 0.05)
    keyed(figure, lines, MARGIN + COLUMN, 0.05)


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

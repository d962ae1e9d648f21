"""The share of visitors who come when it is open, between what chance gives and the best that the same hours reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from otanalysis.french import percent
from otanalysis.report.figures import (
    BLUE,
    INK,
    MARGIN,
    PALE,
    SMALL,
    WIDTH,
    Chart,
    Style,
    bare,
    drawn,
    keyed,
    line_height,
    placed,
    wrapped,
)
from otanalysis.report.html import Table

LEGEND, TRACK = 0.48, 3.95
CHANCE: Style = {"marker": "v", "markersize": 6, "color": INK, "markerfacecolor": "white", "linestyle": ""}
BEST: Style = {"marker": "D", "markersize": 5, "color": INK, "linestyle": ""}
INTERVAL: Style = {"color": INK, "linewidth": 1.2, "marker": "|", "markersize": 7}


@dataclass(frozen=True)
class CoverageRow:
    """Shares of visitors, 0 to 1, of one opening: covered, by hours spread evenly, by the same hours at their best.

    ``low`` and ``high`` bound the covered share; None where no interval was computed.
    """

    name: str
    coverage: float
    baseline: float
    best: float
    low: float | None
    high: float | None


def coverage_chart(rows: Sequence[CoverageRow], source: str, illustrative: bool) -> Chart:
    """Return one bar an opening: the share of visitors who come when it is open, chance and the best as marks."""
    names = [wrapped(row.name, WIDTH - 2 * MARGIN, 8.5, "bold") for row in rows]
    heights = [line_height(8.5) * (name.count("\n") + 1) + 0.62 for name in names]
    tops = [LEGEND, *accumulate(heights, initial=LEGEND)][1:]
    with drawn("coverage", tops[-1], source, illustrative) as (figure, text):
        for row, name, top, height in zip(rows, names, tops, heights, strict=False):
            axes = bare(placed(figure, MARGIN, top, TRACK, height))
            axes.set(xlim=(0, 1), ylim=(height, 0), xticks=(), yticks=())
            axes.text(0, height - 0.61, name, va="bottom", fontweight="bold")
            _draw_row(axes, row, height - 0.43)
        for handles, top in zip(_legend(rows), (0.05, 0.24), strict=True):
            keyed(figure, handles, MARGIN, top, 2)
    cells = tuple(
        (r.name, percent(r.coverage), _interval(r) or None, percent(r.baseline), percent(r.best)) for r in rows
    )
    columns = ("Ouverture", "Visiteurs couverts", "Intervalle", "Au hasard", "Au mieux")
    table = Table("Part des visiteurs qui viennent pendant l'ouverture", columns, cells, illustrative)
    title = "Quelle part des visiteurs vient quand c'est ouvert"
    return Chart(title, text.getvalue(), " ".join(map(_told, rows)), table, source)


def _draw_row(axes: Axes, row: CoverageRow, middle: float) -> None:
    axes.barh(middle, 1, 0.24, color=PALE)
    axes.barh(middle, row.coverage, 0.24, color=BLUE)
    if row.low is not None and row.high is not None:
        axes.plot((row.low, row.high), (middle, middle), **INTERVAL | {"color": "white", "linewidth": 3})
        axes.plot((row.low, row.high), (middle, middle), **INTERVAL)
    axes.plot(row.baseline, middle - 0.14, clip_on=False, zorder=4, **CHANCE)
    axes.plot(row.best, middle, clip_on=False, zorder=4, markeredgecolor="white", **BEST)
    axes.text(1.02, middle, percent(row.coverage), va="center", fontsize=11, fontweight="bold", color=BLUE)
    axes.text(0, middle + 0.16, _marks(row), va="top", fontsize=SMALL)


def _legend(rows: Sequence[CoverageRow]) -> tuple[list[Artist], list[Artist]]:
    chance = Line2D([], [], label="au hasard : mêmes heures, étalées", **CHANCE)
    best = Line2D([], [], label="au mieux : mêmes heures, bien placées", **BEST)
    interval = Line2D([], [], label="marge", **INTERVAL)
    return [chance], [best, *([interval] if any(row.low is not None for row in rows) else [])]


def _interval(row: CoverageRow) -> str:
    return "" if row.low is None or row.high is None else f"{round(100 * row.low)} à {percent(row.high)}"


def _marks(row: CoverageRow) -> str:
    margin = f" · marge {_interval(row)}" if row.low is not None else ""
    return f"au hasard {percent(row.baseline)} · au mieux {percent(row.best)}{margin}"


def _told(row: CoverageRow) -> str:
    interval = f" (entre {_interval(row).replace(' à ', ' et ')})" if row.low is not None else ""
    return (
        f"{row.name} : {percent(row.coverage)} des visiteurs viennent pendant l'ouverture{interval} ; "
        f"au hasard {percent(row.baseline)}, au mieux {percent(row.best)}."
    )

"""The share of visitors who come when it is open, between what chance gives and the best that the same hours reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from otanalysis.french import percent
from otanalysis.report.figures import MARGIN, WIDTH, Chart, drawn, wrapped
from otanalysis.report.html import Table
from otanalysis.report.sheet import (
    BLUE,
    INK,
    LINE,
    PALE,
    SMALL,
    Fill,
    Font,
    Key,
    Mark,
    Panel,
    Sheet,
    Stroke,
    keyed,
    line_height,
)

TRACK, THICK = 2.6, 0.24
CHANCE, BEST = Mark("v", 6, "white"), Mark("D", 5, INK, "white")
INTERVAL, ENDS = (Stroke("white", 3), Stroke(INK, 1.2)), Mark("|", 7, INK)
TITLE, SHARE = Font(8.5, "bold"), Font(11, "bold", colour=BLUE)


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
    names = [wrapped(row.name, WIDTH - 2 * MARGIN, TITLE) for row in rows]
    heights = [
        line_height(TITLE.size) * (name.count("\n") + 1) + 0.66 + _margin_line(row)
        for name, row in zip(names, rows, strict=True)
    ]
    legend = _legend(rows)
    bottoms = [*accumulate(heights, initial=0.13 + len(legend) * LINE)][1:]
    with drawn("coverage", bottoms[-1], source, illustrative) as sheet:
        for row, name, bottom in zip(rows, names, bottoms, strict=True):
            sheet.words(MARGIN, bottom - 0.64 - _margin_line(row), name, TITLE, up="bottom")
            _draw_row(sheet, row, bottom - 0.43 - _margin_line(row))
        keyed(sheet, legend, MARGIN, 0.03)
    cells = tuple(
        (r.name, percent(r.coverage), _interval(r) or None, percent(r.baseline), percent(r.best)) for r in rows
    )
    columns = ("Ouverture", "Visiteurs couverts", "Intervalle", "Au hasard", "Au mieux")
    table = Table("Part des visiteurs qui viennent pendant l'ouverture", columns, cells, illustrative)
    title = "Quelle part des visiteurs vient quand c'est ouvert"
    return Chart(title, sheet.svg, " ".join(map(_told, rows)), table, source)


def _draw_row(sheet: Sheet, row: CoverageRow, middle: float) -> None:
    """Draw a row's bar, its interval and its marks, what they are worth written beside and under them."""
    panel = Panel(MARGIN, middle - THICK / 2, TRACK, THICK, (0, 1, 0, 1))
    sheet.boxes(MARGIN, panel.top, TRACK, THICK, Fill(PALE))
    sheet.boxes(MARGIN, panel.top, panel.x(row.coverage) - MARGIN, THICK, Fill(BLUE))
    if row.low is not None and row.high is not None:
        ends = [(panel.x(row.low), middle), (panel.x(row.high), middle)]
        for stroke in INTERVAL:
            sheet.lines([ends], stroke)
        sheet.marks(ends, ENDS)
    sheet.marks([(panel.x(row.baseline), middle - 0.14)], CHANCE)
    sheet.marks([(panel.x(row.best), middle)], BEST)
    sheet.words(panel.x(1.02), middle, percent(row.coverage), SHARE, up="middle")
    sheet.words(MARGIN, middle + 0.16, _marks(row), up="top")


def _margin_line(row: CoverageRow) -> float:
    return 0 if row.low is None else line_height(SMALL)


def _legend(rows: Sequence[CoverageRow]) -> list[Key]:
    keys: list[Key] = [((CHANCE,), "au hasard : mêmes heures, étalées")]
    keys += [((BEST,), "au mieux : mêmes heures, bien placées")]
    return keys + ([((INTERVAL[1], ENDS), "marge")] if any(row.low is not None for row in rows) else [])


def _interval(row: CoverageRow) -> str:
    return "" if row.low is None or row.high is None else f"{round(100 * row.low)} à {percent(row.high)}"


def _marks(row: CoverageRow) -> str:
    margin = f"\nmarge {_interval(row)}" if row.low is not None else ""
    return f"au hasard {percent(row.baseline)} · au mieux {percent(row.best)}{margin}"


def _told(row: CoverageRow) -> str:
    interval = f" (entre {_interval(row).replace(' à ', ' et ')})" if row.low is not None else ""
    return (
        f"{row.name} : {percent(row.coverage)} des visiteurs viennent pendant l'ouverture{interval} ; "
        f"au hasard {percent(row.baseline)}, au mieux {percent(row.best)}."
    )

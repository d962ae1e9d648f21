"""The hours of each weekday before and after, season by season: today's as boxes, the others as bars in them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otanalysis.french import capital, quantity
from otanalysis.opening.written_french import days_alike, days_in_french, hours_in_french
from otanalysis.report.figures import MARGIN, WIDTH, Chart, blocks, drawn, wrapped
from otanalysis.report.html import Table
from otanalysis.report.sheet import (
    BLUE,
    GREY,
    LINE,
    PALE,
    SMALL,
    Across,
    Fill,
    Font,
    Key,
    Panel,
    Sheet,
    Stroke,
    keyed,
    line_height,
)

DAYS, HEAD, TICKS, THICK = 0.9, 0.24, 0.26, 0.17
TRACK = WIDTH - DAYS - MARGIN
BEFORE, AT_TIMES, AFTER = Fill("#D3D9DE", GREY, 0.8), Fill("white", GREY, 0.8, "//////"), Fill(BLUE)


@dataclass(frozen=True, eq=False)
class Line:
    """Weekdays with the same hours before and after, and these hours in words."""

    days: tuple[int, ...]
    usual: NDArray[np.bool_]
    at_times: NDArray[np.bool_]
    after: NDArray[np.bool_]
    before_told: str
    after_told: str


def timetables_chart(
    seasons: Sequence[str], before: NDArray[np.float64], after: NDArray[np.bool_], source: str, illustrative: bool
) -> Chart:
    """Return the hours of each season before and after; weekdays with the same hours share a line.

    ``before`` is the share of each half-hour that is open over the days of the season, ``after`` whether it will be:
    both of shape (seasons, 7, 48). A half-hour open less than one day in two is told apart as « parfois ».
    """
    panels = [_lines(*week) for week in zip(before, after, strict=True)]
    heights = [[_height(line) for line in lines] for lines in panels]
    hours = _hours_shown(before, after)
    keys = _legend(panels)
    below = 0.1 + len(keys) * LINE
    with drawn("timetables", below + sum(HEAD + sum(h) + TICKS for h in heights), source, illustrative) as sheet:
        top = below
        for season, lines, inches in zip(seasons, panels, heights, strict=True):
            sheet.words(MARGIN, top + HEAD - 0.06, capital(season), Font(9, "bold"))
            panel = Panel(DAYS, top + HEAD, TRACK, sum(inches), (*hours, 0, sum(inches)))
            _draw_season(sheet, panel, hours, lines, inches)
            top += HEAD + sum(inches) + TICKS
        keyed(sheet, keys, MARGIN, 0.05)
    rows = tuple(
        (f"{season}, {days_in_french(line.days)}", line.before_told, line.after_told)
        for season, lines in zip(seasons, panels, strict=True)
        for line in lines
    )
    table = Table("Horaires avant et après, par saison", ("Saison, jours", "Avant", "Après"), rows, illustrative)
    alt = "Horaires avant et après, par saison. " + " ".join(map(_told, seasons, before, after))
    return Chart("Les horaires, avant et après", sheet.svg, alt, table, source)


def _legend(panels: Sequence[Sequence[Line]]) -> list[Key]:
    keys: list[Key] = [((BEFORE,), "avant"), ((AFTER,), "après (en gras : ce qui change)")]
    return keys + ([((AT_TIMES,), "avant, parfois")] if any(n.at_times.any() for p in panels for n in p) else [])


def _lines(before: NDArray[np.float64], after: NDArray[np.bool_]) -> list[Line]:
    """Return a season's weekdays, those that read the same together."""
    usual, at_times = before >= 0.5, (before > 0) & (before < 0.5)
    told = [_before_told(*day) for day in zip(usual, at_times, strict=True)]
    then = [hours_in_french(day) for day in after]
    alike = days_alike([*zip(told, then, strict=True)])
    return [
        Line(tuple(d), usual[d[0]], at_times[d[0]], after[d[0]].astype(bool), told[d[0]], then[d[0]]) for d in alike
    ]


def _before_told(usual: NDArray[np.bool_], at_times: NDArray[np.bool_]) -> str:
    parts = [hours_in_french(usual)] if usual.any() or not at_times.any() else []
    parts += [f"parfois {hours_in_french(at_times)}"] if at_times.any() else []
    return ", ".join(parts)


def _words(line: Line) -> tuple[str, Font]:
    """Return the hours after in lines that fit over the drawing, and their font: bold when they change."""
    font = Font(weight="normal" if line.after_told == line.before_told else "bold")
    return wrapped(line.after_told, TRACK, font), font


def _height(line: Line) -> float:
    words, days = (line_height(SMALL) * (1 + text.count("\n")) for text in (_words(line)[0], _days(line)))
    return 0.1 + max(words + THICK, days)


def _days(line: Line) -> str:
    return wrapped(days_in_french(line.days), DAYS - MARGIN - 0.05, Font())


def _hours_shown(before: NDArray[np.float64], after: NDArray[np.bool_]) -> tuple[int, int]:
    """Return the hours to draw: 8 to 20, and more when it is open outside."""
    slots = [16, 39, *np.flatnonzero(((before > 0) | after.astype(bool)).any(axis=(0, 1)))]
    return int(min(slots)) // 2, int(max(slots)) // 2 + 1


def _draw_season(
    sheet: Sheet, panel: Panel, hours: tuple[int, int], lines: Sequence[Line], heights: Sequence[float]
) -> None:
    """Draw the lines of a season one under the other, their days on the left and their hours in words on the right."""
    middles = panel.top + np.cumsum(heights) - 0.06 - THICK / 2
    sheet.boxes(panel.left, middles - THICK / 2, TRACK, THICK, Fill(PALE))
    marks = [hour for hour in range(0, 25, 4) if hours[0] <= hour <= hours[1]]
    low = panel.top + panel.height
    ticks = [[(x, y - THICK / 2), (x, y + THICK / 2)] for x in panel.x(marks) for y in middles]
    sheet.lines(ticks, Stroke("white", 0.8))
    for hour in marks:
        across: Across = "right" if hour == hours[1] else "left" if hour == hours[0] else "center"
        sheet.words(panel.x(hour), low + 0.1, f"{hour}\u00a0h", across=across)
    for line, middle, height in zip(lines, middles.tolist(), heights, strict=True):
        _draw_line(sheet, panel, line, middle)
        top = middle + THICK / 2 + 0.1 - height
        sheet.words(MARGIN, top, _days(line), up="top")
        told, font = _words(line)
        sheet.words(DAYS, middle - THICK / 2 - 0.03, told, font, up="bottom")


def _draw_line(sheet: Sheet, panel: Panel, line: Line, middle: float) -> None:
    for opened, thick, fill in (
        (line.usual, THICK, BEFORE),
        (line.at_times, THICK, AT_TIMES),
        (line.after, THICK / 2, AFTER),
    ):
        start, length, _ = np.array(blocks(opened), dtype=float).reshape(-1, 3).T / 2
        left = panel.x(start)
        sheet.boxes(left, middle - thick / 2, panel.x(start + length) - left, thick, fill)


def _told(season: str, before: NDArray[np.float64], after: NDArray[np.bool_]) -> str:
    """Return a season in a sentence: hours a week before and after, and how many weekdays change."""
    changed = sum(len(line.days) for line in _lines(before, after) if line.before_told != line.after_told)
    hours = [quantity(round(float(week.sum()) / 2, 1), "h") for week in (before, after)]
    if not changed:
        return f"{capital(season)} : inchangé, {hours[1]} par semaine."
    days = quantity(changed, "jour")
    return f"{capital(season)} : {hours[0]} par semaine avant, {hours[1]} après, {days} sur 7 avec d'autres horaires."

"""A mean week by weekday and hour, one small picture a season, two by two: what the charts of weeks share."""

import numpy as np
from numpy.typing import NDArray

from otanalysis.french import capital
from otanalysis.opening.written_french import WEEKDAYS_SHORT
from otanalysis.report.sheet import Across, Font, Panel, Sheet, Stroke

LEFT, WIDE, HIGH, GAP = 0.42, 1.4, 1.3, 0.11  # inches: left of the first, each picture, what is between two


def season_at(sheet: Sheet, n: int, season: str, below: float, step: float) -> tuple[float, float]:
    """Write the name of a season, and return the left and the top, in inches, of what is its own."""
    left, top = LEFT + (n % 2) * (WIDE + GAP), below + (n // 2) * step
    sheet.words(left, top + 0.17, capital(season), Font(9, "bold"))
    return left, top


def hours_shown(opened: NDArray[np.float64], *others: int) -> tuple[int, int]:
    """Return the hours to draw: 8 to 20, and more for openings, shape (seasons, 7, 24), and others outside."""
    hours = [8, 19, *others, *np.flatnonzero(np.nan_to_num(opened).max(axis=(0, 1)) > 0)]
    return int(min(hours)), int(max(hours)) + 1


def rule_hours(sheet: Sheet, panel: Panel, hours: tuple[int, int]) -> None:
    """Part the hours of a picture."""
    across = panel.x(np.arange(hours[0] + 1, hours[1]))
    sheet.lines([[(x, panel.top), (x, panel.top + HIGH)] for x in across], Stroke("white", 0.5))


def rule_days(sheet: Sheet, panel: Panel) -> None:
    """Part the weekdays of a picture."""
    down = panel.y(np.arange(6) + 0.5)
    sheet.lines([[(panel.left, y), (panel.left + WIDE, y)] for y in down], Stroke("white", 1.5))


def label_week(sheet: Sheet, panel: Panel, n: int, hours: tuple[int, int]) -> None:
    """Write the hours under a picture and, once a row of pictures, the days beside it."""
    marks: tuple[tuple[int, Across], ...] = ((hours[0], "left"), (sum(hours) // 2, "center"), (hours[1], "right"))
    for hour, across in marks:
        sheet.words(panel.x(hour), panel.top + HIGH + 0.15, f"{hour}\u00a0h", across=across)
    for day, called in enumerate(() if n % 2 else WEEKDAYS_SHORT):
        sheet.words(panel.left - 0.05, panel.y(day), called, Font(), "right", "middle")

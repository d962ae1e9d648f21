"""Visitors and opening by weekday and hour, one small picture a season."""

from collections.abc import Sequence
from math import ceil

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import to_hex
from numpy.typing import NDArray

from otanalysis.french import WEEKDAYS, capital, number, quantity
from otanalysis.opening.written_french import WEEKDAYS_SHORT
from otanalysis.report.figures import MARGIN, Chart, blocks, drawn, known_sum
from otanalysis.report.html import Table
from otanalysis.report.sheet import BLUE, GREY, INK, LINE, PALE, Fill, Font, Key, Panel, Sheet, keyed
from otanalysis.report.week_panels import HIGH, WIDE, hours_shown, label_week, rule_days, rule_hours, season_at

Array = NDArray[np.float64]
COLOURS = colormaps["YlOrBr"]
STEP = 2.12  # inches from one row of pictures to the next
NOT_SAID = "horaires non décrits"
OPEN, UNKNOWN = Fill(BLUE, "white", 0.8), Fill("white", GREY, 0, "/////")
ASK = Font(weight="bold", colour=BLUE)


def weeks_chart(seasons: Sequence[str], visitors: Array, opened: Array, source: str, illustrative: bool) -> Chart:
    """Return the visitors of each weekday and hour, season by season, with the opening drawn over them.

    ``visitors`` are means, shape (seasons, 7, 24) an hour or (seasons, 7, 1) a day, NaN where not counted; ``opened``
    is the share of each hour that is open, shape (seasons, 7, 24), NaN where hours are not described.
    """
    first, last = _hours_shown(visitors, opened)
    most = float(np.nan_to_num(visitors).max()) or 1.0
    keys = _legend(visitors, bool(np.isnan(opened).any()))
    below = 0.1 + 2 * LINE + len(keys) * LINE
    with drawn("weeks", below + STEP * ceil(len(seasons) / 2), source, illustrative) as sheet:
        for n, season in enumerate(seasons):
            left, top = season_at(sheet, n, season, below, STEP)
            sheet.words(left, top + 0.22, _peak_short(visitors[n], opened[n]).replace(", ", "\n"), up="top")
            panel = _panel(left, top + 0.57, visitors.shape[2] > 1, (first, last))
            _paint(sheet, panel, visitors[n], (first, last), most)
            _draw_opening(sheet, panel, opened[n])
            label_week(sheet, panel, n, (first, last))
        _scale(sheet, visitors, most)
        keyed(sheet, keys, MARGIN, 0.05 + 2 * LINE)
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
    return Chart(title, sheet.svg, alt, table, source)


def _hours_shown(visitors: Array, opened: Array) -> tuple[int, int]:
    """Return the hours to draw: 8 to 20, and more when the office is open or most visited outside."""
    peaks = [peak[1] for season in visitors if (peak := _peak(season))] if visitors.shape[2] == 24 else []
    return hours_shown(opened, *peaks)


def _peak(visitors: Array) -> tuple[int, int] | None:
    """Return the weekday and slot with most visitors; None when none was counted."""
    if not np.nan_to_num(visitors).any():
        return None
    day, slot = np.unravel_index(np.nanargmax(visitors), visitors.shape)
    return int(day), int(slot)


def _panel(left: float, top: float, hourly: bool, hours: tuple[int, int]) -> Panel:
    """Return where a season is drawn: weekdays down, hours across; a day's count has its own place before them."""
    return Panel(left, top, WIDE, HIGH, (hours[0] - (0 if hourly else 5), hours[1], -0.5, 6.5))


def _paint(sheet: Sheet, panel: Panel, visitors: Array, hours: tuple[int, int], most: float) -> None:
    """Colour each slot by its visitors; what was not counted shows the hatched ground. A day's count stands apart."""
    (first, last), hourly = hours, visitors.shape[1] > 1
    shown = visitors[:, first:last] if hourly else visitors
    left, right = panel.x((first, last) if hourly else (first - 5, first - 0.5))
    if np.isnan(shown).any():
        sheet.boxes(left, panel.top, right - left, HIGH, UNKNOWN)
    levels = _levels(shown, most)
    colours = COLOURS(levels)
    colours[np.isnan(shown)] = 0
    sheet.pixels(left, panel.top, right - left, HIGH, colours)
    if hourly:
        rule_hours(sheet, panel, hours)
    else:
        sheet.boxes(panel.x(first), panel.top, panel.x(last) - panel.x(first), HIGH, Fill(PALE))
        for day, (value, level) in enumerate(zip(visitors[:, 0], levels[:, 0], strict=True)):
            _write(sheet, (panel.x(first - 2.75), panel.y(day)), value, "white" if level > 0.62 else INK)
    rule_days(sheet, panel)


def _levels(visitors: Array, most: float) -> Array:
    """Return how dark counts are, 0 to 1: by their square root, so that a winter still shows beside a summer."""
    levels: Array = np.sqrt(np.nan_to_num(visitors) / most)
    return levels


def _write(sheet: Sheet, place: tuple[float, float], value: float, colour: str) -> None:
    """Write a day's count on its colour, « ? » on white when it was not counted."""
    x, y = place
    if np.isnan(value):
        sheet.boxes(x - 0.07, y - 0.07, 0.14, 0.14, Fill("white"))
    sheet.words(x, y, _told(value), Font(colour=colour), "center", "middle")


def _told(value: float) -> str:
    return "?" if np.isnan(value) else number(value, 0 if value >= 10 else 1)


def _draw_opening(sheet: Sheet, panel: Panel, opened: Array) -> None:
    """Draw a line along the hours open; the smaller the share of an hour, the thinner."""
    bars = [
        (start, start + length, day, 0.46 * share + 0.04)
        for day, shares in enumerate(opened)
        for start, length, share in blocks(np.round(np.nan_to_num(shares), 2))
    ]
    start, end, day, thick = np.array(bars, dtype=float).reshape(-1, 4).T
    top = panel.y(day - thick / 2)
    sheet.boxes(panel.x(start), top, panel.x(end) - panel.x(start), panel.y(day + thick / 2) - top, OPEN)
    for unsaid in np.flatnonzero(np.isnan(opened).any(axis=1)).tolist():
        sheet.words(panel.x(14), panel.y(unsaid), "?", ASK, "center", "middle")


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


def _scale(sheet: Sheet, visitors: Array, most: float) -> None:
    """Say how many visitors three of the colours mean."""
    step = "heure" if visitors.shape[2] == 24 else "jour"
    levels = (1 / 3, 2 / 3, 1.0)
    sheet.words(MARGIN, 0.03, f"Visiteurs par {step} :", up="top")
    keyed(sheet, [((Fill(to_hex(COLOURS(n))),), _told(most * n**2)) for n in levels], MARGIN, 0.03 + LINE, 3)


def _legend(visitors: Array, unsaid: bool) -> list[Key]:
    """Return what else is drawn: the opening, what is not described, what was not counted."""
    keys: list[Key] = [((Fill(BLUE),), "ouvert (plus fin : en partie)")]
    keys += [((), f"? : {NOT_SAID}")] if unsaid else []
    return keys + ([((UNKNOWN,), "visiteurs non comptés")] if np.isnan(visitors).any() else [])

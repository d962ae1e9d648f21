"""Charts of an audit. Each is a figure, its French alternative text and its data table."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import SubFigure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from otanalysis.attendance.series import Attendance, Step, per_day, per_month
from otanalysis.french import MONTHS, MONTHS_SHORT, joined, number, quantity
from otanalysis.opening.calendar import OpeningCalendar, dates_of, days_described, days_open, minutes_per_day
from otanalysis.report.figures import BLUE, GREY, ORANGE, SMALL, Chart, bare, drawn
from otanalysis.report.html import Table
from otanalysis.report.sentences import counted_by, said

# A day open long enough, a shorter one, one that the source does not describe.
DOTS: tuple[dict[str, Any], ...] = (
    {"marker": "o", "markersize": 4.4, "color": BLUE, "markeredgecolor": "white", "markeredgewidth": 0.5},
    {"marker": "o", "markersize": 4, "markerfacecolor": "white", "markeredgecolor": BLUE},
    {"marker": "x", "markersize": 3, "color": GREY, "markeredgewidth": 0.7},
)


def months_chart(calendar: OpeningCalendar, attendance: Attendance | None, name: str) -> Chart:
    """Return the share of the year's visitors and of the year's open hours in each month, side by side."""
    hours = _hours_per_month(calendar)
    visitors = _visitors_per_month(attendance)
    illustrative = calendar.illustrative or bool(attendance and attendance.illustrative)
    source = counted_by(attendance)
    with drawn("months", 2.6, source, illustrative) as (figure, text):
        axes = figure.add_axes((0.09, 0.1, 0.89, 0.78))
        _month_bars(axes, visitors, -0.2, "visiteurs", color=ORANGE)
        _month_bars(axes, hours, 0.2, "heures d'ouverture", color=BLUE, hatch="////", edgecolor="white")
        axes.set_xticks(range(12), [m.rstrip(".")[:4] for m in MONTHS_SHORT], fontsize=SMALL)
        axes.yaxis.set_major_formatter(lambda value, _: f"{number(value)} %")
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1.03), ncols=2)
        if np.isnan([visitors, hours]).any():
            figure.text(0.98, 0.92, "? : non connu", ha="right", va="bottom", fontsize=SMALL)
    rows = tuple((MONTHS[m], _known(visitors[m]), _known(hours[m])) for m in range(12))
    table = Table(
        f"Visiteurs et heures d'ouverture par mois, {name}", ("Mois", "Visiteurs", "Heures"), rows, illustrative
    )
    title = "Quand viennent les visiteurs, quand l'office est ouvert (part de l'année, par mois)"
    return Chart(title, text.getvalue(), _months_alt(visitors, hours), table, source, said(attendance))


def _month_bars(axes: Axes, values: np.ndarray, shift: float, label: str, **style: Any) -> None:  # noqa: ANN401 - passed on to matplotlib
    """Draw a month's share of the year; a month of which nothing is known gets a question mark, not a zero."""
    places = np.arange(12) + shift
    axes.bar(places, _share(values), 0.4, label=label, **style)
    for place in places[np.isnan(values)]:
        axes.text(place, 0.3, "?", ha="center", va="bottom", color=style["color"], fontweight="bold")


def _known(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 1)


def calendar_chart(calendar: OpeningCalendar, attendance: Attendance | None, at_least: int, name: str) -> Chart:
    """Return the year as months × days: the darker the day the more visitors, a dot where it counts as open."""
    illustrative = calendar.illustrative or bool(attendance and attendance.illustrative)
    minutes = minutes_per_day(calendar)
    source = counted_by(attendance)
    with drawn("calendar", 3.7, source, illustrative) as (figure, text):
        axes = bare(figure.add_axes((0.11, 0.07, 0.87, 0.81)))
        _paint_visitors(axes, calendar.year, attendance)
        _dot_openings(axes, calendar, minutes, at_least)
        axes.set_xlim(-0.5, 30.5)
        axes.set_ylim(11.5, -0.5)
        axes.set_xticks([0, 4, 9, 14, 19, 24, 29], ["1", "5", "10", "15", "20", "25", "30"])
        axes.set_yticks(range(12), MONTHS_SHORT)
        _calendar_legend(figure, at_least, attendance)
    rows = tuple(_calendar_rows(calendar, minutes, at_least))
    columns = (
        "Mois",
        f"Jours d'au moins {number(at_least / 60)} h",
        "Jours plus courts",
        "Jours fermés",
        "Jours non décrits",
    )
    table = Table(f"Jours d'ouverture par mois, {name}", columns, rows, illustrative)
    title = f"L'année {calendar.year}, jour par jour"
    return Chart(title, text.getvalue(), _calendar_alt(calendar, minutes, at_least), table, source)


def _hours_per_month(calendar: OpeningCalendar) -> np.ndarray:
    """Return the hours open in each month; NaN for a month of which no day is described."""
    months = np.array([day.month - 1 for day in dates_of(calendar.year)])
    hours = np.bincount(months, minutes_per_day(calendar), 12) / 60
    hours[np.bincount(months, calendar.described, 12) == 0] = np.nan
    return hours


def _visitors_per_month(attendance: Attendance | None) -> np.ndarray:
    """Return the visitors of each month; NaN for a month with no count."""
    return np.full(12, np.nan) if attendance is None else per_month(attendance).to_numpy(float)


def _share(values: np.ndarray) -> np.ndarray:
    whole = np.nansum(values)
    return np.nan_to_num(100 * values / whole) if whole else np.zeros(len(values))


def _months_alt(visitors: np.ndarray, hours: np.ndarray) -> str:
    parts = ["Barres par mois, en part de l'année."]
    for name, values, gap in (("Visiteurs", visitors, "sans comptage"), ("Heures d'ouverture", hours, "non décrits")):
        unknown = int(np.isnan(values).sum())
        parts += [f"{name} : le plus en {_top(values)}."] if unknown < 12 else []
        parts += [f"{name} : {unknown} mois {gap}."] if unknown else []
    return " ".join(parts)


def _top(values: np.ndarray) -> str:
    share = _share(values)
    best = sorted(np.argsort(-share, kind="stable")[:3])
    return joined([f"{MONTHS[m]} ({number(share[m], 0)} %)" for m in best])


def _paint_visitors(axes: Axes, year: int, attendance: Attendance | None) -> None:
    grid = np.full((12, 31), np.nan)
    daily = None if attendance is None else per_day(attendance)
    if daily is not None:
        for day, value in zip(dates_of(year), daily.to_numpy(float), strict=True):
            grid[day.month - 1, day.day - 1] = value
    elif attendance is not None:
        grid[:] = per_month(attendance).to_numpy(float)[:, None]
    exists = {(day.month - 1, day.day - 1) for day in dates_of(year)}
    missing = [(m, d) for m in range(12) for d in range(28, 31) if (m, d) not in exists]
    for place in missing:
        grid[place] = np.nan
    axes.imshow(np.ma.masked_invalid(grid), cmap="YlOrBr", vmin=0, alpha=0.85, aspect="auto", interpolation="nearest")
    axes.hlines(np.arange(11) + 0.5, -0.5, 30.5, color="white", linewidth=1.5)
    axes.vlines(np.arange(30) + 0.5, -0.5, 11.5, color="white", linewidth=1)


def _dot_openings(axes: Axes, calendar: OpeningCalendar, minutes: np.ndarray, at_least: int) -> None:
    days, long = dates_of(calendar.year), minutes >= at_least
    for mask, style in zip((long, (minutes > 0) & ~long, ~calendar.described & (minutes == 0)), DOTS, strict=True):
        chosen = [day for day, keep in zip(days, mask, strict=True) if keep]
        axes.plot([d.day - 1 for d in chosen], [d.month - 1 for d in chosen], linestyle="none", **style)


def _calendar_legend(figure: SubFigure, at_least: int, attendance: Attendance | None) -> None:
    labels = (f"ouvert {number(at_least / 60)} h ou plus", "ouvert moins longtemps", "jour non décrit")
    crowd = "beaucoup de visiteurs" + (" ce mois-là" if attendance and attendance.step is Step.MONTH else "")
    handles: list[Artist] = [
        Line2D([], [], linestyle="none", label=label, **style) for label, style in zip(labels, DOTS, strict=True)
    ]
    handles += [Patch(color="#CC6A10", alpha=0.85, label=crowd)] if attendance else []
    figure.legend(handles=handles, loc="upper left", ncols=2, columnspacing=1)


def _calendar_rows(calendar: OpeningCalendar, minutes: np.ndarray, at_least: int) -> Iterator[tuple[object, ...]]:
    months = np.array([day.month for day in dates_of(calendar.year)])
    for month in range(1, 13):
        here = months == month
        long, some = (minutes >= at_least) & here, (minutes > 0) & here
        shut = here & (minutes == 0)
        yield (
            MONTHS[month - 1],
            int(long.sum()),
            int(some.sum() - long.sum()),
            int((shut & calendar.described).sum()),
            int((shut & ~calendar.described).sum()),
        )


def _calendar_alt(calendar: OpeningCalendar, minutes: np.ndarray, at_least: int) -> str:
    long, some, described = days_open(calendar, at_least), days_open(calendar), days_described(calendar)
    counts = np.bincount([day.month for day in dates_of(calendar.year)], minutes >= at_least, 13)
    text = (
        f"Calendrier de {calendar.year}, un rang par mois : {quantity(long, 'jour')} d'au moins "
        f"{number(at_least / 60)} h d'ouverture, {quantity(some - long, 'jour')} d'ouverture plus courte. "
        f"Mois le plus ouvert : {MONTHS[int(np.argmax(counts)) - 1]}."
    )
    return text + ("" if described == len(minutes) else f" {quantity(described, 'jour')} seulement sont décrits.")

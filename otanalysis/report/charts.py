"""Charts of an audit. Each is a figure, its French alternative text and its data table."""

from collections.abc import Iterator

import numpy as np
from matplotlib import colormaps

from otanalysis.attendance.series import Attendance, Step, per_day, per_month
from otanalysis.french import MONTHS, MONTHS_SHORT, joined, number, quantity
from otanalysis.opening.calendar import (
    OpeningCalendar,
    dates_of,
    days_described,
    days_open,
    hours_per_month,
    minutes_per_day,
)
from otanalysis.report.figures import MARGIN, WIDTH, Chart, drawn, scaled
from otanalysis.report.html import Table
from otanalysis.report.sentences import counted_by, said
from otanalysis.report.sheet import BLUE, GREY, LINE, ORANGE, Fill, Font, Key, Mark, Panel, Sheet, Stroke, keyed

VISITORS, HOURS = Fill(ORANGE), Fill(BLUE, hatch="////")
WHITE = Stroke("white", 1.2)
# A day open long enough, a shorter one, one that the source does not describe.
DOTS = (Mark("o", 4.4, BLUE, "white", 0.5), Mark("o", 4, "white", BLUE), Mark("x", 3, GREY, GREY, 0.7))
CROWD = colormaps["YlOrBr"]
PAPER = 0.15  # the white that lightens a crowd's colour, so that dots show on it


def months_chart(calendar: OpeningCalendar, attendance: Attendance | None, name: str) -> Chart:
    """Return the share of the year's visitors and of the year's open hours in each month, side by side."""
    hours = hours_per_month(calendar, minutes_per_day(calendar))
    visitors = _visitors_per_month(attendance)
    illustrative = calendar.illustrative or bool(attendance and attendance.illustrative)
    source = counted_by(attendance)
    with drawn("months", 2.65, source, illustrative) as sheet:
        top = max(_share(visitors).max(), _share(hours).max(), 1)
        panel = Panel(0.48, 0.43, WIDTH - 0.48 - MARGIN, 1.97, (-0.6, 11.6, top, 0))
        scaled(sheet, panel, top, lambda share: f"{number(share)} %")
        _label_months(sheet, panel)
        _month_bars(sheet, panel, visitors, -0.4, VISITORS)
        _month_bars(sheet, panel, hours, 0, HOURS)
        keys: list[Key] = [((VISITORS,), "visiteurs"), ((HOURS,), "heures d'ouverture")]
        keys += [((), "? : non connu")] if np.isnan([visitors, hours]).any() else []
        keyed(sheet, keys, MARGIN, 0.03, 2)
    rows = tuple((MONTHS[m], _known(visitors[m]), _known(hours[m])) for m in range(12))
    table = Table(
        f"Visiteurs et heures d'ouverture par mois, {name}", ("Mois", "Visiteurs", "Heures"), rows, illustrative
    )
    title = "Quand viennent les visiteurs, quand l'office est ouvert (part de l'année, par mois)"
    return Chart(title, sheet.svg, _months_alt(visitors, hours), table, source, said(attendance))


def _label_months(sheet: Sheet, panel: Panel) -> None:
    for month, name in enumerate(MONTHS_SHORT):
        sheet.words(panel.x(month), panel.top + panel.height + 0.16, name[0].upper(), Font(), "center")


def _month_bars(sheet: Sheet, panel: Panel, values: np.ndarray, shift: float, fill: Fill) -> None:
    """Draw a month's share of the year; a month of which nothing is known gets a question mark, not a zero."""
    left, top = panel.x(np.arange(12) + shift), panel.y(_share(values))
    sheet.boxes(left, top, panel.x(0.4) - panel.x(0), panel.y(0) - top, fill)
    for month in np.flatnonzero(np.isnan(values)).tolist():
        font = Font(8.5, "bold", colour=fill.colour)
        sheet.words(panel.x(month + shift + 0.2), panel.y(0), "?", font, "center", "bottom")


def _known(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 1)


def calendar_chart(calendar: OpeningCalendar, attendance: Attendance | None, at_least: int, name: str) -> Chart:
    """Return the year as months × days: the darker the day the more visitors, a dot where it counts as open."""
    illustrative = calendar.illustrative or bool(attendance and attendance.illustrative)
    minutes = minutes_per_day(calendar)
    source = counted_by(attendance)
    keys = _calendar_legend(at_least, attendance)
    beside = 2 if max(len(label) for _, label in keys) < 22 else 1
    top = 0.15 + -(-len(keys) // beside) * LINE
    with drawn("calendar", top + 2.75, source, illustrative) as sheet:
        panel = Panel(0.5, top, WIDTH - 0.5 - MARGIN, 2.5, (-0.5, 30.5, -0.5, 11.5))
        _paint_visitors(sheet, panel, calendar.year, attendance)
        _dot_openings(sheet, panel, calendar, minutes, at_least)
        for day in (1, 5, 10, 15, 20, 25, 30):
            sheet.words(panel.x(day - 1), panel.y(11.5) + 0.16, str(day), Font(), "center")
        for month, called in enumerate(MONTHS_SHORT):
            sheet.words(panel.left - 0.06, panel.y(month), called, Font(), "right", "middle")
        keyed(sheet, keys, MARGIN, 0.03, beside)
    rows = tuple(_calendar_rows(calendar, minutes, at_least))
    columns = (
        "Mois",
        f"Jours {_lasting(at_least)}",
        "Jours plus courts",
        "Jours fermés",
        "Jours non décrits",
    )
    table = Table(f"Jours d'ouverture par mois, {name}", columns, rows, illustrative)
    title = f"L'année {calendar.year}, jour par jour"
    return Chart(title, sheet.svg, _calendar_alt(calendar, minutes, at_least), table, source)


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


def _paint_visitors(sheet: Sheet, panel: Panel, year: int, attendance: Attendance | None) -> None:
    """Colour each day by its visitors, or by those of its month; what was not counted stays white."""
    if attendance is None:
        return
    days, counts = dates_of(year), per_day(attendance)
    monthly = per_month(attendance).to_numpy(float)
    values = [monthly[day.month - 1] for day in days] if counts is None else counts.to_numpy(float)
    grid = np.full((12, 31), np.nan)
    grid[[day.month - 1 for day in days], [day.day - 1 for day in days]] = values
    colours = CROWD(np.nan_to_num(grid) / (np.nan_to_num(grid).max() or 1)) * (1 - PAPER) + PAPER
    colours[np.isnan(grid)] = 0
    sheet.pixels(panel.left, panel.top, panel.width, panel.height, colours)
    sheet.lines([[(panel.left, y), (panel.left + panel.width, y)] for y in panel.y(np.arange(11) + 0.5)], WHITE)
    sheet.lines([[(x, panel.top), (x, panel.top + panel.height)] for x in panel.x(np.arange(30) + 0.5)], WHITE)


def _dot_openings(sheet: Sheet, panel: Panel, calendar: OpeningCalendar, minutes: np.ndarray, at_least: int) -> None:
    days, long = dates_of(calendar.year), minutes >= at_least
    across = panel.x([day.day - 1 for day in days])
    down = panel.y([day.month - 1 for day in days])
    for mask, mark in zip((long, (minutes > 0) & ~long, ~calendar.described & (minutes == 0)), DOTS, strict=True):
        sheet.marks(np.stack([across[mask], down[mask]], axis=1), mark)


def _calendar_legend(at_least: int, attendance: Attendance | None) -> list[Key]:
    """Return what dots and colours mean, and no other."""
    labels = (
        "ouvert" + (f" {number(at_least / 60)} h ou plus" if at_least > 1 else ""),
        f"ouvert moins de {number(at_least / 60)} h",
        "jour non décrit",
    )
    crowd = "visiteurs nombreux" + (" ce mois-là" if attendance and attendance.step is Step.MONTH else "")
    keys: list[Key] = [((mark,), label) for mark, label in zip(DOTS, labels, strict=True)]
    if at_least == 1:
        del keys[1]
    return keys + ([((Fill("#D4802F"),), crowd)] if attendance else [])


def _lasting(at_least: int) -> str:
    """Return after « jours » how long a day that counts is; where a minute is enough, that it is open."""
    return f"d'au moins {number(at_least / 60)} h" if at_least > 1 else "d'ouverture"


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
        f"Calendrier de {calendar.year}, un rang par mois : {quantity(long, 'jour')} {_lasting(at_least)}"
        + (f" d'ouverture, {quantity(some - long, 'jour')} d'ouverture plus courte. " if at_least > 1 else ". ")
        + f"Mois le plus ouvert : {MONTHS[int(np.argmax(counts)) - 1]}."
    )
    return text + ("" if described == len(minutes) else f" {quantity(described, 'jour')} seulement sont décrits.")

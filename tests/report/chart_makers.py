"""Small inputs of every chart, with long names, and the texts of the figure that it drew."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import combinations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.text import Text

from otanalysis.report.coverage_charts import CoverageRow, coverage_chart
from otanalysis.report.staff_charts import staff_weeks_chart
from otanalysis.report.timetable_charts import timetables_chart
from otanalysis.report.week_charts import weeks_chart

SEASONS = ("hiver", "printemps", "été", "automne")
LONG = (
    "Bureau d'information touristique intercommunal de Saint-Antonin-Noble-Val et des Gorges de l'Aveyron, "
    "comptages de l'Observatoire départemental (https://exemple.fr/un-chemin-tres-long/sans-une-seule-espace/2023.csv)"
)


def week(*spans, slots=24):
    """A week of slots, some of them open: (days, first hour, last hour, share)."""
    opened = np.zeros((7, slots))
    for days, first, last, share in spans:
        opened[days, int(first * slots / 24) : int(last * slots / 24)] = share
    return opened


EVERY, WEEKEND = slice(0, 7), slice(5, 7)


def weeks(source=LONG, hours=24):
    visitors = np.arange(4 * 7 * hours, dtype=float).reshape(4, 7, hours)
    visitors[0, 2] = np.nan
    opened = np.stack([week((EVERY, 9, 12, 1), (WEEKEND, 14, 18, 0.5))] * 4)
    return weeks_chart(SEASONS, visitors, opened, source, True)


def coverage(source=LONG):
    rows = [
        CoverageRow("Bureau principal", 0.62, 0.41, 0.79, 0.58, 0.66),
        CoverageRow(LONG[:101], 0.3, 0.33, 0.6, None, None),
    ]
    return coverage_chart(rows, source, True)


def mondays(count=52):
    return [date(2023, 1, 2) + timedelta(7 * n) for n in range(count)]


def staff(source=LONG):
    needed = {"Lauzerte": np.full(52, 30.0), LONG[:101]: np.where(np.arange(52) > 25, 20.0, np.nan)}
    needed |= {f"{n} {LONG[:101]}": np.full(52, 5.0) for n in range(4)}
    return staff_weeks_chart(mondays(), needed, np.full(52, 60.0), np.full(52, 65.0), source, True)


def timetables(source=LONG):
    before = np.stack([week((slice(n, n + 1), 9, 12, 1), (WEEKEND, 14, 18, 0.25), slots=48) for n in range(4)])
    after = np.stack([week((slice(n, 7, 2), 9.5, 12.5, 1), (EVERY, 14.5, 18.5, 1), slots=48) for n in range(4)]) > 0
    after[3] = np.arange(7)[:, None] + 14 == np.arange(48)
    return timetables_chart(SEASONS, before, after, source, True)


CHARTS = {
    "weeks": weeks,
    "weekdays": lambda source=LONG: weeks(source, 1),
    "coverage": coverage,
    "staff": staff,
    "timetables": timetables,
}


def texts(svg):
    """Return the texts of an SVG, line by line."""
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def texts_drawn(monkeypatch, make):
    """Return the texts of the figure that a maker draws, with their boxes, and the box of the figure."""
    figures = []
    save = Figure.savefig
    monkeypatch.setattr(Figure, "savefig", lambda self, *a, **k: (figures.append(self), save(self, *a, **k))[1])
    written = set(texts(make().svg))
    figure = figures[0]
    figure.draw_without_rendering()
    found = [
        text for text in figure.findobj(Text) if text.get_text() and written.issuperset(text.get_text().split("\n"))
    ]
    return [(text.get_text(), text.get_window_extent()) for text in found], figure.bbox


def misplaced(monkeypatch, make):
    """Return the texts that a maker draws outside its figure, and those over another; « ? » may touch."""
    found, canvas = texts_drawn(monkeypatch, make)
    out = [text for text, box in found if box.x0 < 0 or box.y0 < 0 or box.x1 > canvas.x1 or box.y1 > canvas.y1]
    return out + [(one, two) for (one, a), (two, b) in combinations(found, 2) if overlap(a, b) and {one, two} != {"?"}]


def overlap(a, b):
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1

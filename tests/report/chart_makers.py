"""Small inputs of every chart, with long names, and the texts of the figure that it drew."""

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import combinations

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from otanalysis.report.coverage_charts import CoverageRow, coverage_chart
from otanalysis.report.staff_charts import staff_weeks_chart
from otanalysis.report.timetable_charts import timetables_chart
from otanalysis.report.week_charts import weeks_chart

SVG = "{http://www.w3.org/2000/svg}"
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
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def texts_drawn(svg):
    """Return the texts of an SVG with their boxes, in points, and the width and height of the whole."""
    root = ET.fromstring(svg)
    found = [(text.text, box(text, style)) for text, style in styled(root)]
    return found, [float(root.get(side).removesuffix("pt")) for side in ("width", "height")]


def styled(root):
    """Yield the texts of an SVG with their style, written on them or by a class."""
    rules = dict(re.findall(r"\.(s\d+)\{([^}]*)\}", root.find(f".//{SVG}style").text))
    for text in root.iter(f"{SVG}text"):
        written = text.get("style") or rules[text.get("class")]
        yield text, dict(part.strip().split(": ", 1) for part in written.split(";") if part.strip())


def box(text, style):
    """Return left, top, right and bottom of a text, in the font that is measured everywhere: DejaVu Sans."""
    size = float(style["font-size"].removesuffix("px"))
    font = FontProperties(size=size, weight=int(style.get("font-weight", 400)), style=style.get("font-style"))
    wide = text_to_path.get_text_width_height_descent(text.text, font, False)[0]
    left = float(text.get("x")) - {"start": 0, "middle": wide / 2, "end": wide}[style["text-anchor"]]
    base = float(text.get("y"))
    return left, base - 0.76 * size, left + wide, base + 0.24 * size


def misplaced(svg):
    """Return the texts of an SVG that go out of it, and those over another; « ? » may touch."""
    found, (width, height) = texts_drawn(svg)
    out = [text for text, (left, top, right, low) in found if left < 0 or top < 0 or right > width or low > height]
    return out + [(one, two) for (one, a), (two, b) in combinations(found, 2) if overlap(a, b) and {one, two} != {"?"}]


def overlap(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1

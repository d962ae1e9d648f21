"""What is measured in front of what is asked: one bar a counted requirement, on the scale of its threshold."""

from collections.abc import Sequence

from otanalysis.audit.findings import RequirementFinding
from otanalysis.audit.outcome import Status
from otanalysis.french import number, quantity
from otanalysis.law.records import number_in
from otanalysis.report.figures import MARGIN, WIDTH, Chart, drawn
from otanalysis.report.html import Table
from otanalysis.report.sentences import margin, word
from otanalysis.report.sheet import GREEN, INK, ORANGE, PALE, Fill, Font, Panel, Sheet, Stroke

ENOUGH, TOO_LITTLE, TRACK = Fill(GREEN), Fill(ORANGE, hatch="////"), Fill(PALE)
FIRST, STEP, THICK = 0.3, 0.46, 0.155  # inches: the first line, from one to the next, a bar
TWICE = 3.05  # inches of a bar that goes to twice the threshold, the longest


def thresholds_chart(found: Sequence[RequirementFinding], category: str, source: str) -> Chart:
    """Return each counted requirement of a category as a bar on the scale of its threshold (100 % is the threshold)."""
    shown = [r for r in found if r.outcome.measured is not None and r.outcome.threshold]
    illustrative, height = any(r.illustrative for r in shown), FIRST - 0.08 + STEP * max(1, len(shown))
    with drawn(f"thresholds {category}", height, source, illustrative) as sheet:
        for row, r in enumerate(shown):
            _bullet(sheet, FIRST + row * STEP, r)
        sheet.words(WIDTH - MARGIN, 0.14, f"▏= seuil, catégorie {category}", Font(), "right")
    rows = tuple(map(_threshold_row, shown))
    caption = f"Mesures et seuils de la catégorie {category}"
    table = Table(caption, ("Exigence", "Mesuré", "Seuil", "Marge", "Statut"), rows, illustrative)
    alt = "Barres à l'échelle du seuil. " + " ".join(
        f"{row[0]} : {row[1]} pour {row[2]}, {row[4][2:]}." for row in rows
    )
    title = f"Ce qui est mesuré, en face de ce que demande la catégorie {category}"
    return Chart(title, sheet.svg, alt, table, source)


def _threshold_row(r: RequirementFinding) -> tuple[str, ...]:
    measured, threshold = r.outcome.measured or 0, r.outcome.threshold or 0
    return (_called(r), quantity(measured, r.outcome.unit), number(threshold), margin(r), word(r.outcome.status))


def _bullet(sheet: Sheet, line: float, r: RequirementFinding) -> None:
    """Draw a requirement under its name, whose letters stand on a line: the bar, and the threshold in its middle."""
    measured, threshold = r.outcome.measured or 0, r.outcome.threshold or 1
    panel, middle = Panel(MARGIN, line + 0.05, TWICE, THICK, (0, 2, 0, 1)), line + 0.05 + THICK / 2
    sheet.words(MARGIN, line, f"{word(r.outcome.status)[0]} {_called(r)}")
    sheet.boxes(MARGIN, panel.top, TWICE, THICK, TRACK)
    length = panel.x(min(2, measured / threshold)) - MARGIN
    sheet.boxes(MARGIN, panel.top, length, THICK, ENOUGH if r.outcome.status is Status.MET else TOO_LITTLE)
    sheet.lines([[(panel.x(1), panel.top - 0.015), (panel.x(1), panel.top + THICK + 0.015)]], Stroke(INK, 1.6))
    label = f"{quantity(measured, r.outcome.unit.split(' ')[0])} pour {number(threshold)}"
    sheet.words(MARGIN + TWICE + 0.1, middle, label, Font(weight="bold"), up="middle")


def _called(r: RequirementFinding) -> str:
    """Return a requirement's number and label on one line of the chart, with its bureau when it has one."""
    whole = r.requirement.label.split(" (")[0] + (f", {r.bureau}" if r.bureau else "")
    label = whole if len(whole) < 66 else whole[:64].rsplit(" ", 1)[0] + "…"
    return f"{number_in(r.requirement.id.rpartition('.')[0])}. {label}"

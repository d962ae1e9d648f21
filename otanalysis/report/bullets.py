"""What is measured in front of what is asked: one bar a counted requirement, on the scale of its threshold."""

from collections.abc import Sequence
from itertools import accumulate

from otanalysis.audit.findings import RequirementFinding
from otanalysis.audit.outcome import Status
from otanalysis.french import number, quantity
from otanalysis.law.records import number_in
from otanalysis.report.figures import MARGIN, WIDTH, Chart, drawn, wrapped
from otanalysis.report.html import Table
from otanalysis.report.sentences import margin, word
from otanalysis.report.sheet import GREEN, INK, ORANGE, PALE, SMALL, Fill, Font, Panel, Sheet, Stroke, line_height

ENOUGH, TOO_LITTLE, TRACK = Fill(GREEN), Fill(ORANGE, hatch="////"), Fill(PALE)
FIRST, THICK, GAP = 0.22, 0.155, 0.12  # inches: the first requirement, a bar, what is left under it
TWICE = 1.5  # inches of a bar that goes to twice the threshold, the longest


def thresholds_chart(found: Sequence[RequirementFinding], category: str, source: str) -> Chart:
    """Return each counted requirement of a category as a bar on the scale of its threshold (100 % is the threshold)."""
    shown = [r for r in found if r.outcome.measured is not None and r.outcome.threshold]
    illustrative = any(r.illustrative for r in shown)
    names = [wrapped(f"{word(r.outcome.status)[0]} {_called(r)}", WIDTH - 2 * MARGIN, Font()) for r in shown]
    bars = [*accumulate((_high(name) for name in names), initial=FIRST)]
    with drawn(f"thresholds {category}", bars[-1], source, illustrative) as sheet:
        for r, name, bottom in zip(shown, names, bars[1:], strict=True):
            sheet.words(MARGIN, bottom - GAP - THICK - 0.03, name, up="bottom")
            _bullet(sheet, bottom - GAP - THICK, r)
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


def _high(name: str) -> float:
    return line_height(SMALL) * (name.count("\n") + 1) + THICK + GAP


def _bullet(sheet: Sheet, top: float, r: RequirementFinding) -> None:
    """Draw the bar of a requirement, and the threshold in its middle."""
    measured, threshold = r.outcome.measured or 0, r.outcome.threshold or 1
    panel, middle = Panel(MARGIN, top, TWICE, THICK, (0, 2, 0, 1)), top + THICK / 2
    sheet.boxes(MARGIN, panel.top, TWICE, THICK, TRACK)
    length = panel.x(min(2, measured / threshold)) - MARGIN
    sheet.boxes(MARGIN, panel.top, length, THICK, ENOUGH if r.outcome.status is Status.MET else TOO_LITTLE)
    sheet.lines([[(panel.x(1), panel.top - 0.015), (panel.x(1), panel.top + THICK + 0.015)]], Stroke(INK, 1.6))
    label = f"{quantity(measured, r.outcome.unit.split(' ')[0])} pour {number(threshold)}"
    sheet.words(MARGIN + TWICE + 0.1, middle, label, Font(weight="bold"), up="middle")


def _called(r: RequirementFinding) -> str:
    """Return a requirement's number and label, with its bureau when it has one."""
    label = r.requirement.label.split(" (")[0] + (f", {r.bureau}" if r.bureau else "")
    return f"{number_in(r.requirement.id.rpartition('.')[0])}. {label}"

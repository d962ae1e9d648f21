"""What is measured in front of what is asked: one bar a counted requirement, on the scale of its threshold."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from otanalysis.audit.conclusion import number_in
from otanalysis.audit.findings import RequirementFinding
from otanalysis.audit.outcome import Status
from otanalysis.french import number, quantity
from otanalysis.report.figures import GREEN, INK, ORANGE, PALE, SMALL, Chart, drawn
from otanalysis.report.html import Table
from otanalysis.report.sentences import margin, word


def thresholds_chart(found: Sequence[RequirementFinding], category: str, source: str) -> Chart:
    """Return each counted requirement of a category as a bar on the scale of its threshold (100 % is the threshold)."""
    shown = [r for r in found if r.outcome.measured is not None and r.outcome.threshold]
    illustrative, height = any(r.illustrative for r in shown), 0.4 + 0.46 * max(1, len(shown))
    with drawn(f"thresholds {category}", height, source, illustrative) as (figure, text):
        axes = figure.add_axes((0.03, 0, 0.94, 1))
        for row, r in enumerate(shown):
            _bullet(axes, row, r)
        rows_at = np.arange(len(shown))
        axes.vlines([100] * len(shown), rows_at - 0.06, rows_at + 0.34, color=INK, linewidth=1.6)
        axes.text(292, -0.42, f"▏= seuil, catégorie {category}", ha="right", va="bottom", fontsize=SMALL)
        axes.set_xlim(0, 292)
        axes.set_ylim(max(1, len(shown)) - 0.6, -0.8)
        axes.axis("off")
    rows = tuple(map(_threshold_row, shown))
    caption = f"Mesures et seuils de la catégorie {category}"
    table = Table(caption, ("Exigence", "Mesuré", "Seuil", "Marge", "Statut"), rows, illustrative)
    alt = "Barres à l'échelle du seuil. " + " ".join(
        f"{row[0]} : {row[1]} pour {row[2]}, {row[4][2:]}." for row in rows
    )
    title = f"Ce qui est mesuré, en face de ce que demande la catégorie {category}"
    return Chart(title, text.getvalue(), alt, table, source)


def _threshold_row(r: RequirementFinding) -> tuple[str, ...]:
    measured, threshold = r.outcome.measured or 0, r.outcome.threshold or 0
    return (_called(r), quantity(measured, r.outcome.unit), number(threshold), margin(r), word(r.outcome.status))


def _bullet(axes: Axes, row: int, r: RequirementFinding) -> None:
    measured, threshold = r.outcome.measured or 0, r.outcome.threshold or 1
    ok = r.outcome.status is Status.MET
    colour, hatch = (GREEN, None) if ok else (ORANGE, "////")
    axes.barh(row + 0.14, 200, 0.34, color=PALE)
    axes.barh(
        row + 0.14, min(200, 100 * measured / threshold), 0.34, color=colour, hatch=hatch, edgecolor="white", lw=0
    )
    axes.text(0, row - 0.11, f"{word(r.outcome.status)[0]} {_called(r)}", va="bottom", fontsize=SMALL)
    label = f"{quantity(measured, r.outcome.unit.split(' ')[0])} pour {number(threshold)}"
    axes.text(206, row + 0.14, label, va="center", fontsize=SMALL, fontweight="bold")


def _called(r: RequirementFinding) -> str:
    """Return a requirement's number and label on one line of the chart, with its bureau when it has one."""
    whole = r.requirement.label.split(" (")[0] + (f", {r.bureau}" if r.bureau else "")
    label = whole if len(whole) < 66 else whole[:64].rsplit(" ", 1)[0] + "…"
    return f"{number_in(r.requirement.id.split('.')[0])}. {label}"

"""What the explorer shows, as HTML: the verdict at once, then one view at a time, from the sections of the report."""

from collections.abc import Callable

from otanalysis.audit.findings import Audit
from otanalysis.explorer.choices import Choices
from otanalysis.explorer.present import Present
from otanalysis.explorer.told import told
from otanalysis.french import capital
from otanalysis.report import sentences, show
from otanalysis.report.comparisons import beside
from otanalysis.report.figures import Chart
from otanalysis.report.html import Html, render
from otanalysis.report.opening_sections import category_thresholds

Section = Callable[[Audit], Chart | Html]
OF_AUDIT: dict[str, tuple[Section, ...]] = {
    "Seuils": (category_thresholds, show.hypotheses),
    "Ouverture": (show.months, show.calendar),
    "Visiteurs": (show.coverage, show.weeks, show.coherence),
    "Personnel": (show.staffing, show.staff_weeks),
}
COMPARED = "Ce qui change"
VIEWS = (COMPARED, *OF_AUDIT)


def verdict(present: Present, choices: Choices, audit: Audit) -> Html:
    """Return the verdict of what is tried, beside that of today, and what is tried."""
    now, today = sentences.verdict(audit), sentences.verdict(present.audit)
    return render(
        "explorer",
        office=present.audit.dossier.office.name,
        tone=sentences.tone(audit),
        verdict=now,
        before="" if now == today else today[:1].lower() + today[1:],
        figures=sentences.figures(audit),
        changed=[capital(text) for text in told(present, choices)],
    )


def view(name: str, present: Present, audit: Audit) -> str:
    """Return one of ``VIEWS`` of an audit as HTML."""
    if name == COMPARED:
        return beside(present.audit, audit).html + show.changes(audit).html
    return "".join(_html(section(audit)) for section in OF_AUDIT[name])


def better(audit: Audit) -> str:
    """Return today's hours beside those that the optimiser finds, as HTML; up to some seconds."""
    return _html(show.timetables(audit))


def _html(shown: Chart | Html) -> str:
    return shown.html if isinstance(shown, Html) else shown.html().html

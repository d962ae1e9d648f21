"""The opening: month by month, day by day, the ways of counting it, and what is measured against what is asked."""

from typing import Any

from otanalysis.audit.categories import by_category
from otanalysis.audit.findings import Audit
from otanalysis.audit.opening import counted_calendar, opening_rows
from otanalysis.french import number
from otanalysis.opening.calendar import days_in
from otanalysis.report import bullets, charts
from otanalysis.report.figures import Chart
from otanalysis.report.html import Html, Table, render


def months(audit: Audit) -> Chart | Html:
    """Return the chart of open hours against visitors, month by month."""
    counted = counted_calendar(audit)
    if counted is None:
        return _no_hours()
    return charts.months_chart(counted[0], audit.dossier.attendance, counted[1])


def calendar(audit: Audit) -> Chart | Html:
    """Return the chart of the year, day by day."""
    counted = counted_calendar(audit)
    if counted is None:
        return _no_hours()
    return charts.calendar_chart(counted[0], audit.dossier.attendance, counted[2], counted[1])


def thresholds(audit: Audit) -> Html:
    """Return the charts of what is measured against what is asked, the category aimed at first, then the others."""
    return Html("".join(category_thresholds(each).html().html for each in by_category(audit)))


def category_thresholds(audit: Audit) -> Chart:
    """Return the chart of what is measured against what the audit's own category asks."""
    source = f"{audit.edition.title} ; dossier de l'office"
    return bullets.thresholds_chart([r for f in audit.findings for r in f.requirements], audit.category, source)


def hypotheses(audit: Audit) -> Html:
    """Return the three ways of counting the opening, side by side."""
    rows = opening_rows(audit)
    table = Table(
        "Trois façons de compter l'ouverture",
        ("Façon de compter", "Point d'accueil", "Durée minimale par jour", "Jours", "Heures", "Remarque"),
        tuple(
            (
                r["hypothesis"],
                r["bureau"],
                f"{number(r['min_hours_a_day'])} h" if r["min_hours_a_day"] else "aucune",
                None if r["refused"] else _at_least(audit, r, r["days"]),
                None if r["refused"] else _at_least(audit, r, r["hours"]),
                r["refused"] or None,
            )
            for r in rows
        ),
        any(r["illustrative"] for r in rows),
    )
    text = (
        "Un jour compte quand l'accueil est ouvert au moins la durée minimale ; "
        "une heure où deux bureaux ouvrent ensemble compte une fois."
    )
    notes = [f"{p.bureau.name} : {note}." for p in audit.dossier.points if p.opening for note in p.opening.notes]
    tables = [table] if rows else []
    return render("tables", paragraphs=[text, *notes], tables=tables, empty="Aucun horaire n'est décrit.")


def _at_least(audit: Audit, row: dict[str, Any], value: float) -> float | str:
    """Return a count, or « au moins … » when the year is not wholly described."""
    return value if row["days_described"] == days_in(audit.dossier.year) else f"au moins {number(value)}"


def _no_hours() -> Html:
    return render("paragraphs", paragraphs=[], empty="Le dossier ne décrit pas les horaires d'ouverture.")

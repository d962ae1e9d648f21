"""Audits, hours and counts as the terminal shows them."""

from collections.abc import Iterator

import numpy as np

from otanalysis.attendance.series import Attendance, Step, missing_steps, per_month, poor_proxy, total
from otanalysis.audit.findings import Audit, Finding, applicable
from otanalysis.audit.outcome import Status
from otanalysis.french import MONTHS_SHORT, number, quantity
from otanalysis.law.records import transitions_on
from otanalysis.opening.calendar import (
    OpeningCalendar,
    dates_of,
    days_described,
    days_open,
    hours_open,
    minutes_per_day,
)
from otanalysis.report import sentences

FOUR_HOURS = 240
WIDTH = 24
STEPS = {Step.HOUR: "heure", Step.DAY: "jour", Step.MONTH: "mois"}


def audit_summary(audit: Audit) -> str:
    """Return the verdict, each criterion with what it misses and what to do, and the reserves."""
    head = [audit.dossier.office.name, f"{sentences.verdict(audit)}. {sentences.counts(audit)}"]
    reserves = [f"Réserve : {text}" for text in (*audit.reserves, sentences.illustrative(audit)) if text]
    transitions = transitions_on(audit.edition, audit.audit_date)
    told = [*reserves, *(f"Règle de transition : {transition.text}" for transition in transitions)]
    return "\n".join([*head, *(line for finding in applicable(audit) for line in _lines_of(finding)), *told])


def _lines_of(finding: Finding) -> Iterator[str]:
    """Yield the lines of a criterion: its status, then each requirement and each action when it is not met."""
    yield f"{sentences.word(finding.status):<15} {finding.criterion.id}  {finding.criterion.label}"
    for r in finding.requirements if finding.status is not Status.MET else ():
        yield f"{'':20} {sentences.word(r.outcome.status)[0]} {r.requirement.label} : {r.outcome.reason}"
    yield from (f"{'':20} → {action}" for action in sentences.actions(finding))


def hours_summary(calendar: OpeningCalendar) -> str:
    """Return days, days of at least four hours, hours, days described, notes, and a strip of months."""
    described, days = days_described(calendar), len(calendar.described)
    least = "" if described == days else "au moins "
    head = [
        f"Année {calendar.year} : {least}{quantity(days_open(calendar), 'jour')} d'ouverture, "
        f"dont {number(days_open(calendar, FOUR_HOURS))} d'au moins 4 h ; {quantity(hours_open(calendar), 'h')}.",
        f"Jours décrits : {described} sur {days}." + ("" if not least else " Pas de verdict sur une année incomplète."),
    ]
    return "\n".join([*head, *(f"Remarque : {note}" for note in calendar.notes), "", *_months_of(calendar)])


def _months_of(calendar: OpeningCalendar) -> Iterator[str]:
    """Yield a line a month: its hours as a bar, its days and hours; « ? » when no day of it is described."""
    months = np.array([day.month for day in dates_of(calendar.year)])
    minutes = minutes_per_day(calendar)
    totals = np.bincount(months, minutes, 13)[1:]
    for month in range(1, 13):
        here = months == month
        told = f"{int((minutes[here] > 0).sum()):>3} j {number(totals[month - 1] / 60, 1):>6} h"
        yield _line(month, totals, told if calendar.described[here].any() else "  ?")


def attendance_summary(attendance: Attendance) -> str:
    """Return total, step, gaps, notes, the warning of a poor proxy, and a strip of months."""
    missing, steps = missing_steps(attendance), len(attendance.visitors)
    unit = STEPS[attendance.step]
    head = [
        f"Année {attendance.year} : {number(total(attendance), 0)} visiteurs comptés, par {unit}.",
        f"Sans comptage : {missing} sur {steps}." if missing else "Aucun comptage ne manque.",
    ]
    notes = [f"Remarque : {note}" for note in (poor_proxy(attendance), *attendance.notes) if note]
    counts = per_month(attendance).to_numpy(float)
    lines = [_line(m, counts, "  ?" if np.isnan(counts[m - 1]) else number(counts[m - 1], 0)) for m in range(1, 13)]
    return "\n".join([*head, *notes, "", *lines])


def _line(month: int, values: np.ndarray, told: str) -> str:
    most = np.nanmax(values) if np.isfinite(values).any() else 0
    share = 0 if np.isnan(values[month - 1]) or not most else values[month - 1] / most
    return f"{MONTHS_SHORT[month - 1]:<6}{'█' * round(WIDTH * share):<{WIDTH}} {told}"

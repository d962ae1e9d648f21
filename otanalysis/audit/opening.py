"""What the audit counts of the opening: days and hours by hypothesis, and the calendar that the charts show."""

from math import isnan
from typing import Any

from otanalysis.audit.findings import Audit, RequirementFinding
from otanalysis.coherence.hypotheses import Hypothesis, Opening, admissible, hypotheses, opening_of
from otanalysis.opening.calendar import (
    OpeningCalendar,
    days_described,
    days_open,
    hours_open,
    hours_per_month,
    minutes_per_day,
)


def opening_rows(audit: Audit) -> list[dict[str, Any]]:
    """Return days, hours and days described for each bureau, hypothesis and daily minimum that a criterion counts."""
    found = [r for f in audit.findings for r in f.requirements]
    rows = [row for r in found for row in _rows_behind(audit, r)]
    return list({(row["bureau"], row["hypothesis"], row["min_hours_a_day"]): row for row in rows}.values())


def _rows_behind(audit: Audit, found: RequirementFinding) -> list[dict[str, Any]]:
    """Return one row a hypothesis for a requirement on opening, none for another."""
    params = found.requirement.params
    if "hors_les_murs_min_fte" not in params:
        return []
    opening = opening_behind(audit, found.bureau)
    if opening is None:
        return []
    counted = hypotheses(opening, params["hors_les_murs_min_fte"])
    return [_row(found.bureau, hypothesis, params["min_hours_a_day"]) for hypothesis in counted]


def opening_behind(audit: Audit, bureau: str) -> Opening | None:
    """Return what the bureau of that name puts forward for its opening."""
    points = [p for p in audit.dossier.points if p.bureau.name == bureau and p.bureau.hours is not None]
    return opening_of(audit.dossier, points[0]) if points else None


def _row(bureau: str, hypothesis: Hypothesis, min_hours: float) -> dict[str, Any]:
    calendar, at_least = hypothesis.calendar, max(1, round(min_hours * 60))
    return {
        "bureau": bureau,
        "hypothesis": hypothesis.name,
        "refused": hypothesis.refused,
        "min_hours_a_day": min_hours,
        "days": days_open(calendar, at_least) if calendar is not None else None,
        "hours": round(hours_open(calendar, at_least), 2) if calendar is not None else None,
        "days_described": days_described(calendar) if calendar is not None else None,
        "illustrative": calendar is not None and calendar.illustrative,
    }


def counted_calendar(audit: Audit) -> tuple[OpeningCalendar, str, int] | None:
    """Return the widest calendar that counts, what it covers, and the least minutes (1 or more) for a day to count."""
    found = [r for f in audit.findings for r in f.requirements if "hors_les_murs_min_fte" in r.requirement.params]
    opening = opening_behind(audit, found[0].bureau) if found else None
    if opening is None:
        return None
    least = max(r.requirement.params["min_hours_a_day"] for r in found)
    usable = [h for h in admissible(opening, found[0].requirement.params["hors_les_murs_min_fte"]) if h.calendar]
    calendar = usable[-1].calendar if usable else None
    return (calendar, f"{opening.name}, {usable[-1].name}", max(1, round(60 * least))) if calendar else None


def hours_by_month(audit: Audit) -> dict[str, Any] | None:
    """Return the hours open in each month by the widest calendar that counts, None for a month not described at all."""
    counted = counted_calendar(audit)
    if counted is None:
        return None
    calendar, covers, _ = counted
    hours = enumerate(hours_per_month(calendar, minutes_per_day(calendar)).tolist(), 1)
    months = {str(month): None if isnan(value) else round(value, 2) for month, value in hours}
    return {"counted": covers, "months": months, "illustrative": calendar.illustrative}

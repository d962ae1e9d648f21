"""What to add to the opening that counts so that a requirement passes, or what may be taken from it."""

from math import ceil

import numpy as np
from numpy.typing import NDArray

from otanalysis.attendance.series import Attendance, per_day, poor_proxy
from otanalysis.audit.change_words import left, plan_in_words
from otanalysis.audit.findings import Audit, RequirementFinding
from otanalysis.audit.opening import opening_behind
from otanalysis.audit.opening_routes import other_routes
from otanalysis.audit.outcome import Status
from otanalysis.coherence.demand import demand_of
from otanalysis.coherence.hypotheses import admissible
from otanalysis.coherence.least_change import DayGroup, Plan, Visitors, applied, more_days, more_hours
from otanalysis.coherence.scale import load_scale
from otanalysis.french import duration, quantity
from otanalysis.opening.calendar import OpeningCalendar, days_open, hours_open, minutes_per_day, silent

DAYS, HOURS = "opening_days", "opening_hours"
WEEKS = 52


def opening_in_words(audit: Audit, found: RequirementFinding) -> tuple[str, Plan | None]:
    """Return what to add so that an opening requirement passes and its plan, or the margin left and no plan."""
    siblings = [r for f in audit.findings if found in f.requirements for r in f.requirements]
    alike = [r for r in siblings if r.requirement.check in (DAYS, HOURS) and r.bureau == found.bureau]
    same = [r for r in alike if r.outcome.status is found.outcome.status]
    calendar = _widest(audit, found)
    if found.outcome.status is Status.MET:
        return (_hours_left(found) if _counts_hours(found) else _days_left(found, same, calendar)), None
    text, plan = _missing(audit, found, same, calendar)
    return " ".join(filter(None, (text, other_routes(audit, found)))), plan


def visitors_a_day(attendance: Attendance | None) -> Visitors:
    """Return the visitors of each day of the year, those of a month spread evenly; None where they rank no day."""
    if attendance is None or poor_proxy(attendance):
        return None
    daily = per_day(attendance)
    visitors: NDArray[np.float64] = demand_of(attendance).visitors[:, 0] if daily is None else daily.to_numpy(float)
    return visitors


def _counts_hours(found: RequirementFinding) -> bool:
    return found.requirement.check == HOURS


def _at_least(found: RequirementFinding) -> int:
    hours: float = found.requirement.params["min_hours_a_day"]
    return max(1, round(60 * hours))


def _widest(audit: Audit, found: RequirementFinding) -> OpeningCalendar:
    """Return the calendar of the widest hypothesis that may be used, the one that a blocking outcome counts."""
    opening = opening_behind(audit, found.bureau)
    usable = admissible(opening, found.requirement.params["hors_les_murs_min_fte"]) if opening else ()
    return next((h.calendar for h in reversed(usable) if h.calendar), silent(audit.dossier.year))


def _lacking(found: RequirementFinding, calendar: OpeningCalendar) -> float:
    """Return the days or hours that a calendar lacks; zero or less when it lacks none."""
    count = hours_open if _counts_hours(found) else days_open
    return (found.outcome.threshold or 0) - count(calendar, _at_least(found))


def _plan(audit: Audit, found: RequirementFinding, calendar: OpeningCalendar) -> Plan | None:
    if not _counts_hours(found):
        return Plan(_more_days(audit, found, calendar))
    table, visitors = load_scale().timetable, visitors_a_day(audit.dossier.attendance)
    longest = round(60 * (table.closes_at - table.opens_at))
    return more_hours(calendar, visitors, _lacking(found, calendar), _at_least(found), longest)


def _more_days(audit: Audit, found: RequirementFinding, calendar: OpeningCalendar) -> tuple[DayGroup, ...]:
    visitors = visitors_a_day(audit.dossier.attendance)
    return more_days(calendar, visitors, ceil(_lacking(found, calendar)), _at_least(found))


def _missing(
    audit: Audit, found: RequirementFinding, blocking: list[RequirementFinding], calendar: OpeningCalendar
) -> tuple[str, Plan | None]:
    """Return what to add; the longest days that the criterion lacks come first, for they bring the rest too."""
    told = f"Il manque {_amount(found, _lacking(found, calendar))}"
    first = max((r for r in blocking if not _counts_hours(r)), key=_at_least, default=found)
    if first is found:
        plan = _plan(audit, found, calendar)
        return f"{told}.{_cheapest(plan, found)}", plan
    base = Plan(_more_days(audit, first, calendar))
    after = applied(calendar, base)
    rest, days = _lacking(found, after), _days_of(base, first)
    if rest <= 0:
        return f"{told} : {days} y suffi{'sent' if _days_in(base) > 1 else 't'}.", base
    more, brought = _plan(audit, found, after), _amount(found, _lacking(found, calendar) - rest)
    told += f" ; {days} en apporte{'nt' if _days_in(base) > 1 else ''} {brought}, il reste {_amount(found, rest)}."
    return told + _cheapest(more, found), Plan((*base.days, *more.days), more.longer) if more else None


def _cheapest(plan: Plan | None, found: RequirementFinding) -> str:
    return f" Le moins coûteux : {plan_in_words(plan, _at_least(found))}.{_whole(plan, found)}" if plan else ""


def _whole(plan: Plan, found: RequirementFinding) -> str:
    """Return why lengthening a short day brings more hours than it costs, where a plan relies on it."""
    if not _counts_hours(found) or not any(group.minutes for group in plan.days):
        return ""
    return f" Un jour de moins de {duration(_at_least(found))} ne compte pas ; allongé, il compte en entier."


def _days_in(plan: Plan) -> int:
    return sum(group.days for group in plan.days)


def _days_of(plan: Plan, first: RequirementFinding) -> str:
    count = _days_in(plan)
    return f"{'le jour' if count == 1 else f'les {count} jours'} à ajouter pour « {first.requirement.label} »"


def _amount(found: RequirementFinding, value: float) -> str:
    return quantity(value, found.outcome.unit)


def _days_left(found: RequirementFinding, met: list[RequirementFinding], calendar: OpeningCalendar) -> str:
    """Return the margin in days, and whether closing so many could fail another requirement of the criterion."""
    margin = int(found.margin or 0)
    told = left(margin, "jour")
    tightest = min(met, key=lambda r: _may_close(r, calendar))
    safe = _may_close(tightest, calendar)
    if not margin:
        return f"{told}."
    if safe >= margin:
        many = margin if margin > 1 else "un"
        return f"{told} : l'office pourrait en fermer {many} sans passer sous ce seuil."
    more = f"plus de {safe}" if safe else "un seul"
    return f"{told} ; mais en fermer {more} pourrait faire manquer « {tightest.requirement.label} »."


def _may_close(found: RequirementFinding, calendar: OpeningCalendar) -> int:
    """Return how many days may close, whichever they are, before a requirement that is met fails."""
    margin = found.margin or 0
    if not _counts_hours(found):
        return int(margin)
    longest_first = np.sort(minutes_per_day(calendar))[::-1]
    return int(np.searchsorted(np.cumsum(longest_first), 60 * margin, side="right"))


def _hours_left(found: RequirementFinding) -> str:
    margin, at_least = found.margin or 0, _at_least(found)
    told = left(margin, "h")
    if not margin:
        return f"{told}."
    a_week = 30 * int(2 * margin / WEEKS)
    often = f", environ {duration(a_week)} par semaine" if a_week else ""
    kept = f", tant que chaque jour garde au moins {duration(at_least)}" if at_least > 1 else ""
    return f"{told} sur l'année{often}{kept}."

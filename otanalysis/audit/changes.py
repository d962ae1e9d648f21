"""The smallest change that passes: for each requirement that counts something, what is missing or what is left."""

from collections.abc import Callable
from dataclasses import dataclass

from otanalysis.audit.change_words import fte_in_words, left, posts
from otanalysis.audit.findings import Audit, RequirementFinding
from otanalysis.audit.opening_changes import DAYS, HOURS, opening_in_words, visitors_a_day
from otanalysis.audit.outcome import Status
from otanalysis.coherence.least_change import Plan
from otanalysis.coherence.scale import load_scale
from otanalysis.coherence.staffing import needed_fte, needs_of
from otanalysis.french import number, quantity


@dataclass(frozen=True, eq=False)
class Change:
    """A requirement that counts something, and in French the least change that meets it, or the margin left.

    ``plan`` is what to add to the opening that counts, None for anything else; ``illustrative`` when the figures, or
    the visitors who chose the days, are.
    """

    finding: RequirementFinding
    text: str
    illustrative: bool
    plan: Plan | None = None


def changes_of(audit: Audit) -> tuple[Change, ...]:
    """Return one change for each requirement measured against a threshold, in the order of the findings.

    An undocumented one is told « à documenter » and nothing else: what is missing is not known.
    """
    return tuple(_change(audit, r) for f in audit.findings for r in f.requirements if r.margin is not None)


def _change(audit: Audit, found: RequirementFinding) -> Change:
    status, check = found.outcome.status, found.requirement.check
    if status is Status.UNDOCUMENTED:
        return Change(found, f"À documenter : {found.outcome.reason}.", found.illustrative)
    if check in (DAYS, HOURS):
        text, plan = opening_in_words(audit, found)
        return Change(found, text, found.illustrative or (plan is not None and _chosen_by_invented(audit)), plan)
    unit = "point" if found.outcome.unit == "%" else found.outcome.unit
    if status is Status.MET:
        return Change(found, f"{left(found.margin or 0, unit)}.", found.illustrative)
    return Change(found, f"{MISSING[check](audit, found)}.", found.illustrative)


def _chosen_by_invented(audit: Audit) -> bool:
    attendance = audit.dossier.attendance
    return attendance is not None and attendance.illustrative and visitors_a_day(attendance) is not None


def _lacking(found: RequirementFinding) -> float:
    return -(found.margin or 0)


def _staff(audit: Audit, found: RequirementFinding) -> str:
    return f"Recruter {posts(_lacking(found), load_scale().work.hours_a_year)}"


def _staff_elsewhere(audit: Audit, found: RequirementFinding) -> str:
    """Return the staff to recruit, what the minimum takes and what the other bureaux take told apart."""
    params, hours = found.requirement.params, found.requirement.params["hours_a_year"]
    for_minimum = max(0, round(params["min_fte"] - (found.outcome.measured or 0), 3))
    beyond = round(_lacking(found) - for_minimum, 3)
    unknown = any(needed_fte(need, hours) is None for need in needs_of(audit.dossier) if not need.main)
    told = f"Recruter {'au moins ' if unknown else ''}"
    if not for_minimum:
        return f"{told}{posts(beyond, hours)} pour les autres points d'accueil"
    total = f"{told}{fte_in_words(_lacking(found))} en tout : {number(for_minimum)} pour le minimum"
    return f"{total}, et pour les autres points d'accueil {posts(beyond, hours)}" if beyond else total


def _languages(audit: Audit, found: RequirementFinding) -> str:
    missing = round(_lacking(found))
    return "Ajouter une langue étrangère" if missing == 1 else f"Ajouter {missing} langues étrangères"


def _share(audit: Audit, found: RequirementFinding) -> str:
    outcome, points = found.outcome, quantity(_lacking(found), "point")
    return f"Gagner {points} : passer de {number(outcome.measured or 0)} % à {number(outcome.threshold or 0)} %"


MISSING: dict[str, Callable[[Audit, RequirementFinding], str]] = {
    "staff_at_least": _staff,
    "staff_for_other_bureaux": _staff_elsewhere,
    "languages_at_least": _languages,
    "share_at_least": _share,
}

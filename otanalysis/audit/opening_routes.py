"""Other ways for an opening requirement to pass: counting what the office does already and does not count."""

from dataclasses import replace

from otanalysis.audit.checks import CHECKS
from otanalysis.audit.findings import Audit, RequirementFinding
from otanalysis.audit.opening import opening_behind
from otanalysis.audit.outcome import Status
from otanalysis.coherence.hypotheses import Opening
from otanalysis.french import joined, number
from otanalysis.opening.calendar import OpeningCalendar


def other_routes(audit: Audit, found: RequirementFinding) -> str:
    """Return the refused ways of counting that would be enough, each proved by the check; empty when none is."""
    opening = opening_behind(audit, found.bureau)
    if opening is None or not opening.main:
        return ""
    told = [route for route in (_cumul(audit, found, opening), _hors_les_murs(found, opening)) if route]
    return f"Autre voie : {', ou '.join(told)}." if told else ""


def _suffices(found: RequirementFinding, opening: Opening) -> bool:
    return CHECKS[found.requirement.check](opening, **found.requirement.params).status is Status.MET


def _cumul(audit: Audit, found: RequirementFinding, opening: Opening) -> str:
    """Return the bureaux that would be enough if the office cumulated them: one of them, or all together."""
    points = [p for p in audit.dossier.points if not p.bureau.main and not p.bureau.cumulated]
    others = {p.bureau.name: p.opening for p in points if p.opening is not None}
    enough = [f"« {name} »" for name, hours in others.items() if _suffices(found, _with(opening, [hours]))]
    if not enough and len(others) > 1 and _suffices(found, _with(opening, list(others.values()))):
        return f"déclarer le cumul avec {joined([f'« {name} »' for name in others])} ensemble suffirait"
    return f"déclarer le cumul avec {' ou '.join(enough)} suffirait" if enough else ""


def _with(opening: Opening, calendars: list[OpeningCalendar]) -> Opening:
    return replace(opening, others=(*opening.others, *calendars))


def _hors_les_murs(found: RequirementFinding, opening: Opening) -> str:
    """Return the staff that would let hors les murs count, when that is what is lacking and it would be enough."""
    least = found.requirement.params["hors_les_murs_min_fte"]
    if (
        least is None
        or opening.fte is None
        or opening.fte >= least
        or not _suffices(found, replace(opening, fte=least))
    ):
        return ""
    staff = f"{number(least)} ETP au lieu de {number(opening.fte)}"
    return f"compter l'accueil hors les murs suffirait, mais il y faut {staff}"

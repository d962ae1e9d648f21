"""The same office on the same day, category by category."""

from functools import lru_cache

from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.findings import Audit, RequirementFinding, applicable, to_do
from otanalysis.law.loader import load_catalogue


@lru_cache(maxsize=4)
def by_category(audit: Audit) -> tuple[Audit, ...]:
    """Return the audit for each category of its edition, the one aimed at first."""
    others = [category for category in audit.edition.categories if category != audit.category]
    return (audit, *(_aiming_at(category, audit) for category in others))


def _aiming_at(category: str, audit: Audit) -> Audit:
    return audit_dossier(audit.dossier, audit.edition, category, audit.audit_date, load_catalogue())


def missing(audit: Audit) -> tuple[RequirementFinding, ...]:
    """Return the requirements of the category that are not met: those that block first, then those to document."""
    return tuple(found for finding in applicable(audit) for found in to_do(finding))

"""Made-up editions and audits of the fictitious dossier, for tests that no case can write."""

from typing import Any

from case_files import Given, changed, complete, dossier_of

from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.findings import Audit, Finding
from otanalysis.law.loader import load_catalogue, load_edition
from otanalysis.law.records import Edition, Requirement, Standing

EDITION = load_edition("arrete_2019_04_16")


def audited(category: str = "II", edition: Edition = EDITION, **given: Any) -> Audit:
    """Return the audit of the complete dossier with what ``given`` changes."""
    whole = changed(Given(**given), complete())
    return audit_dossier(dossier_of(whole), edition, category, whole.audit_date, load_catalogue())


def finding(audit: Audit, criterion: str) -> Finding:
    return next(found for found in audit.findings if found.criterion.id == criterion)


def altered(requirement_id: str = "", edition: Edition = EDITION, **changes: Any) -> Edition:
    """Return the edition with one requirement changed, or all of them when none is named."""

    def new(requirement: Requirement) -> Requirement:
        named = requirement_id in ("", requirement.id)
        return requirement.model_copy(update=changes) if named else requirement

    criteria = [c.model_copy(update={"requirements": tuple(map(new, c.requirements))}) for c in edition.criteria]
    return edition.model_copy(update={"criteria": tuple(criteria)})


def all_read_word_for_word() -> Edition:
    return altered(standing=Standing.VERBATIM)

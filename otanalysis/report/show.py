"""Everything that a notebook shows of an audit, by the name that a cell calls: each takes an audit.

>>> import otanalysis as ota
>>> ota.show.months(ota.audit_office("pays-de-serres-en-quercy")).title
"Quand viennent les visiteurs, quand l'office est ouvert (part de l'année, par mois)"
"""

from collections.abc import Callable
from functools import wraps
from typing import Protocol, TypeVar

from otanalysis.audit.findings import Audit
from otanalysis.report import (
    category_sections,
    change_sections,
    coherence_sections,
    comparisons,
    deadline_sections,
    opening_sections,
    sections,
    staff_sections,
)

T = TypeVar("T", covariant=True)


class Audited(Protocol):
    """What holds the record of an audit, as what ``audit_office`` returns does."""

    @property
    def record(self) -> Audit:
        """Return the record."""


def _of(section: Callable[[Audit], T]) -> Callable[[Audit | Audited], T]:
    """Return a section that also takes what holds the record of an audit."""

    @wraps(section)
    def shown(audit: Audit | Audited) -> T:
        return section(audit if isinstance(audit, Audit) else audit.record)

    shown.__annotations__ = {**section.__annotations__, "audit": Audit | Audited}
    return shown


blocking = _of(sections.blocking)
calendar = _of(opening_sections.calendar)
categories = _of(category_sections.categories)
changes = _of(change_sections.changes)
coherence = _of(coherence_sections.coherence)
conclusions = _of(sections.conclusions)
context = _of(sections.context)
coverage = _of(coherence_sections.coverage)
desk = _of(staff_sections.desk)
headline = _of(sections.headline)
hypotheses = _of(opening_sections.hypotheses)
inconsistencies = _of(category_sections.inconsistencies)
life = _of(deadline_sections.life)
met = _of(sections.met)
missed = _of(coherence_sections.missed)
missions = _of(sections.missions)
months = _of(opening_sections.months)
office = _of(sections.office)
papers = _of(sections.papers)
since = _of(comparisons.since)
sources = _of(sections.sources)
staff_weeks = _of(staff_sections.staff_weeks)
staffing = _of(staff_sections.staffing)
territory = _of(sections.territory)
thresholds = _of(opening_sections.thresholds)
timetables = _of(change_sections.timetables)
undocumented = _of(sections.undocumented)
weeks = _of(coherence_sections.weeks)

__all__ = [name for name, value in list(globals().items()) if getattr(value, "__wrapped__", None)]

"""Everything that a notebook shows of an audit, by the name that a cell calls: each takes an audit."""

from otanalysis.report.category_sections import categories, inconsistencies
from otanalysis.report.change_sections import changes, timetables
from otanalysis.report.coherence_sections import coherence, coverage, missed, weeks
from otanalysis.report.comparisons import since
from otanalysis.report.deadline_sections import life
from otanalysis.report.opening_sections import calendar, hypotheses, months, thresholds
from otanalysis.report.sections import (
    blocking,
    conclusions,
    context,
    headline,
    met,
    missions,
    office,
    papers,
    sources,
    territory,
    undocumented,
)
from otanalysis.report.staff_sections import desk, staff_weeks, staffing

__all__ = [
    "blocking",
    "calendar",
    "categories",
    "changes",
    "coherence",
    "conclusions",
    "context",
    "coverage",
    "desk",
    "headline",
    "hypotheses",
    "inconsistencies",
    "life",
    "met",
    "missed",
    "missions",
    "months",
    "office",
    "papers",
    "since",
    "sources",
    "staff_weeks",
    "staffing",
    "territory",
    "thresholds",
    "timetables",
    "undocumented",
    "weeks",
]

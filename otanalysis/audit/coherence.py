"""Opening against visitors, for each bureau and each way of counting that the category allows."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from otanalysis.audit.findings import Audit, asks, parameter_of
from otanalysis.coherence.confidence import Interval
from otanalysis.coherence.hypotheses import ALONE, Hypothesis, hypotheses, opening_of
from otanalysis.coherence.measures import Measures, likely, measure
from otanalysis.coherence.scale import load_scale
from otanalysis.dossier.dossier import ReceptionPoint
from otanalysis.opening.calendar import OpeningCalendar


@dataclass(frozen=True, eq=False)
class Coherence:
    """The measures of a bureau under one way of counting, and how far they would move with other weeks.

    ``word`` is how they read on the proposed scale: only the main bureau's are read, a secondary one completes it.
    """

    bureau: str
    main: bool
    hypothesis: str
    calendar: OpeningCalendar
    measures: Measures
    likely_coverage: Interval
    likely_skill: Interval | None
    word: str
    why_no_word: str
    illustrative: bool


@lru_cache(maxsize=4)
def coherences(audit: Audit) -> tuple[Coherence, ...]:
    """Return the measures of every bureau and way of counting; empty without hours or without counts."""
    usable = ((point, h) for point in audit.dossier.points for h in _usable(audit, point))
    rows = (_coherence(audit, point, h) for point, h in usable)
    return tuple(row for row in rows if row is not None)


def _coherence(audit: Audit, point: ReceptionPoint, hypothesis: Hypothesis) -> Coherence | None:
    calendar, attendance, scale = hypothesis.calendar, audit.dossier.attendance, load_scale()
    found = measure(calendar, attendance, scale) if calendar and attendance else None
    if calendar is None or attendance is None or found is None:
        return None
    word = found.appraisal.word if point.bureau.main else ""
    why = found.appraisal.reason if point.bureau.main else "point d'accueil secondaire, qui complète le principal"
    illustrative = calendar.illustrative or attendance.illustrative
    spread = likely(calendar, attendance, scale)
    return Coherence(
        point.bureau.name, point.bureau.main, hypothesis.name, calendar, found, *spread, word, why, illustrative
    )


def _usable(audit: Audit, point: ReceptionPoint) -> list[Hypothesis]:
    """Return the ways of counting that the category allows; alone, when it says nothing of opening."""
    counted = asks(audit, "hors_les_murs_min_fte")
    found = hypotheses(opening_of(audit.dossier, point), parameter_of(audit, "hors_les_murs_min_fte"))
    return [h for h in found if not h.refused and (counted or h.name == ALONE)]


def widest_of(rows: tuple[Coherence, ...]) -> Coherence:
    """Return the measures of the main bureau under the widest way of counting, or of the last bureau measured."""
    return ([row for row in rows if row.main] or list(rows))[-1]


def coherence_rows(audit: Audit) -> list[dict[str, Any]]:
    """Return the same as plain data: shares from 0 to 1, rounded to a ten-thousandth."""
    return [_row(row) for row in coherences(audit)]


def _row(row: Coherence) -> dict[str, Any]:
    found, skill = row.measures, row.likely_skill
    return {
        "bureau": row.bureau,
        "hypothesis": row.hypothesis,
        "days_observed": found.days,
        "coverage": round(found.coverage.coverage, 4),
        "coverage_interval": [round(row.likely_coverage.low, 4), round(row.likely_coverage.high, 4)],
        "baseline": round(found.coverage.baseline, 4),
        "best": round(found.coverage.best, 4),
        "skill": _rounded(found.coverage.skill),
        "skill_by_day": _rounded(found.by_day.skill),
        "skill_by_day_interval": None if skill is None else [round(skill.low, 4), round(skill.high, 4)],
        "overlap": _rounded(found.overlap),
        "visitors_an_hour": _rounded(found.visitors_an_hour),
        "reading": row.word,
        "no_reading": row.why_no_word,
        "scale": load_scale().standing,
        "illustrative": row.illustrative,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

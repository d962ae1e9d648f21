"""The three ways of counting an office's opening: main bureau alone, with other bureaux, with hors les murs."""

from dataclasses import dataclass, replace

from otanalysis.coherence.staffing import total_fte
from otanalysis.dossier.dossier import Dossier, ReceptionPoint, main_point
from otanalysis.french import number
from otanalysis.opening.calendar import OpeningCalendar, silent, union

NONE_DECLARED = "aucun accueil hors les murs n'est déclaré"
NOT_COUNTED = "cette édition de l'arrêté ne compte pas l'accueil hors les murs"
ALONE, CUMULATED, HORS_LES_MURS = "bureau seul", "avec les bureaux cumulés", "avec le hors les murs"


@dataclass(frozen=True, eq=False)
class Opening:
    """What a bureau can put forward for its opening.

    ``alone`` is None when the dossier gives no hours; ``others`` and ``outside`` are the calendars that may be added.
    """

    name: str
    alone: OpeningCalendar | None
    main: bool = False
    others: tuple[OpeningCalendar, ...] = ()
    outside: tuple[OpeningCalendar, ...] = ()
    fte: float | None = None


@dataclass(frozen=True, eq=False)
class Hypothesis:
    """One way of counting: its calendar, or why it cannot be used (``refused`` is empty when it can)."""

    name: str
    calendar: OpeningCalendar | None
    refused: str = ""


def opening_of(dossier: Dossier, point: ReceptionPoint) -> Opening:
    """Return what a bureau can put forward: only the main one may add other bureaux and hors les murs.

    A cumulated bureau without hours is silent, not closed: what it leaves out could add to the count.
    """
    name = point.bureau.name
    if point is not main_point(dossier):
        return Opening(name, point.opening)
    others = [p.opening or silent(dossier.year) for p in dossier.points if p.bureau.cumulated and p is not point]
    outside = [p.hors_les_murs for p in dossier.points]
    fte = total_fte(dossier.staff.contracts) if dossier.staff else None
    return Opening(name, point.opening, True, tuple(others), _known(outside), fte)


def _known(calendars: list[OpeningCalendar | None]) -> tuple[OpeningCalendar, ...]:
    return tuple(calendar for calendar in calendars if calendar is not None)


def hypotheses(opening: Opening, min_fte: float | None) -> tuple[Hypothesis, ...]:
    """Return the hypotheses, three for the main bureau, each counting at least what the one before counts.

    Hors les murs needs the minimum staff of the category (None: it never counts), and counts only outside the
    bureaux' own hours, which a union does by itself. Sources: S5, S6, S7, S8 of the edition; the algorithm is deduced.
    """
    if opening.alone is None:
        return (Hypothesis(ALONE, None, "les horaires du bureau ne sont pas décrits"),)
    if not opening.main:
        return (Hypothesis(ALONE, opening.alone),)
    cumulated = union([opening.alone, *opening.others])
    refused = _refused(opening, min_fte)
    return (
        Hypothesis(ALONE, opening.alone),
        Hypothesis(CUMULATED, cumulated, "" if opening.others else "aucun autre bureau n'est déclaré en cumul"),
        Hypothesis(HORS_LES_MURS, None if refused else _added(cumulated, opening.outside), refused),
    )


def _refused(opening: Opening, min_fte: float | None) -> str:
    if min_fte is None:
        return NOT_COUNTED
    return _lacks_staff(opening.fte, min_fte) or ("" if opening.outside else NONE_DECLARED)


def _lacks_staff(fte: float | None, min_fte: float) -> str:
    if fte is None:
        return "effectif non décrit, alors que le hors les murs demande l'effectif minimum"
    return f"impossible faute d'effectifs : {_staffed(fte, min_fte)}" if fte < min_fte else ""


def _staffed(fte: float, min_fte: float) -> str:
    return f"{number(fte)} ETP, il en faut {number(min_fte)}"


def outside_feasible(dossier: Dossier, min_fte: float) -> tuple[bool | None, str]:
    """Return whether staff allow hors les murs, None when staff is not described, and why in French.

    Staff may allow what nobody declares: the reason then says so.
    """
    opening = opening_of(dossier, main_point(dossier))
    refused = _lacks_staff(opening.fte, min_fte)
    if refused or opening.fte is None:
        return (None if opening.fte is None else False), refused
    reason = f"possible : {_staffed(opening.fte, min_fte)}"
    return True, reason if opening.outside else f"{reason}, mais {NONE_DECLARED}"


def _added(base: OpeningCalendar, extra: tuple[OpeningCalendar, ...]) -> OpeningCalendar:
    """Return ``base`` with the minutes of ``extra``; outside its dates an occasional reception adds nothing."""
    return replace(union([base, *extra]), described=base.described)


def awaiting_staff(opening: Opening) -> OpeningCalendar | None:
    """Return the calendar with the hors les murs that only staff not described keeps from counting, else None."""
    if opening.alone is None or opening.fte is not None or not opening.outside:
        return None
    return _added(union([opening.alone, *opening.others]), opening.outside)


def admissible(opening: Opening, min_fte: float | None) -> tuple[Hypothesis, ...]:
    """Return the hypotheses that may be used, the simplest first."""
    return tuple(h for h in hypotheses(opening, min_fte) if not h.refused)

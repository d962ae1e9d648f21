"""The facts of a dossier as checks read them: declared ones, and those computed from hours and staff."""

from collections.abc import Sequence
from datetime import date

from otanalysis.audit.findings import Paper
from otanalysis.coherence.hypotheses import opening_of
from otanalysis.coherence.staffing import needs_of
from otanalysis.dossier.dossier import Dossier, Place, Places, ReceptionPoint, main_point
from otanalysis.dossier.records import Evidence, Fact
from otanalysis.law.records import FactKind

Catalogue = dict[str, FactKind]


def facts_at(dossier: Dossier, point: ReceptionPoint, today: date) -> dict[str, Fact]:
    """Return every fact known of the office and of one bureau, declared or computed, by fact id."""
    facts = dossier.facts | point.facts | {"date_audit": Fact(value=today)}
    hours, staff = point.bureau.hours, dossier.staff
    if hours is not None:
        opening = opening_of(dossier, point)
        facts["bit_ouverture"] = Fact(
            value=opening,
            evidence=hours.evidence,
            source=hours.source,
            illustrative=hours.illustrative or any(c.illustrative for c in (*opening.others, *opening.outside)),
        )
    if staff is not None:
        facts["ot_effectif"] = Fact(
            value=staff.contracts, evidence=staff.evidence, source=staff.source, illustrative=staff.illustrative
        )
    illustrative = any(p.opening.illustrative for p in dossier.points if p.opening)
    facts["ot_besoins_accueil"] = Fact(value=needs_of(dossier), illustrative=illustrative)
    return facts


def places_at(dossier: Dossier, point: ReceptionPoint) -> Places:
    """Return where the dossier says each fact of the office and of one bureau, by fact id."""
    counted = [p for p in dossier.points if p is point or p.bureau.cumulated]
    return {
        **dossier.places,
        **point.places,
        "bit_ouverture": _said(counted, ("hours", "hors_les_murs")),
        "ot_effectif": dossier.places.get("staff", ()),
        "ot_besoins_accueil": _said(dossier.points, ("hours",)),
    }


def _said(points: Sequence[ReceptionPoint], blocks: Sequence[str]) -> tuple[Place, ...]:
    return tuple(place for point in points for block in blocks for place in point.places.get(block, ()))


def points_in(scope: str, dossier: Dossier) -> tuple[ReceptionPoint, ...]:
    """Return the bureaux where a criterion of that scope is examined; the main one stands for the office."""
    main = main_point(dossier)
    if scope != "main_and_station_bureaux":
        return (main,)
    return (main, *(p for p in dossier.points if p.bureau.station_classee and p is not main))


def paper(name: str, fact: Fact, kind: FactKind, bureau: str, today: date) -> Paper:
    """Return the paper that a declared fact calls for, and its state on the day of the audit."""
    return Paper(name, kind.label, bureau, fact.evidence, kind.evidence, _state(fact.evidence, today))


def _state(evidence: Evidence | None, today: date) -> str:
    if evidence is None:
        return "non jointe"
    return "périmée" if evidence.expires and evidence.expires < today else "jointe"


def to_attach(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """Return the papers missing or out of date, each once whatever the number of criteria that ask for it."""
    wanted = (p for p in papers if p.state != "jointe")
    return tuple({(p.fact, p.bureau): p for p in wanted}.values())

"""What is computed from hours and staff keeps their evidence, their source, and whether it is illustrative."""

from dataclasses import replace

import pytest
from case_files import OtherBureau, Spell
from made_up import EDITION, audited, finding

from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.findings import Audit, is_illustrative
from otanalysis.dossier.dossier import Dossier
from otanalysis.dossier.records import Evidence
from otanalysis.law.loader import load_catalogue

PROOF = Evidence(paper="Pièce", page="p. 1")
ONE_DAY = (Spell(days=1, a_day="4 h", start="12-20"),)
VALLEY = OtherBureau(name="Vallée", cumulated=True, opening=ONE_DAY, hors_les_murs=ONE_DAY, people_present=1)
DOSSIER = audited(other_bureaux=(VALLEY,)).dossier


def audit_of(dossier: Dossier) -> Audit:
    return audit_dossier(dossier, EDITION, "II", audited().audit_date, load_catalogue())


def with_hours(n: int, **changes) -> Dossier:
    """The dossier whose bureau ``n`` has hours that say more of themselves."""
    points = list(DOSSIER.points)
    hours = points[n].bureau.hours.model_copy(update=changes)
    opening = replace(points[n].opening, illustrative=hours.illustrative)
    points[n] = replace(points[n], opening=opening, bureau=points[n].bureau.model_copy(update={"hours": hours}))
    return replace(DOSSIER, points=tuple(points))


def with_illustrative_calendar(n: int, which: str) -> Dossier:
    points = list(DOSSIER.points)
    points[n] = replace(points[n], **{which: replace(getattr(points[n], which), illustrative=True)})
    return replace(DOSSIER, points=tuple(points))


def with_staff(**changes) -> Dossier:
    return replace(DOSSIER, staff=DOSSIER.staff.model_copy(update=changes))


def test_hours_bring_their_evidence_and_their_source():
    for found in finding(audit_of(with_hours(0, evidence=PROOF, source="Affiche")), "C04").requirements:
        assert (found.papers[0].evidence, found.papers[0].state, found.source) == (PROOF, "jointe", "Affiche")


def test_staff_brings_its_evidence_and_its_source():
    for found in finding(audit_of(with_staff(evidence=PROOF, source="Contrats")), "C15").requirements:
        assert (found.papers[0].evidence, found.papers[0].state, found.source) == (PROOF, "jointe", "Contrats")


def test_nothing_is_illustrative_when_nothing_says_so():
    assert not any(is_illustrative(found.requirements) for found in audit_of(DOSSIER).findings)


@pytest.mark.parametrize(
    ("dossier", "marked"),
    [
        (with_hours(0, illustrative=True), {"C04", "C15"}),
        (with_illustrative_calendar(1, "opening"), {"C04", "C15"}),
        (with_illustrative_calendar(1, "hors_les_murs"), {"C04"}),
        (with_staff(illustrative=True), {"C15"}),
    ],
)
def test_what_rests_on_illustrative_data_is_marked(dossier: Dossier, marked: set[str]):
    found = {f.criterion.id for f in audit_of(dossier).findings if is_illustrative(f.requirements)}
    assert found == marked


def test_one_illustrative_fact_of_several_marks_the_requirement():
    by_id = {
        r.requirement.id: r.illustrative for r in finding(audit_of(with_staff(illustrative=True)), "C15").requirements
    }
    assert by_id == {"C15.1": True, "C15.2": True, "C15.3": True}
    dossier = with_illustrative_calendar(1, "opening")
    by_id = {r.requirement.id: r.illustrative for r in finding(audit_of(dossier), "C15").requirements}
    assert by_id == {"C15.1": False, "C15.2": False, "C15.3": True}

"""An edition is verified before it is used, and every requirement reaches the right bureau."""

import pytest
from case_files import OtherBureau, Spell
from made_up import EDITION, altered, audited, finding

from otanalysis.audit.engine import EditionError, audit_dossier, verify_edition
from otanalysis.audit.findings import applicable, to_do, with_status
from otanalysis.audit.outcome import STATUS_IN_FRENCH, Status, together
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.records import Evidence, Fact
from otanalysis.law.loader import load_catalogue
from otanalysis.law.records import Category, Edition

DAYS = {"min_days": 180, "min_hours_a_day": 0, "hors_les_murs_min_fte": 3}


def test_the_edition_is_sound():
    verify_edition(EDITION, load_catalogue())


def with_criterion(criterion_id: str, **changes) -> Edition:
    criteria = [c.model_copy(update=changes) if c.id == criterion_id else c for c in EDITION.criteria]
    return EDITION.model_copy(update={"criteria": tuple(criteria)})


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        (altered("C03.1", check="is_tru"), "C03.1 : contrôle inconnu is_tru"),
        (altered("C03.1", check="__class__"), "C03.1 : contrôle inconnu __class__"),
        (altered("C03.1", params={"minimum": 1}), "C03.1 : is_true attend les paramètres (aucun)"),
        (altered("C04.1", params={}), "C04.1 : opening_days attend les paramètres hors_les_murs_min_fte, min_days"),
        (altered("C04.1", params={**DAYS, "jours": 1}), "C04.1 : opening_days attend les paramètres"),
        (altered("C06.1", params={"minimun": 1}), "C06.1 : languages_at_least attend les paramètres minimum"),
        (altered("C03.1", facts=()), "C03.1 : is_true attend 1 fait(s) (value)"),
        (altered("C19.3", facts=("ot_convention_objectifs",)), "C19.3 : agreement_in_force attend 2 fait(s)"),
        (altered("C03.1", facts=("bit_wifi",)), "C03.1 : fait inconnu bit_wifi"),
        (altered("C03.1", sources=("S99",)), "source inconnue S99"),
        (with_criterion("C03", family="F10"), "C03 : famille inconnue F10"),
        (
            EDITION.model_copy(update={"categories": {"III": Category(criteria=("C01", "C20"))}}),
            "catégorie III : critère inconnu C20",
        ),
    ],
)
def test_an_edition_that_does_not_fit_is_refused(edition: Edition, told: str):
    with pytest.raises(EditionError) as refused:
        verify_edition(edition, load_catalogue())
    assert told in str(refused.value)
    assert str(refused.value).count(" ; ") == 0
    with pytest.raises(EditionError):
        audited(edition=edition)


def test_all_mistakes_of_an_edition_are_told_at_once():
    edition = altered("C03.1", altered("C01.1", facts=("bit_flux",)), check="is_tru", sources=("S99",))
    with pytest.raises(EditionError) as refused:
        verify_edition(edition, load_catalogue())
    for told in ("arrete_2019_04_16 : ", "C01.1 : fait inconnu", "C03.1 : contrôle inconnu", "source inconnue S99"):
        assert told in str(refused.value)


@pytest.mark.parametrize("category", EDITION.categories)
def test_every_criterion_has_a_finding_and_those_outside_the_category_ask_nothing(category: str):
    audit = audited(category)
    assert [f.criterion for f in audit.findings] == list(EDITION.criteria)
    outside = with_status(audit.findings, Status.NOT_APPLICABLE)
    assert {f.criterion.id for f in outside} == {c.id for c in EDITION.criteria} - set(
        EDITION.categories[category].criteria
    )
    assert all(f.requirements == () for f in outside)
    assert {f.criterion.id for f in applicable(audit)} == set(EDITION.categories[category].criteria)


def test_one_blocking_requirement_blocks_though_others_are_undocumented():
    found = finding(audited(facts={"bit_sur_les_flux": False, "bit_enseigne_visible": None}), "C01")
    assert [r.outcome.status for r in found.requirements] == [Status.BLOCKING, Status.UNDOCUMENTED]
    assert found.status is Status.BLOCKING
    assert to_do(found) == found.requirements


def test_the_order_of_statuses():
    met, no, unsaid, nothing = Status.MET, Status.BLOCKING, Status.UNDOCUMENTED, Status.NOT_APPLICABLE
    assert together([met, unsaid, no, nothing]) is no
    assert together([met, unsaid, nothing]) is unsaid
    assert together([met, nothing]) is met
    assert together([nothing]) is nothing
    assert together([]) is nothing
    assert set(STATUS_IN_FRENCH) == set(Status)


def test_findings_to_act_on_come_first():
    audit = audited(facts={"bit_wifi_gratuit": False, "bit_sur_les_flux": None})
    statuses = [found.status for found in applicable(audit)]
    assert statuses == [Status.BLOCKING, Status.UNDOCUMENTED] + [Status.MET] * 11


def test_a_bureau_is_named_only_by_the_requirements_that_bureaux_bear():
    station = OtherBureau(name="La Station", station_classee=True, opening=(Spell(days=300, a_day="7 h"),))
    found = finding(audited("I", other_bureaux=(station,)), "C05")
    assert [(r.requirement.id, r.bureau) for r in found.requirements] == [
        ("C05.1", "Accueil principal"),
        ("C05.1", "La Station"),
        ("C05.2", "Accueil principal"),
        ("C05.2", "La Station"),
        ("C05.3", ""),
    ]


def test_a_main_bureau_in_a_station_is_examined_once():
    found = finding(audited("I", main_in_station=True), "C05")
    assert [r.requirement.id for r in found.requirements] == ["C05.1", "C05.2", "C05.3"]


def test_a_missing_fact_is_neither_a_pass_nor_a_failure():
    (found,) = finding(audited(facts={"bit_wifi_gratuit": None}), "C03").requirements
    assert found.outcome.reason == "le dossier n'en dit rien"
    assert found.papers == ()
    assert found.margin is None


@pytest.mark.parametrize("function", ["responsable", "directeur"])
def test_the_function_that_is_held_is_the_one_named(function: str):
    team = (Contract(label="Effectif", function=function, posts=3, quota=1),)
    assert finding(audited(staff=team), "C15").requirements[1].outcome.reason == f"fonction tenue : {function}"


def test_margins_are_measured_minus_asked():
    found = finding(audited(opening=(Spell(days=179, a_day="8 h"),)), "C04")
    assert [r.margin for r in found.requirements] == [-1, -1, 172]


def test_the_source_of_a_fact_and_what_is_illustrative_follow_it():
    dossier = audited().dossier
    facts = {"bit_wifi_gratuit": Fact(value=True, source="Visite du 1er mars", illustrative=True)}
    dossier.points[0].facts.update(facts)
    audit = audit_dossier(dossier, EDITION, "II", audited().audit_date, load_catalogue())
    (found,) = finding(audit, "C03").requirements
    assert (found.source, found.illustrative) == ("Visite du 1er mars", True)
    assert not any(r.illustrative for f in audit.findings for r in f.requirements if f.criterion.id != "C03")


def test_evidence_reaches_the_finding():
    dossier = audited().dossier
    dossier.facts["ot_site_a_jour"] = Fact(value=True, evidence=Evidence(paper="Journal", page="p. 3"))
    audit = audit_dossier(dossier, EDITION, "II", audited().audit_date, load_catalogue())
    (paper,) = finding(audit, "C10").requirements[0].papers
    assert (paper.evidence.paper, paper.state, paper.bureau) == ("Journal", "jointe", "")

"""What if: another audit, by the same rules as any; the first one stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import otanalysis as ota
from otanalysis.audit.document import document_of
from otanalysis.coherence.staffing import total_fte
from otanalysis.law.loader import load_catalogue
from tests.conftest import ROOT
from tests.face.conftest import SERRES

FOLDER = str(ROOT / "params" / SERRES)


def statuses(audit) -> dict[str, str]:
    return dict(audit.findings[["criterion", "status"]].to_numpy())


def test_supposing_nothing_changes_nothing(audit):
    assert document_of(audit.what_if().record) == document_of(audit.record)


def test_the_first_audit_stays_as_it_is(audit):
    before = document_of(audit.record)
    audit.what_if(fte=9, hours="Mo-Fr 09:00-10:00", ot_site_a_jour=False, category="I")
    assert document_of(audit.record) == before


def test_another_category_is_the_audit_of_that_category(audit):
    direct = ota.audit_office(FOLDER, "I", "2023-09-30", 2023)
    assert statuses(audit.what_if(category="I")) == statuses(direct)


def test_another_day_has_the_edition_in_force_that_day(audit):
    assert audit.what_if(audit_date="2015-06-01").record.edition.id == "arrete_2010_11_12"
    assert audit.what_if(edition="arrete_2010_11_12").record.edition.id == "arrete_2010_11_12"


def test_a_fact_supposed_decides_its_criterion_and_says_so(audit):
    supposed = audit.what_if(ot_site_a_jour=False)
    assert (statuses(audit)["C10"], statuses(supposed)["C10"]) == ("met", "blocking")
    row = supposed.requirements.set_index("criterion").loc["C10"]
    assert row["illustrative"]
    assert "hypothèse" in supposed.why(10).markdown
    assert "aucune ligne du dossier" in supposed.why(10).markdown
    assert "Hypothèse\u00a0: ot_site_a_jour=False." in supposed._repr_html_()
    assert document_of(supposed.record)["inputs"][-1]["path"] == "hypothèse ot_site_a_jour=False"


def test_a_fact_that_the_dossier_would_not_say_is_undocumented(audit):
    assert statuses(audit.what_if(ot_site_a_jour=None))["C10"] == "undocumented"


def test_a_bureau_s_fact_is_that_of_every_bureau(audit):
    supposed = audit.what_if(bit_wifi_gratuit=False).record
    assert [point.facts["bit_wifi_gratuit"].value for point in supposed.dossier.points] == [False, False]


def test_lists_and_marks_are_written_as_in_a_dossier(audit):
    mark = {"name": "qualite_tourisme", "start": "2023-01-01", "end": "2025-12-31"}
    known = {name: kind for name, kind in load_catalogue().items() if kind.kind == "mark"}
    (name, kind), *_ = known.items()
    supposed = audit.what_if(ot_langues_documentation=["en", "es"], **{name: mark | {"name": kind.choices[0]}})
    assert supposed.record.dossier.facts["ot_langues_documentation"].value == ("en", "es")
    assert supposed.record.dossier.facts[name].value.name == kind.choices[0]


@given(asked=st.floats(0.1, 60).map(lambda value: round(value, 2)))
def test_the_staff_supposed_is_what_was_asked(audit, asked):
    staff = audit.what_if(fte=asked).record.dossier.staff
    assert total_fte(staff.contracts) == pytest.approx(asked, abs=0.001)
    assert all(0 < contract.quota <= 1 for contract in staff.contracts)
    assert staff.illustrative


def test_contracts_take_the_place_of_those_of_the_dossier(audit):
    told = [{"label": "Une", "quota": 0.5}, {"label": "Deux", "quota": 1, "posts": 2}]
    assert total_fte(audit.what_if(contracts=told).record.dossier.staff.contracts) == 2.5
    assert total_fte(audit.what_if(contracts=told, fte=5).record.dossier.staff.contracts) == 5


def test_hours_are_those_of_the_main_bureau_or_of_a_named_one(audit):
    narrow = "Mo-Fr 09:00-10:00"
    assert statuses(audit.what_if(hours=narrow))["C04"] == "blocking"
    assert statuses(audit.what_if(hours=ota.hours(narrow, 2023)))["C04"] == "blocking"
    assert statuses(audit.what_if(hours={"montaigu": narrow}))["C04"] == "met"


REFUSED = (
    ({"ftee": 3}, "hypothèse inconnue « ftee »\n    → vouliez-vous dire « fte » ?"),
    ({"ot_site_a_jou": True}, "vouliez-vous dire « ot_site_a_jour » ?"),
    ({"ot_site_a_jour": "oui"}, "il faut true ou false, pas « oui »"),
    ({"fte": "trois"}, "il faut un nombre, pas « trois »"),
    ({"fte": -1}, "-1 est impossible"),
    ({"category": "IV"}, "catégorie inconnue « IV »"),
    ({"edition": "arrete_2019"}, "édition inconnue"),
    ({"audit_date": "30/09/2023"}, "2023-09-30"),
    ({"hours": "n'importe quoi"}, "illisibles"),
    ({"hours": {"lauzert": "Mo-Fr 09:00-12:00"}}, "vouliez-vous dire « lauzerte » ?"),
    ({"hours": ota.hours("Mo-Fr 09:00-12:00", 2025)}, "écrivez ota.hours(…, 2023)"),
    ({"contracts": [{"label": "Une", "quota": 80}]}, "écrivez 0.8"),
    ({"contracts": 3}, "clé « contracts »"),
)


@pytest.mark.parametrize(("said", "told"), REFUSED, ids=lambda value: str(value)[:40])
def test_what_cannot_be_supposed_is_refused_with_its_correction(audit, said, told):
    with pytest.raises(ota.InputError) as error:
        audit.what_if(**said)
    assert told in str(error.value)


def test_every_mistake_is_told_at_once(audit):
    with pytest.raises(ota.InputError) as error:
        audit.what_if(ftee=3, category="IV", hours="lundi", ot_site_a_jour="oui")
    assert len(error.value.problems) == 4

"""The order as data: what is in it, counted, so that no change goes unseen."""

from collections import Counter

import pytest

from otanalysis.audit.checks import CHECKS
from otanalysis.law.loader import edition_ids, edition_on, load_catalogue, load_edition
from otanalysis.law.records import Standing, criteria_of

EDITION = load_edition("arrete_2019_04_16")
COMMON = {"C01", "C02", "C03", "C08", "C09", "C10", "C14", "C17", "C19"}
ONLY_II = {"C04", "C06", "C12", "C15"}
ONLY_I = {"C05", "C07", "C11", "C13", "C16", "C18"}
CRITERION_5 = (
    "l'office de tourisme doit s'engager à ouvrir son bureau d'information touristique principal, ainsi que ceux "
    "présents dans les stations classées de tourisme de son ressort, au moins 240 jours par an, pour une durée "
    "minimale de 4 heures par jour et de 1 680 heures par an"
)
REQUIREMENTS = [requirement for criterion in EDITION.criteria for requirement in criterion.requirements]


def test_nineteen_criteria_thirteen_for_category_ii_and_fifteen_for_category_i():
    assert [criterion.id for criterion in EDITION.criteria] == [f"C{n:02}" for n in range(1, 20)]
    assert set(EDITION.categories) == {"I", "II"}
    assert set(EDITION.categories["II"].criteria) == COMMON | ONLY_II
    assert set(EDITION.categories["I"].criteria) == COMMON | ONLY_I
    assert [len(EDITION.categories[key].criteria) for key in ("II", "I")] == [13, 15]


@pytest.mark.parametrize("category", EDITION.categories)
def test_criteria_of_a_category_come_in_the_order_of_the_edition(category: str):
    assert [criterion.id for criterion in criteria_of(EDITION, category)] == sorted(
        EDITION.categories[category].criteria
    )


def test_nine_families_and_their_criteria():
    assert [family.id for family in EDITION.families] == [f"F{n}" for n in range(1, 10)]
    sizes = Counter(criterion.family for criterion in EDITION.criteria)
    assert [sizes[family.id] for family in EDITION.families] == [3, 2, 2, 1, 3, 3, 2, 2, 1]
    assert [criterion.family for criterion in EDITION.criteria] == sorted(c.family for c in EDITION.criteria)
    read = [family.id for family in EDITION.families if family.standing is Standing.VERBATIM]
    assert read == ["F1", "F2", "F3", "F4", "F5", "F6"]


def test_requirements_per_standing():
    """How much of the law was read: a rule that becomes surer, or less sure, changes a number here."""
    assert Counter(str(requirement.standing) for requirement in REQUIREMENTS) == {
        "verbatim": 3,
        "reported": 17,
        "deduced": 19,
    }
    verbatim = [requirement.id for requirement in REQUIREMENTS if requirement.standing is Standing.VERBATIM]
    assert verbatim == ["C05.1", "C05.2", "C05.3"]


def test_nothing_but_criterion_5_has_an_official_text():
    assert {criterion.id: criterion.text for criterion in EDITION.criteria if criterion.text} == {"C05": CRITERION_5}
    assert {criterion.id for criterion in EDITION.criteria if criterion.text_source} == {"C05"}


def test_requirements_are_numbered_within_their_criterion_and_say_what_to_do():
    for criterion in EDITION.criteria:
        ids = [requirement.id for requirement in criterion.requirements]
        assert ids == [f"{criterion.id}.{n}" for n in range(1, len(ids) + 1)]
        assert all(r.label and r.action and r.sources for r in criterion.requirements)


def test_every_source_named_exists():
    named = {source for requirement in REQUIREMENTS for source in requirement.sources}
    named |= {source for family in EDITION.families for source in family.sources}
    named |= {mission.source for mission in EDITION.missions}
    named |= {criterion.text_source for criterion in EDITION.criteria if criterion.text}
    assert named <= set(EDITION.sources)
    for key, source in EDITION.sources.items():
        assert source.title
        assert source.url.startswith("https://") or key == "AUDIT2023"


def test_where_each_criterion_is_examined():
    by_scope: dict[str, set[str]] = {}
    for criterion in EDITION.criteria:
        by_scope.setdefault(criterion.scope, set()).add(criterion.id)
    assert by_scope == {
        "main_bureau": {"C01", "C02", "C03", "C04", "C06", "C07", "C09"},
        "main_and_station_bureaux": {"C05"},
        "office": {"C08", *(f"C{n}" for n in range(10, 20))},
    }


def test_what_a_bureau_bears_is_asked_of_bureaux():
    catalogue = load_catalogue()
    for criterion in EDITION.criteria:
        bearers = {catalogue[fact].bearer for r in criterion.requirements for fact in r.facts}
        assert ("bureau" in bearers) == (criterion.scope != "office"), criterion.id


def test_every_fact_and_every_check_is_used_by_some_edition():
    every = [r for name in edition_ids() for criterion in load_edition(name).criteria for r in criterion.requirements]
    assert {fact for requirement in every for fact in (*requirement.facts, *requirement.applies)} == set(
        load_catalogue()
    )
    assert {requirement.check for requirement in every} == set(CHECKS)


def test_facts_are_named_after_who_bears_them():
    for name, kind in load_catalogue().items():
        assert name.startswith({"office": ("ot_", "date_"), "bureau": "bit_"}[kind.bearer]), name
        assert bool(kind.evidence) == (name not in ("date_audit", "ot_besoins_accueil")), name


def test_the_edition_is_the_one_in_force():
    assert edition_ids() == ("arrete_2010_11_12", "arrete_2019_04_16")
    assert edition_on(EDITION.in_force) is load_edition("arrete_2019_04_16")
    assert all(edition_on(load_edition(known).in_force).id == known for known in edition_ids())
    assert (EDITION.in_force.isoformat(), EDITION.validity_years) == ("2019-07-01", 5)
    marks = next(r for r in REQUIREMENTS if r.check == "mark_in_force").params
    assert marks["validity_years"] == EDITION.validity_years


def test_every_fact_that_an_office_declares_is_asked_in_a_question_and_no_computed_one_is():
    catalogue = load_catalogue()
    asked = [kind.question for kind in catalogue.values() if kind.kind != "computed"]
    assert all(question.endswith(" ?") and len(question) <= 100 for question in asked)
    assert len(set(asked)) == len(asked)
    assert not any(kind.question for kind in catalogue.values() if kind.kind == "computed")

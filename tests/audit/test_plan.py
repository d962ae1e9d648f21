"""A plan of the commune: the category that it takes, and lodgings just under, at, and over the share asked."""

from dataclasses import replace

import pytest
from case_files import Spell
from made_up import altered, audited

from otanalysis.audit.document import document_of
from otanalysis.audit.plan import lodging_of, plan_of
from otanalysis.dossier.classification import Lodgings, Plan
from otanalysis.law.code import load_code
from otanalysis.law.loader import edition_ids, load_edition


def planned(kind, **given):
    audit = audited(**given)
    return replace(audit, dossier=replace(audit.dossier, plan=Plan(kind=kind)))


def test_without_a_plan_nothing_is_asked():
    assert plan_of(audited()) is None
    assert document_of(audited())["plan"] is None


def test_a_commune_touristique_is_read_in_category_two_and_a_station_in_category_one():
    few = (Spell(days=200, a_day="7 h"),)
    commune, station = (document_of(planned(kind, opening=few))["plan"] for kind in load_code().plans)
    assert (commune["category"], commune["verdict"]) == ("II", "classable sous réserve")
    assert (station["category"], station["verdict"]) == ("I", "non classable en l'état")


def test_under_another_edition_nothing_is_claimed():
    audit = planned("station_classee", edition=altered().model_copy(update={"id": "autre"}))
    assert plan_of(audit) is None


@pytest.mark.parametrize(
    ("population", "beds", "asked", "enough"),
    [
        (1999, 299, 15, False),
        (1999, 300, 15, True),
        (2000, 250, 12.5, True),
        (2000, 249, 12.5, False),
        (3499, 438, 12.5, True),
        (3500, 367, 10.5, False),
        (4999, 525, 10.5, True),
        (5000, 425, 8.5, True),
        (9999, 849, 8.5, False),
        (10000, 450, 4.5, True),
    ],
)
def test_the_share_asked_goes_down_with_the_population(population, beds, asked, enough):
    found = lodging_of(Plan(kind="station_classee", population=population, lodgings=Lodgings(residence_beds=beds)))
    assert (found.people, found.asked, found.enough) == (beds, asked, enough)


def test_each_kind_counts_for_its_people():
    one_of_each = Lodgings(**dict.fromkeys(Lodgings.model_fields, 1))
    found = lodging_of(Plan(kind="station_classee", population=1000, lodgings=one_of_each))
    assert found.people == 2 + 1 + 4 + 3 + 1 + 5 + 2 + 4


def test_names_are_those_of_the_code_and_rules_those_of_a_known_edition():
    code = load_code()
    assert set(code.lodging.units) == set(Lodgings.model_fields)
    assert set(code.plans) == set(Plan.model_fields["kind"].annotation.__args__)
    assert all(rule.category in load_edition(rule.edition).categories for rule in code.plans.values())
    assert "code_du_tourisme" not in edition_ids()
    ids = [step.id for step in code.procedure]
    assert all(not step.after or ids.index(step.after) < ids.index(step.id) for step in code.procedure)
    ours = [*code.procedure, *code.afterwards, *code.papers, *code.plans.values()]
    stated = [*ours, code.renewal, *code.marks.values(), code.lodging]
    assert {source for each in stated for source in each.sources} == set(code.sources)

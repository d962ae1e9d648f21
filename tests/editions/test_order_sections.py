"""The page of an edition: every criterion, how sure we are of it, and how to bring the official wording."""

import re

import pytest

import otanalysis as ota
from otanalysis.law.loader import edition_ids, load_edition
from otanalysis.law.records import STANDING_IN_FRENCH, Standing
from otanalysis.report import order_sections

SECTIONS = ("headline", "categories", "standings", "criteria", "limits", "wording", "sources")
EDITIONS = [load_edition(name) for name in edition_ids()]


def html(section: str, edition) -> str:
    shown = getattr(order_sections, section)(edition)
    return shown._repr_mimebundle_()["text/html"]


def test_the_face_shows_them():
    assert ota.order is order_sections
    assert ota.load_edition("arrete_2010_11_12") is EDITIONS[0]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_every_section_says_something_and_nothing_absurd(edition):
    for section in SECTIONS:
        text = re.sub(r"<[^>]*>", " ", html(section, edition))
        assert len(text) > 40, section
        assert not re.search(r"\bNone\b|\bnan\b|\[\]|\(\)|\bverbatim\b(?!\))", text), section


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_every_criterion_is_there_with_its_wording_or_the_lack_of_it(edition):
    shown = html("criteria", edition)
    assert shown.count("<article") == len(edition.criteria)
    assert shown.count("<blockquote>") == sum(bool(criterion.text) for criterion in edition.criteria)
    unsure = [r for c in edition.criteria for r in c.requirements if r.standing is not Standing.VERBATIM]
    assert shown.count("à vérifier</span>") == len(unsure)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_chart_counts_requirements_by_standing(edition):
    chart = order_sections.standings(edition)
    counted = dict(chart.table.rows)
    standings = [r.standing for c in edition.criteria for r in c.requirements]
    assert counted == {STANDING_IN_FRENCH[standing]: standings.count(standing) for standing in Standing}
    assert "lue mot à mot" in chart.alt
    assert chart.source == edition.title


def test_a_rule_for_some_offices_says_for_which():
    shown = html("criteria", EDITIONS[0])
    of_small_towns = (
        "La population municipale de la commune est d&#39;au moins 5\u202f000\u00a0habitants\u00a0»\u00a0: non"
    )
    assert f"Seulement pour «\u00a0{of_small_towns}." in shown


def test_what_remains_to_be_read_is_named():
    assert "Le texte officiel de chaque critère est déjà dans les données." in html("wording", EDITIONS[0])
    assert "Restent à lire\u00a0: critères 1, 2, 3, 4, 6, 7, " in html("wording", EDITIONS[1])

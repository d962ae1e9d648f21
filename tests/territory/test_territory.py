"""A territory as its data and its audits tell it: the deck's figures, what is only counted, what is unknown."""

import json
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import numpy as np
import pytest

from otanalysis.audit.document import document_of
from otanalysis.audit.territory import Area, missed, opened, outings, pooled, year_of
from otanalysis.dossier.territories import find_territory
from otanalysis.office import audit_params
from otanalysis.report import territory
from otanalysis.report.figures import Chart

ROOT = Path(__file__).parents[2]
DECK, FICTITIOUS = "pays-de-serres-en-quercy", ("cote-de-brumaire", "plateau-de-serigny", "val-dorbelle")


def counted(name: str):
    return find_territory(f"params/territoires/{name}.yaml", ROOT)[1]


def document(name: str) -> dict:
    return json.loads(json.dumps(document_of(audit_params(ROOT / "params" / f"{name}.yaml"))))


@pytest.fixture(scope="module")
def deck():
    return Area("tarn-et-garonne", counted("tarn-et-garonne"), (document(DECK),))


@pytest.fixture(scope="module")
def made_up():
    audits = tuple(document(f"office-fictif-{name}") for name in FICTITIOUS)
    return Area("territoire-fictif", counted("territoire-fictif"), audits)


def markup(area, name: str) -> str:
    shown = getattr(territory, name)(area)
    return (shown.html() if isinstance(shown, Chart) else shown).html


def html(area, name: str) -> str:
    return unescape(markup(area, name)).replace("\u00a0", " ")


def test_the_deck_s_figures_come_from_data_with_their_source(deck):
    c = deck.counted
    assert (c.offices, c.classified, c.planned, c.quality_marked, c.quality_engaged) == (10, 6, 3, 5, 3)
    assert "Les offices de tourisme en Tarn-et-Garonne" in c.source
    assert not c.fictitious


def test_the_deck_s_figures_are_on_the_page_with_their_source(deck):
    first, path = html(deck, "headline"), html(deck, "path")
    assert "6 offices classés sur 10" in first
    assert "9 sur 10 quand 3 autres le seront" in first
    assert "<b>5</b> avec Qualité Tourisme" in first
    assert "<b>3</b> en voie de s'y engager" in first
    assert deck.counted.source in first
    assert "6 offices sur 10" in path
    assert "9 offices sur 10, dont 3 annoncés" in path
    assert "8 offices sur 10, dont 3 annoncés" in path
    assert path.count(deck.counted.source) >= 2


@pytest.mark.parametrize(("classified", "said"), [(2, False), (1, True), (0, True)])
def test_counts_that_dossiers_contradict_are_to_be_corrected(made_up, classified, said):
    path = html(replace(made_up, counted=made_up.counted.model_copy(update={"classified": classified})), "path")
    assert ("D'après les dossiers, 2 offices sont classés au 15 mars 2026, pour" in path) is said
    assert path.count("à corriger") == said


def test_a_classification_counts_as_long_as_it_is_in_force(made_up):
    counted = {"classified": 0, "as_of": date(2026, 6, 15)}  # five years after 14 June 2021, and a day
    path = html(replace(made_up, counted=made_up.counted.model_copy(update=counted)), "path")
    assert "D'après les dossiers, 1 office est classé" in path


def test_offices_that_are_only_counted_have_no_name_and_no_row(deck):
    assert "9 offices sont seulement comptés, sur 10" in html(deck, "path")
    assert html(deck, "offices").count('<th scope="row">') == 1


def test_the_office_of_the_deck_blocks_on_its_two_criteria(deck):
    assert html(deck, "offices").count('<td class="blocking state">') == 2
    chart = territory.blocking(deck)
    assert [row[0].split(".")[0] for row in chart.table.rows] == ["15", "19"]
    assert [row[1:] for row in chart.table.rows] == [(1, 1, 0), (1, 1, 0)]


def test_an_audit_carries_its_territory_and_hours_that_read_back_to_the_same_minutes(made_up):
    for told, name in zip(made_up.audits, FICTITIOUS, strict=True):
        assert told["territory"]["id"] == "territoire-fictif"
        points = audit_params(ROOT / "params" / f"office-fictif-{name}.yaml").dossier.points
        known = [point.opening.minutes for point in points]
        one = Area("", made_up.counted, (told,))
        assert (opened(one).calendars[0].minutes == np.logical_or.reduce(known)).all()


def test_what_is_unknown_leaves_an_office_out_and_says_so(made_up):
    assert dict(pooled(made_up).left_out) == {
        "Plateau de Sérigny (office fictif)": "horaires ou personnes présentes incomplets"
    }
    assert [why for _, why in missed(made_up).left_out] == ["visiteurs non comptés jour par jour"]
    assert "Hors de ce calcul : Plateau de Sérigny" in html(made_up, "pooling")


def test_an_audit_of_another_year_or_of_an_earlier_version_is_left_out(made_up):
    old = {**made_up.audits[0], "reference_year": 2019, "office": {"name": "Ancien"}}
    bureaux = [{k: v for k, v in told.items() if k != "osm"} for told in made_up.audits[1]["bureaux"]]
    area = Area("", made_up.counted, (old, {**made_up.audits[1], "bureaux": bureaux}, made_up.audits[2]))
    assert year_of(area) == 2025
    assert dict(opened(area).left_out) == {
        "Ancien": "audité sur 2019, et non 2025",
        "Plateau de Sérigny (office fictif)": "horaires inconnus",
    }


def test_a_shared_outing_meets_no_more_than_all_who_find_an_office_shut(made_up):
    found, lost = outings(made_up), missed(made_up)
    assert 0 < found.met_held <= found.met <= found.missed == lost.visitors.sum()
    assert 0 <= lost.elsewhere <= found.missed


def test_what_rests_on_illustrative_data_says_so(deck, made_up):
    measures = ("offices", "blocking", "activity", "week", "days", "pooling", "outside")
    for area in (deck, made_up):
        for name in measures:
            assert "données illustratives" in html(area, name), name
    assert "territoire fictif" in html(made_up, "headline")
    assert "n'existe pas" in html(made_up, "headline")


@pytest.mark.parametrize("name", territory.__all__)
def test_a_territory_without_any_audit_says_what_is_counted_and_invents_nothing(name):
    alone = Area("tarn-et-garonne", counted("tarn-et-garonne"), ())
    shown = html(alone, name)
    if name in {"headline", "path"}:
        assert "6 office" in shown
    elif name == "days":
        assert "table" not in shown
    else:
        assert "Aucun office de ce territoire n'a d'audit" in shown
    assert "<td" not in shown.replace("<td></td>", "") or name == "path"


@pytest.mark.parametrize("name", territory.__all__)
def test_an_office_s_name_never_becomes_markup(made_up, name):
    hostile = {**made_up.audits[0], "office": {"name": "<script>alert(1)</script>", "fictitious": True}}
    assert "<script" not in markup(Area("", made_up.counted, (hostile, made_up.audits[2])), name)

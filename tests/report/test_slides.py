"""The deck of an audit: its order, its facts with their sources, and slides that hold what they are given."""

import base64
import copy
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otanalysis.audit.document import document_of
from otanalysis.audit.outcome import Status
from otanalysis.office import audit_params
from otanalysis.report.slide import ROOMS, Line, figures, height_of, paged
from otanalysis.report.slides import deck
from otanalysis.report.slides_page import slides_page

PARAMS = Path(__file__).parents[2] / "params"
SERRES, SERIGNY = "pays-de-serres-en-quercy", "office-fictif-plateau-de-serigny"
TEXTS = st.text("abc d'é", min_size=1, max_size=900).filter(str.strip)
LINES = st.lists(st.builds(Line, TEXTS, more=st.lists(st.text("ab ", max_size=90), max_size=4).map(tuple)), max_size=9)


@pytest.fixture(scope="module")
def documents():
    return {name: document_of(audit_params(PARAMS / f"{name}.yaml")) for name in (SERRES, SERIGNY)}


def words(slides) -> str:
    told = [text for s in slides for line in s.lines for text in (s.kicker, s.title, line.mark, line.text, *line.more)]
    return " ".join(told)


def of_kind(slides, kind):
    return [slide for slide in slides if slide.kind == kind]


def test_slides_come_in_the_order_of_the_deck_of_2023(documents):
    titles = list(dict.fromkeys(slide.title for slide in deck(documents[SERRES], ["<p>a</p>", "<p>b</p>"])))
    assert titles == [
        "Office de tourisme intercommunal du Pays de Serres en Quercy",
        "Le contexte",
        "Tarn-et-Garonne",
        "Le territoire de l'office",
        "Les missions de l'office",
        "Les critères remplis",
        "Les moyens humains : 3 ETP dont un responsable",
        "La stratégie touristique locale est définie, validée, et dotée de moyens",
        "Ouverture et fréquentation",
        "Non classable en l'état en catégorie\u00a0II",
        "Pour accéder au classement",
        "Sous réserve",
        "Sources",
    ]


def test_the_cover_names_the_office_the_category_the_day_and_what_is_illustrative(documents):
    cover = deck(documents[SERRES], [])[0]
    assert [line.text for line in cover.lines] == [
        "pour la catégorie II",
        "audit au 30 septembre 2023, sur l'année 2023",
    ]
    assert cover.marks == ("données illustratives", "sous réserve")
    assert deck(documents[SERIGNY], [])[0].marks[0] == "office fictif : tous ses chiffres sont inventés"


def test_the_cover_of_an_audit_on_real_facts_and_read_rules_bears_no_mark(documents):
    real = copy.deepcopy(documents[SERRES])
    rows = [*real["opening"], *(r for f in real["findings"] for r in f["requirements"]), real["attendance"]]
    for row in rows:
        row["illustrative"] = False
    assert deck({**real, "reserves": []}, [])[0].marks == ()
    assert "illustrative" not in words(deck({**real, "reserves": []}, []))


def test_the_territory_shows_the_figures_of_the_deck_and_their_source(documents):
    departement, office = of_kind(deck(documents[SERRES], []), "figures")
    assert [line.mark for line in departement.lines] == ["10", "6", "9", "5", "3"]
    assert "Audit de classement 2023" in departement.source
    assert {line.text: line.mark for line in office.lines}["Habitants (environ)"] == "8\u202f700"
    assert office.source == "tresordesregions.mgm.fr"


def test_every_criterion_of_the_category_is_on_a_slide(documents):
    for document in documents.values():
        slides = deck(document, [])
        told = " ".join(
            line.mark for kind in ("met", "open") for slide in of_kind(slides, kind) for line in slide.lines
        )
        told += " ".join(slide.kicker for slide in of_kind(slides, "blocking"))
        asked = [f["criterion"] for f in document["findings"] if f["status"] != Status.NOT_APPLICABLE]
        assert sorted(map(int, re.findall(r"\d+", told))) == sorted(int(criterion[1:]) for criterion in asked)


def test_each_blocking_criterion_has_its_slide_and_its_actions(documents):
    staff, strategy = of_kind(deck(documents[SERRES], []), "blocking")
    assert (staff.kicker, strategy.kicker) == ("Critère bloquant 15", "Critère bloquant 19")
    assert staff.lines[0].more == ("→ Porter l'effectif à 3 ETP au moins pour le point d'accueil principal.",)
    assert staff.lines[-1].text == "Au total, il manque 1,37\u00a0ETP."
    assert "convention d'objectifs" in strategy.lines[-1].more[0]


def test_the_conclusion_gives_the_verdict_its_actions_and_who_decides(documents):
    slides = deck(documents[SERRES], [])
    (verdict,), (actions,) = of_kind(slides, "verdict"), of_kind(slides, "actions")
    assert verdict.source == "11 critères remplis sur 13, 2 bloquants (15 et 19)."
    assert [line.mark for line in actions.lines] == ["15", "19"]
    assert "Seul le préfet prononce le classement" in words(of_kind(slides, "text"))
    assert "Compléter le dossier : critères 1, 4, 6" in words(of_kind(deck(documents[SERIGNY], []), "actions"))


def test_a_chart_that_says_the_same_as_another_is_shown_once(documents):
    assert len(of_kind(deck(documents[SERRES], ["<p>Rien.</p>"] * 2), "chart")) == 1


def test_the_policy_of_the_page_names_its_only_script(documents):
    page = slides_page(documents[SERRES], [])
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page


def test_what_a_dossier_says_is_never_markup(documents):
    evil = copy.deepcopy(documents[SERRES])
    evil["office"]["name"] = evil["context"][0] = evil["figures"][0]["label"] = "<img src=x onerror=alert(1)>"
    assert "<img" not in slides_page(evil, [])


@given(st.sampled_from(sorted(ROOMS)), LINES)
def test_no_slide_holds_more_than_its_room_and_no_word_is_lost(kind, lines):
    slides = paged(kind, "Titre", lines)
    shown = " ".join(text for s in slides for line in s.lines for text in (line.text, *line.more))
    given = " ".join(text for line in lines for text in (line.text, *line.more))
    assert re.sub(r"[\s…]", "", shown) == re.sub(r"\s", "", given)
    heights = [sum(height_of(line, ROOMS[kind]) for line in slide.lines) for slide in slides]
    assert max(heights, default=0) <= ROOMS[kind].lines + 1e-9
    assert [slide.again for slide in slides] == [rank > 0 for rank in range(len(slides))]


def test_slides_that_go_on_share_their_lines_evenly():
    slides = paged("text", "Titre", [Line("une ligne")] * 8)
    assert [len(slide.lines) for slide in slides] == [4, 4]


def test_a_long_figure_is_told_in_a_line():
    (slide,) = figures("Titre", [Line("Communes", "vingt-deux communes")], "", "une source")
    assert (slide.kind, slide.lines[0].text) == ("text", "Communes : vingt-deux communes")

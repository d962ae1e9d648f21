"""Pages of offices audited under other editions than the one in force: no line of Python knows them."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from other_editions import GOLD, run_otanalysis, write_office, write_project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outputs(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    write_project(folder)
    write_office(folder, "fontaines-i", "I", ot_forfaits=False, ot_geolocalisation=None)
    write_office(folder, "fontaines-or", "Or", edition=GOLD)
    run_otanalysis(folder, "run", "--jobs", "2")
    return folder / "outputs"


def words(outputs: Path, name: str) -> str:
    page = re.sub(r"(?s)<style.*?</style>|data:image[^\"]*", "", (outputs / name / "audit.html").read_text())
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def document(outputs: Path, name: str) -> dict:
    return json.loads((outputs / name / "audit.json").read_text(encoding="utf-8"))


def test_the_order_of_2010_is_the_one_of_an_audit_of_2018(outputs):
    found = document(outputs, "fontaines-i")
    assert (found["edition"], found["verdict"]) == ("arrete_2010_11_12", "non classable en l'état")
    assert found["counts"] == {"met": 34, "blocking": 1, "undocumented": 1, "not_applicable": 13}


def test_its_page_is_whole_and_says_nothing_of_another_edition(outputs):
    told = words(outputs, "fontaines-i")
    assert "34 remplis sur 36 critères 1 bloquant critère 2.3.1.1 1 à documenter critère 1.2.3.6" in told
    assert "en vigueur depuis le 24 juin 2011" in told
    assert "Ce rapport est incomplet" not in told
    assert "cette édition de l'arrêté ne compte pas l'accueil hors les murs" in told
    for category in ("I", "II", "III"):
        assert f"Mesures et seuils de la catégorie {category} " in told
    assert "1.1.3.6" not in told.partition("Sources et méthode")[0], "the commune has 5 000 inhabitants or more"


def test_its_squares_come_in_the_order_of_the_order(outputs):
    page = (outputs / "fontaines-i" / "audit.html").read_text(encoding="utf-8")
    squares = re.findall(r'<span class="n">([\d.]+)</span> <span class="name">', page)
    assert squares[:3] == ["1.1.1.1", "1.1.1.2", "1.1.1.3"]
    assert len(squares) == 36


def test_an_edition_with_categories_of_other_names_makes_a_page(outputs):
    found, told = document(outputs, "fontaines-or"), words(outputs, "fontaines-or")
    assert (found["edition"], found["category"], found["verdict"]) == (GOLD, "Or", "classable")
    assert "Classable en catégorie Or" in told
    assert "3 remplis sur 3 critères" in told
    assert "Mesures et seuils de la catégorie Argent" in told
    (days,) = next(f["requirements"] for f in found["findings"] if f["criterion"] == "B-10")
    assert (days["measured"], days["threshold"], days["margin"]) == (322, 111, 211)
    squares = re.findall(
        r'<span class="n">([\w-]+)</span> <span class="name">', (outputs / "fontaines-or" / "audit.html").read_text()
    )
    assert squares == ["A-1", "B-10", "B-2"]


def test_no_reserve_is_left_when_every_rule_was_read_word_for_word(outputs):
    assert document(outputs, "fontaines-or")["reserves"] == []
    assert "Sous réserve" not in words(outputs, "fontaines-or")
    assert "règle à vérifier" not in words(outputs, "fontaines-or").lower()
    assert document(outputs, "fontaines-i")["reserves"][0].startswith("3 critères sur 36 reposent")

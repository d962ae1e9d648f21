"""otanalysis new: a dossier to start from, and one kind of dossier made from the other."""

import json
import re
import shutil

import pytest

from otanalysis.audit.document import document_of
from otanalysis.cli import main
from otanalysis.office import audit_params
from otanalysis.reading.problems import InputError
from tests.conftest import ROOT

DECK = "pays-de-serres-en-quercy"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with its offices, where commands are typed."""
    shutil.copytree(ROOT / "params", tmp_path / "params", ignore=shutil.ignore_patterns("mon-office*"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "params"


def type_in(*words):
    """Type a command; its exit code comes back."""
    try:
        main(words)
    except SystemExit as ended:
        return ended.code
    return 0


def problems_of(path):
    with pytest.raises(InputError) as error:
        audit_params(path)
    return [(problem.key or problem.cell, problem.message) for problem in error.value.problems]


def test_a_blank_dossier_says_what_to_fill_in(project):
    assert type_in("new", "mon-office", "--category", "II", "--date", "30/09/2023") in (0, None)
    assert (project / "mon-office.yaml").read_text(encoding="utf-8").startswith('dossier: "params/mon-office"\n')
    keys = {key for key, _ in problems_of(project / "mon-office.yaml")}
    assert keys == {"office.name", "bureaux", "bureaux.1.name"}
    text = (project / "mon-office" / "dossier.yaml").read_text(encoding="utf-8")
    filled = text.replace('name: ""', 'name: "Orbelle"')
    (project / "mon-office" / "dossier.yaml").write_text(filled, encoding="utf-8")
    assert {f.status.value for f in audit_params(project / "mon-office.yaml").findings} == {
        "undocumented",
        "not_applicable",
    }


def test_a_blank_workbook_says_what_to_fill_in(project):
    assert type_in("new", "mon-office", "--xlsx", "--category", "II") in (0, None)
    places = [place for place, _ in problems_of(project / "mon-office.yaml")]
    assert places == ["feuille « Office », cellule C5", "feuille « Bureaux »"]


def comparable(document, folder):
    """The machine's copy of an audit without what tells where its words are written: inputs and places."""
    text = json.dumps({**document, "inputs": [], "name": ""}, ensure_ascii=False)
    text = re.sub(r'"declared_at": \[[^]]*\]', "", text)
    return text.replace(folder, "")


def test_the_workbook_of_the_deck_gives_the_same_audit_and_comes_back_to_yaml(project):
    assert type_in("new", "classeur", "--xlsx", "--from", DECK) in (0, None)
    assert type_in("new", "retour", "--from", "classeur") in (0, None)
    assert type_in("new", "encore", "--from", "params/classeur/dossier.xlsx", "--date", "2023-09-30") in (0, None)
    first, other, back = (document_of(audit_params(project / f"{name}.yaml")) for name in (DECK, "classeur", "retour"))
    assert comparable(first, DECK) == comparable(other, "classeur") == comparable(back, "retour")
    assert "dossier.xlsx" in str(other["inputs"])
    places = [place for f in other["findings"] for r in f["requirements"] for place in r["declared_at"]]
    assert all(place["cell"].startswith("feuille « ") for place in places if place["file"].endswith(".xlsx"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Pays d'Été"], "écrivez « pays-d-ete »"),
        ([DECK], "existe déjà"),
        (["neuf", "--date", "hier"], "« hier » n'est pas une date"),
        (["neuf", "--date", "31/12/9999"], "--date : « 9999-12-31 » : l'année doit être entre 1900 et 2100"),
        (["neuf", "--year", "2090"], "--year : 2090 est impossible"),
        (["neuf", "--category", 'I"I'], "--category : catégorie inconnue"),
        (["n" * 300], "ce nom a 300 signes"),
        (["neuf", "--from", "pays-de-serre"], f"vouliez-vous dire « {DECK} » ?"),
    ],
)
def test_what_is_asked_wrong_is_told_and_nothing_is_written(project, capsys, words, said):
    before = sorted(project.rglob("*"))
    assert type_in("new", *words) == 2
    assert said in capsys.readouterr().err
    assert sorted(project.rglob("*")) == before


def test_where_one_is_does_not_matter(project, monkeypatch):
    monkeypatch.chdir(project)
    assert type_in("new", "neuf", "--params", ".", "--from", DECK) == 0
    assert type_in("check", "neuf", "--params", ".") == 0


def test_two_at_once_under_one_name_the_first_stays_whole(project, monkeypatch, capsys):
    def other_first(*said):
        monkeypatch.undo()
        monkeypatch.chdir(project.parent)
        assert type_in("new", "neuf", "--from", DECK) == 0

    monkeypatch.setattr("otanalysis.cli_new._refuse_loss", other_first)
    assert type_in("new", "neuf", "--category", "I") == 2
    assert "neuf : ne peut pas être écrit" in capsys.readouterr().err
    assert type_in("check", "neuf") == 0


@pytest.mark.parametrize("source", [DECK, f"params/{DECK}", f"params/{DECK}.yaml"])
def test_an_office_may_be_named_by_its_files(project, source):
    assert type_in("new", "mon-office", "--from", source, "--category", "2") in (0, None)
    assert audit_params(project / "mon-office.yaml").category == "II"


def test_a_category_that_the_edition_has_not_is_refused(project, capsys):
    assert type_in("new", "mon-office", "--category", "IV") == 2
    assert "--category : catégorie inconnue « IV »" in capsys.readouterr().err
    assert not (project / "mon-office").exists()

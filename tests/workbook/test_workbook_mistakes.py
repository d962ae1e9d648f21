"""A workbook badly filled in: every mistake at once, with its sheet, its cell and what to write instead."""

import io
import os
from datetime import datetime
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from otanalysis.dossier.documents import read_document
from otanalysis.dossier.loader import read_dossier
from otanalysis.dossier.workbook.book import _cell
from otanalysis.dossier.workbook.kinds import NUMBER
from otanalysis.law.loader import latest_edition
from otanalysis.reading.problems import InputError, describe
from otanalysis.report.dossier_workbook import dossier_workbook
from tests.conftest import ROOT
from tests.workbook.test_round_trip import record_of

DECK = ROOT / "params" / "pays-de-serres-en-quercy"
FAMILY = "1. Accessible et accueillant"


@pytest.fixture(scope="module")
def content() -> bytes:
    return dossier_workbook(record_of(read_document(DECK, "deck")), latest_edition())


@pytest.fixture
def book(content, tmp_path):
    """The deck's workbook, to be spoilt: a function that opens it, and one that tells what is said of it."""
    folder = tmp_path / "params" / "ot"
    folder.mkdir(parents=True)
    for name in ("frequentation.csv",):
        (folder / name).write_bytes((DECK / name).read_bytes())
    (folder.parent / "territoires").mkdir()
    there = ROOT / "params" / "territoires" / "tarn-et-garonne.yaml"
    (folder.parent / "territoires" / there.name).write_bytes(there.read_bytes())
    path = folder / "dossier.xlsx"
    path.write_bytes(content)
    return load_workbook(path), path


def told(book, path) -> list[str]:
    book.save(path)
    try:
        read_dossier(path.parent, 2023, "ot")
    except InputError as error:
        return describe(error.problems).replace("ot/dossier.xlsx, ", "").split("\n")
    return []


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said", "advice"),
    [
        ("Office", "C5", None, "« Nom de l'office » manque", "remplissez cette case"),
        ("Office", "C8", "tarn-et-garone", "territoire inconnu « tarn-et-garone »", "vouliez-vous dire"),
        (
            "Office",
            "C13",
            "hier",
            "« hier » n'est pas une date : écrivez le jour, le mois et l'année, comme 30/09/2023",
            "",
        ),
        ("Bureaux", "B4", None, "aucun bureau principal", "ajoutez « oui » dans « Bureau principal »"),
        ("Bureaux", "B5", "oui", "deux bureaux principaux", "gardez « oui » dans « Bureau principal » pour un seul"),
        ("Bureaux", "E4", 80, "80 est impossible : il faut une valeur d'au plus 50", ""),
        ("Bureaux", "F5", "lauzerte", "deux bureaux ont le nom ou le code « lauzerte »", "changez celui-ci"),
        ("Bureaux", "F5", "Été", 'minuscules sans accent, chiffres et tirets seulement ; écrivez "ete"', ""),
        ("Horaires", "A12", "Montaigu", "aucun bureau ne s'appelle « Montaigu »", "« Montaigu-de-Quercy »"),
        ("Horaires", "D4", "31/02", "« 31/02 » n'est pas une date ; écrivez « 01/07/2025 », ou « 01/07 »", ""),
        ("Horaires", "E4", "01/05", "cette période recouvre la période", "corrigez « Du » ou « Au »"),
        ("Horaires", "F4", "mardis et mercredi matin", "jours illisibles", ""),
        ("Horaires", "G4", "10h", "« 10h » : écrivez les heures comme 09:30-12:30, 14:00-18:00, ou « fermé »", ""),
        ("Horaires", "G4", "12:00-10:00", "« 12:00-10:00 » finit avant de commencer", ""),
        ("Jours fériés", "C4", None, "« Jours fériés » manque", "remplissez cette case"),
        ("Jours fériés", "E4", "Occitanie", "région inconnue : « Occitanie » ; laissez vide (métropole)", ""),
        ("Jours fériés", "N4", "C", "une zone scolaire ne va qu'avec une phrase OpenStreetMap", "effacez-la"),
        ("Effectif", "D4", None, "« Temps de travail » manque", "remplissez cette case"),
        ("Effectif", "D4", 80, "un temps plein s'écrit 1, un mi-temps 0.5 ; écrivez 0.8", ""),
        ("Effectif", "C4", 1.5, "« 1,5 » : il faut un nombre entier, par exemple 2", ""),
        (
            "Effectif",
            "B4",
            "directrice",
            "« directrice » n'est pas dans la liste : vouliez-vous dire « direction » ?",
            "",
        ),
        ("Fréquentation", "C5", "frequentations.csv", "n'est pas un fichier du dossier", "« frequentation.csv »"),
        (FAMILY, "D5", "peut-être", "« peut-être » : choisissez « oui » ou « non », ou laissez vide", ""),
        (FAMILY, "C5", "Cahors", "aucun bureau ne s'appelle « Cahors »", "valeurs connues : Lauzerte"),
        (FAMILY, "A5", "bit_wifi", "« bit_wifi » n'est le code d'aucune question", "bit_wifi_gratuit"),
    ],
)
def test_a_cell_badly_filled_is_told_with_what_to_write(book, sheet, cell, value, said, advice):
    opened, path = book
    opened[sheet][cell] = value
    lines = "\n".join(told(opened, path))
    assert lines.startswith(f"feuille « {sheet} »")
    assert said in lines
    assert advice in lines
    assert not [word for word in ("clé", "true", "false", ".yaml", "None") if word in lines]


def test_hours_in_two_forms_are_told_in_the_words_of_the_workbook(book):
    opened, path = book
    opened["Jours fériés"]["M4"] = "Mo-Fr 09:00-12:00"
    (line,) = told(opened, path)
    assert "donnez les horaires sous une seule forme : des lignes dans « Horaires »" in line


def test_a_formula_that_fails_is_told(book):
    opened, path = book
    opened[FAMILY]["D5"].value, opened[FAMILY]["D5"].data_type = "#N/A", "e"
    (line, advice) = told(opened, path)
    assert line == f"feuille « {FAMILY} », cellule D5 : la formule de cette cellule échoue (#N/A)"
    assert "écrivez la valeur" in advice


def test_a_sheet_renamed_a_column_deleted_and_cells_merged_are_all_told_at_once(book):
    opened, path = book
    opened["Horaires"].title = "Horaires 2023"
    opened[FAMILY]["D3"] = "Reponse"
    opened["Effectif"].merge_cells("A4:A5")
    lines = told(opened, path)
    assert "feuille « Horaires » : cette feuille manque" in lines
    assert "    → renommez la feuille « Horaires 2023 »" in lines
    assert f"feuille « {FAMILY} » : la colonne « Réponse » manque" in lines
    assert "feuille « Effectif », cellule A4 : les cellules A4 à A5 sont fusionnées" in lines


def test_what_a_blank_workbook_lacks_is_told_and_nothing_else(tmp_path):
    (tmp_path / "dossier.xlsx").write_bytes(dossier_workbook(None, latest_edition()))
    with pytest.raises(InputError) as error:
        read_dossier(tmp_path, 2023, "ot")
    assert [(p.cell, p.message) for p in error.value.problems] == [
        ("feuille « Office », cellule C5", "« Nom de l'office » manque"),
        ("feuille « Bureaux »", "aucun bureau"),
    ]


def test_people_write_as_they_do(book):
    opened, path = book
    before = read_dossier(path.parent, 2023, "ot")
    opened[FAMILY]["D5"] = " OUI "
    opened["Horaires"]["G4"] = "10h-12h et de 14h à 17h".replace("de ", "")
    opened["Horaires"]["F4"] = "du mardi au vendredi"
    opened["Horaires"]["D4"] = "1er janvier"
    opened["Jours fériés"]["D4"] = "du 25/12 au 31/12"
    opened["Bureaux"]["E4"] = "1,0"
    opened["Effectif"]["D4"] = "100 %"
    opened["Office"]["C13"] = None
    assert told(opened, path) == []
    after = read_dossier(path.parent, 2023, "ot")
    assert (after.points[0].opening.minutes == before.points[0].opening.minutes).all()
    assert after.staff == before.staff
    assert [point.facts for point in after.points] == [point.facts for point in before.points]


def test_a_blank_answer_is_no_answer_and_never_no(book):
    opened, path = book
    opened[FAMILY]["D5"] = None
    assert told(opened, path) == []
    assert "bit_sur_les_flux" not in read_dossier(path.parent, 2023, "ot").points[0].facts


def test_a_day_of_a_spreadsheet_is_a_day(book):
    opened, path = book
    opened["Office"]["C12"], opened["Office"]["C13"] = "II", datetime(2021, 6, 14)
    assert told(opened, path) == []
    assert str(read_dossier(path.parent, 2023, "ot").classification.since) == "2021-06-14"


def test_two_writings_of_a_dossier_are_one_too_many(book):
    opened, path = book
    (path.parent / "dossier.yaml").write_text("office: {}\n", encoding="utf-8")
    assert "sont tous deux là" in told(opened, path)[0]


@pytest.mark.parametrize("spoilt", [b"", b"PK", b"not a workbook"])
def test_what_is_no_workbook_is_told(tmp_path, spoilt):
    (tmp_path / "dossier.xlsx").write_bytes(spoilt)
    with pytest.raises(InputError, match=r"dossier\.xlsx"):
        read_dossier(tmp_path, 2023, "ot")


@pytest.mark.parametrize(("number", "cell"), [(b"1E999", "B4"), (b"1" * 400, "B4"), (b"-1E999", ""), (b"0.NaN", "")])
def test_what_is_no_number_is_told(book, number, cell):
    page, path = book
    page["Marques"]["A4"], page["Marques"]["B4"] = "Accueil Vélo", 987654321.125
    page.save(path)
    content = path.read_bytes()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(path, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(b"987654321.125", number))
    with pytest.raises(InputError) as error:
        read_dossier(path.parent, 2023)
    told = error.value.problems[0]
    assert told.cell == (f"feuille « Marques », cellule {cell}" if cell else "")


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 10**400])
def test_a_figure_that_is_no_number_is_the_text_of_it(number):
    found = _cell(SimpleNamespace(value=number, data_type="n", number_format="0"))
    with pytest.raises(ValueError, match="n'est pas un nombre"):
        NUMBER.read(found)


def test_a_pipe_in_place_of_the_workbook_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "dossier.xlsx")
    with pytest.raises(InputError, match="ce n'est pas un fichier ordinaire"):
        read_dossier(tmp_path, 2023)


def test_closures_may_be_separated_by_commas(book):
    opened, path = book
    opened["Jours fériés"]["D4"] = "25/12, 1er janvier"
    assert told(opened, path) == []

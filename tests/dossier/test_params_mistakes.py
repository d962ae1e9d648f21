"""Mistakes of ``params/<name>.yaml``, and of the same parameters given by a notebook."""

from datetime import date

import pytest

from otanalysis import audit_office
from otanalysis.dossier.places import find_folder
from otanalysis.office import audit_params
from otanalysis.reading.problems import InputError
from tests.dossier.office_files import PARAMS, Case, change, check, problems_of, write_office, wrong_value

RIGHT = dict(line.split(": ") for line in PARAMS.splitlines())


def wrong(key: str, written: str, says: str, better: str = "") -> Case:
    return wrong_value(f"{key}: {RIGHT[key]}", key, written, says, better, file="ot.yaml")


@pytest.mark.parametrize(
    ("key", "written", "says", "better"),
    [
        (
            "dossier",
            '"params/oot"',
            "le dossier « params/oot » n'existe pas → vouliez-vous dire « ot » ?",
            '"params/ot"',
        ),
        ("dossier", '"zzz/zzz"', "le dossier « zzz/zzz » n'existe pas → écrivez le chemin du dossier", ""),
        ("dossier", '"params/ot.yaml"', "le dossier « params/ot.yaml » n'existe pas", ""),
        ("dossier", f'"{"a" * 5000}"', "n'existe pas", ""),
        ("dossier", '"  "', "le texte est vide", ""),
        ("dossier", "3", "il faut un texte, pas « 3 »", '"3"'),
        ("category", "2", "catégorie inconnue « 2 » dans l'édition arrete_2019_04_16 → valeurs connues", '"II"'),
        ("category", "ii", "catégorie inconnue « ii »", '"II"'),
        ("category", '"III"', "catégorie inconnue « III »", ""),
        ("category", "[II]", "il faut un texte, pas une liste", '"II"'),
        ("audit_date", "20230930", "« 20230930 » n'est pas une date ; écrivez", '"2023-09-30"'),
        ("audit_date", "30/09/2023", "n'est pas une date ; écrivez", '"2023-09-30"'),
        ("audit_date", '"2023-09-31"', "n'existe pas : ce mois finit le 2023-09-30", ""),
        ("audit_date", "hier", "écrivez l'année, le mois et le jour, par exemple « 2023-09-30 »", ""),
        ("audit_date", '"1999-01-01"', "aucune édition connue n'est en vigueur le 1999-01-01", ""),
        ("reference_year", "1850", "1850 est impossible : il faut une valeur d'au moins 2000", ""),
        ("reference_year", '"2023"', "il faut un nombre entier, pas « 2023 »", "2023"),
        ("reference_year", "2023.0", "pas « 2023.0 »", "2023"),
        ("edition", '"arrete_2019"', "édition inconnue « arrete_2019 » → vouliez-vous dire", '"arrete_2019_04_16"'),
        (
            "edition",
            '"../faits"',
            "édition inconnue « ../faits » → valeurs connues : arrete_2010_11_12, arrete_2019_04_16",
            "",
        ),
        ("edition", "null", "il faut un texte, pas rien", ""),
    ],
)
def test_values(tmp_path, key, written, says, better):
    check(tmp_path, wrong(key, written, says, better))


def test_keys(tmp_path):
    says, corrected = "vouliez-vous dire « reference_year » ?", "reference_year: 2023"
    check(tmp_path, Case("reference_year", "referenceyear", "referenceyear", says, corrected, file="ot.yaml"))


def test_every_key_that_is_missing(tmp_path):
    params = write_office(tmp_path)
    params.write_text('edition: ""\n')
    assert [problem.key for problem in problems_of(params)] == ["audit_date", "category", "dossier", "reference_year"]


@pytest.mark.parametrize("written", ["2023-09-30", '"2023-09-30"'])
def test_a_date_needs_no_quotes(tmp_path, written):
    params = write_office(tmp_path)
    change(tmp_path, "ot.yaml", '"2023-09-30"', written)
    assert audit_params(params).audit_date == date(2023, 9, 30)


@pytest.mark.parametrize(
    ("key", "old", "new"), [("audit_date", '"2023-09-30"', "hier"), ("reference_year", "2023\n", '"2023"\n')]
)
def test_mistakes_of_the_run_hide_none_of_the_dossier(tmp_path, key, old, new):
    params = write_office(tmp_path)
    change(tmp_path, "ot.yaml", old, new)
    change(tmp_path, "ot/dossier.yaml", "main: true", "main: oui")
    assert [problem.key for problem in problems_of(params)] == [key, "bureaux.1.main"]


def test_a_year_unknown_is_no_mistake_of_the_attendance(tmp_path):
    params = write_office(tmp_path)
    change(tmp_path, "ot.yaml", "reference_year: 2023", "reference_year: 1023")
    change(tmp_path, "ot/frequentation.csv", ";120", ";-120")
    assert [problem.key for problem in problems_of(params)] == ["reference_year", "visiteurs"]


def test_parameters_of_a_notebook_have_no_line(tmp_path, monkeypatch):
    write_office(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as error:
        audit_office("params/to", "II", "2023-9-30", 2023)
    assert [(p.file, p.line, p.key) for p in error.value.problems] == [
        ("paramètres", 0, "audit_date"),
        ("paramètres", 0, "dossier"),
    ]
    assert error.value._render_traceback_()[0].startswith("paramètres, clé « audit_date » : « 2023-9-30 »")


def test_find_folder_looks_upwards(tmp_path):
    folder = tmp_path / "params" / "ot"
    folder.mkdir(parents=True)
    (tmp_path / "notebooks" / "params").mkdir(parents=True)
    for start in (tmp_path, tmp_path / "notebooks", folder):
        assert find_folder("params/ot", start) == folder
    assert find_folder(str(folder), tmp_path / "notebooks") == folder


def test_find_folder_prefers_the_nearest(tmp_path):
    near = tmp_path / "notebooks" / "params" / "ot"
    for folder in (tmp_path / "params" / "ot", near):
        folder.mkdir(parents=True)
    assert find_folder("params/ot", tmp_path / "notebooks") == near


@pytest.mark.parametrize("written", ["nulle-part", "params/ot.yaml", "a" * 5000, "a\0b"])
def test_find_folder_finds_no_folder(tmp_path, written):
    write_office(tmp_path)
    assert find_folder(written, tmp_path) is None

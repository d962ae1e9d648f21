"""Mistakes of ``dossier.yaml`` outside hours and facts: each is told where it is, with what to write instead."""

import pytest

from otanalysis.office import audit_params
from otanalysis.report import show
from tests.dossier.office_files import Case, change, check, problems_of, write_office, wrong_value


def test_the_office_of_these_tests_is_right(tmp_path):
    assert problems_of(write_office(tmp_path)) == []


@pytest.mark.parametrize(
    ("right", "wrong", "key", "near"),
    [
        ("office:", "offise:", "offise", "office"),
        ("figures:", "figure:", "figure", "figures"),
        ("bureaux:", "bureau:", "bureau", "bureaux"),
        ('  name: "Office d\'essai"', "  nmae: x", "office.nmae", "name"),
        ('    name: "La gare"', "    naame: x", "bureaux.2.naame", "name"),
        ("    people_present: 1", "    people_presents: 1", "bureaux.1.people_presents", "people_present"),
        ("  contracts:", "  contrats:", "staff.contrats", "contracts"),
        ('  label: "Visiteurs par jour"', "  lable: x", "attendance.lable", "label"),
        ("posts: 2", "post: 2", "staff.contracts.1.post", "posts"),
    ],
)
def test_a_misspelt_key_is_told_once_and_corrected(tmp_path, right, wrong, key, near):
    params = write_office(tmp_path)
    path = tmp_path / "params/ot/dossier.yaml"
    path.write_text(path.read_text().replace(right, wrong))
    of_key = [problem for problem in problems_of(params) if "clé" in problem.message]
    assert [(problem.key, problem.advice) for problem in of_key] == [(key, f"vouliez-vous dire « {near} » ?")]
    wrong_name = wrong.strip().partition(":")[0]
    assert of_key[0].corrected == of_key[0].written.replace(wrong_name, near)


@pytest.mark.parametrize(
    "case",
    [
        Case("  about:", "  zzz:", "office.zzz", "clés possibles : name, fictitious, about, source"),
        Case('about: "Deux', 'name: "Deux', "name", "la clé est écrite deux fois (déjà ligne 2)"),
        Case('  name: "Office d\'essai"\n', "", "office.name", "la clé « name » manque", at="office:"),
        Case('  - id: "gare"\n    name', "  - name", "bureaux.2.id", "ajoutez « id: … »"),
        Case(", quota: 0.8", "", "staff.contracts.1.quota", "la clé « quota » manque", at='    - {label: "Accueil"'),
    ],
    ids=lambda case: case.key,
)
def test_keys_unknown_missing_or_twice(tmp_path, case):
    check(tmp_path, case)


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [
        ("82000", "il faut un texte, pas « 82000 » → écrivez name: ", '"82000"'),
        ("1.10", "pas « 1.10 »", '"1.10"'),
        ("true", "pas « true »", '"true"'),
        ("[a, b]", "il faut un texte, pas une liste", '"a, b"'),
        ("{a: b}", "il faut un texte, pas un bloc → mettez le texte entre guillemets", ""),
        ("un: deux", "deux-points inattendus", ""),
        ("null", "il faut un texte, pas rien", ""),
        ('"  "', "le texte est vide", ""),
        ('"a\\0b"', "caractère invisible, de code 0000", ""),
        ('"\\ud800"', "caractère invisible, de code D800", ""),
        ("@accueil", "« @ » ne peut pas commencer un texte → mettez le texte entre guillemets", ""),
        ("*accueil", "« * » et « & » ne peuvent pas commencer un texte", ""),
        ('"C:\\dossier"', "une barre oblique inverse ne se lit pas telle quelle", ""),
        ("&a accueil", "les ancres (&, *) ne sont pas acceptées", ""),
        ("!!str 3", "les étiquettes (!) ne sont pas acceptées", ""),
    ],
)
def test_the_name_of_an_office(tmp_path, written, says, better):
    case = wrong_value('name: "Office d\'essai"', "office.name", written, says, better)
    unread = "deux-points" in says or "commencer" in says or "oblique" in says
    check(tmp_path, Case(case.old, case.new, "" if unread else case.key, says, case.corrected))


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "01004", "no", "9:30", "été « 1 » & 'deux' 🏖", "12/07"])
def test_a_strange_name_is_a_name(tmp_path, name):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", '"Office d\'essai"', name)
    assert problems_of(params) == []
    assert audit_params(params).dossier.office.name == name


def test_a_name_that_is_a_script_is_shown_as_text(tmp_path):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", '"La mairie"', '"<script>alert(1)</script>"')
    page = show.office(audit_params(params)).html
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [
        ('"Un mot"', "il faut une liste, pas « Un mot »", '["Un mot"]'),
        ("un,deux", "il faut une liste, pas « un,deux »", '["un", "deux"]'),
        ("{a: b}", "il faut une liste, pas un bloc → écrivez un tiret devant chaque élément", ""),
        ("3", "il faut une liste, pas « 3 »", ""),
        ("null", "il faut une liste, pas rien", ""),
    ],
)
def test_a_list(tmp_path, written, says, better):
    check(tmp_path, wrong_value('context: ["Un mot de contexte"]', "context", written, says, better))


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [("[3]", 'pas « 3 » → écrivez "3"', '["3"]'), ("[un: deux]", "mettez le texte entre guillemets", "")],
)
def test_an_item_of_a_list(tmp_path, written, says, better):
    check(tmp_path, wrong_value('context: ["Un mot de contexte"]', "context.1", written, says, better))


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [
        ("oui", "il faut true ou false, pas « oui » → écrivez main: true", "true"),
        ('"true"', "pas « true »", "true"),
        ("True", "pas « True »", "true"),
        ("no", "pas « no » → écrivez main: false", "false"),
        ("[true]", "pas une liste → écrivez par exemple main: true", ""),
        ("1", "pas « 1 »", ""),
        ("peut-être", "pas « peut-être »", ""),
    ],
)
def test_a_yes_or_a_no(tmp_path, written, says, better):
    check(tmp_path, wrong_value("main: true", "bureaux.1.main", written, says, better))


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [
        ("-1", "-1 est impossible : il faut une valeur supérieure à 0", ""),
        ("51", "51 est impossible : il faut une valeur d'au plus 50", ""),
        ("0,8", "il faut un nombre, pas « 0,8 » → écrivez people_present: 0.8", "0.8"),
        (".5", "pas « .5 »", "0.5"),
        ('"1"', "pas « 1 »", "1"),
        ("1 250", "pas « 1 250 »", "1250"),
        ("une", "pas « une » → écrivez par exemple people_present: 0.5", ""),
        (".inf", "pas « .inf »", ""),
        ("1e9", "pas « 1e9 »", ""),
        ("025", "pas « 025 »", ""),
        ("true", "pas « true »", ""),
        ("[1]", "pas une liste", ""),
        ("9" * 25, "est impossible", ""),
        ("9" * 5000, "il faut un nombre, pas « 999", ""),
    ],
)
def test_a_number(tmp_path, written, says, better):
    check(tmp_path, wrong_value("people_present: 1", "bureaux.1.people_present", written, says, better))


@pytest.mark.parametrize("written", ["[22]", "{a: 1}", "true", "null"])
def test_a_figure_is_a_number_or_a_text(tmp_path, written):
    says = "il faut un nombre, ou un texte entre guillemets"
    check(tmp_path, wrong_value("value: 22", "figures.1.value", written, says))

"""Mistakes of a dossier's bureaux, staff, attendance file and territory."""

import pytest

from otanalysis.audit.document import document_of
from otanalysis.office import audit_params
from tests.dossier.office_files import Case, change, check, problems_of, write_office, wrong_value


@pytest.mark.parametrize("without", ["", "    main: false\n"])
def test_no_main_bureau(tmp_path, without):
    says = "aucun bureau principal → ajoutez « main: true » au bureau qui reçoit le plus de visiteurs"
    check(tmp_path, Case("    main: true\n", without, "bureaux", says, at="bureaux:"))


def test_two_main_bureaux(tmp_path):
    says = "deux bureaux principaux → gardez « main: true » pour un seul bureau (déjà : bureau 1)"
    new = '    name: "La gare"\n    main: true'
    check(
        tmp_path, Case('    name: "La gare"', new, "bureaux.2.main", says, "main: false", new[-10:] + "\n    hours:\n")
    )


def test_no_bureau_at_all(tmp_path):
    params = write_office(tmp_path)
    path = tmp_path / "params/ot/dossier.yaml"
    text = path.read_text()
    path.write_text(text[: text.index("bureaux:")] + "bureaux: []\n")
    assert [(p.line, p.key, p.message) for p in problems_of(params)] == [(8, "bureaux", "la liste est vide")]


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [
        ('"Gare d\'Été"', "minuscules sans accent, chiffres et tirets seulement ; écrivez", '"gare-d-ete"'),
        ('"  "', 'écrivez "bureau-1"', '"bureau-1"'),
        ("82094", "il faut un texte, pas « 82094 »", '"82094"'),
    ],
)
def test_the_id_of_a_bureau(tmp_path, written, says, better):
    check(tmp_path, wrong_value('id: "gare"', "bureaux.2.id", written, says, better))


def test_two_bureaux_with_one_id(tmp_path):
    says = "deux bureaux ont l'id « mairie » → changez celui-ci, ou celui du bureau 1"
    new = '- id: "mairie"\n    name: "La gare"'
    check(tmp_path, Case('- id: "gare"\n    name: "La gare"', new, "bureaux.2.id", says))


def test_a_bureau_that_is_a_text(tmp_path):
    says = "il faut un bloc de lignes « clé: valeur », pas « texte » → clés possibles : id, name, main"
    check(tmp_path, Case("bureaux:\n", "bureaux:\n  - texte\n", "bureaux.1", says, at="  - texte"))


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [
        ('"80 %"', "« 80 % » : un temps plein s'écrit 1, un mi-temps 0.5 ; écrivez 0.8", "0.8"),
        ("80 %", "écrivez 0.8", "0.8"),
        ("80", "écrivez 0.8", "0.8"),
        ("35", "« 35 » : un temps plein s'écrit 1, un mi-temps 0.5 ; divisez les heures par semaine par 35", ""),
        ('"0,8"', "il faut un nombre, pas « 0,8 »", "0.8"),
        ("300", "au plus 1, un temps plein ; plusieurs postes se comptent avec « posts »", ""),
        ("1.5", "1.5 est impossible : il faut une valeur d'au plus 1", ""),
        ("0", "0 est impossible : il faut une valeur supérieure à 0", ""),
    ],
)
def test_the_part_of_a_full_time(tmp_path, written, says, better):
    check(tmp_path, wrong_value("quota: 0.8", "staff.contracts.1.quota", written, says, better))


def test_a_decimal_comma_between_braces_is_not_a_key(tmp_path):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", "quota: 0.8", "quota: 0,8")
    key = next(p for p in problems_of(params) if p.key == "staff.contracts.1.8")
    assert key.advice == "la virgule sépare deux clés : écrivez les décimales avec un point"
    assert key.corrected.endswith("posts: 2, quota: 0.8}")


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [
        ("300", "300 est impossible : il faut une valeur d'au plus 100", ""),
        ("-2", "il faut une valeur d'au moins 1", ""),
        ("2.0", "il faut un nombre entier, pas « 2.0 »", "2"),
        ("2.5", "il faut un nombre entier, pas « 2.5 » → écrivez par exemple posts: 2", ""),
        ('"2"', "pas « 2 »", "2"),
    ],
)
def test_the_number_of_posts(tmp_path, written, says, better):
    check(tmp_path, wrong_value("posts: 2", "staff.contracts.1.posts", written, says, better))


@pytest.mark.parametrize(
    ("written", "better"), [('"directrice"', '"directeur"'), ("conseillère", '"conseiller"'), ("3", ""), ("[a]", "")]
)
def test_the_function_of_a_post(tmp_path, written, better):
    says = "n'est pas une valeur admise → écrivez « directeur » ou « responsable » ou « conseiller » ou « autre »"
    check(tmp_path, wrong_value('function: "conseiller"', "staff.contracts.1.function", written, says, better))


def test_the_place_of_work(tmp_path):
    says, key = "aucun bureau n'a l'id « gares » → vouliez-vous dire « gare » ?", "staff.contracts.1.bureau"
    corrected = '- {label: "Accueil", function: "conseiller", posts: 2, quota: 0.8, bureau: "gare"}'
    check(tmp_path, Case("quota: 0.8", "quota: 0.8, bureau: gares", key, says, corrected))


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [
        ('"frequentation.cvs"', "n'est pas un fichier du dossier → vouliez-vous dire", '"frequentation.csv"'),
        ('"comptages"', "valeurs connues : frequentation.csv", ""),
        ('"../../secret.csv"', "« ../../secret.csv » sort du dossier → copiez le fichier dans le dossier", ""),
        ('"/etc/passwd"', "sort du dossier", ""),
        ('"."', "« . » n'est pas un fichier du dossier", ""),
        ('""', "le texte est vide", ""),
        (f'"{"a" * 5000}"', "n'est pas un fichier du dossier", ""),
        ("3", "il faut un texte, pas « 3 »", '"3"'),
    ],
)
def test_the_name_of_the_attendance_file(tmp_path, written, says, better):
    check(tmp_path, wrong_value('file: "frequentation.csv"', "attendance.file", written, says, better))


@pytest.mark.parametrize(("link", "says"), [("/etc/passwd", "sort du dossier"), ("frequentation.csv", "n'est pas un")])
def test_an_attendance_file_that_is_a_link(tmp_path, link, says):
    params, path = write_office(tmp_path), tmp_path / "params/ot/frequentation.csv"
    path.unlink()
    path.symlink_to(link)
    (problem,) = problems_of(params)
    assert (problem.key, problem.line) == ("attendance.file", 35)
    assert says in problem.message


def test_an_attendance_file_that_is_a_folder(tmp_path):
    params, path = write_office(tmp_path), tmp_path / "params/ot/frequentation.csv"
    path.unlink()
    path.mkdir()
    assert [p.advice for p in problems_of(params)] == ["mettez-le à côté de dossier.yaml"]


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [
        ('"esai"', "territoire inconnu « esai » → vouliez-vous dire « essai » ?", '"essai"'),
        ('"../ot"', "valeurs connues : essai", ""),
        ("82", "il faut un texte, pas « 82 »", '"82"'),
    ],
)
def test_the_territory(tmp_path, written, says, better):
    check(tmp_path, wrong_value('territory: "essai"', "territory", written, says, better))


def test_a_mistake_in_the_file_of_the_territory(tmp_path):
    says, corrected = "« 2023-9-1 » n'est pas une date", 'as_of: "2023-09-01"'
    file = "territoires/essai.yaml"
    check(tmp_path, Case('as_of: "2023-09-30"', "as_of: 2023-9-1", "as_of", says, corrected, file=file))


@pytest.mark.parametrize(
    ("written", "key", "says"),
    [
        ("{latitude: 144.2, longitude: 1.1}", "bureaux.2.position.latitude", "90"),
        (
            "{latitude: 1.1375, longitude: 44.2561}",
            "bureaux.2.position",
            "écrivez {latitude: 44.2561, longit",
        ),
        ("{latitude: 44.2}", "bureaux.2.position.longitude", "la clé « longitude » manque"),
    ],
)
def test_a_position_that_is_nowhere(tmp_path, written, key, says):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", 'name: "La gare"', f'name: "La gare"\n    position: {written}')
    (problem,) = problems_of(params)
    assert problem.key == key
    assert says in f"{problem.message} {problem.advice}"


def test_a_position_is_in_the_audit(tmp_path):
    params = write_office(tmp_path)
    change(
        tmp_path, "ot/dossier.yaml", 'name: "La gare"', 'name: "La gare"\n    position: {latitude: 44, longitude: 1.5}'
    )
    first, second = document_of(audit_params(params))["bureaux"]
    assert first["position"] is None
    assert (second["position"]["latitude"], second["position"]["longitude"]) == (44, 1.5)

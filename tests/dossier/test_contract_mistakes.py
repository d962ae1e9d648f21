"""Mistakes in the presence of people whose contract is not of the whole year."""

import pytest

from otanalysis.office import audit_params
from tests.dossier.office_files import Case, change, check, problems_of, write_office

KEY = "staff.contracts.1"
LINE = '- {{label: "Accueil", function: "conseiller", posts: 2, quota: 0.8, months: 4, start: {}, end: "04-05"}}'


def written(keys: str, key: str, says: str, corrected: str = "") -> Case:
    """Return the case of a contract with more keys; a mistake between keys is told at the contract."""
    old = '    - {label: "Accueil", function: "conseiller", posts: 2, quota: 0.8'
    return Case(old, f"{old}, {keys}", key, says, corrected)


@pytest.mark.parametrize(
    "keys",
    [
        'months: 4, start: "12-20", end: "04-05"',
        "months: 4, start: 12-20, end: 04-05",
        'months: 4, start: "06-01", end: "09-30"',
        'months: 1, start: "07-14", end: "07-31"',
        'start: "01-01", end: "12-31"',
        'start: "09-01", end: "08-31"',
        'months: 2, start: "01-01", end: "02-29"',
    ],
)
def test_a_presence_that_agrees_with_its_months(tmp_path, keys):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", "quota: 0.8", f"quota: 0.8, {keys}")
    assert problems_of(params) == []


def test_months_alone_count_in_fte(tmp_path):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", "quota: 0.8", 'quota: 0.8, months: 4, start: "12-20", end: "04-05"')
    (contract,) = audit_params(params).dossier.staff.contracts
    assert (contract.start, contract.end, contract.months) == ("12-20", "04-05", 4)


@pytest.mark.parametrize("keys", ['start: "07-01"', 'months: 4, end: "07-01"'])
def test_a_start_without_an_end(tmp_path, keys):
    check(tmp_path, written(keys, KEY, "« start » et « end » vont ensemble : donnez les deux, ou aucun"))


@pytest.mark.parametrize(
    ("keys", "counted", "better"),
    [
        ('start: "12-20", end: "04-20"', "4 mois, pas 12", "4"),
        ('months: 4, start: "07-01", end: "08-31"', "2 mois, pas 4", "2"),
        ('months: 4, start: "12-21", end: "04-04"', "3,5 mois, pas 4", "3.5"),
        ('months: 4, start: "04-05", end: "12-20"', "8,6 mois, pas 4", "8.5"),
        ('months: 2, start: "07-14", end: "07-14"', "0 mois, pas 2", "0.5"),
    ],
)
def test_a_presence_that_months_contradict(tmp_path, keys, counted, better):
    check(tmp_path, written(keys, KEY, f"il y a {counted} : corrigez les dates, ou écrivez months: {better}"))


def test_the_message_names_the_days_that_months_contradict(tmp_path):
    says = "du 12-20 au 04-20, il y a 4 mois, pas 12 : corrigez les dates, ou écrivez months: 4"
    check(tmp_path, written('start: "12-20", end: "04-20"', KEY, says))


@pytest.mark.parametrize(
    ("start", "says", "better"),
    [
        ('"2025-12-20"', "« 2025-12-20 » vaut pour chaque année ; écrivez", '"12-20"'),
        ('"20 décembre"', "date illisible : « 20 décembre » ; écrivez le mois puis le jour, par exemple", ""),
        ('"20/12"', "date illisible : « 20/12 »", ""),
        ('"20-12"', "« 20-12 » n'existe pas : écrivez le mois puis le jour", ""),
        ('"11-31"', "« 11-31 » n'existe pas : ce mois finit le", ""),
        ("1220", "il faut un texte, pas « 1220 »", '"1220"'),
    ],
)
def test_a_day_of_the_year(tmp_path, start, says, better):
    corrected = LINE.format(better) if better else ""
    keys = f'months: 4, start: {start}, end: "04-05"'
    check(tmp_path, written(keys, f"{KEY}.start", says, corrected))

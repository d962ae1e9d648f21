"""A file with many mistakes tells them all, each at its line: nobody mends a dossier one run at a time."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.office import audit_params
from otanalysis.reading.problems import InputError
from tests.dossier.office_files import ENGLISH, FILES, QUOTED, change, problems_of, write_office

MISTAKES = {
    '  name: "Office d\'essai"': "  name: 82000",
    'territory: "essai"': 'territory: "esai"',
    "value: 22": "value: [22]",
    "main: true": "main: oui",
    '"09:30-12:30", "14:00-18:00"': '"9h30-12h30", "18:00-14:00"',
    "quota: 0.8": 'quota: "80 %"',
    'label: "Visiteurs par jour"': 'lable: "Visiteurs"',
    'date: "2023-01-31"': 'date: "2023-02-30"',
    "ot_part_fiches_a_jour: 80": "ot_part_fiches_a_jour: 150",
}


def test_nine_mistakes_of_one_dossier_and_two_of_its_attendance(tmp_path):
    params = write_office(tmp_path)
    for old, new in MISTAKES.items():
        change(tmp_path, "ot/dossier.yaml", old, new)
    change(tmp_path, "ot/frequentation.csv", "07-13;0", "02-30;0")
    change(tmp_path, "ot/frequentation.csv", ";120", ";-120")
    assert [(p.file[10:], p.line, p.key) for p in problems_of(params)] == [
        ("dossier.yaml", 2, "office.name"),
        ("dossier.yaml", 5, "territory"),
        ("dossier.yaml", 7, "figures.1.value"),
        ("dossier.yaml", 11, "bureaux.1.main"),
        ("dossier.yaml", 20, "bureaux.1.hours.table.seasons.1.week.1.slots.1"),
        ("dossier.yaml", 20, "bureaux.1.hours.table.seasons.1.week.1.slots.2"),
        ("dossier.yaml", 33, "staff.contracts.1.quota"),
        ("dossier.yaml", 36, "attendance.lable"),
        ("dossier.yaml", 38, "facts.ot_site_a_jour.evidence.date"),
        ("dossier.yaml", 40, "facts.ot_part_fiches_a_jour"),
        ("frequentation.csv", 2, "date"),
        ("frequentation.csv", 3, "visiteurs"),
    ]


@pytest.mark.parametrize("kept", range(len(MISTAKES)))
def test_a_mistake_is_told_the_same_alone_or_among_others(tmp_path, kept):
    together, alone = write_office(tmp_path / "together"), write_office(tmp_path / "alone")
    for n, (old, new) in enumerate(MISTAKES.items()):
        change(tmp_path / "together", "ot/dossier.yaml", old, new)
        if n == kept:
            change(tmp_path / "alone", "ot/dossier.yaml", old, new)
    assert set(problems_of(alone)) <= set(problems_of(together))


def test_what_a_terminal_shows(tmp_path):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", "people_present: 1", "people_present: 0,8")
    with pytest.raises(InputError) as error:
        audit_params(params)
    assert str(error.value).splitlines() == [
        "params/ot/dossier.yaml, ligne 12, clé « bureaux.1.people_present » : il faut un nombre, pas « 0,8 »",
        "    → écrivez people_present: 0.8",
        "    - people_present: 0,8",
        "    + people_present: 0.8",
    ]


VALUES = (
    "null",
    "no",
    "3",
    "-1",
    "025",
    "0,8",
    '""',
    "[]",
    "{}",
    "[[a]]",
    "{a: b}",
    '{"\\u": 1}',
    '"\\0"',
    "*a",
    "\t",
    "[",
    '"',
)
VALUE = re.compile(r'(?<=: )(\[[^]]*\]|\{[^}]*\}|"[^"]*"|[^,{}\[\]"\n]+)|\n +')


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return tmp_path_factory.mktemp("project")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_value_anywhere_is_accepted_or_told_in_french(project, data):
    params, file = write_office(project), data.draw(st.sampled_from(sorted(FILES)))
    places = [*VALUE.finditer(FILES[file])]
    for place in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=3)) if places else ():
        text = FILES[file][: place.start()] + data.draw(st.sampled_from(VALUES)) + FILES[file][place.end() :]
        (project / "params" / file).write_text(text, encoding="utf-8")
    for problem in problems_of(params):
        assert not ENGLISH.search(QUOTED.sub("", f"{problem.message} {problem.advice}"))
        assert not problem.corrected or problem.corrected != problem.written
        assert problem.line or "vide" in problem.message or "existe" in problem.message

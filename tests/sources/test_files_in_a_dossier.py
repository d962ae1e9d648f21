"""A file that an office already has, named in its dossier or on the command line: same calendar, same counts."""

import json
import subprocess
from pathlib import Path

import pytest

from otanalysis.office import audit_params
from otanalysis.opening.calendar import days_open
from otanalysis.reading.problems import InputError
from otanalysis.report import show as sections
from tests.dossier.office_files import change, write_office

APIDAE = {
    "id": 1,
    "nom": {"libelleFr": "Office d'essai"},
    "ouverture": {
        "periodesOuvertures": [
            {
                "dateDebut": "2023-01-01",
                "dateFin": "2023-12-31",
                "tousLesAns": False,
                "type": "OUVERTURE_TOUS_LES_JOURS",
                "horaireOuverture": "09:00:00",
                "horaireFermeture": "14:00:00",
                "complementHoraire": {"libelleFr": "Sur rendez-vous le dimanche"},
            }
        ]
    },
}
OSM = 'osm: "Mo-Fr 09:00-12:00"'


@pytest.fixture
def office(tmp_path) -> Path:
    """The parameters of an office whose second bureau has its hours in a file."""
    params = write_office(tmp_path)
    (params.parent / "ot" / "horaires.json").write_text(json.dumps(APIDAE), encoding="utf-8")
    change(tmp_path, "ot/dossier.yaml", OSM, 'file: "horaires.json"\n      format: "apidae"')
    return params


def test_hours_from_a_file(office):
    audit = audit_params(office)
    calendar = audit.dossier.points[1].opening
    assert calendar is not None
    assert days_open(calendar, 300) == 365
    assert any(path.path.endswith("horaires.json") for path in audit.dossier.inputs), "the file is fingerprinted"


def test_what_minutes_cannot_say_is_in_the_report(office):
    assert "Sur rendez-vous le dimanche" in sections.hypotheses(audit_params(office)).html


def test_a_file_without_its_format_and_a_truncated_one_are_refused(office, tmp_path):
    file = office.parent / "ot" / "horaires.json"
    file.write_text(file.read_text(encoding="utf-8")[:50], encoding="utf-8")
    with pytest.raises(InputError, match=r"horaires\.json, ligne 1 : le fichier est coupé"):
        audit_params(office)
    change(tmp_path, "ot/dossier.yaml", '\n      format: "apidae"', "")
    with pytest.raises(InputError, match="« file » et « format » vont ensemble"):
        audit_params(office)


def test_desk_counts_are_flagged_in_the_report(tmp_path):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", 'file: "frequentation.csv"', 'file: "guichet.csv"\n  format: "guichet"')
    (params.parent / "ot" / "guichet.csv").write_text("date;visiteurs\n2023-07-13;4\n2023-07-14;6\n", encoding="utf-8")
    shown = sections.months(audit_params(params))
    assert any("guichet" in note for note in shown.notes)
    assert 'class="warning"' in shown.html().html


def run(commands, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(["otanalysis", *arguments], env=commands, capture_output=True, text=True)


def test_hours_in_the_terminal(office, commands):
    file = str(office.parent / "ot" / "horaires.json")
    shown = run(commands, "hours", file, "--format", "apidae", "--year", "2023")
    assert shown.returncode == 0
    assert "365\u00a0jours d'ouverture, dont 365 d'au moins 4 h ; 1\u202f825\u00a0h" in shown.stdout
    assert "Sur rendez-vous le dimanche" in shown.stdout
    assert len([line for line in shown.stdout.splitlines() if "█" in line]) == 12


def test_counts_in_the_terminal(office, commands):
    file = str(office.parent / "ot" / "frequentation.csv")
    shown = run(commands, "attendance", file, "--format", "csv", "--year", "2023")
    assert shown.returncode == 0
    assert "120 visiteurs comptés, par jour" in shown.stdout
    assert "Sans comptage : 363 sur 365" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("hours", "nulle-part.json", "--format", "apidae", "--year", "2023"), "n'existe pas"),
        (("hours", "nulle-part.json", "--format", "apidea", "--year", "2023"), "vouliez-vous dire « apidae »"),
        (("attendance", "nulle-part.csv", "--format", "csv", "--year", "2023"), "n'existe pas"),
        (("attendance", "nulle-part.csv", "--format", "ecovisio", "--year", "2023"), "eco-visio"),
        (("hours", "x", "--format", "osm", "--year", "12"), "valeur refusée pour --year"),
    ],
)
def test_bad_input_is_told_in_french(commands, arguments, said):
    shown = run(commands, *arguments)
    assert (shown.returncode, shown.stdout) == (2, "")
    assert said in shown.stderr
    assert "Traceback" not in shown.stderr

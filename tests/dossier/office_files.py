"""A small office whose files are right, and what is said of them once one thing in them is changed."""

import re
from dataclasses import dataclass
from pathlib import Path

from otanalysis.office import audit_params
from otanalysis.reading.problems import InputError, Problem

PARAMS = """\
dossier: "params/ot"
category: "II"
audit_date: "2023-09-30"
reference_year: 2023
edition: ""
"""
DOSSIER = """\
office:
  name: "Office d'essai"
  about: "Deux bureaux"
context: ["Un mot de contexte"]
territory: "essai"
figures:
  - {label: "Communes", value: 22}
bureaux:
  - id: "mairie"
    name: "La mairie"
    main: true
    people_present: 1
    hours:
      table:
        public_holidays: "fermé"
        seasons:
          - start: "01-01"
            end: "06-30"
            week:
              - {days: "lun-sam", slots: ["09:30-12:30", "14:00-18:00"]}
          - start: "07-01"
            end: "12-31"
            week: []
        closures: ["12-25"]
    facts:
      bit_wifi_gratuit: true
  - id: "gare"
    name: "La gare"
    hours:
      osm: "Mo-Fr 09:00-12:00"
staff:
  contracts:
    - {label: "Accueil", function: "conseiller", posts: 2, quota: 0.8}
attendance:
  file: "frequentation.csv"
  label: "Visiteurs par jour"
facts:
  ot_site_a_jour: {value: true, evidence: {paper: "Captures", page: "p. 2", date: "2023-01-31"}}
  ot_langues_site: ["en"]
  ot_part_fiches_a_jour: 80
  ot_marque_qualite: {name: "qualite_tourisme", start: "2021-01-01", end: "2024-01-01"}
  ot_convention_objectifs: {value: {start: "2022-01-01", end: "2025-12-31", means: ["humains"]}}
"""
CSV = "date;visiteurs\n2023-07-13;0\n2023-07-14;120\n2023-07-15;\n"
TERRITORY = """\
name: "Essai"
as_of: "2023-09-30"
offices: 10
classified: 6
planned: 3
planned_by: "2023-12-31"
quality_marked: 5
quality_engaged: 3
source: "Essai"
"""
FILES = {
    "ot.yaml": PARAMS,
    "ot/dossier.yaml": DOSSIER,
    "ot/frequentation.csv": CSV,
    "territoires/essai.yaml": TERRITORY,
}
QUOTED = re.compile(r"« [^»]* »|\"[^\"]*\"|\w+: ")
ENGLISH = re.compile(r"\b(should|input|must|valid|expected|but|not|Errno|error|is|the|such|or)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Case:
    """One change in a right file, and what is then said; ``at`` is where (by default, where the change begins)."""

    old: str
    new: str
    key: str
    says: str
    corrected: str = ""
    at: str = ""
    file: str = "ot/dossier.yaml"


def wrong_value(old: str, key: str, written: str, says: str, better: str = "", file: str = "ot/dossier.yaml") -> Case:
    """Return the case of « name: value » with another value; ``better`` is the value of the corrected line."""
    name = old.partition(":")[0]
    line = next(line for line in FILES[file].splitlines() if old in line)
    corrected = line.replace(old, f"{name}: {better}").strip() if better else ""
    return Case(old, f"{name}: {written}", key, says, corrected, file=file)


def write_office(folder: Path) -> Path:
    """Write the right files into a folder and return the parameters of its only office."""
    for name, text in FILES.items():
        path = folder / "params" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "params" / "ot.yaml"


def change(folder: Path, file: str, old: str, new: str) -> str:
    """Replace the only ``old`` of a file, and return its new text."""
    path = folder / "params" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text.replace(old, new)


def problems_of(params: Path) -> list[Problem]:
    """Return what is said of an office's files, nothing when they are right."""
    try:
        audit_params(params)
    except InputError as error:
        return list(error.problems)
    return []


def check(folder: Path, case: Case) -> None:
    """Assert that a change is told, alone, with its file, line, key, French advice and the line to write instead."""
    params = write_office(folder)
    text = change(folder, case.file, case.old, case.new)
    where = text.index(case.at or case.new)
    found = problems_of(params)
    assert [shown(problem) for problem in found] == [
        (case.file, text.count("\n", 0, where) + 1, case.key, case.corrected)
    ]
    said = f"{found[0].message} → {found[0].advice}"
    assert case.says in said
    assert not ENGLISH.search(QUOTED.sub("", said))


def shown(problem: Problem) -> tuple[str, int, str, str]:
    """Return the file (under the parameters), the line, the key and the corrected line of a problem."""
    return problem.file.rpartition("params/")[2], problem.line, problem.key, problem.corrected

"""A project whose package knows one edition more, made up, and whose offices are audited under other editions."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from otanalysis.reading.yaml12 import read_yaml
from tests.conftest import ROOT, copy_project

CASES = ROOT / "tests" / "cases"
GOLD = "arrete_invente"
# Two categories of other names, numbers that look like nothing known, every rule read word for word.
MADE_UP = """\
id: "arrete_invente"
title: "Arrêté inventé pour les essais"
published: "2001-01-01"
in_force: "2001-01-01"
last_seen_in_force: "2018-12-31"
validity_years: 3
sources:
  TEXTE: {title: "Texte inventé", url: "https://exemple.fr/texte"}
categories:
  "Or": {criteria: ["A-1", "B-10", "B-2"]}
  "Argent": {criteria: ["A-1", "B-2"]}
not_modelled: ["Rien n'est vrai dans cette édition."]
missions: [{text: "Accueillir.", source: "TEXTE"}]
families:
  - {id: "A", title: "Première famille", standing: "verbatim", sources: ["TEXTE"]}
  - {id: "B", title: "Seconde famille", standing: "verbatim", sources: ["TEXTE"]}
criteria:
  - id: "A-1"
    family: "A"
    label: "Le wifi est gratuit"
    text: "Le wifi est gratuit."
    text_source: "TEXTE"
    scope: "main_bureau"
    requirements:
      - id: "A-1.1"
        label: "Le wifi est gratuit à l'accueil"
        check: "is_true"
        facts: ["bit_wifi_gratuit"]
        standing: "verbatim"
        sources: ["TEXTE"]
        action: "Ouvrir un accès wifi."
  - id: "B-10"
    family: "B"
    label: "L'office ouvre 111 jours"
    text: "L'office ouvre au moins 111 jours par an."
    text_source: "TEXTE"
    scope: "main_bureau"
    requirements:
      - id: "B-10.1"
        label: "Au moins 111 jours d'ouverture par an"
        check: "opening_days"
        facts: ["bit_ouverture"]
        params: {min_days: 111, min_hours_a_day: 2, hors_les_murs_min_fte: null}
        standing: "verbatim"
        sources: ["TEXTE"]
        action: "Ouvrir davantage de jours."
  - id: "B-2"
    family: "B"
    label: "Une langue étrangère"
    text: "L'accueil se fait en une langue étrangère."
    text_source: "TEXTE"
    scope: "main_bureau"
    requirements:
      - id: "B-2.1"
        label: "L'accueil se fait dans une langue étrangère"
        check: "languages_at_least"
        facts: ["bit_langues_accueil"]
        params: {minimum: 1}
        standing: "verbatim"
        sources: ["TEXTE"]
        action: "Apprendre une langue."
"""
VISITORS = (300, 350, 500, 900, 1200, 1800, 3600, 4100, 1700, 900, 500, 600)


def write_project(folder: Path) -> None:
    """Write a project with no office, and beside it a package that knows the made-up edition."""
    copy_project(folder)
    shutil.rmtree(folder / "params")
    shutil.copytree(ROOT / "otanalysis", folder / "otanalysis", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "otanalysis" / "law" / f"{GOLD}.yaml").write_text(MADE_UP, encoding="utf-8")


def write_office(folder: Path, name: str, category: str, edition: str = "", **facts: Any) -> None:
    """Write an office that does not exist: the complete dossier of the order of 2010, with some facts changed."""
    asked = {"dossier": f"params/{name}", "category": category, "audit_date": "2018-03-05", "reference_year": 2017}
    place = folder / "params" / name
    place.mkdir(parents=True)
    (folder / "params" / f"{name}.yaml").write_text(json.dumps({**asked, "edition": edition}), encoding="utf-8")
    (place / "dossier.yaml").write_text(json.dumps(_dossier(facts), ensure_ascii=False), encoding="utf-8")
    counts = "".join(f"2017-{month:02};{count}\n" for month, count in enumerate(VISITORS, 1))
    (place / "frequentation.csv").write_text(f"date;visiteurs\n{counts}", encoding="utf-8")


def _dossier(changes: dict[str, Any]) -> dict[str, Any]:
    base, more = (read_yaml(CASES / f"dossier_complet{of}.yaml").data for of in ("", "_arrete_2010_11_12"))
    facts = {name: value for name, value in {**base["facts"], **more["facts"], **changes}.items() if value is not None}
    hours = {"osm": "Tu-Su 09:30-12:30,14:00-18:00; Jul-Aug Mo 09:30-12:30"}
    bureau = {"id": "accueil", "name": "Accueil principal", "main": True, "people_present": 1, "hours": hours}
    return {
        "office": {"name": "Office des trois fontaines (fictif)", "fictitious": True, "about": "Un office inventé."},
        "bureaux": [{**bureau, "facts": {name: value for name, value in facts.items() if name.startswith("bit_")}}],
        "staff": {"contracts": base["staff"]},
        "attendance": {
            "file": "frequentation.csv",
            "label": "Visiteurs par mois (série inventée)",
            "illustrative": True,
        },
        "facts": {name: value for name, value in facts.items() if name.startswith("ot_")},
    }


def run_otanalysis(folder: Path, *command: str) -> str:
    """Run a command of the project's own package and return what it prints."""
    call = [sys.executable, "-m", "otanalysis", *command]
    done = subprocess.run(call, cwd=folder, env=_own(folder), capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _own(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(folder)}

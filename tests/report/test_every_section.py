"""Whatever a small office says or leaves out, every section of its page is shown, and says nothing absurd."""

import re
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from otanalysis.office import audit_params
from otanalysis.report import show

DOSSIER = """\
office: {{name: "Essai"}}
bureaux:
  - id: "ici"
    name: "Ici"
    main: true
{people}{hours}
  - id: "la"
    name: "Là-bas"
    cumulated: true
    hours: {{osm: "Jul-Aug Sa,Su 10:00-12:00"}}
    hors_les_murs: {{osm: "Jul-Aug Sa 18:00-20:00"}}
{staff}{attendance}
"""
HOURS = {
    "none": "",
    "short": '    hours: {osm: "Mo-Fr 10:00-12:00"}',
    "always": '    hours: {osm: "Mo-Su 00:00-24:00"}',
    "never": '    hours: {osm: "off"}',
    "summer only": '    hours: {table: {public_holidays: "ouvert", seasons: [{start: "07-01", end: "08-31", week: '
    '[{days: "tous les jours", slots: ["09:00-19:00"]}]}]}}',
}
STAFF = {
    "none": "",
    "seasonal": 'staff: {contracts: [{label: "A", quota: 1}, {label: "B", quota: 0.5, months: 3}]}',
    "placed": 'staff: {contracts: [{label: "A", posts: 4, quota: 1, months: 4, start: "12-01", end: "03-31"}]}',
}
COUNTS = {"none": "", "month": "M", "day": "D", "hour": "h", "half a year": "D", "nobody": "D", "nothing counted": "M"}


def counts(kind: str, year: int) -> str:
    steps = np.arange(f"{year}-01-01", f"{year + 1}-01-01", dtype=f"datetime64[{COUNTS[kind]}]")
    values = [str(n * 7 % 13) for n in range(len(steps))]
    if kind == "half a year":
        values[: len(values) // 2] = [""] * (len(values) // 2)
    if kind in {"nobody", "nothing counted"}:
        values = ["0" if kind == "nobody" else ""] * len(values)
    stamps = [str(step).replace("T", " ") + (":00" if kind == "hour" else "") for step in steps]
    return "date;visiteurs\n" + "".join(f"{s};{v}\n" for s, v in zip(stamps, values, strict=True))


def office(folder: Path, hours: str, staff: str, kind: str, category: str) -> Path:
    year = 2024 if category == "I" else 2023
    told = "" if kind == "none" else 'attendance: {file: "f.csv", label: "Visiteurs"}'
    people = "" if staff == "none" else "    people_present: 1.5\n"
    (folder / "params" / "ot").mkdir(parents=True)
    dossier = DOSSIER.format(people=people, hours=HOURS[hours], staff=STAFF[staff] + "\n", attendance=told)
    (folder / "params" / "ot" / "dossier.yaml").write_text(dossier, encoding="utf-8")
    if told:
        (folder / "params" / "ot" / "f.csv").write_text(counts(kind, year), encoding="utf-8")
    path = folder / "params" / "ot.yaml"
    told = {"dossier": '"params/ot"', "category": f'"{category}"', "audit_date": f'"{year}-12-31"', "edition": '""'}
    path.write_text("".join(f"{key}: {value}\n" for key, value in told.items()) + f"reference_year: {year}\n")
    return path


# Every pair of what is said of hours and of counts, with each kind of staff and both categories in turn.
CASES = [
    (hours, list(STAFF)[n % len(STAFF)], kind, ("I", "II")[n % 2])
    for n, (hours, kind) in enumerate(product(HOURS, COUNTS))
]


@pytest.mark.parametrize(("hours", "staff", "kind", "category"), CASES)
def test_every_section_is_shown(tmp_path, hours, staff, kind, category):
    audit = audit_params(office(tmp_path, hours, staff, kind, category))
    for name in show.__all__:
        shown = getattr(show, name)(audit)._repr_mimebundle_()["text/html"]
        words = re.sub(r"<[^>]+>", " ", shown)
        assert words.strip(), name
        assert not re.search(r"\bnan\b|\bNone\b|\binf\b|\bTrue\b|-0 ", words), (name, words)

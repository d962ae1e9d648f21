"""The command that gives back: what it says, what it refuses, what it writes."""

import json
import re
import shutil

import numpy as np
import pytest

from otanalysis.office import audit_params
from otanalysis.opening.formats import read_hours
from otanalysis.opening.schema_org import read_schema_org
from tests.batch.fresh_office import fresh_office
from tests.dossier.office_files import change
from tests.test_cli_mistakes import run, tree


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return fresh_office(tmp_path)


def points(office):
    return audit_params(office.root / "params" / "ot.yaml").dossier.points


def test_tables(office, capsys):
    run(capsys, "load")
    code, out, err = run(capsys, "export")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "11\u00a0fichiers dans outputs/export, 1\u00a0office.",
        "Avant de publier, écrivez la licence dans datapackage.json : l'export n'en choisit aucune.",
    ]
    assert "Sans coordonnées : 2 bureaux" in run(capsys, "export", "--format", "geojson")[1]
    assert sorted(p.name for p in (office.root / "outputs" / "export").iterdir()) == [
        ".otanalysis.json", "bureaux.geojson", "datapackage.json",
    ]  # fmt: skip


def test_osm_strings_are_read_back_by_the_command_that_reads_hours(office, capsys):
    code, out, _ = run(capsys, "export", "--format", "osm", "ot")
    assert (code, out.splitlines()) == (
        0, ["2\u00a0fichiers dans outputs/export :", "outputs/export/ot/mairie.txt", "outputs/export/ot/gare.txt"],
    )  # fmt: skip
    for point in points(office):
        file = office.root / "outputs" / "export" / "ot" / f"{point.bureau.id}.txt"
        assert np.array_equal(read_hours(file, "osm", 2023).minutes, point.opening.minutes)
    assert "Jan-Jun Mo-Sa 09:30-12:30,14:00-18:00; PH off; Dec 25 off\n" in (file.parent / "mairie.txt").read_text()


def test_json_ld_is_ready_to_paste(office, capsys):
    change(office.root, "ot/dossier.yaml", 'name: "La gare"', 'name: "La gare </script><b>"')
    assert run(capsys, "export", "--format", "json-ld")[0] == 0
    for point in points(office):
        text = (office.root / "outputs" / "export" / "ot" / f"{point.bureau.id}.html").read_text(encoding="utf-8")
        script = re.search(r'<script type="application/ld\+json">\n(.*)\n</script>\n\Z', text, re.DOTALL)[1]
        assert "<" not in script
        told = json.loads(script)
        assert (told["@type"], told["name"]) == ("TouristInformationCenter", f"Office d'essai, {point.bureau.name}")
        (office.root / "place.json").write_text(script)
        read = read_schema_org(office.root / "place.json", 2023)
        assert np.array_equal(read.minutes, point.opening.minutes)
        assert np.array_equal(read.described, point.opening.described)


def test_days_that_nobody_described_are_told(office, capsys):
    change(office.root, "ot/dossier.yaml", 'start: "07-01"', 'start: "08-01"')
    says = "31\u00a0jours de 2023 sans horaires connus"
    for kind, file in (("osm", "mairie.txt"), ("json-ld", "mairie.html")):
        assert says in run(capsys, "export", "--format", kind)[1]
        assert says in (office.root / "outputs" / "export" / "ot" / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["osm", "json-ld"])
@pytest.mark.parametrize(
    ("old", "new", "count"),
    [('  about: "Deux bureaux"', "  fictitious: true", 2), ("      osm: ", "      illustrative: true\n      osm: ", 1)],
)
def test_invented_hours_are_refused_or_say_so(office, capsys, kind, old, new, count):
    change(office.root, "ot/dossier.yaml", old, new)
    before = tree(office.root)
    code, out, err = run(capsys, "export", "--format", kind)
    assert (code, out, err.count("--with-invented")) == (2, "", count)
    assert "params/ot/dossier.yaml, ligne " in err
    assert tree(office.root) == before
    assert run(capsys, "export", "--format", kind, "--with-invented")[0] == 0
    files = [p for p in (office.root / "outputs" / "export" / "ot").iterdir() if "à ne pas publier" in p.read_text()]
    assert len(files) == count


def test_an_office_with_invented_hours_does_not_keep_the_others_from_being_exported(office, capsys):
    shutil.copytree(office.root / "params" / "ot", office.root / "params" / "autre")
    params = (office.root / "params" / "ot.yaml").read_text(encoding="utf-8")
    (office.root / "params" / "autre.yaml").write_text(params.replace("params/ot", "params/autre"), encoding="utf-8")
    change(office.root, "autre/dossier.yaml", '  about: "Deux bureaux"', "  fictitious: true")
    code, out, err = run(capsys, "export", "--format", "osm")
    assert (code, err) == (0, "")
    assert "Non exportés, car leurs horaires sont inventés : 1\u00a0office" in out
    assert not (office.root / "outputs" / "export" / "autre").exists()
    assert run(capsys, "export", "autre", "--format", "osm")[0] == 2


def test_what_is_refused(office, capsys):
    before = tree(office.root)
    for command, says in (
        (("export",), "--store : il n'y a pas encore d'observatoire ici"),
        (("export", "--format", "pdf"), "il faut csv ou parquet ou geojson ou osm ou json-ld"),
        (("export", "--format", "osm", "--store", "sqlite:///x.db"), "option sans objet avec --format osm"),
        (("export", "--format", "osm", "otte"), "vouliez-vous dire « ot » ?"),
        (("export", "--format", "osm", "--to", "params"), "le dossier contient ce que l'export n'a pas écrit"),
    ):
        code, out, err = run(capsys, *command)
        assert (code, out) == (2, ""), command
        assert says in err
    assert run(capsys, "export", "--store", "postgresql://anne@127.0.0.1:1/base")[0] == 3
    assert tree(office.root) == before


def test_a_string_too_long_for_openstreetmap_is_told(office, capsys):
    days = ", ".join(f'"2023-{month:02}-{day:02}"' for month in (2, 3, 4) for day in (7, 14, 21, 28))
    change(office.root, "ot/dossier.yaml", '["12-25"]', f"[{days}]")
    assert "caractères, OpenStreetMap en prend 255" in run(capsys, "export", "--format", "osm")[1]

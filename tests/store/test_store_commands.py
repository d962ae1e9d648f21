"""The commands that keep audits and compare them: what they say, their exit codes, what they never write."""

import json
import sqlite3
import subprocess
from contextlib import closing

import pytest

from otanalysis.cli_run import UNKEPT
from tests.batch.fresh_office import fresh_office
from tests.conftest import ROOT
from tests.dossier.office_files import change
from tests.test_cli_mistakes import run, tree

SECRET = "postgresql://anne:tres-secret@127.0.0.1:1/base"


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return fresh_office(tmp_path)


def audits_in(path) -> int:
    with closing(sqlite3.connect(path)) as base:
        return base.execute("SELECT count(*) FROM audits").fetchone()[0]


def test_a_run_keeps_what_is_up_to_date_too(office, capsys):
    assert run(capsys, "run")[0] == 0
    assert audits_in("outputs/observatoire.db") == 1
    assert run(capsys, "load") == (0, "1\u00a0audit dans l'observatoire, dont 0 qui n'y étaient pas.\n", "")


def test_a_base_that_refuses_costs_no_report_and_the_next_run_catches_up(office, capsys):
    before = tree(office.folder)
    code, out, err = run(capsys, "run", "--store", SECRET)
    assert (code, err.splitlines()[0]) == (3, UNKEPT)
    assert "le serveur ne répond pas" in err
    assert "Ouvrez" in out
    assert tree(office.folder) == before
    (office.root / "outputs" / "observatoire.db").write_text("full of something else " * 50)
    assert run(capsys, "run")[0] == 3
    (office.root / "outputs" / "observatoire.db").unlink()
    assert run(capsys, "run")[0] == 0
    assert audits_in("outputs/observatoire.db") == 1


def test_no_password_is_written_nor_printed(office, capsys):
    for command in (("run",), ("load",), ("history", "ot"), ("compare", "ot", "ot@2023-09-30")):
        code, out, err = run(capsys, *command, "--store", SECRET)
        assert code == 3, command
        assert "tres-secret" not in out + err
    assert not [name for name, content in tree(office.root).items() if b"tres-secret" in content]


def test_a_full_disk(office, capsys, monkeypatch):
    run(capsys, "run")
    change(office.root, "ot/frequentation.csv", "120", "121")
    office.produce()

    def full(connection, *_):
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        connection.exec_driver_sql("CREATE TABLE big AS SELECT randomblob(900000) AS x")

    monkeypatch.setattr("otanalysis.store.load._write", full)
    code, _, err = run(capsys, "run")
    assert code == 3
    assert "le disque est plein" in err
    monkeypatch.undo()
    monkeypatch.chdir(office.root)
    assert run(capsys, "run")[0] == 0
    assert audits_in("outputs/observatoire.db") == 2


def test_history_and_comparison(office, capsys):
    run(capsys, "run")
    change(office.root, "ot/dossier.yaml", "posts: 2", "posts: 4")
    change(office.root, "ot.yaml", "2023-09-30", "2023-12-15")
    office.produce()
    run(capsys, "run")
    code, out, err = run(capsys, "history", "ot")
    assert (code, err) == (0, "")
    assert [line.split(",")[1].strip() for line in out.splitlines() if line.startswith("Office d'essai")] == [
        "30 septembre 2023",
        "15 décembre 2023",
    ]
    assert "Ce qui diffère entre les deux audits : la date de l'audit et dossier.yaml (modifié)." in out
    code, compared, _ = run(capsys, "compare", "ot@2023-09-30", "ot")
    assert code == 0
    assert "Au moins 3 équivalents temps plein : 1,6\u00a0ETP (seuil 3, marge \u22121,4) → 3,2\u00a0ETP" in compared
    assert run(capsys, "history", "ot@2023-09-30", "--export", "params/ot/ancien.json")[0] == 0
    assert run(capsys, "compare", "params/ot/ancien.json", "outputs/ot/audit.json")[1] == compared
    assert run(capsys, "compare", "ot", "ot@2023-12-15")[1].splitlines()[-1].startswith("Rien ne diffère")


def test_what_the_observatory_does_not_know(office, capsys):
    assert run(capsys, "history", "ot")[0] == 2, "no base yet"
    run(capsys, "run")
    before = tree(office.root)
    for command, says in (
        (("history", "otte"), "vouliez-vous dire « ot » ?"),
        (("compare", "ot", "ot@2020-01-01"), "audits connus : 30 septembre 2023"),
        (("compare", "rien.json", "ot"), "ce fichier ne peut pas être lu"),
        (("compare", "params/ot.yaml", "ot"), "ce n'est pas un audit.json"),
        (("history", "ot", "--export", "nulle/part.json"), "on ne peut pas y écrire"),
        (("load", "params/ot.yaml"), "ce n'est pas un audit.json"),
        (("load", "--outputs", "vide"), "aucun audit.json à charger"),
    ):
        code, out, err = run(capsys, *command)
        assert (code, out) == (2, ""), command
        assert says in err
    assert tree(office.root) == before


@pytest.mark.slow
def test_five_questions(produced, tmp_path, commands):
    notebook, done = ROOT / "notebooks" / "observatoire.ipynb", tmp_path / "done.ipynb"
    url = f"sqlite:///{produced / 'observatoire.db'}"
    subprocess.run(["papermill", notebook, done, "-p", "url", url], env=commands, check=True, capture_output=True)
    cells = json.loads(done.read_text(encoding="utf-8"))["cells"]
    answers = [cell for cell in cells if cell["id"].startswith("r-")]
    assert len(answers) == 5
    for cell in answers:
        told = "".join(cell["outputs"][0]["data"]["text/plain"])
        assert "Empty DataFrame" not in told

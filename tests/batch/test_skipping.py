"""The commands run and status: what is up to date is skipped, what is running is left alone."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from otanalysis.batch.lock import FILE, locked
from otanalysis.batch.record import last_results
from otanalysis.batch.results import Outcome, Result
from otanalysis.reading.problems import InputError
from tests.batch.fresh_office import fresh_office
from tests.dossier.office_files import change
from tests.test_cli_mistakes import run, tree

HOLD = """
import pathlib, time
from otanalysis.batch.lock import locked
with locked(pathlib.Path("outputs")):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return fresh_office(tmp_path)


def test_nothing_to_do_starts_nothing(office, capsys, monkeypatch):
    monkeypatch.setattr("otanalysis.batch.farm.run_offices", lambda *_: pytest.fail("something was started"))
    monkeypatch.setattr("otanalysis.batch.index.write_index", lambda outputs, _: outputs / "index.html")
    before = tree(office.folder)
    code, out, err = run(capsys, "run")
    assert (code, err) == (0, "")
    assert out.startswith("1\u00a0office à jour.\n")
    assert tree(office.folder) == before
    assert last_results(office.folder.parent) == {"ot": Result("ot", Outcome.UP_TO_DATE)}


def test_what_runs_offices_imports_nothing_that_makes_them(office):
    modules = "otanalysis.cli as cli, otanalysis.batch.farm, otanalysis.batch.index"
    code = f"import sys, {modules}\ntry: cli.main(['status'])\nfinally: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=office.root, capture_output=True, text=True, check=True)
    assert "à jour" in done.stdout
    assert not {"numpy", "pandas", "papermill", "nbconvert", "matplotlib"} & {*done.stdout.split()}


def test_what_run_json_knows_stays_when_skipped(office, capsys, monkeypatch):
    monkeypatch.setattr("otanalysis.batch.index.write_index", lambda outputs, _: outputs / "index.html")
    known = {"outcome": "produit", "message": "", "cell": 0, "lines": [], "advice": "", "seconds": 2.5}
    text = json.dumps({"offices": {"ot": known}})
    (office.root / "outputs" / "run.json").write_text(text)
    assert run(capsys, "run")[0] == 0
    assert (office.root / "outputs" / "run.json").read_text() == text


@pytest.mark.parametrize(("arguments", "asked"), [(["run", "--force"], ["ot"]), (["run"], [])])
def test_force(office, capsys, monkeypatch, arguments, asked):
    monkeypatch.setattr("otanalysis.batch.index.write_index", lambda outputs, _: outputs / "index.html")
    started = []

    def farm(params, *_):
        started.extend(path.stem for path in params)
        return [Result(path.stem, Outcome.PRODUCED) for path in params]

    monkeypatch.setattr("otanalysis.batch.farm.run_offices", farm)
    assert run(capsys, *arguments)[0] == 0
    assert started == asked


def test_status_says_why_and_writes_nothing(office, capsys):
    assert run(capsys, "status") == (0, "ot : à jour\n", "")
    change(office.root, "ot/frequentation.csv", "120", "121")
    before = tree(office.root)
    assert run(capsys, "status", "ot") == (0, "ot : à refaire parce que : frequentation.csv a changé\n", "")
    assert run(capsys, "status", "--outputs", "ailleurs") == (0, "ot : jamais produit\n", "")
    assert tree(office.root) == before


def holder(folder: Path) -> subprocess.Popen:
    process = subprocess.Popen([sys.executable, "-c", HOLD], cwd=folder, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_two_runs_do_not_mix_and_the_dead_do_not_hold(office, capsys):
    change(office.root, "ot/frequentation.csv", "120", "121")
    with holder(office.root) as process:
        before = tree(office.root)
        code, out, err = run(capsys, "run")
        assert (code, out) == (2, "")
        assert err.startswith(f"outputs : une autre exécution y écrit (processus {process.pid}, depuis le ")
        assert "attendez qu'elle finisse" in err
        assert tree(office.root) == before
        assert run(capsys, "status")[0] == run(capsys, "check")[0] == 0, "who only reads needs no lock"
        os.kill(process.pid, signal.SIGKILL)
    with locked(office.root / "outputs"):
        told = (office.root / "outputs" / FILE).read_text(encoding="utf-8")
        assert told.startswith(f"processus {os.getpid()}, depuis le ")
        assert told.count("\n") == 1, "the dead holder is no longer named"
        with pytest.raises(InputError), locked(office.root / "outputs"):
            pytest.fail("held twice")
    with locked(office.root / "outputs"):
        pass


def test_a_folder_where_nothing_can_be_locked(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(InputError, match="on ne peut pas y écrire"), locked(tmp_path):
        pytest.fail("held")

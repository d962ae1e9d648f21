"""``otanalysis open``: the notebook with an office's parameters, where nobody's work is overwritten."""

import json
import shlex
import subprocess
import sys

import nbformat
import pytest

from otanalysis.batch.workshop import lab_command, prepared
from otanalysis.cli import main
from tests.conftest import copy_project

NAME = "office-fictif-val-dorbelle"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(copy_project(tmp_path))
    return tmp_path


@pytest.fixture
def lab(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: object())


def test_the_notebook_bears_the_parameters_of_the_office(project):
    path, is_new = prepared(project / "params" / f"{NAME}.yaml")
    assert (path.name, is_new) == (f"{NAME}.ipynb", True)
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    injected = [c.source for c in notebook.cells if "injected-parameters" in c.metadata.get("tags", [])]
    assert f'dossier = "params/{NAME}"' in injected[0]
    assert "reference_year = 2025" in injected[0]
    assert notebook.metadata.kernelspec.name == "python3"
    source = nbformat.read(project / "notebooks" / "audit.ipynb", as_version=4)
    assert len(notebook.cells) == len(source.cells) + 1


def test_what_somebody_did_in_it_is_kept(project):
    params = project / "params" / f"{NAME}.yaml"
    path, _ = prepared(params)
    work = json.loads(path.read_text(encoding="utf-8"))
    work["cells"][0]["source"] = "# Mes notes"
    path.write_text(json.dumps(work), encoding="utf-8")
    before = path.read_bytes()
    assert prepared(params) == (path, False)
    params.write_text(params.read_text(encoding="utf-8").replace("2025", "2024"), encoding="utf-8")
    other, is_new = prepared(params)
    assert (other.name, is_new) == (f"{NAME}-2.ipynb", True)
    assert prepared(params) == (other, False)
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"metadata": {}}'])
def test_a_file_of_somebody_else_is_left_alone(project, text):
    path, _ = prepared(project / "params" / f"{NAME}.yaml")
    path.write_text(text, encoding="utf-8")
    assert prepared(project / "params" / f"{NAME}.yaml")[0].name == f"{NAME}-2.ipynb"
    assert path.read_text(encoding="utf-8") == text


def test_the_command_opens_the_notebook_in_the_whole_project(project, lab, capsys):
    main(["open", NAME, "--no-browser"])
    told = capsys.readouterr().out.splitlines()
    path = project / "notebooks" / "travail" / f"{NAME}.ipynb"
    assert told[0] == f"notebooks/travail/{NAME}.ipynb : préparé."
    assert shlex.split(told[1]) == lab_command(path)
    assert lab_command(path)[1:] == ["-m", "jupyterlab", f"--ServerApp.root_dir={project}", str(path)]


def test_open_starts_jupyterlab_and_gives_back_its_code(project, lab, monkeypatch):
    started = []
    monkeypatch.setattr(subprocess, "run", lambda c, check: started.append(c) or subprocess.CompletedProcess(c, 3))
    with pytest.raises(SystemExit) as end:
        main(["open", NAME])
    assert end.value.code == 3
    assert started[0][0] == sys.executable


def test_without_jupyterlab_the_command_that_installs_it_is_told(project, monkeypatch, capsys):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(SystemExit) as end:
        main(["open", NAME])
    assert end.value.code == 2
    assert "pip install -c constraints.txt -e '.[lab]'" in capsys.readouterr().err
    assert not (project / "notebooks" / "travail").exists()


@pytest.mark.parametrize(
    ("break_it", "told"), [("name", "office inconnu"), ("params", "audit_date"), ("disk", "écrire")]
)
def test_what_cannot_be_opened_is_told(project, lab, capsys, break_it, told):
    params = project / "params" / f"{NAME}.yaml"
    if break_it == "params":
        params.write_text(params.read_text(encoding="utf-8").replace("2026-03-15", "15 mars"), encoding="utf-8")
    if break_it == "disk":
        (project / "notebooks" / "travail").write_text("un fichier", encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        main(["open", "autre-nom" if break_it == "name" else NAME])
    assert end.value.code == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("text", ["{", '{"cells": 3}'])
def test_a_notebook_that_is_none_is_told_and_nothing_is_written(project, lab, capsys, text):
    (project / "notebooks" / "audit.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["open", NAME, "--no-browser"])
    assert ended.value.code == 2
    assert "audit.ipynb : ce n'est pas un carnet" in capsys.readouterr().err
    assert not (project / "notebooks" / "travail").exists()

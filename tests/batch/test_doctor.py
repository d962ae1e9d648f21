"""``otanalysis doctor``: what is missing, and what to type."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from otanalysis.batch import doctor
from otanalysis.cli import main
from tests.conftest import ROOT


def run(capsys, *options: str) -> tuple[int, str]:
    try:
        main(["doctor", "--params", str(ROOT / "params"), *options])
    except SystemExit as end:
        return int(end.code or 0), capsys.readouterr().out
    return 0, capsys.readouterr().out


def test_this_machine_is_told(capsys):
    code, out = run(capsys)
    assert code == 0
    assert "✓ Bibliothèques" in out
    assert out.endswith("Cette machine peut produire des rapports.\n")


@pytest.mark.parametrize("running", [(3, 10), (3, 14), (2, 7)])
def test_another_python_blocks(running):
    assert doctor.python(running).blocks
    assert not doctor.python((3, 12)).mend


def test_libraries_missing_or_too_old_block():
    found = doctor.libraries(["pandas>=999", "n-existe-pas", "click>=8", "psycopg; extra == 'postgresql'"])
    assert found.blocks
    assert "n-existe-pas manque" in found.found
    assert ">=999" in found.found
    assert "click" not in found.found
    assert found.mend == "pip install -c constraints.txt -e ."


def test_what_only_some_commands_need_does_not_block(capsys, monkeypatch):
    monkeypatch.setattr(doctor, "find_spec", lambda _: None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delattr(os, "fork")
    code, out = run(capsys)
    assert code == 0
    for mend in ("apt install chromium", "'.[lab]'", "'.[postgresql]'", "'.[cluster]'", "--jobs 1"):
        assert f"→ {mend}" in out or mend in out
    assert "✗" not in out


def test_a_folder_without_offices_or_where_nothing_is_written_blocks(tmp_path, capsys):
    assert doctor.project(tmp_path).blocks
    assert doctor.project(tmp_path / "rien").blocks
    (tmp_path / "fichier").write_text("")
    assert doctor.writable(tmp_path / "fichier" / "outputs").blocks
    code, out = run(capsys, "--outputs", str(tmp_path / "fichier" / "outputs"))
    assert code == 1
    assert "✗ Rapports" in out


def test_a_kernel_or_a_font_that_nobody_knows_blocks(monkeypatch, tmp_path):
    monkeypatch.setattr("jupyter_client.kernelspec.KernelSpecManager.find_kernel_specs", lambda _: {})
    monkeypatch.setattr("jupyter_client.kernelspec.KernelSpecManager._find_spec_directory", lambda *_: None)
    assert doctor.kernel().mend == "python -m ipykernel install --sys-prefix"
    monkeypatch.setattr(doctor, "FONT", "Une police qui n'existe pas")
    assert doctor.fonts().blocks


def test_a_terminal_without_accents_is_told():
    assert doctor.terminal("ascii").mend == "export PYTHONUTF8=1"
    assert not doctor.terminal("UTF-8").mend


def test_it_says_something_in_a_bare_process(commands, tmp_path):
    done = subprocess.run(["otanalysis", "doctor"], cwd=tmp_path, env=commands, capture_output=True, text=True)
    assert done.returncode == 1
    assert "aucun office dans params" in done.stdout
    assert not Path(tmp_path / "outputs").exists()

"""The notebook of the explorer run by machines: it says the office of today, writes nothing, and holds no widget."""

import os
import subprocess

import nbformat
import pytest

from tests.conftest import BIN, copy_project

pytestmark = pytest.mark.slow


def run(*command, cwd, env):
    subprocess.run([str(part) for part in command], cwd=cwd, env=env, check=True, capture_output=True, timeout=120)


@pytest.mark.slow
@pytest.mark.long
def test_inert_under_papermill_its_engine_and_nbconvert(tmp_path, commands):
    project = copy_project(tmp_path)
    (project / "outputs").mkdir()
    before = {path: path.read_bytes() for path in (project / "params").rglob("*") if path.is_file()}
    env = {**commands, "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    office = ("-f", "params/office-fictif-val-dorbelle.yaml")
    for name, more in (("un", office), ("deux", (*office, "--engine", "otanalysis"))):
        run("papermill", "notebooks/explorer.ipynb", f"outputs/{name}.ipynb", *more, cwd=project, env=env)
        run("jupyter", "nbconvert", "--to", "otaudit", f"outputs/{name}.ipynb", cwd=project, env=env)
    told = [nbformat.read(project / "outputs" / f"{name}.ipynb", as_version=4) for name in ("un", "deux")]
    assert all("widgets" not in notebook.metadata for notebook in told)
    panel = [next(cell for cell in notebook.cells if cell.id == "panneau") for notebook in told]
    assert [cell.outputs for cell in panel] == [[], []]
    pages = [(project / "outputs" / f"{name}.html").read_bytes() for name in ("un", "deux")]
    assert pages[0] == pages[1], "the same inputs, the same bytes"
    page = pages[0].decode()
    assert "Val d&#39;Orbelle" in page
    assert "widget" not in page.replace("ipywidgets", "")
    assert "otanalysis:audit" not in page, "no seal: the page is no audit"
    assert {path: path.read_bytes() for path in before} == before
    assert len([path for path in (project / "params").rglob("*") if path.is_file()]) == len(before)
    assert BIN.exists()

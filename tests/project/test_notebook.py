"""The notebook is thin: it names the parameters and shows sections, everything else is in the package."""

import ast
import re
import subprocess

import nbformat
import papermill as pm
import pytest

from tests.conftest import ROOT, copy_project

TOUR = ROOT / "notebooks" / "prise_en_main.ipynb"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
THICK = (
    ast.FunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.Try,
    ast.With,
    ast.comprehension,
)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_no_logic_in_cells(notebook):
    for cell in code(notebook):
        thick = [type(node).__name__ for node in ast.walk(ast.parse(cell.source)) if isinstance(node, THICK)]
        assert not thick, cell.source


def test_cells_import_the_face_only(notebook):
    imports = [
        n for c in code(notebook) for n in ast.walk(ast.parse(c.source)) if isinstance(n, ast.Import | ast.ImportFrom)
    ]
    here = ["from pathlib import Path", "from tempfile import TemporaryDirectory"]  # the tour writes files of its own
    told = [ast.unparse(node) for node in imports]
    assert told in (["import otanalysis as ota"], ["import otanalysis as ota", *here])


def test_saved_without_outputs_with_fixed_ids_and_the_usual_kernel(notebook):
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in code(notebook))
    assert notebook.nbformat_minor >= 5
    assert all(re.fullmatch(r"[a-z-]+", cell.id) for cell in notebook.cells), "ids are chosen, not random"
    assert notebook.metadata.kernelspec.name == "python3"


def test_the_tour_has_twelve_short_cells():
    cells = code(nbformat.read(TOUR, as_version=4))
    assert len(cells) == 12
    assert max(len(cell.source.splitlines()) for cell in cells) <= 16


@pytest.mark.slow
@pytest.mark.parametrize(("engine", "folder"), [(None, "notebooks"), ("otanalysis", ".")])
def test_the_tour_runs_and_leaves_nothing(engine, folder, tmp_path, commands):
    project, done = copy_project(tmp_path / "project"), tmp_path / "done.ipynb"
    before = sorted(project.rglob("*"))
    how = ["--engine", engine] if engine else []
    command = ["papermill", *how, "--cwd", str(project / folder), str(TOUR), str(done)]
    subprocess.run(command, cwd=project / folder, env=commands, check=True, capture_output=True, timeout=200)
    shown = {c.id: c.outputs for c in code(nbformat.read(done, as_version=4))}
    texts = {name: outputs[0].data["text/plain"] for name, outputs in shown.items() if outputs}
    assert "clé « staff.contracts.2.quota »" in texts["erreurs"]
    assert texts["correction"] == "Aucune erreur."
    assert "non classable en l'état" in texts["audit"]
    assert "bloquant → rempli" in texts["hypothese"]
    assert sorted(project.rglob("*")) == before


def test_papermill_sees_the_parameters_and_their_types():
    found = pm.inspect_notebook(str(ROOT / "notebooks" / "audit.ipynb"))
    types = {name: parameter["inferred_type_name"] for name, parameter in found.items()}
    text = dict.fromkeys(["dossier", "category", "audit_date", "edition"], "str")
    assert types == {**text, "reference_year": "int"}


def test_the_page_of_the_order_asks_for_an_edition_only():
    found = pm.inspect_notebook(str(ROOT / "notebooks" / "referentiel.ipynb"))
    assert {name: parameter["inferred_type_name"] for name, parameter in found.items()} == {"edition": "str"}


def test_sections_come_in_the_deck_s_order():
    notebook = nbformat.read(ROOT / "notebooks" / "audit.ipynb", as_version=4)
    titles = [cell.source.splitlines()[0] for cell in notebook.cells if cell.cell_type == "markdown"]
    order = [
        "catégorie",
        "Contexte",
        "territoire",
        "missions",
        "remplis",
        "bloquants",
        "Ouverture",
        "personnel",
        "pièces",
        "Conclusions",
        "Sources",
    ]
    places = [next(n for n, title in enumerate(titles) if word in title and title.startswith("##")) for word in order]
    assert places == sorted(places)

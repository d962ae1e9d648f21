"""Real runs: papermill, kernels, nbconvert, files."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from otanalysis.batch.kernels import kernel
from otanalysis.batch.production import produce
from otanalysis.batch.whole import whole_files
from tests.conftest import copy_project

pytestmark = pytest.mark.slow
OFFICES = ["office-fictif-cote-de-brumaire", "office-fictif-plateau-de-serigny", "office-fictif-val-dorbelle"]
DECK = "pays-de-serres-en-quercy"


def audit(produced: Path, name: str) -> dict:
    return json.loads((produced / name / "audit.json").read_text(encoding="utf-8"))


def numbers(document: dict, status: str) -> list[str]:
    return [f["criterion"] for f in document["findings"] if f["status"] == status]


def test_the_deck_s_office_says_what_the_deck_says(produced):
    document = audit(produced, DECK)
    met = ["C01", "C02", "C03", "C04", "C06", "C08", "C09", "C10", "C12", "C14", "C17"]
    assert numbers(document, "met") == met
    assert numbers(document, "blocking") == ["C15", "C19"]
    assert document["verdict"] == "non classable en l'état"
    requirements = {r["id"]: r for f in document["findings"] for r in f["requirements"]}
    assert (requirements["C15.1"]["measured"], requirements["C15.1"]["threshold"]) == (2, 3)
    assert requirements["C15.3"]["threshold"] > 3, "Montaigu needs staff too"
    assert "Montaigu-de-Quercy" in requirements["C15.3"]["reason"]
    assert requirements["C19.1"]["status"] == "met", "the strategy exists"
    assert requirements["C19.2"]["status"] == "blocking", "it is not validated"
    assert requirements["C19.3"]["status"] == "blocking", "there is no agreement on objectives"
    refused = [row["refused"] for row in document["opening"] if row["hypothesis"] == "avec le hors les murs"]
    assert all("faute d'effectifs" in reason for reason in refused)


def test_what_the_deck_does_not_give_is_marked_illustrative(produced):
    document = audit(produced, DECK)
    requirements = {r["id"]: r for f in document["findings"] for r in f["requirements"]}
    assert all(requirements[f"C04.{n}"]["illustrative"] for n in (1, 2, 3))
    assert requirements["C15.3"]["illustrative"], "Montaigu's hours are"
    assert not requirements["C15.1"]["illustrative"], "two ETP are the deck's own figure"
    assert document["attendance"]["illustrative"]
    assert all(row["illustrative"] for row in document["opening"] if not row["refused"])


@pytest.mark.parametrize(
    ("name", "verdict", "category"),
    [
        (OFFICES[0], "classable sous réserve", "I"),
        (OFFICES[1], "à documenter", "II"),
        (OFFICES[2], "classable sous réserve", "II"),
    ],
)
def test_fictitious_offices(produced, name, verdict, category):
    document = audit(produced, name)
    assert (document["verdict"], document["category"]) == (verdict, category)
    assert "office fictif" in document["office"]["name"]


def test_classable_only_thanks_to_cumulation(produced):
    rows = {row["hypothesis"]: row for row in audit(produced, OFFICES[2])["opening"]}
    assert rows["bureau seul"]["days"] < 180 <= rows["avec les bureaux cumulés"]["days"]


def test_the_plain_way_gives_the_same_bytes(produced, tmp_path):
    project = copy_project(tmp_path / "again")
    for name in (DECK, OFFICES[0]):
        with kernel(120) as options:
            produce(project / "params" / f"{name}.yaml", tmp_path / name, **options)
        for file in ("audit.html", "audit.json"):
            assert (tmp_path / name / file).read_bytes() == (produced / name / file).read_bytes()


@pytest.mark.long
def test_plain_papermill_and_plain_nbconvert_give_the_same_page(produced, tmp_path, commands):
    project = copy_project(tmp_path)
    run = {"cwd": project, "env": commands, "check": True, "capture_output": True}
    subprocess.run(["papermill", "notebooks/audit.ipynb", "x.ipynb", "-f", f"params/{DECK}.yaml"], **run)
    subprocess.run(["jupyter", "nbconvert", "--to", "otaudit", "x.ipynb"], **run)
    assert (project / "x.html").read_bytes() == (produced / DECK / "audit.html").read_bytes()


def test_the_notebook_runs_with_its_own_defaults(tmp_path, commands):
    project = copy_project(tmp_path)
    run = {"cwd": project / "notebooks", "env": commands, "check": True, "capture_output": True}
    subprocess.run(
        ["jupyter", "nbconvert", "--to", "notebook", "--execute", "audit.ipynb", "--output", "y.ipynb"], **run
    )
    assert "Non classable" in (project / "notebooks" / "y.ipynb").read_text(encoding="utf-8")


def broken_project(folder: Path, code: str) -> Path:
    """Return a copy of the project whose notebook runs ``code`` in its last cell."""
    project = copy_project(folder)
    notebook = json.loads((project / "notebooks" / "audit.ipynb").read_text(encoding="utf-8"))
    notebook["cells"][-1]["source"] = code
    (project / "notebooks" / "audit.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return project


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import os; os._exit(3)", "arrêté brutalement"),
        pytest.param("import time; time.sleep(60)", "temps permis", marks=pytest.mark.long),
        ("import sys; sys.exit(0)", "carnet"),
    ],
)
def test_a_failing_notebook_keeps_the_good_report(tmp_path, commands, code, told):
    project = broken_project(tmp_path, code)
    good = project / "outputs" / DECK / "audit.html"
    good.parent.mkdir(parents=True)
    good.write_text("the good one", encoding="utf-8")
    command = ["otanalysis", "run", DECK, "--timeout", "8"]
    result = subprocess.run(command, cwd=project, env=commands, capture_output=True, text=True)
    assert result.returncode == 3
    assert told in result.stderr
    assert good.read_text(encoding="utf-8") == "the good one"
    assert {path.name for path in good.parent.iterdir()} == {"audit.html", "echec.html"}, "nothing half-made stays"


def test_one_failure_never_stops_the_others_and_the_index_says_it(tmp_path, commands):
    project = copy_project(tmp_path)
    dossier = project / "params" / OFFICES[0] / "dossier.yaml"
    dossier.write_text(dossier.read_text(encoding="utf-8").replace("main: true", "main: vrai"), encoding="utf-8")
    command = ["otanalysis", "run", DECK, OFFICES[0]]
    result = subprocess.run(command, cwd=project, env=commands, capture_output=True, text=True)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert re.search(r"2\soffices en \d+ s, dont 1 en échec", result.stdout)
    assert (project / "outputs" / DECK / "audit.html").exists()
    left = [path.name for path in (project / "outputs" / OFFICES[0]).iterdir()]
    assert left == ["echec.html"], "of an office with mistakes, only why"
    assert "Dossier à corriger" in (project / "outputs" / "index.html").read_text(encoding="utf-8")


def test_whole_files_are_all_or_nothing(tmp_path):
    (tmp_path / "audit.html").write_text("old")

    def write_half():
        with whole_files(tmp_path) as draft:
            (draft / "audit.html").write_text("new, but half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert (tmp_path / "audit.html").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1

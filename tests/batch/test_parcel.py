"""What travels to another machine, and what comes back."""

import io
import zipfile
from pathlib import Path

import pytest

from otanalysis.audit.document import document_of
from otanalysis.batch.dask_worker import differences
from otanalysis.batch.parcel import Delivery, packed, unpacked, zipped
from otanalysis.batch.production import NotWrittenError
from otanalysis.batch.results import Outcome, Result
from otanalysis.office import audit_params
from otanalysis.reading.problems import InputError
from tests.conftest import copy_project

DECK = "pays-de-serres-en-quercy"


@pytest.fixture
def project(tmp_path) -> Path:
    return copy_project(tmp_path / "projet")


def params(project: Path) -> Path:
    return project / "params" / f"{DECK}.yaml"


def names(content: bytes) -> list[str]:
    return sorted(zipfile.ZipFile(io.BytesIO(content)).namelist())


def test_a_parcel_has_what_an_office_reads_and_nothing_of_the_others(project):
    (project / "params" / "territoires" / "finistere.yaml").write_text("autre: 1\n")
    (project / "params" / DECK / "pieces").mkdir()
    (project / "params" / DECK / "pieces" / "convention 2024.csv").write_text("é")
    assert names(packed(params(project))) == [
        "notebooks/audit.ipynb",
        f"params/{DECK}.yaml",
        f"params/{DECK}/dossier.yaml",
        f"params/{DECK}/frequentation.csv",
        f"params/{DECK}/pieces/convention 2024.csv",
        "params/territoires/tarn-et-garonne.yaml",
    ]


def test_elsewhere_the_audit_is_the_same(project, tmp_path):
    there = tmp_path / "ailleurs"
    zipfile.ZipFile(io.BytesIO(packed(params(project)))).extractall(there)
    assert document_of(audit_params(params(there))) == document_of(audit_params(params(project)))


def test_a_territory_that_does_not_exist_is_told_with_those_that_do(project, tmp_path):
    dossier = project / "params" / DECK / "dossier.yaml"
    dossier.write_text(dossier.read_text(encoding="utf-8").replace("tarn-et-garonne", "tarn-et-garone"))
    there = tmp_path / "ailleurs"
    zipfile.ZipFile(io.BytesIO(packed(params(project)))).extractall(there)
    with pytest.raises(InputError, match="vouliez-vous dire « tarn-et-garonne »"):
        audit_params(params(there))


def test_a_link_that_leaves_the_dossier_does_not_travel(project, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (project / "params" / DECK / "lien.csv").symlink_to(tmp_path / "secret")
    assert not any("lien" in name for name in names(packed(params(project))))


def write_dossier(project: Path, written: str) -> None:
    text = params(project).read_text(encoding="utf-8")
    params(project).write_text(text.replace(f"params/{DECK}", written), encoding="utf-8")


def test_a_dossier_out_of_the_project_cannot_travel(project):
    write_dossier(project, f"{project}/params/{DECK}")
    with pytest.raises(InputError, match="est hors du projet") as told:
        packed(params(project))
    assert "copiez-le dans le dossier params du projet" in str(told.value)


@pytest.mark.parametrize("written", ["params/nulle-part", ""])
def test_a_dossier_that_does_not_exist_is_told_as_ever(project, written):
    write_dossier(project, written)
    with pytest.raises(InputError) as here:
        audit_params(params(project).resolve())
    with pytest.raises(InputError) as told:
        packed(params(project))
    assert str(told.value) == str(here.value)


def test_a_result_comes_back_with_the_paths_of_this_machine(project):
    message, lines = "/tmp/ota1/params/x.yaml, ligne 3 : il manque", ('File "/tmp/ota1/notebooks/x", line 2',)
    told = Result(DECK, Outcome.BAD_INPUT, message, 0, lines, "Corrigez.", 1.5)
    result = unpacked(Delivery(told, b"", "/tmp/ota1"), params(project), project / "outputs")
    assert result.message == f"{project}/params/x.yaml, ligne 3 : il manque"
    assert result.lines == (f'File "{project}/notebooks/x", line 2',)
    assert (result.outcome, result.advice, result.seconds) == (Outcome.BAD_INPUT, "Corrigez.", 1.5)
    assert not (project / "outputs").exists(), "nothing is written for what is not produced"


def test_files_come_back_whole_or_not_at_all(project):
    delivery = Delivery(Result(DECK, Outcome.PRODUCED), zipped({"audit.html": b"\xe9\r\n", "audit.json": b"{}"}), "/x")
    folder = project / "outputs" / DECK
    assert unpacked(delivery, params(project), project / "outputs").outcome is Outcome.PRODUCED
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "audit.html": b"\xe9\r\n",
        "audit.json": b"{}",
    }
    (project / "file").write_text("")
    with pytest.raises(NotWrittenError):
        unpacked(delivery, params(project), project / "file")


def test_differences_between_machines():
    versions, code = {"otanalysis": "0.1.0", "pandas": "3.1.1"}, {"otanalysis": "0a1b"}
    here = {"versions": versions, "code": code}
    assert differences(here, {"versions": dict(versions), "code": dict(code)}) == ""
    other = {"versions": {**versions, "otanalysis": "0.2.0"}, "code": {"otanalysis": "77"}}
    assert differences(here, other) == "otanalysis 0.1.0 ici, 0.2.0 là-bas"
    told = "otanalysis 0.1.0 ici, 0.2.0 là-bas et pandas 3.1.1 ici, aucun là-bas"
    assert differences(here, {**here, "versions": {"otanalysis": "0.2.0"}}) == told
    same_number = differences(here, {**here, "code": {"otanalysis": "77"}})
    assert same_number == "le programme d'otanalysis n'est pas le même, malgré son numéro"

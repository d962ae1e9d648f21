"""The file that an evidence names: it must be in the dossier's folder, and it is one of the files read."""

import json

import pytest

from otanalysis.audit.document import document_of
from otanalysis.office import audit_params
from otanalysis.reading.digest import digest
from tests.dossier.office_files import change, problems_of, write_office

OLD = 'page: "p. 2"'


@pytest.fixture
def office(tmp_path):
    """An office that gives a file with one of its papers: the parameters, the folder of its dossier."""
    params = write_office(tmp_path)
    return params, params.parent / "ot"


def named(office, name: str) -> None:
    params, _ = office
    change(params.parent.parent, "ot/dossier.yaml", OLD, f"{OLD}, file: {json.dumps(name)}")


def test_a_file_that_is_there_is_one_of_the_files_read(office):
    params, folder = office
    (folder / "pieces").mkdir()
    (folder / "pieces" / "captures.pdf").write_bytes(b"x")
    named(office, "pieces/captures.pdf")
    inputs = {read["path"]: read["sha256"] for read in document_of(audit_params(params))["inputs"]}
    assert inputs["params/ot/pieces/captures.pdf"] == digest(folder / "pieces" / "captures.pdf") != ""


def test_a_file_that_is_not_there(office):
    params, folder = office
    (folder / "pieces").mkdir()
    (folder / "pieces" / "captures.pdf").write_bytes(b"x")
    named(office, "pieces/capture.pdf")
    (problem,) = problems_of(params)
    assert problem.message == "« pieces/capture.pdf » n'est pas un fichier du dossier"
    assert "pieces/captures.pdf" in problem.corrected
    assert problem.line


@pytest.mark.parametrize("name", ["../autre.pdf", "/etc/hostname", "lien.pdf", "pieces/../../autre.pdf"])
def test_a_file_elsewhere(office, name):
    params, folder = office
    (folder.parent / "autre.pdf").write_bytes(b"x")
    (folder / "pieces").mkdir()
    (folder / "lien.pdf").symlink_to(folder.parent / "autre.pdf")
    named(office, name)
    (problem,) = problems_of(params)
    assert "sort du dossier" in problem.message


def test_a_folder_is_no_file(office):
    params, folder = office
    (folder / "pieces").mkdir()
    named(office, "pieces")
    assert "n'est pas un fichier" in problems_of(params)[0].message


def test_an_empty_file_proves_nothing(office):
    params, folder = office
    (folder / "captures.pdf").touch()
    named(office, "captures.pdf")
    (problem,) = problems_of(params)
    assert (problem.message, problem.key) == (
        "« captures.pdf » est un fichier vide",
        "facts.ot_site_a_jour.evidence.file",
    )


def test_every_evidence_of_a_dossier_is_looked_at(office):
    params, _ = office
    root = params.parent.parent
    change(root, "ot/dossier.yaml", "staff:\n", 'staff:\n  evidence: {paper: "Contrats", file: "rien-1"}\n')
    change(
        root,
        "ot/dossier.yaml",
        "bit_wifi_gratuit: true",
        'bit_wifi_gratuit: {value: true, evidence: {paper: "W", file: "rien-2"}}',
    )
    change(
        root,
        "ot/dossier.yaml",
        "    hours:\n      osm",
        '    hours:\n      evidence: {paper: "H", file: "rien-3"}\n      osm',
    )
    assert [problem.message[2:8] for problem in problems_of(params)] == ["rien-2", "rien-3", "rien-1"]

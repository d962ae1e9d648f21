"""The folder of an application file: whole, the same from the same files, and what somebody changed in it stays."""

import io
import os
import shutil
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest

from otanalysis.batch.copies import CopyError
from otanalysis.cli import main
from otanalysis.report.file_blocks import texts_of
from tests.conftest import ROOT
from tests.pages.browsing import CHROMIUM

NAME = "office-fictif-val-dorbelle"
DRAFTS = 9


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A folder with one office, where commands are run; drafts are plain text and nothing prints: it is quick."""
    for name in (NAME, "territoires"):
        shutil.copytree(ROOT / "params" / name, tmp_path / "params" / name)
    shutil.copy(ROOT / "params" / f"{NAME}.yaml", tmp_path / "params")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("otanalysis.batch.application.printed_page", lambda page, _: page.encode())
    plain = "otanalysis.batch.application.docx_bytes"
    monkeypatch.setattr(plain, lambda draft, *said: "\n".join((*texts_of(draft), *map(str, said))).encode())
    return tmp_path


def file(*arguments: str) -> int:
    try:
        main(["file", NAME, *arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def made(project: Path, folder: str = "dossier-classement") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "outputs" / NAME / folder).iterdir()}


def test_documents_pdf_and_pieces(project, capsys):
    assert file() == 0
    files = made(project)
    assert len([name for name in files if name.endswith(".docx")]) == DRAFTS
    assert {*files} >= {"dossier-classement.pdf", "pieces.zip", "manifeste.json"}
    with zipfile.ZipFile(io.BytesIO(files["pieces.zip"])) as archive:
        assert archive.namelist() == ["C14-registre-des-reclamations.txt", "C19-convention-d-objectifs-2024-2027.pdf"]
        piece = ROOT / "params" / NAME / "pieces" / "convention-objectifs.pdf"
        assert archive.read(archive.namelist()[1]) == piece.read_bytes()
    out = capsys.readouterr().out
    assert "9\u00a0documents" in out
    assert "2\u00a0fichiers dans les pièces" in out
    assert "00-a-lire-d-abord.docx" in out


def test_the_same_office_gives_the_same_bytes(project):
    file()
    before = made(project)
    assert file() == 0
    assert made(project) == before


def test_a_draft_that_somebody_completed_is_never_lost(project, capsys):
    file()
    letter = project / "outputs" / NAME / "dossier-classement" / "01-lettre-d-envoi.docx"
    letter.write_bytes(letter.read_bytes() + b"completed by hand")
    before = made(project)
    assert file() == 2
    err = capsys.readouterr().err
    assert "01-lettre-d-envoi.docx : a été modifié depuis qu'il a été produit" in err
    assert "--force" in err
    assert made(project) == before
    assert file("--force") == 0
    assert made(project, "dossier-classement.1") == before
    assert "dossier-classement.1" in capsys.readouterr().out
    assert made(project)["01-lettre-d-envoi.docx"] != before["01-lettre-d-envoi.docx"]
    assert file("--force") == 0, "nothing was changed since: nothing is moved aside"
    assert not (project / "outputs" / NAME / "dossier-classement.2").exists()


def test_a_file_put_there_by_somebody_is_kept(project, capsys):
    file()
    (project / "outputs" / NAME / "dossier-classement" / "signé.pdf").write_bytes(b"x")
    assert file() == 2
    assert "signé.pdf : n'a pas été produit ici" in capsys.readouterr().err


@pytest.mark.parametrize("manifest", ["", "[]", '{"../../x": ""}'])
def test_without_its_manifest_a_folder_is_somebody_elses(project, manifest):
    file()
    folder = project / "outputs" / NAME / "dossier-classement"
    (folder / "manifeste.json").write_text(manifest, encoding="utf-8")
    before = made(project)
    assert file() == 2
    assert made(project) == before


def test_a_draft_taken_away_comes_back(project):
    file()
    before = made(project)
    (project / "outputs" / NAME / "dossier-classement" / "06-calendrier.docx").unlink()
    assert file() == 0
    assert made(project) == before


def test_without_a_file_of_evidence_an_earlier_zip_does_not_stay(project):
    file()
    dossier = project / "params" / NAME / "dossier.yaml"
    text = dossier.read_text(encoding="utf-8")
    for name in ("convention-objectifs.pdf", "registre-reclamations.txt"):
        text = text.replace(f', file: "pieces/{name}"', "")
    dossier.write_text(text, encoding="utf-8")
    assert file() == 0
    assert "pieces.zip" not in made(project)


def test_without_a_browser_the_drafts_are_kept_and_no_earlier_pdf_stays(project, monkeypatch, capsys):
    file()

    def refuse(page: str, _: object) -> bytes:
        raise CopyError("aucun navigateur")

    monkeypatch.setattr("otanalysis.batch.application.printed_page", refuse)
    assert file() == 3
    assert "Pas de PDF : aucun navigateur" in capsys.readouterr().err
    files = made(project)
    assert "dossier-classement.pdf" not in files
    assert len([name for name in files if name.endswith(".docx")]) == DRAFTS


def test_a_run_killed_halfway_is_mended(project):
    file()
    before = made(project)
    (project / "outputs" / NAME / "dossier-classement" / ".en-cours-x").mkdir()
    assert file() == 0
    assert made(project) == before


def test_a_disk_that_refuses_is_told(project, monkeypatch, capsys):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("otanalysis.batch.application.whole_files", full)
    assert file() == 3
    assert "ne peut pas être écrit" in capsys.readouterr().err


def test_an_unknown_office_and_a_wrong_dossier_write_nothing(project, capsys):
    (project / "params" / NAME / "pieces" / "convention-objectifs.pdf").unlink()
    assert file() == 2
    err = capsys.readouterr().err
    assert "« pieces/convention-objectifs.pdf » n'est pas un fichier du dossier" in err
    assert "ligne" in err
    assert not (project / "outputs").exists()


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None and os.environ.get("CI") != "true", reason="Debian's chromium is not installed")
def test_the_pdf_holds_every_document_each_on_its_own_pages(project, monkeypatch):
    monkeypatch.undo()
    monkeypatch.chdir(project)
    assert file() == 0
    files = made(project)
    assert docx.Document(io.BytesIO(files["01-lettre-d-envoi.docx"])).paragraphs[0].text == "Lettre d'envoi au préfet"
    pdf = pypdf.PdfReader(io.BytesIO(files["dossier-classement.pdf"]))
    texts = [page.extract_text() for page in pdf.pages]
    assert all("PROJET à relire et à compléter (office inventé)" in text for text in texts)
    assert all(f"page {n} sur {len(texts)}" in text for n, text in enumerate(texts, 1))
    assert len([line for line in pdf.outline if isinstance(line, dict)]) == DRAFTS
    sides = {page.mediabox.width > page.mediabox.height for page in pdf.pages}
    assert sides == {True, False}, "the grid is on its side"

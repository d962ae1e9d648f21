"""What files of evidence say of their own date, and the zip that carries them."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfWriter

from otanalysis.batch.evidence import dates_in, zip_bytes
from otanalysis.dossier.records import Evidence
from otanalysis.report.file_evidence import Attachment
from tests.conftest import ROOT

WHEN = datetime(2024, 6, 25, 10, tzinfo=UTC)


def pdf(path: Path, **said: str) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({f"/{key}": value for key, value in said.items()})
    writer.write(path)


def test_a_pdf_says_when_it_was_made_and_changed(tmp_path):
    pdf(tmp_path / "a.pdf", CreationDate="D:20240625100000+02'00'", ModDate="D:20250101100000Z")
    assert dates_in(tmp_path / "a.pdf") == (date(2024, 6, 25), date(2025, 1, 1))


@pytest.mark.parametrize("said", [{}, {"Title": "Convention"}])
def test_a_pdf_that_says_nothing(tmp_path, said):
    pdf(tmp_path / "a.pdf", **said)
    assert dates_in(tmp_path / "a.pdf") == ()


def test_the_properties_of_a_document_and_of_a_workbook(tmp_path):
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = WHEN
    document.save(tmp_path / "a.docx")
    assert set(dates_in(tmp_path / "a.docx")) == {WHEN.date()}
    book = openpyxl.Workbook()
    book.properties.created = WHEN.replace(tzinfo=None)
    book.save(tmp_path / "a.xlsx")
    assert WHEN.date() in dates_in(tmp_path / "a.xlsx")


def test_the_properties_of_an_open_document(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("meta.xml", "<m><meta:creation-date>2024-06-25T10:00:00</meta:creation-date></m>")
    assert dates_in(tmp_path / "a.odt") == (date(2024, 6, 25),)


def test_a_text_or_a_plain_zip_says_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("25 juin 2024", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    assert dates_in(tmp_path / "a.txt") == dates_in(tmp_path / "a.zip") == ()


@pytest.mark.parametrize("content", [b"%PDF-1.4\nrubbish", b"PK\x03\x04rubbish"])
def test_a_damaged_file_cannot_be_opened(tmp_path, content):
    (tmp_path / "a").write_bytes(content)
    assert dates_in(tmp_path / "a") is None


def test_a_file_that_went_away_cannot_be_opened(tmp_path):
    assert dates_in(tmp_path / "a") is None


def test_the_piece_of_the_fictitious_office_bears_its_date():
    folder = ROOT / "params" / "office-fictif-val-dorbelle" / "pieces"
    assert dates_in(folder / "convention-objectifs.pdf") == (date(2024, 6, 25),)
    assert dates_in(folder / "registre-reclamations.txt") == ()


def attached(file: str, zipped: str) -> Attachment:
    return Attachment(Evidence(paper="Pièce", file=file), ("1",), "jointe", zipped)


def test_the_zip_holds_each_file_once_under_its_name_and_no_hour(tmp_path):
    (tmp_path / "b.txt").write_text("deux", encoding="utf-8")
    (tmp_path / "a.txt").write_text("un", encoding="utf-8")
    named = [attached("b.txt", "C02-b.txt"), attached("a.txt", "C01-a.txt"), attached("a.txt", "C01-a.txt")]
    content = zip_bytes(tmp_path, [*named, attached("", "")])
    assert content == zip_bytes(tmp_path, named[::-1])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["C01-a.txt", "C02-b.txt"]
        assert archive.read("C02-b.txt") == b"deux"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_without_files_there_is_no_zip(tmp_path):
    assert zip_bytes(tmp_path, [attached("", "")]) == b""

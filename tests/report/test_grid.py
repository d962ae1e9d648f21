"""The grid of the criteria, read back as a spreadsheet reads it."""

import copy
import io
import shutil
import subprocess
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from otanalysis.audit.document import document_of
from otanalysis.office import audit_params
from otanalysis.report.grid import criteria_workbook
from otanalysis.report.workbook import FORMULA_SIGNS, Sheet, workbook_bytes
from tests.conftest import ROOT

DECK, COAST = (
    document_of(audit_params(ROOT / "params" / f"{name}.yaml"))
    for name in ("pays-de-serres-en-quercy", "office-fictif-cote-de-brumaire")
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(content: bytes, sheet: str) -> list[dict]:
    page = read(content)[sheet]
    head = int(page.auto_filter.ref.split(":")[0][1:])
    titles, *rows = page.iter_rows(min_row=head, values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows]


def test_one_row_a_criterion_with_numbers_as_numbers():
    rows = {row["N°"]: row for row in table(criteria_workbook(DECK), "Critères")}
    assert list(rows) == list(range(1, 20))
    assert [n for n, row in rows.items() if row["Statut"] == "bloquant"] == [15, 19]
    staff = rows[15]
    assert (staff["Mesuré"], staff["Demandé"], staff["Unité"]) == (2, 3.366, "ETP")
    assert staff["Écart"] == pytest.approx(-1.366)
    assert "Porter l'effectif à 3 ETP" in staff["À faire"]
    assert staff["La règle est"] == "déduite"
    assert (rows[1]["Donnée illustrative"], rows[4]["Donnée illustrative"]) == (None, "oui")
    assert rows[19]["Famille"] == "La stratégie touristique locale"


def test_rows_are_as_high_as_their_longest_text():
    page = read(criteria_workbook(DECK))["Critères"]
    quoted = next(row for row in range(1, page.max_row + 1) if str(page.cell(row, 3).value).startswith("« "))
    assert page.row_dimensions[quoted].height >= 6 * 15, "the order's own sentence fills six lines at least"


def test_what_counts_least_is_what_the_row_of_a_criterion_shows():
    row = table(criteria_workbook(DECK), "Critères")[3]
    counted = [r for r in table(criteria_workbook(DECK), "Exigences") if r["N°"] == 4]
    assert len(counted) == 3
    assert row["Écart"] / row["Demandé"] == min(r["Écart"] / r["Demandé"] for r in counted)


def test_the_paper_and_its_page_and_the_words_of_the_law():
    rows = table(criteria_workbook(COAST), "Critères")
    assert rows[1]["Pièces qui le prouvent"] == "Plan des locaux, p. 5, du 1er septembre 2025"
    assert rows[4]["Critère"].startswith("« l'office de tourisme doit")


def test_papers_to_attach_bear_real_dates():
    document = copy.deepcopy(DECK)
    document["papers"] = [
        {
            "fact": "f",
            "label": "Marque",
            "bureau": "Ici",
            "evidence": {"paper": "Certificat", "page": "p. 2", "date": "2020-01-02", "expires": "2021-03-04"},
            "expected": "certificat",
            "state": "périmée",
        }
    ]
    (row,) = table(criteria_workbook(document), "Pièces à joindre")
    assert (row["Date"], row["Valable jusqu'au"]) == (datetime(2020, 1, 2), datetime(2021, 3, 4))
    assert (row["Pièce"], row["Page"], row["État"]) == ("Certificat", "p. 2", "périmée")
    page = read(criteria_workbook(document))["Critères"]
    assert (page["B2"].value, page["B2"].number_format) == (datetime(2023, 9, 30), "dd/mm/yyyy")


def test_what_is_invented_says_so_first():
    assert read(criteria_workbook(COAST))["Critères"]["A3"].value.startswith("Cet office n'existe pas")
    assert "illustratives" in read(criteria_workbook(DECK))["Critères"]["A3"].value


def test_every_sheet_is_ready_to_filter_and_to_print():
    for page in read(criteria_workbook(DECK)):
        head = page.auto_filter.ref.split(":")[0][1:]
        assert page.freeze_panes[1:] == str(int(head) + 1)
        assert page.print_title_rows == f"${head}:${head}"
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        cells = [cell for row in page.iter_rows(min_row=int(head)) for cell in row]
        assert all(cell.alignment.wrap_text for cell in cells)


def test_the_same_document_gives_the_same_bytes_whatever_the_hour(monkeypatch):
    first = criteria_workbook(DECK)
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2030, 1, 1, 0, 0, 0, 0, 1, 0))
    assert criteria_workbook(DECK) == first
    assert read(first).properties.modified == read(first).properties.created == datetime(2023, 9, 30)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


def evil_document(text: str) -> dict:
    document = copy.deepcopy(DECK)
    document["office"]["name"] = text
    document["reserves"] = [text]
    for finding in document["findings"]:
        finding["label"] = finding["text"] = text
        for requirement in finding["requirements"]:
            requirement |= {"label": text, "declared_by": text, "action": text, "bureau": text, "reason": text}
    return document


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://a")', "+1", "-1+2", "@SUM(A1)", "\t=1", "=", "=cmd|' /C calc'!A0"]
)
def test_no_text_becomes_a_formula(text):
    content = criteria_workbook(evil_document(text))
    cells = [cell for page in read(content) for row in page.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    said = [cell for cell in cells if cell.value == text]
    assert len(said) > 20
    assert all(cell.quotePrefix for cell in said), "whoever edits the cell keeps a text"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in archive.namelist())


@settings(max_examples=30)
@given(texts=st.lists(TEXTS | st.sampled_from(FORMULA_SIGNS), min_size=1, max_size=5))
def test_whatever_a_text_is_another_reader_finds_a_text(texts):
    sheet = Sheet("A", (), (("T", 10.0),), tuple((f"x{text}",) for text in texts) + tuple((text,) for text in texts))
    content = workbook_bytes([sheet], texts[0], date(2023, 9, 30))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert all(isinstance(row[0], str) for row in rows)
    assert len(rows) >= len(texts) + 1


UTF_8 = "csv:Text - txt - csv (StarCalc):44,34,76"  # the filter's third figure is the encoding


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_texts_as_texts(tmp_path):
    (tmp_path / "g.xlsx").write_bytes(criteria_workbook(evil_document("=1+1")))
    command = ["soffice", "--headless", "--convert-to", UTF_8, "--outdir", str(tmp_path), str(tmp_path / "g.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert "=1+1" in (tmp_path / "g.csv").read_text(encoding="utf-8")

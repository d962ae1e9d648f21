"""The documents of an application file as .docx, read back by python-docx and by LibreOffice."""

import io
import os
import re
import shutil
import subprocess
from datetime import datetime

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from otanalysis.french import unbreakable
from otanalysis.report.application_file import documents, mark_of
from otanalysis.report.file_blocks import Heading, Table, texts_of
from otanalysis.report.file_docx import docx_bytes
from tests.report.test_application_file import AUDITS, DATES

AUDIT = AUDITS["pays-de-serres-en-quercy"]
DRAFTS = documents(AUDIT, DATES)
OFFICE = AUDIT.dossier.office.name
SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None and os.environ.get("CI") != "true", reason="LibreOffice is not installed"
)


def written(draft) -> bytes:
    return docx_bytes(draft, OFFICE, AUDIT.audit_date, mark_of(AUDIT))


def read(draft):
    return docx.Document(io.BytesIO(written(draft)))


def all_texts(document) -> list[str]:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(line.text for line in document.paragraphs), *cells]


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.file)
def test_no_text_is_lost(draft):
    there = all_texts(read(draft))
    assert not [text for text in texts_of(draft) if unbreakable(text) not in there]


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.file)
def test_it_is_a_real_document(draft):
    document = read(draft)
    titles = [
        (line.style.name, line.text) for line in document.paragraphs if line.style.name.startswith(("Tit", "Head"))
    ]
    blocks = [b for b in draft.blocks if isinstance(b, Heading)]
    assert titles == [
        ("Title", unbreakable(draft.title)),
        *((f"Heading {b.level}", unbreakable(b.text)) for b in blocks),
    ]
    section = document.sections[0]
    assert section.header.paragraphs[0].text.startswith("PROJET")
    assert "PAGE" in section.footer._element.xml
    assert (section.page_width > section.page_height) is draft.wide
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == document.core_properties.language == "fr-FR"


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.file)
def test_tables_have_heads_that_repeat_and_names(draft):
    found = read(draft).tables
    wanted = [block for block in draft.blocks if isinstance(block, Table)]
    assert len(found) == len(wanted)
    for table, block in zip(found, wanted, strict=True):
        rows = table.rows
        assert len(rows) == 1 + len(block.rows)
        assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * len(block.rows)
        order = [child.tag.split("}")[1] for child in table._tbl.tblPr]
        schema = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"]
        assert order == schema, "Word refuses another order"
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == block.caption


def test_what_is_to_complete_is_shaded():
    runs = [run for line in read(DRAFTS[1]).paragraphs for run in line.runs if "à compléter" in run.text]
    assert len(runs) > 8
    assert all(run._r.rPr.find(qn("w:shd")) is not None for run in runs if run.text.startswith("«"))


def test_the_same_draft_gives_the_same_bytes_whatever_the_hour(monkeypatch):
    first = written(DRAFTS[1])
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2030, 1, 1, 0, 0, 0, 0, 1, 0))
    assert written(DRAFTS[1]) == first
    said = docx.Document(io.BytesIO(first)).core_properties
    assert said.created.replace(tzinfo=None) == said.modified.replace(tzinfo=None) == datetime(2023, 9, 30)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.slow
@pytest.mark.long
@needs_libreoffice
def test_libreoffice_opens_and_converts_every_document_without_loss(tmp_path):
    for draft in DRAFTS:
        (tmp_path / f"{draft.file}.docx").write_bytes(written(draft))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = sorted(map(str, tmp_path.glob("*.docx")))
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for draft in DRAFTS:
        pages = pypdf.PdfReader(tmp_path / f"{draft.file}.pdf").pages
        marks = [bare(mark_of(AUDIT)), *(bare(f"{OFFICE} : {draft.title}page{n}sur{len(pages)}") for n in range(1, 20))]
        texts = [bare(page.extract_text()) for page in pages]
        assert all(marks[0] in text for text in texts), "a draft says so on every page"
        assert all(marks[rank] in text for rank, text in enumerate(texts, 1)), "pages are numbered"
        whole = "".join(texts)
        for mark in marks:
            whole = whole.replace(mark, "")
        assert not [text for text in texts_of(draft) if bare(unbreakable(text)) not in whole], draft.file

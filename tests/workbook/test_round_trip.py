"""A dossier written as a workbook says the same: nothing is lost on the way, in either spreadsheet."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from otanalysis.dossier.classification import Application, Classification, Plan
from otanalysis.dossier.documents import read_document
from otanalysis.dossier.records import (
    AttendanceFile,
    Bureau,
    Contract,
    DossierFile,
    Evidence,
    Figure,
    HeldMark,
    Office,
    Position,
)
from otanalysis.dossier.workbook import fields
from otanalysis.dossier.workbook.questions import same
from otanalysis.dossier.workbook.reading import read_workbook
from otanalysis.law.loader import edition_ids, latest_edition, load_edition
from otanalysis.reading.records import build
from otanalysis.report.dossier_workbook import dossier_workbook
from tests.conftest import OFFICES, ROOT
from tests.workbook.dossiers import dossiers

FOLDERS = [ROOT / "params" / name for name in OFFICES]


def record_of(document) -> DossierFile:
    record, problems = build(DossierFile, document.data, document)
    assert not [*problems, *document.problems]
    return record


def read_back(content: bytes) -> DossierFile:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.xlsx"
        path.write_bytes(content)
        return record_of(read_workbook(path, "dossier.xlsx"))


# An example costs a quarter of a second: one that fails is told as it is, not made smaller for minutes.
@settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(dossiers())
def test_a_workbook_says_all_that_its_dossier_says(record):
    assert same(read_back(dossier_workbook(record, latest_edition())), record)


RECORDS = {
    ("bureaux",): (Bureau, fields.BUREAU_FIELDS, {"hours", "hors_les_murs", "facts"}),
    ("marks",): (HeldMark, fields.HELD_FIELDS, set()),
    ("evidence",): (Evidence, fields.HELD_FIELDS, set()),
    ("position",): (Position, fields.BUREAU_FIELDS, set()),
    ("application",): (Application, fields.FORM, set()),
    ("classification",): (Classification, fields.FORM, set()),
    ("plan",): (Plan, fields.FORM, set()),
    ("office",): (Office, fields.FORM, set()),
    ("attendance",): (AttendanceFile, fields.ATTENDANCE_FORM, set()),
    ("contracts",): (Contract, fields.STAFF_FIELDS, set()),
    ("figures",): (Figure, fields.CONTEXT_FIELDS, set()),
}


@pytest.mark.parametrize("block", RECORDS, ids="".join)
def test_every_key_of_a_dossier_has_its_cell(block):
    record, asked, elsewhere = RECORDS[block]
    flat = [field for one in asked for field in (one.fields if isinstance(one, fields.Section) else (one,))]
    keys = {key for field in flat for key in field.path}
    assert set(record.model_fields) - elsewhere <= keys


@pytest.mark.parametrize("edition", edition_ids())
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_dossier_of_this_project_is_whole_in_a_workbook(folder, edition):
    record = record_of(read_document(folder, folder.name))
    content = dossier_workbook(record, load_edition(edition))
    assert content == dossier_workbook(record, load_edition(edition))
    assert same(read_back(content), record)


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_workbook_saved_again_by_libreoffice_says_the_same(tmp_path):
    there = tmp_path / "saved"
    records = {folder.name: record_of(read_document(folder, folder.name)) for folder in FOLDERS}
    for name, record in records.items():
        (tmp_path / f"{name}.xlsx").write_bytes(dossier_workbook(record, latest_edition()))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    files = [str(tmp_path / f"{name}.xlsx") for name in records]
    subprocess.run([*command, "--outdir", str(there), *files], check=True, capture_output=True, timeout=120)
    for name, record in records.items():
        assert same(record_of(read_workbook(there / f"{name}.xlsx", name)), record)

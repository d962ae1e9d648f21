"""The index is true of what is there: a batch stopped halfway, files torn, written by other versions or by nobody."""

import json

import pytest

from otanalysis.batch.index import write_index
from otanalysis.batch.results import Outcome, Result

COPY = {
    "schema": 1,
    "name": "a",
    "office": {"name": "Office & Fils", "about": ""},
    "category": "II",
    "verdict": "non classable en l'état",
    "audit_date": "2024-02-29",
    "counts": {},
    "findings": [
        {"criterion": "C01", "label": "Le premier", "status": "blocking", "requirements": []},
        {"criterion": "C05", "label": "Le cinquième", "status": "not_applicable", "requirements": []},
    ],
}
YEAR = {str(month): 10.0 if month != 8 else 90.0 for month in range(1, 13)}


def write(outputs, name="a", **more):
    folder = outputs / name
    folder.mkdir()
    (folder / "audit.json").write_text(json.dumps({**COPY, **more}), encoding="utf-8")
    (folder / "audit.html").write_text("")
    return folder


def told(outputs, *results):
    return write_index(outputs, results).read_text(encoding="utf-8")


def test_a_copy_written_before_there_were_months_has_an_empty_cell(tmp_path):
    write(tmp_path)
    page = told(tmp_path)
    assert "Office &amp; Fils" in page
    assert "29/02/2024" in page
    assert "<svg role=img" not in page
    assert "Le cinquième" not in page, "nobody must meet it"


def test_months_are_drawn_and_told(tmp_path):
    hours = {"counted": "x", "months": YEAR | {"2": None}, "illustrative": False}
    write(tmp_path, hours_by_month=hours, attendance={"label": "x", "months": YEAR, "illustrative": True})
    page = told(tmp_path)
    assert "45\u00a0% des visiteurs en août, 47\u00a0% des heures, 1\u00a0mois non décrits" in page
    assert "<small>illustratif</small>" in page


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"null", b'"a"', b"\xff\xfe", b"[" * 100_000, b'{"schema": 1}', json.dumps(COPY).encode()[:200]],
)
def test_a_torn_copy_stops_nothing(tmp_path, text):
    write(tmp_path, "good")
    write(tmp_path, "torn").joinpath("audit.json").write_bytes(text)
    page = told(tmp_path)
    assert "Office &amp; Fils" in page
    assert "otanalysis run torn" in page


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 0},
        {"schema": 2},
        {"office": {}},
        {"office": {"name": "\ud800"}},
        {"audit_date": "29/02/2024"},
        {"findings": [{"criterion": "C01", "label": "x", "status": "unheard of"}]},
        {"attendance": {"months": {"1": "many"}, "illustrative": False}},
    ],
)
def test_a_copy_of_another_shape_stops_nothing(tmp_path, change):
    write(tmp_path, **change)
    assert "otanalysis run a" in told(tmp_path)


def test_a_folder_in_place_of_a_copy_stops_nothing(tmp_path):
    (tmp_path / "a" / "audit.json").mkdir(parents=True)
    assert "otanalysis run a" in told(tmp_path)


def test_an_office_never_produced_is_listed_with_why(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "echec.html").write_text("")
    page = told(tmp_path, Result("a", Outcome.BAD_INPUT, "x"))
    assert 'href="a/echec.html"' in page
    assert "Dossier à corriger" in page
    assert "aucun rapport" in page


def test_a_failure_that_run_json_lost_is_still_told(tmp_path):
    write(tmp_path).joinpath("echec.html").write_text("")
    (tmp_path / "run.json").write_text("{torn")
    page = told(tmp_path)
    assert 'href="a/echec.html"' in page
    assert "Rapport antérieur" in page


def test_a_report_that_is_not_there_is_not_linked(tmp_path):
    write(tmp_path).joinpath("audit.html").unlink()
    assert "a/audit.html" not in told(tmp_path)


def test_names_that_addresses_cannot_hold_are_quoted(tmp_path):
    write(tmp_path, "été 50%#1")
    assert 'href="%C3%A9t%C3%A9%2050%25%231/audit.html"' in told(tmp_path)


def test_nothing_at_all_is_a_page_too(tmp_path):
    assert "Aucun office" in told(tmp_path)

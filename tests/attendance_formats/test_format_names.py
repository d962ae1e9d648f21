"""One call for every format: unknown names, wrong formats, files that are no counts."""

import contextlib
import inspect
import zipfile

import openpyxl
import pytest
from count_makers import MEASURE, refused, workbook, written
from hypothesis import given
from hypothesis import strategies as st

from otanalysis.attendance.formats import FORMATS, looks_like, read_attendance
from otanalysis.attendance.series import Attendance, total
from otanalysis.reading.problems import InputError

SHAPES = {
    "csv": ("date;visiteurs", "2025-07-12;40"),
    "etalab": (MEASURE, "A,C,2025-07-12T08:00:00+02:00,2025-07-12T09:00:00+02:00,40"),
    "eco-visio": ("Temps;Place;Place IN", "12/07/2025 10:00;40;40"),
    "flux-vision": ("Date;ZoneObservation;Provenance;CategorieVisiteur;Volume", "2025-07-12;V;NONLOCAL;TOURISTE;40"),
    "telraam": ("segment,date,uptime,pedestrian", "S,2025-07-12 10:00:00 CEST,0.9,40"),
    "guichet": ("date;heure;point;visiteurs", "12/07/2025;10h;A;40"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_called_alike(tmp_path, name):
    assert list(inspect.signature(FORMATS[name]).parameters)[:3] == ["path", "year", "shown"]
    path = written(tmp_path, "f.csv", *SHAPES[name])
    assert total(read_attendance(path, name, 2025)) == 40
    assert looks_like(path)[0] == name


@pytest.mark.parametrize("declared", FORMATS)
@pytest.mark.parametrize("real", SHAPES)
def test_a_file_of_another_format_says_which(tmp_path, declared, real):
    path = written(tmp_path, "f.csv", *SHAPES[real])
    if declared in looks_like(path):
        return
    told = refused(lambda: read_attendance(path, declared, 2025, "f.csv"))
    assert f"il semble au format « {real} »" in told


def test_an_unknown_format_or_option_is_refused(tmp_path):
    path = written(tmp_path, "f.csv", *SHAPES["telraam"])
    assert "vouliez-vous dire « telraam » ?" in refused(lambda: read_attendance(path, "telram", 2025))
    assert "vouliez-vous dire « uptime » ?" in refused(lambda: read_attendance(path, "telraam", 2025, uptim=0.4))
    assert "n'a pas d'option" in refused(lambda: read_attendance(path, "csv", 2025, sites="A"))
    assert "sorte de comptage" in refused(lambda: read_attendance(path, "telraam", 2025, proxy="route"))


@pytest.mark.parametrize("value", [None, True, {"a": 1}, [None], 3.5])
@pytest.mark.parametrize(("name", "option"), [("etalab", "channels"), ("etalab", "direction"), ("telraam", "mode")])
def test_an_option_of_another_kind_is_refused(tmp_path, name, option, value):
    path = written(tmp_path, "f.csv", *SHAPES[name])
    assert f"l'option « {option} » ne peut pas être" in refused(
        lambda: read_attendance(path, name, 2025, **{option: value})
    )


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_no_file_of_counts_is_told_in_french(tmp_path, name):
    bad = {
        "absent.csv": None,
        "empty.csv": b"",
        "latin.csv": "date;visiteurs\n12 août;3\n".encode("latin-1"),
        "utf16.csv": "date;visiteurs\n".encode("utf-16"),
        "other.csv": b"nom;prenom\na;b\n",
        "header.csv": (SHAPES[name][0] + "\n").encode(),
        "uneven.csv": "\n".join((*SHAPES[name], "2025-07-12;1;1;1;1;1;1,1,1,1,1,1,1")).encode(),
        "quote.csv": "\n".join((SHAPES[name][0], '"' + SHAPES[name][1])).encode(),
        "nul.csv": b"\0" * 50,
        "false.xlsx": b"PK\x03\x04" + b"\0" * 60,
        "old.xls": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    }
    for file, raw in bad.items():
        if raw is not None:
            (tmp_path / file).write_bytes(raw)
        assert refused(lambda file=file: read_attendance(tmp_path / file, name, 2025, file)).startswith(file)
    assert refused(lambda: read_attendance(tmp_path / "nowhere", name, 2025))


@pytest.mark.parametrize("name", ["eco-visio", "guichet", "etalab", "telraam"])
def test_a_damaged_workbook_never_crashes(tmp_path, name):
    whole = workbook(tmp_path, *(line.split(";") for line in SHAPES["eco-visio"])).read_bytes()
    for at in range(0, len(whole), 97):
        raw = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        (tmp_path / "bad.xlsx").write_bytes(raw)
        with contextlib.suppress(InputError):
            assert isinstance(read_attendance(tmp_path / "bad.xlsx", name, 2025), Attendance)


@given(st.sampled_from(sorted(SHAPES)), st.text(max_size=120), st.sampled_from(["", ";", ",", "\t"]))
def test_any_text_under_a_good_header_is_read_or_refused(tmp_path_factory, name, text, separator):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    header, row = SHAPES[name]
    path.write_bytes("\n".join((header, row, text.replace(" ", separator or " "))).encode("utf-8", "surrogatepass"))
    with contextlib.suppress(InputError):
        assert isinstance(read_attendance(path, name, 2025), Attendance)


@pytest.mark.parametrize("cell", ["XFD9000", "XFD1048576", "ZZ100000"])
def test_a_far_cell_does_not_fill_the_memory(tmp_path, cell):
    path = workbook(tmp_path, ["Temps", "Place"], ["12/07/2025 10:00", 4])
    book = openpyxl.load_workbook(path)
    book.active[cell] = 1
    book.save(path)
    assert "très loin du tableau" in refused(lambda: read_attendance(path, "eco-visio", 2025))


@pytest.mark.parametrize("said", [b"r='XFD1048576'", b'a="' + b"x" * 90 + b'" r="xfd1048576"', b'r\n=\n"XFD1048576"'])
def test_a_far_cell_written_as_no_spreadsheet_does_is_refused_too(tmp_path, said):
    path, odd = workbook(tmp_path, ["Temps", "Place"], ["12/07/2025 10:00", 4]), tmp_path / "odd.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(odd, "w") as archive:
        for name in source.namelist():
            far = b"<row><c " + said + b"><v>1</v></c></row></sheetData>"
            archive.writestr(name, source.read(name).replace(b"</sheetData>", far))
    assert "très loin du tableau" in refused(lambda: read_attendance(odd, "eco-visio", 2025))


@pytest.mark.parametrize("cell", ["2025-13-45", "9999-99-99"])
def test_a_first_date_that_does_not_exist_is_refused_without_a_warning(tmp_path, cell):
    path = written(tmp_path, "f.csv", SHAPES["csv"][0], f"{cell};4", SHAPES["csv"][1])
    assert "ligne 2" in refused(lambda: read_attendance(path, "csv", 2025))


@pytest.mark.parametrize("cell", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_years_beyond_calendars_are_no_dates(tmp_path, cell):
    path = written(tmp_path, "f.csv", SHAPES["eco-visio"][0], f"{cell};4;4")
    assert "n'est pas une date" in refused(lambda: read_attendance(path, "eco-visio", 2025))

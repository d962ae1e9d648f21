import json
from datetime import date

import numpy as np
import openpyxl
import pytest
from format_makers import apidae, newer, older, poi, refusal, save, slot, spec, weekdays, zipped

from otanalysis.opening.calendar import days_open, silent
from otanalysis.opening.formats import FORMATS, read_hours, to_osm
from otanalysis.opening.osm import from_osm

TOURINSOFT = {
    "value": [{"SyndicObjectID": "1", "SyndicObjectName": "OT", "P": "01/01/2025|31/12/2025|09:00|12:00|||Lundi|"}]
}
CSV = "du;au;jours;ouvre;ferme\n01/01/2025;31/12/2025;lun;9h;12h\n"


def workbook(folder):
    book = openpyxl.Workbook()
    book.active.append(["du", "au", "jours", "ouvre", "ferme"])
    book.active.append(["01/01/2025", "31/12/2025", "lun", "9h", "12h"])
    book.save(folder / "h.xlsx")
    return folder / "h.xlsx"


MAKERS = {
    "osm": lambda folder: save(folder, "# nos horaires\nMo 09:00-12:00\n", "h.txt"),
    "apidae": lambda folder: save(
        folder, {"objetsTouristiques": [apidae(newer("2025-01-01", "2025-12-31", slot("MON", ("09:00", "12:00"))))]}
    ),
    "datatourisme": lambda folder: save(folder, poi(spec(weekdays(0), "09:00", "12:00"))),
    "schema-org": lambda folder: save(
        folder, {"name": "OT", "openingHoursSpecification": spec("Monday", "09:00", "12:00", prefix="")}
    ),
    "tourinsoft": lambda folder: save(folder, TOURINSOFT),
    "tableur": workbook,
}
EXPECTED = from_osm("Mo 09:00-12:00", 2025)


def test_every_format_has_a_maker():
    assert set(MAKERS) == set(FORMATS)


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_hours_in_every_format(tmp_path, name):
    assert np.array_equal(read_hours(MAKERS[name](tmp_path), name, 2025).minutes, EXPECTED.minutes)


@pytest.mark.parametrize("declared", MAKERS)
@pytest.mark.parametrize("real", MAKERS)
def test_a_wrong_format_says_what_the_file_looks_like(tmp_path, declared, real):
    if declared == real or {declared, real} == {"datatourisme", "schema-org"}:
        return
    told = refusal(lambda: read_hours(MAKERS[real](tmp_path), declared, 2025, "fichier"))
    assert f"il ressemble à « {real} »" in told or real == "osm"


def test_a_csv_and_a_zip_are_recognised(tmp_path):
    assert "ressemble à « tableur »" in refusal(lambda: read_hours(save(tmp_path, CSV, "h.csv"), "osm", 2025))
    flux = zipped(tmp_path, {"objects/1.json": json.dumps(poi(spec(weekdays(0), "09:00", "12:00")))})
    assert "ressemble à « datatourisme »" in refusal(lambda: read_hours(flux, "apidae", 2025))
    assert days_open(read_hours(flux, "datatourisme", 2025)) == 52


def test_an_unknown_format(tmp_path):
    assert "vouliez-vous dire « apidae »" in refusal(lambda: read_hours(tmp_path / "x", "apidé", 2025))
    assert "valeurs connues : osm, apidae" in refusal(lambda: read_hours(tmp_path / "x", "pdf", 2025))


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    told = refusal(
        lambda: read_hours(MAKERS["osm"](tmp_path), "osm", 1990, office="a", layout="8-champs", region="75", zone="D")
    )
    for part in (
        "année hors limites",
        "disposition sans objet",
        "office sans objet",
        "région inconnue",
        "zone de vacances",
    ):
        assert part in told


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "osm"])
def test_a_year_that_is_not_described(tmp_path, name):
    told = refusal(lambda: read_hours(MAKERS[name](tmp_path), name, 2031, "h"))
    assert "aucun jour de 2031 n'est décrit ; années décrites : 2025" in told


@pytest.mark.parametrize("name", [name for name in MAKERS if name not in ("osm", "tableur")])
def test_an_absent_office(tmp_path, name):
    assert "office absent du fichier : « Zzz »" in refusal(
        lambda: read_hours(MAKERS[name](tmp_path), name, 2025, office="Zzz")
    )


@pytest.mark.parametrize("name", MAKERS)
def test_a_missing_file(tmp_path, name):
    assert "n'existe pas" in refusal(lambda: read_hours(tmp_path / "absent", name, 2025))


def test_region_reaches_the_reader(tmp_path):
    period = newer(
        "2025-01-01", "2025-12-31", slot("MON TUE WED THU FRI SAT SUN", ("09:00", "12:00")), slot("HOL", closed=True)
    )
    path = save(tmp_path, apidae(period))
    assert days_open(read_hours(path, "apidae", 2025)) == 354
    assert days_open(read_hours(path, "apidae", 2025, region="67")) == 352


def test_a_wrong_osm_file_names_its_line(tmp_path):
    told = refusal(lambda: read_hours(save(tmp_path, "# a\n\nMo-Fr 10:00+\n", "h.txt"), "osm", 2025, "h.txt"))
    assert told.startswith("h.txt, ligne 3 : ")
    assert "horaires vides" in refusal(lambda: read_hours(save(tmp_path, "\n", "h.txt"), "osm", 2025))


def test_osm_hours_in_french_from_a_file(tmp_path):
    found = read_hours(save(tmp_path, "lun 9h-12h\n", "h.txt"), "osm", 2025)
    assert found.notes[0] == "lu comme : Mo 09:00-12:00"


WRITTEN = {
    "Mo-Fr 09:00-12:00; PH off": "2025 Jan 01-2025 Dec 31 Mo-Fr 09:00-12:00; 2025 Jan 01,",
    "Jul-Aug Mo-We,Sa 10:00-12:00": "2025 Jul 01-2025 Aug 31 Mo-We,Sa 10:00-12:00",
    "Mo-Su 00:00-24:00": "2025 Jan 01-2025 Dec 31 Mo-Su 00:00-24:00",
}


@pytest.mark.parametrize(("osm", "start"), WRITTEN.items())
def test_to_osm_is_compact(osm, start):
    assert start in to_osm(from_osm(osm, 2025))


def test_to_osm_of_a_year_never_open():
    assert to_osm(silent(2025)) == "off"
    assert not from_osm("off", 2025).minutes.any()


def test_to_osm_of_a_file_reads_back(tmp_path):
    path = save(
        tmp_path,
        apidae(
            older("2025-01-01", "2025-12-31", kind="SAUF", days=["LUNDI"]),
            older("2025-07-01", "2025-08-31", opens="10:00:00", closes="19:00:00"),
            fermeturesExceptionnelles=[{"dateSpeciale": "ASCENSION"}],
        ),
    )
    found = read_hours(path, "apidae", 2025)
    assert np.array_equal(from_osm(to_osm(found), 2025).minutes, found.minutes)
    assert date(2025, 5, 29).strftime("%Y May %d off") in to_osm(found)

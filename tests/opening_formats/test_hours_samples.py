"""The samples of hours, counted again with plain loops over their dates and minutes."""

import json
from datetime import date

import numpy as np
import pytest
from format_makers import DAY_NAMES, SAMPLES, at, brute, described, needs_samples

from otanalysis.opening.calendar import days_described, days_open, describes_whole_year
from otanalysis.opening.formats import read_hours
from otanalysis.opening.osm import from_osm
from otanalysis.opening.written_osm import to_osm

pytestmark = needs_samples
OFFICES = sorted((SAMPLES / "datatourisme_37_2020").glob("*.json"))
# Described days and open days of each office, in 2020 and 2021 (0: nothing described).
COUNTS = {
    "15-41214483": (264, 0),
    "15-4a85517e": (277, 0),
    "15-4bec64dd": (122, 304),
    "15-d817ada7": (213, 364),
    "15-e6d15838": (122, 0),
    "15-f1051ffe": (216, 0),
}


def specs(path):
    for place in json.loads(path.read_text(encoding="utf-8"))["isLocatedAt"]:
        yield from place.get("schema:openingHoursSpecification", [])


def slots_of(path, day):
    for one in specs(path):
        first, last = (date.fromisoformat(one[f"schema:{end}"][:10]) for end in ("validFrom", "validThrough"))
        names = [name["@id"].split(":")[1] for name in one["schema:dayOfWeek"]]
        if first <= day <= last:
            yield from (
                [(at(one["schema:opens"]), at(one["schema:closes"]))] if DAY_NAMES[day.weekday()] in names else [(0, 0)]
            )


@pytest.mark.parametrize("path", OFFICES, ids=lambda path: path.stem[:11])
@pytest.mark.parametrize("year", [2020, 2021])
def test_datatourisme_offices(path, year):
    expected = COUNTS[path.stem[:11]][year - 2020]
    if not expected:
        with pytest.raises(ValueError, match="années décrites : 2020"):
            read_hours(path, "datatourisme", year)
        return
    found = read_hours(path, "datatourisme", year)
    assert np.array_equal(found.minutes, brute(year, lambda day: list(slots_of(path, day))))
    assert days_described(found) == expected
    assert not describes_whole_year(found)
    for day in (date(year, 1, 1), date(year, 7, 14), date(year, 12, 31)):
        assert described(found, day) == any(slots_of(path, day))
    assert np.array_equal(from_osm(to_osm(found), year).minutes, found.minutes)


FEASTS_2026 = {(1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}


def valfictif(day):
    """The fictitious office of APIDAE, by hand."""
    feast, weekday = (day.month, day.day) in FEASTS_2026, day.weekday()
    if (day.month, day.day) in ((12, 24), (12, 25)):
        return []
    if day.month <= 3:
        return [(600, 720), (840, 1020)] if weekday in (1, 2, 3, 4) and not feast else []
    if day.month <= 6:
        return [(600, 780)] if feast else [(570, 750), (840, 1080)] if weekday < 6 else []
    if day.month <= 8:
        return [(540, 1140)]
    return [(570, 750)] if weekday in (1, 5) else []


def test_the_fictitious_apidae_office():
    found = read_hours(SAMPLES / "fictitious_shapes/apidae_horaires_since_2025.json", "apidae", 2026)
    assert np.array_equal(found.minutes, brute(2026, valfictif))
    assert describes_whole_year(found)
    assert (days_open(found), int(found.minutes.sum())) == (225, 90_060)


def test_the_apidae_event():
    found = read_hours(SAMPLES / "geotrek_admin/apidaeEvent.json", "apidae", 2019)
    assert np.array_equal(found.minutes, brute(2019, lambda day: [(540, 720)] if day == date(2019, 8, 6) else []))


def test_the_apidae_object_of_free_text_alone():
    found = read_hours(SAMPLES / "geotrek_admin/apidaeContent.json", "apidae", 2019)
    assert (days_open(found), days_described(found)) == (0, 0)
    assert found.notes[0] == "période en clair : « Du 01/05 au 31/10. »"


def spring_and_summer(day):
    if 4 <= day.month <= 6:
        return [(570, 750), (840, 1080)] if day.weekday() < 6 else []
    return [(540, 1140)] if day.month in (7, 8) else []


@pytest.mark.parametrize(("layout", "last"), [("8-champs", 8), ("7-champs", 8), ("31-champs", 6)])
def test_tourinsoft_strings(layout, last):
    found = read_hours(SAMPLES / "fictitious_shapes/tourinsoft_v1v2_strings.json", "tourinsoft", 2026, layout=layout)
    assert np.array_equal(found.minutes, brute(2026, lambda day: spring_and_summer(day) if day.month <= last else []))


def test_tourinsoft_v3():
    found = read_hours(SAMPLES / "fictitious_shapes/tourinsoft_v3.json", "tourinsoft", 2026)

    def slots(day):
        return spring_and_summer(day) if day.month <= 6 or day.weekday() == 0 else []

    assert np.array_equal(found.minutes, brute(2026, slots))
    assert days_described(found) == 91 + 9


def perche(day):
    """The hotel of Geotrek: Tuesday evenings, Sundays, Wednesdays to Saturdays."""
    if date(2019, 7, 21) < day < date(2019, 8, 8) or day.weekday() == 0:
        return []
    return [(1080, 1320)] if day.weekday() == 1 else [(480, 900), (1080, 1320)]


@pytest.mark.parametrize(
    ("name", "office"), [("tourinsoftContent.json", ""), ("tourinsoftContentV3.json", "Hôtel du Perche")]
)
def test_the_tourinsoft_hotel(name, office):
    found = read_hours(SAMPLES / "geotrek_admin" / name, "tourinsoft", 2019, office=office)
    monday_feast = date(2019, 11, 11)  # open in the second period: « Jours fériés »

    def slots(day):
        feast = (day.month, day.day) in ((8, 15), (11, 1), (11, 11), (12, 25))
        return [(480, 900), (1080, 1320)] if feast else perche(day)

    assert np.array_equal(found.minutes, brute(2019, slots))
    assert described(found, monday_feast)


def test_the_tourinsoft_event_is_too_far():
    with pytest.raises(ValueError, match="2100"):
        read_hours(SAMPLES / "geotrek_admin/tourinsoftEvent.json", "tourinsoft", 2100)
    with pytest.raises(ValueError, match="années décrites : 2100"):
        read_hours(SAMPLES / "geotrek_admin/tourinsoftEvent.json", "tourinsoft", 2026)

"""Hours given to others: what any reader makes of them is what the dossier says, minute for minute."""

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from opening_hours import OpeningHours, State
from table_makers import ALL_DAY, season, table, week
from test_table_laws import CLOSURES, LISTS, RULES, YEARS

from otanalysis.opening.calendar import OpeningError, dates_of, silent
from otanalysis.opening.osm import from_osm
from otanalysis.opening.published_osm import published_osm
from otanalysis.opening.schema_org import place_calendar
from otanalysis.opening.table import expand
from otanalysis.opening.written_json_ld import hours_json_ld
from otanalysis.opening.written_osm import dated_osm

MINUTE = timedelta(minutes=1)
quick = settings(max_examples=40, deadline=None)
SUMMER = table(season("05-01", "09-30", week("lun-sam", ALL_DAY)), holidays="fermé", closures=["08-15/08-17"])


def states(string: str, year: int) -> np.ndarray:
    """The state of each minute of the year, a row a day, as the library itself reads the string."""
    first, found = datetime(year, 1, 1), np.full(len(dates_of(year)) * 1440, State.CLOSED)
    for start, end, state, _ in OpeningHours(string, country="FR").intervals(first, datetime(year + 1, 1, 1)):
        found[(start - first) // MINUTE : (end - first) // MINUTE] = state
    return found.reshape(-1, 1440)


@quick
@given(LISTS, RULES, CLOSURES, YEARS)
def test_an_osm_string_reads_back_to_the_same_minutes(seasons, holidays, closures, year):
    written = table(*seasons, holidays=holidays, closures=closures)
    calendar = expand(written, year)
    for string in (published_osm(calendar, table=written), published_osm(calendar), dated_osm(calendar)):
        assert np.array_equal(from_osm(string, year).minutes, calendar.minutes)
        assert len(string.splitlines()) == 1


@settings(max_examples=8, deadline=None)
@given(LISTS, RULES, CLOSURES, YEARS)
def test_another_reader_finds_what_is_open_closed_and_unknown(seasons, holidays, closures, year):
    written = table(*seasons, holidays=holidays, closures=closures)
    calendar = expand(written, year)
    for string in (published_osm(calendar, table=written), published_osm(calendar)):
        found = states(string, year)
        assert np.array_equal(found == State.OPEN, calendar.minutes)
        assert np.array_equal((found == State.UNKNOWN).all(axis=1), ~calendar.described)
        assert np.array_equal((found == State.UNKNOWN).any(axis=1), ~calendar.described)


@quick
@given(LISTS, RULES, CLOSURES, YEARS)
def test_json_ld_reads_back_to_the_same_calendar(seasons, holidays, closures, year):
    calendar = expand(table(*seasons, holidays=holidays, closures=closures), year)
    read = place_calendar(hours_json_ld(calendar), year)
    assert np.array_equal(read.minutes, calendar.minutes)
    assert np.array_equal(read.described, calendar.described)


def test_a_table_without_years_is_short_and_says_what_is_not_said():
    assert published_osm(expand(SUMMER, 2025), table=SUMMER) == (
        "May-Sep Mo-Sa 09:30-12:30,14:00-18:00; PH off; Aug 15-Aug 17 off; "
        'Jan-Apr,Oct-Dec unknown "horaires non communiqués"'
    )


@pytest.mark.parametrize(
    ("holidays", "says"),
    [("ouvert", ""), ("fermé", "; PH off"), (["10:00-12:00"], "; Apr-Jun,Sep PH 10:00-12:00")],
)
def test_public_holidays(holidays, says):
    written = table(
        season("01-01", "03-31"),
        *(season(a, b, week("mar-sam", ["10:00-17:00"])) for a, b in (("04-01", "06-30"), ("09-01", "09-30"))),
        season("07-01", "08-31"),
        season("10-01", "12-31"),
        holidays=holidays,
    )
    assert published_osm(expand(written, 2025), table=written) == f"Apr-Jun,Sep Tu-Sa 10:00-17:00{says}"


def test_a_table_with_years_says_nothing_of_other_years():
    written = table(season("2025-01-01", "2025-12-31", week("lun-ven", ["09:00-12:00"])))
    string = published_osm(expand(written, 2025), table=written)
    assert string == ('Mo-Su unknown "horaires non communiqués"; 2025 off; 2025 Jan 01-2025 Dec 31 Mo-Fr 09:00-12:00')
    assert (states(string, 2026) == State.UNKNOWN).all()


def test_overlapping_seasons_are_written_with_their_dates_since_osm_would_replace():
    written = table(
        season("01-01", "12-31", week("lun-ven", ["09:00-12:00"])),
        season("07-01", "08-31", week("lun", ["14:00-18:00"])),
    )
    assert "2025 Jul 07,2025 Jul 14," in published_osm(expand(written, 2025), table=written)


def test_hours_written_as_osm_stay_so_in_its_own_spelling():
    for written, published in (
        ("Mo-Fr  09:00-12:00;  PH off", "Mo-Fr 09:00-12:00; PH off"),
        ("lun-ven 9h-12h", "Mo-Fr 09:00-12:00"),
    ):
        assert published_osm(from_osm(written, 2025), osm=written) == published


def test_a_note_comes_first_and_changes_no_minute():
    calendar = expand(SUMMER, 2025)
    string = published_osm(calendar, table=SUMMER, note="inventé")
    assert string.startswith('Mo-Su unknown "inventé"; May-Sep')
    assert np.array_equal(from_osm(string, 2025).minutes, calendar.minutes)


def test_hours_that_do_not_read_back_are_not_written(monkeypatch):
    monkeypatch.setattr("otanalysis.opening.published_osm.dated_osm", lambda _: "Mo-Fr 09:00-12:00")
    with pytest.raises(OpeningError, match="se relisent autrement en 2025"):
        published_osm(silent(2025))
    monkeypatch.setattr("otanalysis.opening.written_json_ld.found_seasons", lambda _: ([], {}))
    with pytest.raises(OpeningError, match="se relisent autrement"):
        hours_json_ld(expand(SUMMER, 2025))


def test_special_hours_replace_those_of_the_season_and_closed_days_say_so():
    told = hours_json_ld(expand(SUMMER, 2025))
    special = told["specialOpeningHoursSpecification"]
    assert ("2025-08-15", "2025-08-16", "00:00", "00:00") in [
        (one["validFrom"], one["validThrough"], one["opens"], one["closes"]) for one in special
    ]
    shut = [one for one in told["openingHoursSpecification"] if (one["opens"], one["closes"]) == ("00:00", "00:00")]
    assert all("https://schema.org/Sunday" in one["dayOfWeek"] for one in shut)


def test_a_special_day_with_other_hours_is_not_added_to_its_season():
    told = {
        "openingHoursSpecification": {"opens": "09:00", "closes": "18:00", "validFrom": "2025-01-01",
                                      "validThrough": "2025-12-31"},
        "specialOpeningHoursSpecification": [
            {"opens": "10:00", "closes": "12:00", "validFrom": "2025-12-24", "validThrough": "2025-12-24"},
            {"opens": "10:00", "closes": "12:00", "validFrom": "2026-12-24", "validThrough": "2026-12-24"},
        ],
    }  # fmt: skip
    read = place_calendar(told, 2025)
    days = {day.isoformat(): minutes.sum() for day, minutes in zip(dates_of(2025), read.minutes, strict=True)}
    assert (days["2025-12-23"], days["2025-12-24"]) == (540, 120)

from datetime import date

import pytest
from table_makers import ALL_DAY, MORNING, row, season, table, week

from otanalysis.opening.calendar import dates_of, days_described, days_open
from otanalysis.opening.table import Season, expand, overlaps


def test_a_plain_year():
    found = expand(table(season("01-01", "12-31", week("lun-ven", ALL_DAY))), 2025)
    workdays = sum(day.weekday() < 5 for day in dates_of(2025))
    assert days_open(found) == workdays == 261
    assert int(found.minutes.sum()) == workdays * 7 * 60
    assert days_described(found) == 365
    assert found.notes == ()


def test_days_in_no_season_are_not_described():
    found = expand(table(season("04-01", "09-30", week("sam", MORNING))), 2025)
    expected = [date(2025, 4, 1) <= day <= date(2025, 9, 30) for day in dates_of(2025)]
    assert list(found.described) == expected
    assert days_open(found) == sum(ok and day.weekday() == 5 for ok, day in zip(expected, dates_of(2025), strict=True))


def test_a_season_closed_all_along_is_described():
    found = expand(table(season("11-01", "12-31")), 2025)
    assert (days_described(found), days_open(found)) == (61, 0)


def test_a_row_without_slots_is_closed():
    found = expand(table(season("01-01", "12-31", week("lun-sam"), week("dim", []))), 2025)
    assert days_open(found) == 313
    assert days_described(found) == 365


def test_one_weekday_in_two_rows_has_the_slots_of_both():
    found = expand(table(season("01-01", "12-31", week("lun-mer"), week("mer", ["12:00-13:00", "14:00-16:00"]))), 2025)
    assert row(found, date(2025, 1, 1)) == [(570, 780), (840, 960)]
    assert row(found, date(2025, 1, 6)) == [(570, 750)]


@pytest.mark.parametrize(("year", "days"), [(2024, 29), (2025, 28)])
def test_the_29th_of_february_is_the_last_day_of_february(year, days):
    assert days_described(expand(table(season("02-01", "02-29", week())), year)) == days
    assert days_described(expand(table(season("02-29", "02-29", week())), year)) == 1
    assert days_described(expand(table(season("02-01", "02-28"), closures=["02-29"]), year)) == days


def test_the_last_minute_of_a_day():
    found = expand(table(season("01-01", "01-01", week("tous les jours", ["20:00-24:00"]))), 2025)
    assert row(found, date(2025, 1, 1)) == [(1200, 1440)]


def test_dated_seasons_of_another_year_describe_nothing():
    old = season("2024-01-01", "2024-12-31", week())
    assert days_described(expand(table(old), 2025)) == 0
    assert days_described(expand(table(old), 2024)) == 366


def test_a_dated_season_may_run_over_new_year():
    winter = table(season("2024-12-21", "2025-01-05", week()))
    assert [days_open(expand(winter, year)) for year in (2023, 2024, 2025, 2026)] == [0, 11, 5, 0]


@pytest.mark.parametrize(
    ("holidays", "hours"),
    [("fermé", []), ("ouvert", [(570, 750)]), (["10:00-11:00", "15:00-16:00"], [(600, 660), (900, 960)]), ([], [])],
)
def test_public_holidays(holidays, hours):
    found = expand(table(season("01-01", "06-30", week("lun-sam")), holidays=holidays), 2025)
    assert row(found, date(2025, 5, 1)) == hours
    assert row(found, date(2025, 5, 2)) == [(570, 750)]
    assert row(found, date(2025, 7, 14)) == []
    assert not found.described[date(2025, 7, 14).timetuple().tm_yday - 1]


def test_slots_of_public_holidays_open_a_weekday_that_is_closed():
    found = expand(table(season("01-01", "12-31", week("mar-sam")), holidays=["10:00-12:00"]), 2025)
    assert row(found, date(2025, 4, 21)) == [(600, 720)]
    assert row(found, date(2025, 4, 28)) == []


def test_slots_of_public_holidays_leave_a_closed_season_closed():
    seasons = [season("01-01", "10-31", week("lun-sam")), season("11-01", "12-31")]
    found = expand(table(*seasons, holidays=["10:00-12:00"]), 2025)
    assert row(found, date(2025, 8, 15)) == [(600, 720)]
    assert [row(found, day) for day in (date(2025, 11, 11), date(2025, 12, 25))] == [[], []]


def test_public_holidays_of_a_region():
    year_round = season("01-01", "12-31", week("lun-sam"))
    metropolitan, alsatian = (expand(table(year_round, holidays="fermé", region=r), 2025) for r in ("", "67"))
    assert (days_open(metropolitan), days_open(alsatian)) == (302, 300)


def test_closures_close_and_describe_their_days():
    closures = ["2025-05-02", "12-24", "08-04/08-10", "2024-05-03", "2024-12-30/2025-01-03"]
    found = expand(table(season("04-01", "12-31", week()), closures=closures), 2025)
    shut = {date(2025, 5, 2), date(2025, 12, 24)} | {date(2025, 8, n) for n in range(4, 11)}
    early = {date(2025, 1, n) for n in (1, 2, 3)}
    covered = [day for day in dates_of(2025) if day >= date(2025, 4, 1)]
    assert {day for day, ok in zip(dates_of(2025), found.described, strict=True) if ok} == set(covered) | early
    assert {day for day in dates_of(2025) if row(found, day)} == set(covered) - shut


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (("01-01", "06-30"), ("07-01", "12-31"), False),
        (("01-01", "06-30"), ("06-30", "12-31"), True),
        (("01-01", "12-31"), ("07-01", "08-31"), True),
        (("01-01", "02-28"), ("03-01", "04-01"), False),
        (("01-01", "02-29"), ("03-01", "04-01"), False),
        (("01-01", "02-28"), ("02-29", "04-01"), True),
        (("2025-01-01", "2025-06-30"), ("2026-01-01", "2026-06-30"), False),
        (("2025-01-01", "2025-06-30"), ("2025-06-30", "2025-07-30"), True),
        (("2024-12-01", "2025-01-31"), ("01-15", "02-28"), True),
        (("2024-12-01", "2025-01-31"), ("02-01", "11-30"), False),
    ],
)
def test_overlaps(one, other, together):
    seasons = [Season.model_validate(season(*ends)) for ends in (one, other)]
    assert overlaps(seasons) == overlaps(seasons[::-1]) == ([(0, 1)] if together else [])


def test_overlapping_seasons_add_up_and_say_so():
    found = expand(
        table(
            season("01-01", "12-31", week("lun", MORNING), name="année"),
            season("07-01", "08-31", week("lun", ["14:00-18:00"])),
            season("09-01", "09-30"),
        ),
        2025,
    )
    assert row(found, date(2025, 7, 7)) == [(570, 750), (840, 1080)]
    assert row(found, date(2025, 9, 8)) == [(570, 750)]
    assert found.notes == (
        "les périodes « année » et « 07-01 – 08-31 » se chevauchent : leurs heures s'ajoutent",
        "les périodes « année » et « 09-01 – 09-30 » se chevauchent : leurs heures s'ajoutent",
    )

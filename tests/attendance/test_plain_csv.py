"""Plain CSV: hours, days or months; zero is a count, missing is not; the order of lines changes nothing."""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.attendance.plain_csv import read_csv
from otanalysis.attendance.series import Attendance, Step, missing_steps, per_day, per_month, steps_of, total

YEAR = 2023
quick = settings(max_examples=25, deadline=None)
COUNTS = st.none() | st.integers(0, 5000)
HOURS = st.dictionaries(st.integers(0, 365 * 24 - 1), COUNTS, min_size=1, max_size=60)
SHAPES = {Step.HOUR: "%Y-%m-%d %H:00", Step.DAY: "%Y-%m-%d", Step.MONTH: "%Y-%m"}


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("csv") / "a.csv"


def read(path: Path, text: str, year: int = YEAR) -> Attendance:
    path.write_text("date;visiteurs\n" + text, encoding="utf-8")
    return read_csv(path, year)


def moments(hours: dict[int, int | None], step: Step) -> dict[datetime, int | None]:
    """Return counts by moment, one for each hour, day or month named by hours of the year."""
    shape = SHAPES[step]
    found = {(datetime(YEAR, 1, 1) + timedelta(hours=hour)).strftime(shape): count for hour, count in hours.items()}
    return {datetime.strptime(text, shape): count for text, count in found.items()}


def written(counts: dict[datetime, int | None], step: Step) -> str:
    cells = ((moment.strftime(SHAPES[step]), "" if n is None else n) for moment, n in counts.items())
    return "".join(f"{moment};{count}\n" for moment, count in cells)


@pytest.mark.parametrize(
    ("text", "step", "steps"),
    [
        ("2023-07-14 15:00;3\n", Step.HOUR, 8760),
        ("2023-07-14T15:00:00;3\n", Step.HOUR, 8760),
        ("2023-07-14;3\n", Step.DAY, 365),
        ("2023-07;3\n", Step.MONTH, 12),
    ],
)
def test_the_step_is_that_of_the_dates(path, text, step, steps):
    found = read(path, text)
    assert (found.step, len(found.visitors), total(found), missing_steps(found)) == (step, steps, 3, steps - 1)
    assert list(found.visitors.index) == list(steps_of(YEAR, step))


@pytest.mark.parametrize(("step", "steps"), [(Step.HOUR, 8784), (Step.DAY, 366), (Step.MONTH, 12)])
def test_a_leap_year_has_one_day_more(step, steps):
    assert len(steps_of(2024, step)) == steps


def test_zero_is_a_count_and_nothing_is_not(path):
    found = read(path, "2023-01-01;0\n2023-01-02;\n2023-01-03;4\n")
    assert found.visitors.iloc[:4].tolist()[:1] == [0]
    assert found.visitors.isna().iloc[:4].tolist() == [False, True, False, True]
    assert per_month(found).loc[1] == 4
    assert np.isnan(per_month(found).loc[2])
    assert missing_steps(found) == 363


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("1250", 1250),
        ("1 250", 1250),
        ("1\u202f250", 1250),
        ("1\u00a0250", 1250),
        ("12,5", 12.5),
        ("12.0", 12),
        ("-0", 0),
    ],
)
def test_numbers_as_french_people_write_them(path, cell, count):
    assert total(read(path, f"2023-01-01; {cell} \n")) == count


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_spreadsheets_write(path, newline, mark):
    text = newline.join(["Date;Visiteurs", "2023-01-01;3", "", " 2023-01-02 ; 4 ", "", ""])
    path.write_bytes(mark + text.encode())
    assert total(read_csv(path, YEAR)) == 7


def test_a_comma_separates_too(path):
    path.write_text('"date","visiteurs"\n2023-01-01,3\n')
    assert total(read_csv(path, YEAR)) == 3


@quick
@given(HOURS, st.sampled_from(list(Step)))
def test_what_is_written_is_what_is_read(path, hours, step):
    counts = moments(hours, step)
    found = read(path, written(counts, step))
    expected = {pd.Timestamp(moment): n for moment, n in counts.items() if n is not None}
    assert found.step == step
    assert found.visitors.dropna().to_dict() == expected
    assert missing_steps(found) == len(steps_of(YEAR, step)) - len(expected)
    assert total(found) == sum(expected.values())


@quick
@given(HOURS, st.randoms(), st.sampled_from(list(Step)))
def test_the_order_of_lines_changes_nothing(path, hours, chance, step):
    counts = moments(hours, step)
    shuffled = dict(chance.sample(list(counts.items()), len(counts)))
    pd.testing.assert_series_equal(
        read(path, written(counts, step)).visitors, read(path, written(shuffled, step)).visitors
    )


@quick
@given(HOURS, st.sampled_from(list(Step)))
def test_sums_per_month_equal_brute_force(path, hours, step):
    counts = moments(hours, step)
    found = per_month(read(path, written(counts, step)))
    for month in range(1, 13):
        known = [n for moment, n in counts.items() if moment.month == month and n is not None]
        assert found.loc[month] == sum(known) if known else np.isnan(found.loc[month])


@quick
@given(HOURS, st.sampled_from([Step.HOUR, Step.DAY]))
def test_sums_per_day_equal_brute_force(path, hours, step):
    counts = moments(hours, step)
    found = per_day(read(path, written(counts, step)))
    assert found is not None
    assert len(found) == 365
    for day, value in found.items():
        known = [n for moment, n in counts.items() if moment.date() == day.date() and n is not None]
        assert value == sum(known) if known else np.isnan(value)


def test_months_are_not_spread_over_their_days(path):
    assert per_day(read(path, "2023-07;3\n")) is None


@pytest.mark.parametrize(
    ("french", "ours"),
    [
        (("07/2023", "8/2023"), ("2023-07", "2023-08")),
        (("juil-23", "août-23"), ("2023-07", "2023-08")),
        (("févr.-23", "mars 2023"), ("2023-02", "2023-03")),
        (("14/07/2023", "1/8/2023"), ("2023-07-14", "2023-08-01")),
        (("14/07/2023 9:00", "14/07/2023 15:00:00"), ("2023-07-14 09:00", "2023-07-14 15:00")),
    ],
)
def test_dates_as_a_french_spreadsheet_saves_them(tmp_path, french, ours):
    series = []
    for first, second in (french, ours):
        (tmp_path / "counts.csv").write_text(f"date;visiteurs\n{first};3\n{second};4\n", encoding="utf-8")
        series.append(read_csv(tmp_path / "counts.csv", 2023))
    assert series[0].step == series[1].step
    pd.testing.assert_series_equal(series[0].visitors, series[1].visitors)

"""A calendar against a series: what is measured, and when the measures must not be read as a verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otanalysis.attendance.series import Step
from otanalysis.coherence.demand import demand_of, side_by_side
from otanalysis.coherence.measures import COHERENT, INCOHERENT, TO_JUSTIFY, measure
from otanalysis.coherence.scale import load_scale
from tests.coherence.made_up import attendance, calendar

SCALE = load_scale()
DAY = [(9, 12), (14, 18)]


def summery(moment):
    return 100 if moment.month in (7, 8) else 10


def in_summer(day):
    return DAY if day.month in (7, 8) else []


def test_two_summer_months_by_hand():
    # 62 days of 100 visitors, 303 of 10: 6 200 of 9 230. The 62 days open are the 62 busiest.
    found = measure(calendar(in_summer), attendance(summery), SCALE)
    assert found.days == 365
    assert found.coverage.coverage == pytest.approx(6200 / 9230)
    assert found.coverage.baseline == pytest.approx(62 / 365)
    assert found.coverage.skill == pytest.approx(1)
    assert found.visitors_an_hour == pytest.approx(6200 / (62 * 7))
    # 3 100 visitors in each summer month, half of the hours in each: the overlap is the summer's visitors.
    assert found.overlap == pytest.approx(6200 / 9230)


def test_hourly_counts_by_hand():
    # 30 visitors from 14 to 15, 10 from 15 to 16; open from 14:30 to 16: half of the first hour, the whole second.
    counts = attendance(lambda m: {14: 30, 15: 10}.get(m.hour, 0), Step.HOUR)
    found = measure(calendar(lambda _: [(14.5, 16)]), counts, SCALE)
    assert found.coverage.coverage == pytest.approx(25 / 40)
    assert found.coverage.baseline == pytest.approx(1.5 / 24)
    assert found.coverage.best == pytest.approx((30 + 10 / 2) / 40)
    assert found.visitors_an_hour == pytest.approx(25 / 1.5)
    # By day, 1 h 30 of a full day of 4 h, every day of the year.
    assert (found.by_day.coverage, found.by_day.skill) == (pytest.approx(1.5 / 4), None)


def test_nights_shut_do_not_make_an_hourly_series_coherent():
    # Open by day in every month but July and August, when three times more visitors come.
    counts = attendance(lambda m: (30 if m.month in (7, 8) else 10) if 9 <= m.hour < 19 else 0, Step.HOUR)
    found = measure(calendar(lambda d: [] if d.month in (7, 8) else [(9, 19)]), counts, SCALE)
    assert found.coverage.skill > 0 > found.by_day.skill
    assert found.appraisal.word == INCOHERENT


def test_monthly_counts_are_spread_over_the_days_of_the_month():
    found = measure(calendar(in_summer), attendance(lambda m: 31 * 20 if m.month == 8 else 0, Step.MONTH), SCALE)
    assert found.coverage.coverage == pytest.approx(1)
    assert found.coverage.baseline == pytest.approx(62 / 365)
    assert found.overlap == pytest.approx(0.5)


def test_a_day_open_less_than_four_hours_covers_a_part_of_its_visitors():
    hours = calendar(lambda d: [(10, 10 + min(d.day, 8))])
    share = side_by_side(hours, demand_of(attendance(summery)), SCALE.full_day_hours).opened
    assert share[:5, 0].tolist() == [0.25, 0.5, 0.75, 1, 1]


def test_hours_not_described_are_left_out_and_forbid_a_reading():
    found = measure(calendar(in_summer, described=lambda d: d.month in (6, 7, 8)), attendance(summery), SCALE)
    assert found.days == 92
    assert found.coverage.coverage == pytest.approx(6200 / 6500)
    assert found.overlap is None
    assert found.appraisal.word == ""
    assert found.appraisal.reason == "horaires décrits sur 92\u00a0jours seulement"


def test_counts_missing_in_a_month_forbid_a_reading():
    # 24 days of 31 counted is 77 %, 25 is 81 %: the scale asks for 80 % of each month.
    def partly(days):
        return attendance(lambda m: None if m.month == 7 and m.day > days else summery(m))

    assert measure(calendar(in_summer), partly(24), SCALE).appraisal.reason == "juillet : compté à moins de 80 %"
    assert measure(calendar(in_summer), partly(25), SCALE).appraisal.word == TO_JUSTIFY


def test_a_month_not_counted_forbids_a_reading():
    counts = attendance(lambda m: None if m.month in (1, 2) else 50, Step.MONTH)
    found = measure(calendar(in_summer), counts, SCALE)
    assert found.appraisal.reason == "janvier et février : non compté"
    assert found.days == 306


@pytest.mark.parametrize("proxy", ["guichet", "rue"])
def test_a_poor_proxy_forbids_a_reading(proxy):
    found = measure(calendar(in_summer), attendance(summery, proxy=proxy), SCALE)
    assert (found.appraisal.word, found.coverage.skill) == ("", pytest.approx(1))
    assert found.appraisal.reason == "ces comptages ne disent pas la demande touristique de la zone"


def test_the_three_words():
    def every_day(day):
        return DAY if day.month in (6, 7, 8) or day.weekday() < 2 else []

    closer = attendance(lambda m: 40 if m.month in (7, 8) else 30)
    assert measure(calendar(every_day), closer, SCALE).appraisal.word in (COHERENT, TO_JUSTIFY)
    against = calendar(lambda d: [] if d.month in (7, 8) else DAY)
    assert measure(against, attendance(summery), SCALE).appraisal.word == INCOHERENT
    follows = calendar(lambda d: [(9, 19)] if d.month in (7, 8) else [(10, 12)])
    found = measure(follows, attendance(lambda m: 50 if m.month in (7, 8) else 10), SCALE)
    assert (found.overlap >= 0.8, found.coverage.skill > 0.2, found.appraisal.word) == (True, True, COHERENT)


def test_always_open_is_not_read():
    found = measure(calendar(lambda _: DAY), attendance(summery), SCALE)
    assert (found.coverage.skill, found.appraisal.word) == (None, "")


def test_nobody_counted_is_not_measured():
    assert measure(calendar(in_summer), attendance(lambda _: None), SCALE) is None
    assert measure(calendar(in_summer), attendance(lambda _: 0), SCALE) is None
    assert measure(calendar(in_summer, described=lambda _: False), attendance(summery), SCALE) is None


COUNTED = {step: attendance(lambda _: 1, step) for step in (Step.HOUR, Step.DAY)}


@given(st.integers(0, 1439), st.integers(0, 1439), st.sampled_from([Step.HOUR, Step.DAY]))
def test_the_share_open_is_the_minutes_counted_one_by_one(start, end, step):
    hours = calendar(lambda d: [(min(start, end) / 60, max(start, end) / 60)] if d.month == 3 else [])
    share = side_by_side(hours, demand_of(COUNTED[step]), 4).opened
    minutes = hours.minutes[70].tolist()
    if step is Step.HOUR:
        assert share[70].tolist() == pytest.approx([sum(minutes[60 * h : 60 * h + 60]) / 60 for h in range(24)])
    else:
        assert share[70, 0] == pytest.approx(min(sum(minutes) / 240, 1))

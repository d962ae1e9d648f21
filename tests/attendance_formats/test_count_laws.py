"""Laws that hold for every series of counts."""

import random
import time

import numpy as np
from count_makers import MEASURE, instants, measures, written
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.attendance.eco_visio import read_eco_visio
from otanalysis.attendance.etalab import read_etalab
from otanalysis.attendance.series import per_day, per_month, total
from otanalysis.attendance.telraam import read_telraam
from otanalysis.reading.problems import InputError

COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 500)), min_size=1, max_size=60).filter(
    lambda counts: any(count is not None for count in counts)
)


def cell(count) -> str:
    return "" if count is None else str(count)


def path_of(factory, *lines):
    return written(factory.getbasetemp(), "law.csv", *lines)


def outcome(read, path):
    """The series and notes, or the mistakes told."""
    try:
        series = read(path, 2025)
    except InputError as error:
        return str(error)
    return [*series.visitors.fillna(-1)], series.notes


@settings(max_examples=25, deadline=None)
@given(counts=COUNTS, first=st.integers(0, 8000), seed=st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(tmp_path_factory, counts, first, seed):
    moments = instants(2025)[first : first + len(counts)]
    rows = measures(moments, count=lambda n: cell(counts[n]))
    rows += measures(moments, "B", count=lambda n: cell(counts[-1 - n]))
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert outcome(read_etalab, path_of(tmp_path_factory, MEASURE, *rows)) == outcome(
        read_etalab, path_of(tmp_path_factory, MEASURE, *shuffled)
    )


@settings(max_examples=25, deadline=None)
@given(counts=COUNTS, first=st.integers(0, 8000), seed=st.integers(0, 99))
def test_the_order_of_naive_rows_changes_nothing_even_in_october(tmp_path_factory, counts, first, seed):
    first = 7130 + first % 24 if seed % 2 else first
    moments = instants(2025)[first : first + len(counts)]
    rows = [f"{moment:%d/%m/%Y %H:%M};{cell(count)}" for moment, count in zip(moments, counts, strict=True)]
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert outcome(read_eco_visio, path_of(tmp_path_factory, "Temps;Place", *rows)) == outcome(
        read_eco_visio, path_of(tmp_path_factory, "Temps;Place", *shuffled)
    )


@settings(max_examples=25, deadline=None)
@given(counts=COUNTS, first=st.integers(0, 8000))
def test_months_days_and_hours_add_up_alike(tmp_path_factory, counts, first):
    moments = instants(2025)[first : first + len(counts)]
    rows = [f"S,{moment:%Y-%m-%d %H:%M:%S},1,{cell(count)}" for moment, count in zip(moments, counts, strict=True)]
    series = read_telraam(path_of(tmp_path_factory, "segment,date,uptime,pedestrian", *rows), 2025)
    assert total(series) == per_month(series).sum() == per_day(series).sum()
    if len(moments.tz_localize(None).unique()) == len(moments):
        assert total(series) == sum(count or 0 for count in counts)
        assert series.visitors.notna().sum() == sum(count is not None for count in counts)


def test_a_year_of_hours_is_read_at_once(tmp_path):
    path = written(tmp_path, "measure.csv", MEASURE, *measures(instants(2025)))
    read_etalab(path, 2025)
    spent = []
    for _ in range(5):
        start = time.process_time()
        read_etalab(path, 2025)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.5
    assert np.isfinite(spent).all()

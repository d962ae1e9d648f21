"""A year of hourly counts against a year of opening, for 1 000 offices, beside two pandas implementations.

Prints milliseconds an office, the ratio, how time grows from 1 000 to 10 000 offices and the memory in use, measured in
one run; never a test, since machines differ. Both sides must find the same figures.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from otanalysis.attendance.series import Attendance, Step, steps_of
from otanalysis.coherence.measures import likely, measure
from otanalysis.coherence.scale import load_scale
from otanalysis.coherence.underserved import underserved
from otanalysis.opening.calendar import OpeningCalendar, days_in

YEAR, OFFICES, MANY, PLAIN = 2025, 1000, 10_000, 3
SCALE = load_scale()
SEASON = {month: season.name for season in SCALE.seasons for month in season.months}


def offices(count: int) -> Iterator[tuple[OpeningCalendar, Attendance]]:
    """Yield made-up offices one at a time: a year of opening by the minute, a year of visitors by the hour."""
    rng = np.random.default_rng(1)
    days, hours, index = np.arange(days_in(YEAR)), np.arange(24), steps_of(YEAR, Step.HOUR)
    for _ in range(count):
        minutes = np.zeros((len(days), 1440), bool)
        for start, end in ((rng.integers(9, 11), 12), (14, rng.integers(17, 19))):
            minutes[:, 60 * start : 60 * end] = True
        minutes[(days + 2) % 7 >= rng.integers(4, 7)] = False
        peak, noon = rng.integers(180, 230), rng.integers(11, 16)
        shape = 1 + 20 * np.exp(-(((days - peak) / 50) ** 2))[:, None] * np.exp(-(((hours - noon) / 3) ** 2))
        visitors = rng.poisson(shape).ravel().astype(float)
        calendar = OpeningCalendar(YEAR, minutes, np.ones(len(days), bool))
        yield calendar, Attendance(YEAR, Step.HOUR, pd.Series(visitors, index=index))


def ours(calendar: OpeningCalendar, attendance: Attendance) -> tuple[float, ...]:
    """Return C, C0, C*, E, overlap, visitors an hour, Gini, peak ratio and visitors missed, as the audit finds them."""
    found = measure(calendar, attendance, SCALE)
    c, year, missed = found.coverage, found.seasonality, underserved(found.weeks, SCALE.underserved_percentile)
    measured = (c.coverage, c.baseline, c.best, c.skill, found.overlap, found.visitors_an_hour)
    return (*measured, year.gini, year.peak_ratio, sum(u.lost for u in missed))


def plain(minutes: pd.Series, visitors: pd.Series) -> tuple[float, ...]:
    """Return the same figures the plain way, row after row of a table of hours."""
    table = pd.DataFrame({"visitors": visitors, "open": minutes.resample("h").mean()})
    covered = whole = hours = 0.0
    months: dict[int, list[float]] = {}
    cells: dict[tuple[str, int, int], list[float]] = {}
    for when, row in table.iterrows():
        d, o = row["visitors"], row["open"]
        covered, whole, hours = covered + d * o, whole + d, hours + o
        sums = months.setdefault(when.month, [0.0, 0.0])
        sums[:] = sums[0] + d, sums[1] + o
        cell = cells.setdefault((SEASON[when.month], when.day_of_week, when.hour), [0, 0.0, 0.0, 0.0])
        cell[:] = cell[0] + 1, cell[1] + d, cell[2] + o, cell[3] + d * (1 - o)
    down = sorted(visitors, reverse=True)
    best = (sum(down[: int(hours)]) + down[int(hours)] * (hours - int(hours))) / whole
    c, c0, by_month = covered / whole, hours / len(table), sorted(d for d, _ in months.values())
    shared = sum(min(d / whole, o / hours) for d, o in months.values())
    gini = sum((2 * n - 11) * d for n, d in enumerate(by_month)) / (12 * whole)
    served = pd.Series([d / n for n, d, o, _ in cells.values() if o / n >= 0.5])
    least = served.quantile(SCALE.underserved_percentile / 100)
    lost = sum(missed for n, d, o, missed in cells.values() if o / n < 0.5 and d / n >= least)
    return (c, c0, best, (c - c0) / (best - c0), shared, covered / hours, gini, by_month[-1] * 12 / whole, lost)


def tight(minutes: pd.Series, visitors: pd.Series) -> tuple[float, ...]:
    """Return the same figures as somebody in a hurry writes them: whole columns, groupby."""
    table = pd.DataFrame({"visitors": visitors, "open": minutes.resample("h").mean()})
    whole, hours = table["visitors"].sum(), table["open"].sum()
    covered = (table["visitors"] * table["open"]).sum()
    ranked = table.sort_values("visitors", ascending=False)["visitors"]
    full = int(hours)
    best = (ranked.iloc[:full].sum() + ranked.iloc[full] * (hours - full)) / whole
    c, c0 = covered / whole, hours / len(table)
    monthly = table.groupby(table.index.month).sum()
    shares = monthly / monthly.sum()
    ranks = monthly["visitors"].rank(method="first")
    gini = ((2 * ranks - 13) * monthly["visitors"]).sum() / (12 * monthly["visitors"].sum())
    peak = monthly["visitors"].max() / monthly["visitors"].mean()
    table["lost"] = table["visitors"] * (1 - table["open"])
    cells = table.groupby([table.index.month.map(SEASON), table.index.day_of_week, table.index.hour])
    means, lost = cells[["visitors", "open"]].mean(), cells["lost"].sum()
    served = means.loc[means["open"] >= 0.5, "visitors"]
    wanted = (means["open"] < 0.5) & (means["visitors"] >= served.quantile(SCALE.underserved_percentile / 100))
    return (
        c,
        c0,
        best,
        (c - c0) / (best - c0),
        shares.min(axis=1).sum(),
        covered / hours,
        gini,
        peak,
        lost[wanted].sum(),
    )


def plain_interval(minutes: pd.Series, visitors: pd.Series, draws: int) -> None:
    """Draw weeks again with pandas: the weeks of each draw one after the other, then coverage and skill."""
    table = pd.DataFrame({"visitors": visitors, "open": minutes.resample("h").mean()})
    table["covered"] = table["visitors"] * table["open"]
    daily = table.resample("D").sum()
    daily["open"] = (daily["open"] / SCALE.full_day_hours).clip(upper=1)
    weeks = [part for _, part in daily.groupby(np.minimum((daily.index.day_of_year - 1) // 7, 51))]
    rng, found = np.random.default_rng(0), []
    for _ in range(draws):
        drawn = pd.concat([weeks[13 * quarter + week] for quarter in range(4) for week in rng.integers(0, 13, 13)])
        whole, days = drawn["visitors"].sum(), drawn["open"].sum()
        best = drawn["visitors"].nlargest(int(days)).sum() / whole
        c, c0 = (drawn["visitors"] * drawn["open"]).sum() / whole, days / len(drawn)
        found.append((drawn["covered"].sum() / whole, (c - c0) / (best - c0)))
    pd.DataFrame(found).quantile([0.025, 0.975])


def timed(count: int) -> float:
    """Return the seconds that so many offices take, without the time to make them up."""
    spent = 0.0
    for calendar, attendance in offices(count):
        start = time.perf_counter()
        ours(calendar, attendance)
        spent += time.perf_counter() - start
    return spent


def peak_memory() -> float:
    """Return the most memory that this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def timed_pandas(way: Callable[..., tuple[float, ...]], count: int) -> float:
    """Return the seconds an office that a pandas way takes, once it has found our figures."""
    spent, minute = 0.0, pd.date_range(f"{YEAR}-01-01", f"{YEAR}-12-31 23:59", freq="min")
    for calendar, attendance in offices(count):
        minutes = pd.Series(calendar.minutes.ravel(), index=minute)
        start = time.perf_counter()
        expected = way(minutes, attendance.visitors)
        spent += time.perf_counter() - start
        np.testing.assert_allclose(ours(calendar, attendance), expected, rtol=1e-9)
    return spent / count


def main() -> None:
    """Print the ratios, the growth, the memory and the cost of the intervals."""
    slow, hurried, fast = timed_pandas(plain, PLAIN), timed_pandas(tight, 10 * PLAIN), timed(OFFICES) / OFFICES
    some = peak_memory()
    print(f"otanalysis        {1000 * fast:8.2f} ms an office ({OFFICES} offices)")
    print(
        f"plain pandas      {1000 * slow:8.2f} ms an office, row by row: {slow / fast:.0f} times slower, same figures"
    )
    print(f"whole columns     {1000 * hurried:8.2f} ms an office: {hurried / fast:.0f} times slower, same figures")
    many = timed(MANY) / MANY
    print(f"growth            {many / fast:8.2f} times the time an office at {MANY} offices")
    print(f"memory            {some:8.0f} MB after {OFFICES} offices, {peak_memory():.0f} MB after {MANY}")
    intervals()


def intervals() -> None:
    """Print what the intervals of one office cost."""
    calendar, attendance = next(offices(1))
    minute = pd.date_range(f"{YEAR}-01-01", f"{YEAR}-12-31 23:59", freq="min")
    minutes = pd.Series(calendar.minutes.ravel(), index=minute)
    draws = 20
    start = time.perf_counter()
    plain_interval(minutes, attendance.visitors, draws)
    slow = (time.perf_counter() - start) * SCALE.bootstrap.draws / draws
    start = time.perf_counter()
    likely(calendar, attendance, SCALE)
    fast = time.perf_counter() - start
    ratio = f"{slow / fast:.0f} times slower"
    print(f"intervals         {1000 * fast:8.2f} ms an office, pandas {slow:.1f} s (from {draws} draws): {ratio}")


if __name__ == "__main__":
    main()

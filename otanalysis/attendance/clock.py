"""Clock changes: the local hour that a year lacks, the one that it has twice."""

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import numpy as np
import pandas as pd

from otanalysis.attendance.mistakes import refusal
from otanalysis.attendance.series import Step, steps_of
from otanalysis.reading.problems import nearest

PARIS = "Europe/Paris"


def known_zone(name: str, shown: str) -> str:
    """Return the name of a time zone; raises InputError when there is none of that name."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = [zone for zone in available_timezones() if zone.count("/") == 1]
        raise refusal(
            shown, f"fuseau horaire inconnu « {name} »", f"par exemple {nearest(name, known) or PARIS}"
        ) from None


@lru_cache(maxsize=32)
def changes(year: int, zone: str) -> tuple[pd.DatetimeIndex, pd.DatetimeIndex]:
    """Return the local hours that the clocks of a zone skip in a year, and those that they show twice."""
    instants = pd.date_range(f"{year - 1}-12-31", f"{year + 1}-01-02", freq="h", tz=ZoneInfo("UTC"))
    shown = instants.tz_convert(zone).tz_localize(None)
    return steps_of(year, Step.HOUR).difference(shown), shown[shown.duplicated() & (shown.year == year)]


def local(instants: pd.Series, zone: str) -> pd.DataFrame:
    """Return UTC instants as local naive ``start`` and ``fold`` (1 in the second of two hours shown alike)."""
    here = instants.dt.tz_convert(zone).dt.tz_localize(None)
    before = (instants - pd.Timedelta(hours=1)).dt.tz_convert(zone).dt.tz_localize(None)
    return pd.DataFrame({"start": here, "fold": (here == before).astype("int8")})


def elapsed(start: pd.DataFrame, end: pd.DataFrame, zone: str) -> pd.Series:
    """Return the minutes between local moments: elapsed time, or what clocks show for half a day and more.

    Of the two, the shorter: a naive clock does not tell which of the doubled hours of October it means.
    """
    shown = (end["start"] - start["start"]).dt.total_seconds() / 60
    begun = _instants(start, zone)
    spent = (_instants(end, zone) - begun).dt.total_seconds() / 60
    later = (_instants(end.assign(fold=1), zone) - begun).dt.total_seconds() / 60
    spent = spent.where(spent > 0, later)
    return shown.mask((shown < 720) & (spent > 0) & ((spent < shown) | (shown <= 0)), spent)


def _instants(moments: pd.DataFrame, zone: str) -> pd.Series:
    first = (moments["fold"] == 0).to_numpy()
    here: pd.Series = moments["start"].dt.tz_localize(zone, ambiguous=first, nonexistent="shift_forward")
    there: pd.Series = here.dt.tz_convert("UTC")
    return there


def unfolded(table: pd.DataFrame, year: int, zone: str) -> pd.DataFrame:
    """Return the counts with ``fold`` set where a naive clock shows the same hour twice.

    A start written n times in the doubled hour is two hours when its neighbour is written n / 2 times.
    """
    doubled = changes(year, zone)[1]
    inside = table.loc[table["start"].dt.floor("h").isin(doubled)].sort_values(["channel", "start", "count"])
    if inside["fold"].any() or not inside.duplicated(["channel", "start"]).any():
        return table
    keys = [inside["channel"].astype("str"), inside["start"]]
    times = inside.groupby(keys)["count"].transform("size").to_numpy()
    rank = inside.groupby(keys).cumcount().to_numpy()
    usual = _times_written(table, keys[0], inside["start"] + pd.Timedelta(hours=1))
    fold = table["fold"].copy()
    fold[inside.index] = ((times == 2 * usual) & (rank >= usual)).astype("int8")
    return table.assign(fold=fold)


def _times_written(table: pd.DataFrame, channels: pd.Series, starts: pd.Series) -> np.ndarray:
    """Return how many rows each channel has at each start, at least 1."""
    near = table.loc[table["start"].isin(starts)]
    written = near.groupby([near["channel"].astype("str"), near["start"]]).size()
    return written.reindex(pd.MultiIndex.from_arrays([channels, starts]), fill_value=1).to_numpy()

"""The benchmark compares equals: plain pandas finds the same figures."""

import numpy as np
import pandas as pd

from benchmarks import core


def test_plain_pandas_finds_the_same_figures():
    minute = pd.date_range(f"{core.YEAR}-01-01", f"{core.YEAR}-12-31 23:59", freq="min")
    for calendar, attendance in core.offices(3):
        expected = core.plain(pd.Series(calendar.minutes.ravel(), index=minute), attendance.visitors)
        np.testing.assert_allclose(core.ours(calendar, attendance), expected, rtol=1e-9)


def test_what_it_prints(monkeypatch, capsys):
    for name, value in (("OFFICES", 2), ("MANY", 4), ("PLAIN", 1)):
        monkeypatch.setattr(core, name, value)
    core.main()
    printed = capsys.readouterr().out
    assert [line.split()[0] for line in printed.splitlines()] == [
        "plain", "otanalysis", "ratio", "growth", "memory", "interval",
    ]  # fmt: skip

"""The benchmark compares equals: plain pandas finds the same figures."""

import pytest

from benchmarks import core


@pytest.mark.parametrize("way", [core.plain, core.tight])
def test_pandas_finds_the_same_figures(way):
    assert core.timed_pandas(way, 2) > 0


def test_what_it_prints(monkeypatch, capsys):
    for name, value in (("OFFICES", 2), ("MANY", 4), ("PLAIN", 1)):
        monkeypatch.setattr(core, name, value)
    core.main()
    printed = capsys.readouterr().out
    assert [line.split()[0] for line in printed.splitlines()] == [
        "otanalysis", "plain", "whole", "growth", "memory", "intervals",
    ]  # fmt: skip

"""The benchmark compares equals: the CSV and the observatory give the same sums."""

from benchmarks import store
from otanalysis.store.address import VARIABLE


def test_what_it_prints(monkeypatch, capsys):
    for name, value in (("OFFICES", 2), ("PLAIN", 4), ("TERRITORY", 3)):
        monkeypatch.setattr(store, name, value)
    monkeypatch.setenv(VARIABLE, "")
    store.main()
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in printed] == [
        "load", "of", "CSV,", "again", "disk", "findings", "opening", "an", "territory", "its",
    ]  # fmt: skip
    assert printed[-4].endswith(f"{2 * 2 * (4 * 365 + 366)} rows")

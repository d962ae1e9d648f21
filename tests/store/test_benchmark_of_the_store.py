"""The benchmark compares equals: the CSV and the observatory give the same sums."""

from benchmarks import store


def test_what_it_prints(monkeypatch, capsys):
    for name, value in (("OFFICES", 2), ("PLAIN", 4)):
        monkeypatch.setattr(store, name, value)
    store.main()
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in printed] == [
        "load", "of", "CSV,", "again", "disk", "findings", "opening", "an",
    ]  # fmt: skip
    assert printed[-2].endswith(f"{2 * 2 * (4 * 365 + 366)} rows")

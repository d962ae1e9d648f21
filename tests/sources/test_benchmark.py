"""The benchmark compares equals: every source gives the minutes of the plain way."""

import pytest

from benchmarks import sources


@pytest.mark.parametrize("name", sources.SOURCES)
def test_every_source_gives_the_same_year(monkeypatch, capsys, name):
    monkeypatch.setattr(sources, "OFFICES", 1)
    assert sources.measured(name, sources.SOURCES[name](), sources.plain_pandas(), 1.0) == 0
    assert "mêmes minutes" in capsys.readouterr().out

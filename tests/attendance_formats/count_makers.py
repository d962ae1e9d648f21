"""Small files of counts, written by the tests themselves."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from otanalysis.reading.problems import InputError

PARIS = "Europe/Paris"


def written(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def workbook(folder: Path, *rows: list, name: str = "comptages.xlsx", before: int = 0) -> Path:
    """A workbook of one sheet, its first rows empty when wanted."""
    book = openpyxl.Workbook()
    for n, row in enumerate(rows, 1 + before):
        for column, value in enumerate(row, 1):
            book.active.cell(n, column, value)
    book.save(folder / name)
    return folder / name


def instants(year: int, freq: str = "h") -> pd.DatetimeIndex:
    return pd.date_range(f"{year}-01-01", f"{year + 1}-01-01", freq=freq, tz=PARIS, inclusive="left")


def measures(moments: pd.DatetimeIndex, channel: str = "A", count=lambda n: n % 7) -> list[str]:
    """Rows of ``measure.csv``, each step ending where the next begins."""
    ends = moments + (moments[1] - moments[0] if moments.freq is None else moments.freq)
    pairs = zip(moments, ends, strict=True)
    return [f"{channel},C1,{a.isoformat()},{b.isoformat()},{count(n)}" for n, (a, b) in enumerate(pairs)]


MEASURE = "channel_id,counter_id,start_datetime,end_datetime,count"


def refused(read) -> str:
    with pytest.raises(InputError) as caught:
        read()
    return str(caught.value)


def note_about(attendance, *words: str) -> str:
    found = [note for note in attendance.notes if all(word in note for word in words)]
    assert found, attendance.notes
    return found[0]

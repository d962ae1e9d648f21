"""Small files of hours, and a count of minutes with plain loops that shares no code with the package."""

import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from otanalysis.reading.problems import InputError

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not there")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WRONG_WORDS = ("Expecting", "Traceback", "error", "Error", "invalid", "premature", "codec", "File is not")
# Slots of a day: (first minute, last minute).
Day = Callable[[date], list[tuple[int, int]]]


def brute(year: int, slots: Day) -> np.ndarray:
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    minutes = np.zeros((days, 1440), bool)
    for n in range(days):
        for first, last in slots(date(year, 1, 1) + timedelta(days=n)):
            for minute in range(first, last):
                minutes[n, minute] = True
    return minutes


def at(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:5])


def on_day(calendar, day: date) -> list[str]:
    row, found, start = calendar.minutes[(day - date(calendar.year, 1, 1)).days], [], None
    for minute in range(1441):
        is_open = minute < 1440 and row[minute]
        if is_open and start is None:
            start = minute
        if not is_open and start is not None:
            found.append(f"{start // 60:02}:{start % 60:02}-{minute // 60:02}:{minute % 60:02}")
            start = None
    return found


def described(calendar, day: date) -> bool:
    return bool(calendar.described[(day - date(calendar.year, 1, 1)).days])


def save(folder: Path, data: object, name: str = "horaires.json") -> Path:
    path = folder / name
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def zipped(folder: Path, files: dict[str, str], name: str = "flux.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, text in files.items():
            archive.writestr(inside, text)
    return path


def refusal(read: Callable[[], object]) -> str:
    """The French message of what is refused, that no English library wrote."""
    with pytest.raises(InputError) as caught:
        read()
    text = str(caught.value)
    assert not [word for word in WRONG_WORDS if word in text], text
    return text


def spec(days, opens, closes, start="2025-01-01", end="2025-12-31", prefix="schema:") -> dict:
    names = {"dayOfWeek": days, "opens": opens, "closes": closes, "validFrom": start, "validThrough": end}
    return {f"{prefix}{name}": value for name, value in names.items() if value is not None}


def poi(*specs: dict, id_: str = "https://x.fr/1", name: str = "Office de Tourisme de Valfictif") -> dict:
    place = {"@id": f"{id_}/lieu", "schema:openingHoursSpecification": list(specs)}
    return {"@id": id_, "rdfs:label": {"fr": [name]}, "isLocatedAt": [place]}


def weekdays(*numbers: int) -> list[dict]:
    return [{"@id": f"schema:{DAY_NAMES[n]}"} for n in numbers]


def apidae(*periods: dict, id_: int = 7, name: str = "Office de tourisme", **opening) -> dict:
    whole = {"periodesOuvertures": list(periods), **opening}
    return {"id": id_, "type": "STRUCTURE", "nom": {"libelleFr": name}, "ouverture": whole}


def older(start: str, end: str, *, opens="09:00:00", closes="12:00:00", kind="TOUS_LES_JOURS", days=(), **more) -> dict:
    listed = [{"jour": day} for day in days]
    found = {"dateDebut": start, "dateFin": end, "type": f"OUVERTURE_{kind}", "ouverturesJournalieres": listed, **more}
    return found | ({"horaireOuverture": opens} if opens else {}) | ({"horaireFermeture": closes} if closes else {})


def newer(start: str, end: str, *slots: dict, kind: int = 7457, **more) -> dict:
    schedule = {"type": {"id": kind, "libelleFr": "Ouverture"}, "timePeriods": list(slots)}
    return {"dateDebut": start, "dateFin": end, "horaires": [schedule], **more}


def slot(days: str, *frames: tuple[str, str], closed: bool = False) -> dict:
    times = [{"startTime": first, "endTime": last} for first, last in frames]
    return {"closed": closed, "weekdays": days.split(), "timeFrames": times}

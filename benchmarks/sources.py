"""One year of hours for 1 000 offices, source by source, beside a plain pandas loop that does the same.

Prints milliseconds an office and the ratio, both measured in this run; never a test, since machines differ.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from otanalysis.opening.calendar import OpeningCalendar, minutes_per_day
from otanalysis.opening.formats import read_hours

YEAR, OFFICES, PLAIN = 2025, 1000, 5
SEASONS = [("01-01", "03-31", 4), ("04-01", "06-30", 5), ("07-01", "08-31", 6), ("09-01", "12-31", 4)]
SLOTS = [("09:30", "12:30"), ("14:00", "18:00")]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


def rules() -> Iterator[tuple[str, str, int, str, str]]:
    """Yield the same year for every source: first day, last day, weekday, opens, closes."""
    for start, end, last in SEASONS:
        for weekday in range(last):
            for opens, closes in SLOTS:
                yield f"{YEAR}-{start}", f"{YEAR}-{end}", weekday, opens, closes


def plain_pandas() -> pd.Series:
    """Return the minutes open a day, the plain way: every day against every row of a table of rules."""
    table = pd.DataFrame(rules(), columns=["first", "last", "weekday", "opens", "closes"])
    minutes = pd.Series(False, index=pd.date_range(f"{YEAR}-01-01", f"{YEAR}-12-31 23:59", freq="min"))
    for day in pd.date_range(f"{YEAR}-01-01", f"{YEAR}-12-31"):
        for _, rule in table.iterrows():
            if rule["first"] <= f"{day:%Y-%m-%d}" <= rule["last"] and day.day_of_week == rule["weekday"]:
                _open(minutes, day, rule["opens"], rule["closes"])
    return minutes.resample("D").sum()


def tight_pandas() -> pd.Series:
    """Return the same as somebody in a hurry writes it: only the days of each rule are visited."""
    minutes = pd.Series(False, index=pd.date_range(f"{YEAR}-01-01", f"{YEAR}-12-31 23:59", freq="min"))
    for first, last, weekday, opens, closes in rules():
        for day in pd.date_range(first, last):
            if day.day_of_week == weekday:
                _open(minutes, day, opens, closes)
    return minutes.resample("D").sum()


def _open(minutes: pd.Series, day: pd.Timestamp, opens: str, closes: str) -> None:
    start, end = (day + pd.Timedelta(f"{clock}:00") for clock in (opens, closes))
    minutes.loc[start : end - pd.Timedelta(minutes=1)] = True


def osm() -> str:
    """Return the year as an OpenStreetMap string."""
    months = ("Jan-Mar", "Apr-Jun", "Jul-Aug", "Sep-Dec")
    spans = ",".join(f"{opens}-{closes}" for opens, closes in SLOTS)
    short = [day[:2] for day in DAYS]
    return "; ".join(f"{m} Mo-{short[last - 1]} {spans}" for m, (_, _, last) in zip(months, SEASONS, strict=True))


def apidae() -> str:
    """Return the year as APIDAE writes it since June 2025."""
    frames = [{"startTime": opens, "endTime": closes} for opens, closes in SLOTS]
    periods = [
        {
            "dateDebut": f"{YEAR}-{start}",
            "dateFin": f"{YEAR}-{end}",
            "tousLesAns": False,
            "horaires": [
                {
                    "type": {"id": 7457},
                    "timePeriods": [{"weekdays": [d[:3].upper() for d in DAYS[:last]], "timeFrames": frames}],
                }
            ],
        }
        for start, end, last in SEASONS
    ]
    return json.dumps({"id": 1, "nom": {"libelleFr": "Essai"}, "ouverture": {"periodesOuvertures": periods}})


def schema_org() -> str:
    """Return the year as schema.org's openingHoursSpecification."""
    hours = [
        {"validFrom": first, "validThrough": last, "dayOfWeek": DAYS[weekday], "opens": opens, "closes": closes}
        for first, last, weekday, opens, closes in rules()
    ]
    return json.dumps({"@type": "TouristInformationCenter", "name": "Essai", "openingHoursSpecification": hours})


def tourinsoft() -> str:
    """Return the year as Tourinsoft's V3 records."""
    records = [
        {"Datedebut": _french(f"{YEAR}-{start}"), "Datefin": _french(f"{YEAR}-{end}")}
        | {f"{jour}heure{what}{n}": clock for jour in JOURS[:days] for what, n, clock in _clocks()}
        | {"Joursdefermeture": [jour.capitalize() for jour in JOURS[days:]]}
        for start, end, days in SEASONS
    ]
    return json.dumps({"SyndicObjectID": "1", "SyndicObjectName": "Essai", "PERIODEOUVERTURE": records})


def _clocks() -> Iterator[tuple[str, int, str]]:
    for n, (opens, closes) in enumerate(SLOTS, 1):
        yield "debut", n, opens
        yield "fin", n, closes


def sheet() -> str:
    """Return the year as a sheet of periods and days."""
    lines = [f"{_french(a)};{_french(b)};{JOURS[day]};{o};{c}" for a, b, day, o, c in rules()]
    return "\n".join(["du;au;jour;ouvre;ferme", *lines]) + "\n"


def _french(day: str) -> str:
    return "/".join(reversed(day.split("-")))


SOURCES: dict[str, Callable[[], str]] = {
    "osm": osm,
    "apidae": apidae,
    "schema-org": schema_org,
    "tourinsoft": tourinsoft,
    "tableur": sheet,
}


def main() -> int:
    """Print a line a way of doing it; return 1 when a source disagrees with the plain way."""
    expected, plain = timed(plain_pandas)
    _, tight = timed(tight_pandas)
    print(f"{'boucle pandas':<14}{plain * 1e3:>9.2f} ms par office ({PLAIN} offices mesurés)")
    print(f"{'boucle serrée':<14}{tight * 1e3:>9.2f} ms par office, {plain / tight:>6.0f} fois plus vite")
    return max(measured(name, text(), expected, plain) for name, text in SOURCES.items())


def timed(way: Callable[[], pd.Series]) -> tuple[pd.Series, float]:
    """Return what a plain way gives and its seconds an office."""
    start = time.perf_counter()
    found = [way() for _ in range(PLAIN)]
    return found[0], (time.perf_counter() - start) / PLAIN


def measured(name: str, text: str, expected: pd.Series, plain: float) -> int:
    """Print the cost of a source and its ratio to the plain way; return 1 when its minutes differ."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / {"osm": "h.txt", "tableur": "h.csv"}.get(name, "h.json")
        path.write_text(text, encoding="utf-8")
        calendar: OpeningCalendar = read_hours(path, name, YEAR)
        start = time.perf_counter()
        for _ in range(OFFICES):
            calendar = read_hours(path, name, YEAR)
        cost = (time.perf_counter() - start) / OFFICES
    same = (minutes_per_day(calendar) == expected.to_numpy()).all()
    told = "mêmes minutes" if same else "MINUTES DIFFÉRENTES"
    print(f"{name:<14}{cost * 1e3:>9.2f} ms par office, {plain / cost:>6.0f} fois plus vite, {told}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())

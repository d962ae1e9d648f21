"""The observatory of 1 000 offices over five years, loaded from nothing, beside a plain folder of CSV made with pandas.

Prints seconds, milliseconds an audit, the ratio, what the disk holds and how long questions take, then the page of a
territory of 100 offices, and its audits read from the observatory beside the folder of CSV; measured in one run, never
a test, since machines differ. Both sides must find the same sums.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import URL

from otanalysis.audit.document import document_of
from otanalysis.audit.territory import Area
from otanalysis.batch.farm import run_offices
from otanalysis.batch.results import Result
from otanalysis.office import audit_params
from otanalysis.opening.calendar import dates_of, days_in
from otanalysis.store.address import VARIABLE, default_url
from otanalysis.store.load import load
from otanalysis.store.observatory import Observatory
from otanalysis.store.territories import load_territory

PARAMS = Path(__file__).parents[1] / "params" / "office-fictif-cote-de-brumaire.yaml"
OFFICES, YEARS, PLAIN, TERRITORY = 1000, range(2021, 2026), 100, 100
TERRITORY_PARAMS = PARAMS.with_name("territoire-fictif.yaml")


def write_audits(folder: Path, offices: int) -> list[Path]:
    """Write the audits of made-up offices, two bureaux each, one audit a year; return their files."""
    model = document_of(audit_params(PARAMS))
    return [_write(folder, one_audit(model, n, year)) for n in range(offices) for year in YEARS]


def one_audit(model: dict[str, Any], n: int, year: int) -> dict[str, Any]:
    """Return the document of an office and a year: hours and visitors of its own."""
    days = days_in(year)
    hours = [{**told, "minutes": [(7 * n + d) % 600 for d in range(days)]} for told in model["bureaux"]]
    bureaux = [{**told, "hors_les_murs": None} for told in hours]
    counts = {**model["attendance"], "days": [float((n + 3 * d) % 900) for d in range(days)]}
    when = {"reference_year": year, "audit_date": date(year + 1, 3, 15).isoformat()}
    return {**model, **when, "name": f"office-{n:04}", "bureaux": bureaux, "attendance": counts}


def _write(folder: Path, document: dict[str, Any]) -> Path:
    path = folder / f"{document['name']}-{document['reference_year']}.json"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    return path


def plain(paths: list[Path], folder: Path) -> None:
    """Keep audits the plain way: four CSV files for each, made with pandas."""
    for path in paths:
        document = json.loads(path.read_text(encoding="utf-8"))
        days = pd.DatetimeIndex(dates_of(document["reference_year"]))
        requirements = [{"criterion": f["criterion"], **r} for f in document["findings"] for r in f["requirements"]]
        tables = {
            "findings": pd.DataFrame(document["findings"]).drop(columns="requirements"),
            "requirements": pd.DataFrame(requirements).drop(columns=["source", "evidence"]),
            "opening": pd.concat(
                pd.DataFrame({"bureau": b["id"], "day": days, "minutes": b["minutes"]}) for b in document["bureaux"]
            ),
            "attendance": pd.DataFrame({"day": days, "visitors": document["attendance"]["days"]}),
        }
        for name, table in tables.items():
            table.to_csv(folder / f"{path.stem}-{name}.csv", index=False)


def plain_sums(folder: Path) -> tuple[float, float]:
    """Return the minutes and the visitors of a folder of CSV."""
    files: Iterator[tuple[str, str]] = iter((("opening", "minutes"), ("attendance", "visitors")))
    minutes, visitors = (sum(pd.read_csv(p)[name].sum() for p in folder.glob(f"*-{kind}.csv")) for kind, name in files)
    return float(minutes), float(visitors)


def sums(base: Observatory) -> tuple[float, float]:
    """Return the minutes and the visitors of the observatory."""
    return float(base.opening()["minutes"].sum()), float(base.attendance()["visitors"].sum())


def plain_territory(folder: Path) -> tuple[float, float, int]:
    """Return minutes, visitors and findings of the offices of a folder of CSV, all its tables read, day by day."""
    tables = {
        kind: pd.concat([pd.read_csv(path) for path in sorted(folder.glob(f"*-{kind}.csv"))])
        for kind in ("findings", "requirements", "opening", "attendance")
    }
    opening, attendance = tables["opening"], tables["attendance"]
    for table in (opening, attendance):
        table["day"] = pd.to_datetime(table["day"])
    return float(opening["minutes"].sum()), float(attendance["visitors"].sum()), len(tables["findings"])


def territory_sums(url: URL) -> tuple[float, float, int]:
    """Return the same of a territory's last audits, read as its page reads them."""
    area = area_of(url)
    minutes = sum(sum(told["minutes"]) for d in area.audits for told in d["bureaux"])
    visitors = sum(sum(d["attendance"]["days"]) for d in area.audits)
    return float(minutes), float(visitors), sum(len(d["findings"]) for d in area.audits)


def area_of(url: URL) -> Area:
    """Return the fictitious territory with the audits of an observatory."""
    return load_territory("params/territoires/territoire-fictif.yaml", url.render_as_string())


def territory_page(url: URL, outputs: Path) -> tuple[float, float]:
    """Return the seconds of a territory's page and those of processor: papermill, its notebook, its HTML, start-up."""
    os.environ[VARIABLE] = url.render_as_string()
    results: list[Result] = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = timed(lambda: results.extend(run_offices([TERRITORY_PARAMS], outputs, 1, 300)))
    if [result.message for result in results] != [""]:
        sys.exit(f"the page of the territory is not made: {results}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def territory(folder: Path) -> None:
    """Print how long the page of a territory of many offices takes, and reading its audits on each side."""
    audits, csv, base = (folder / name for name in ("audits", "csv", "base"))
    for made in (audits, csv, base):
        made.mkdir(parents=True)
    model, url = document_of(audit_params(PARAMS)), default_url(base)
    paths = [_write(audits, one_audit(model, n, YEARS[-1])) for n in range(TERRITORY)]
    plain(paths, csv)
    load(url, paths)
    if territory_sums(url) != plain_territory(csv):
        sys.exit("the two sides do not find the same territory")
    fast, slow = timed(lambda: area_of(url)), timed(lambda: plain_territory(csv))
    page, worked = territory_page(url, base)
    print(
        f"territory    {page:8.1f} s for the page of {TERRITORY} offices, {worked:.1f} s of processor, start included"
    )
    print(f"its audits   {fast:8.2f} s to read, CSV with pandas {slow:.2f} s: {slow / fast:.1f} times slower")


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def megabytes(folder: Path) -> float:
    """Return what the files of a folder weigh."""
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6


def main() -> None:
    """Print how long loading takes on each side, and what it gives."""
    with tempfile.TemporaryDirectory() as name:
        audits, few, csv, whole = (Path(name) / part for part in ("audits", "few", "csv", "whole"))
        for folder in (audits, few, csv, whole):
            folder.mkdir()
        paths = write_audits(audits, OFFICES)
        some = paths[:PLAIN]
        slow = timed(lambda: plain(some, csv)) / len(some)
        load(default_url(few), some)
        if sums(Observatory(default_url(few))) != plain_sums(csv):
            sys.exit("the two sides do not find the same sums")
        worked = time.process_time()
        spent = timed(lambda: load(default_url(whole), paths))
        worked = time.process_time() - worked
        fast = spent / len(paths)
        print(f"load         {spent:8.1f} s for {len(paths)} audits, {1000 * fast:.2f} ms each, from nothing")
        print(f"of which     {worked:8.1f} s of processor, {1000 * worked / len(paths):.2f} ms each")
        print(f"CSV, pandas  {1000 * slow:8.1f} ms an audit ({len(some)} audits): {slow / fast:.0f} times slower")
        print(f"again        {timed(lambda: load(default_url(whole), paths)):8.1f} s, nothing new")
        print(f"disk         {megabytes(whole):8.0f} MB, CSV {megabytes(csv) * len(paths) / len(some):.0f} MB")
        base = Observatory(default_url(whole))
        asked: list[tuple[str, Callable[[], Any]]] = [
            ("findings", base.findings),
            ("opening", base.opening),
            ("an office", lambda: base.opening("office-0000")),
        ]
        for what, ask in asked:
            start = time.perf_counter()
            rows = len(ask())
            print(f"{what:<12} {time.perf_counter() - start:8.2f} s, {rows} rows")
        territory(Path(name) / "territory")


if __name__ == "__main__":
    main()

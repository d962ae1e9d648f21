"""What a batch leaves beside its reports: run.json, the pages of failures, whole files."""

import json
import os
import subprocess
import sys
from dataclasses import asdict

import pytest

from otanalysis.batch.index import write_index
from otanalysis.batch.record import FILE, JOURNAL, add_missing, last_results, recorded
from otanalysis.batch.results import FAILURES, Outcome, Result
from otanalysis.batch.whole import DRAFT, READY, mend, whole_files
from tests.conftest import ROOT

FAILED = Result("a", Outcome.NOTEBOOK_ERROR, "erreur <b>", 4, ("ligne <i>", "fin"), "Relisez.", 1.5)


def test_a_failure_has_a_page_until_the_next_success(tmp_path):
    page = tmp_path / "a" / "echec.html"
    assert list(recorded([FAILED], tmp_path)) == [FAILED]
    text = page.read_text(encoding="utf-8")
    assert "Erreur dans le carnet" in text
    assert "erreur &lt;b&gt;" in text
    assert "ligne &lt;i&gt;" in text
    assert "Cellule 4" in text
    assert "Aucun rapport" in text
    assert "<script" not in text
    assert "1.5" not in text.split("</style>")[1], "the same failure always has the same page"
    (tmp_path / "a" / "audit.html").write_text("good")
    list(recorded([FAILED], tmp_path))
    assert 'href="audit.html"' in page.read_text(encoding="utf-8")
    list(recorded([Result("a", Outcome.PRODUCED)], tmp_path))
    assert not page.exists()


def test_run_json_keeps_the_offices_of_other_runs(tmp_path):
    list(recorded([FAILED], tmp_path))
    list(recorded([Result("b", Outcome.PRODUCED)], tmp_path))
    assert last_results(tmp_path) == {"a": FAILED, "b": Result("b", Outcome.PRODUCED)}
    offices = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["offices"]
    assert offices["a"]["outcome"] == "erreur dans le carnet"
    assert "a/echec.html" in write_index(tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["", "[]", '{"offices": 3}', '{"offices": {"a": {}}}', '{"offices": {"a": {"outcome": "x"}}}']
)
def test_a_damaged_run_json_is_no_result(tmp_path, text):
    (tmp_path / "run.json").write_text(text)
    assert last_results(tmp_path) == {}


def test_a_killed_run_loses_no_result(tmp_path):
    list(recorded([FAILED, Result("c", Outcome.PRODUCED)], tmp_path))
    results = recorded([Result("a", Outcome.PRODUCED), Result("b", Outcome.PRODUCED)], tmp_path)
    assert next(results).name == "a"
    now = {"a": Result("a", Outcome.PRODUCED), "c": Result("c", Outcome.PRODUCED)}
    assert last_results(tmp_path) == now
    with (tmp_path / JOURNAL).open("a") as journal:
        journal.write('\n{"name": "b", "outc')  # killed as it wrote
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    results.close()
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert last_results(tmp_path) == now
    assert [result.name for result in recorded([FAILED], tmp_path)] == ["a"]
    assert last_results(tmp_path) == {**now, "a": FAILED}
    assert not (tmp_path / JOURNAL).exists()


def test_what_a_killed_run_noted_is_folded_by_one_that_has_nothing_to_do(tmp_path):
    (tmp_path / JOURNAL).write_text(f"\n{json.dumps(asdict(FAILED))}")
    add_missing(tmp_path, [])
    assert last_results(tmp_path) == {"a": FAILED}
    assert not (tmp_path / JOURNAL).exists()


def test_each_result_costs_the_same_however_many_came_before(tmp_path):
    written = []
    for _ in recorded((Result(f"office-{n}", Outcome.PRODUCED) for n in range(200)), tmp_path):
        written.append((tmp_path / JOURNAL).stat().st_size)
        assert not (tmp_path / FILE).exists()
    assert written[199] - written[198] < 2 * written[0]


def test_every_failure_has_an_advice():
    from otanalysis.batch.results import ADVICE

    assert set(ADVICE) == FAILURES


def test_a_disk_that_refuses_does_not_stop_the_results(tmp_path):
    (tmp_path / "outputs").write_text("a file")
    assert list(recorded([FAILED], tmp_path / "outputs")) == [FAILED]


def test_mending_finishes_what_was_decided_and_forgets_the_rest(tmp_path):
    office = tmp_path / "a"
    for folder in (office / f"{READY}x", office / f"{DRAFT}y"):
        folder.mkdir(parents=True)
        for name in ("audit.html", "audit.json"):
            (folder / name).write_text(folder.name)
    (office / "audit.html").write_text("old")
    (office / f"{READY}x" / "audit.json").replace(office / "audit.json")
    mend(tmp_path)
    assert {path.name: path.read_text() for path in office.iterdir()} == dict.fromkeys(
        ("audit.html", "audit.json"), f"{READY}x"
    )


def test_mending_leaves_what_a_live_run_is_writing(tmp_path):
    with whole_files(tmp_path / "a") as draft:
        (draft / "audit.html").write_text("new")
        mend(tmp_path)
    assert (tmp_path / "a" / "audit.html").read_text() == "new"


@pytest.mark.slow
@pytest.mark.long
def test_the_benchmark_runs():
    environ = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    command = [sys.executable, "benchmarks/farm.py", "--plain", "1", "--offices", "1", "--jobs", "1"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "times faster" in done.stdout

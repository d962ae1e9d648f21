"""Whatever a notebook does, the truth is told about it and the other offices are produced."""

import os
import random
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from otanalysis.batch.forks import CAN_FORK
from otanalysis.batch.kernels import run_in_kernels
from otanalysis.batch.results import Outcome
from otanalysis.batch.whole import mend
from tests.batch.offices import files, project_of, run

pytestmark = [pytest.mark.long, pytest.mark.skipif(not CAN_FORK, reason="the farm forks")]
ALL = {"audit.html", "audit.ipynb", "audit.json", "fraicheur.json"}
FAULTS = {
    "exits": ("import os; os._exit(3)", Outcome.KERNEL_DEAD, "code 3"),
    "segfaults": ("import ctypes; ctypes.string_at(0)", Outcome.KERNEL_DEAD, "SIGSEGV"),
    "kills-itself": ("import os; os.kill(os.getpid(), 9)", Outcome.KERNEL_DEAD, "mémoire insuffisante ?"),
    "kills-its-group": ("import os; os.killpg(0, 15)", Outcome.KERNEL_DEAD, "SIGTERM"),
    "loops": ("while True: pass", Outcome.TIMED_OUT, "temps permis"),
    "sleeps-in-c": ("import ctypes; ctypes.CDLL(None).sleep(600)", Outcome.TIMED_OUT, "temps permis"),
    "eats": ("b = b'x' * (4 << 30); import time; time.sleep(60)", Outcome.OUT_OF_MEMORY, "mémoire permise"),
    "wants-too-much": ("bytearray(1 << 60)", Outcome.OUT_OF_MEMORY, "MemoryError"),
    "raises": ("1 / 0", Outcome.NOTEBOOK_ERROR, "ZeroDivisionError"),
    "leaves": ("import sys; sys.exit(0)", Outcome.NOTEBOOK_ERROR, "avant la fin"),
    "asks": ("input('nom ?')", Outcome.NOTEBOOK_ERROR, "StdinNotImplementedError"),
}
FINE = {
    "fine": "",
    "has-children": "import subprocess; p = subprocess.Popen(['sleep', '3600']); open('child', 'w').write(str(p.pid))",
    "is-long": "print('é' * 25_000_000)",
    "is-last": "",
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faulty")
    codes = {name: code for name, (code, _, _) in FAULTS.items()}
    project = project_of(folder, {**codes, **FINE, "has-no-folder": ""})
    (project / "outputs").mkdir(exist_ok=True)
    (project / "outputs" / "has-no-folder").write_text("a file where the folder should be")
    return project, run(project, jobs=5, timeout=30, memory=700)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_as_it_is(faulty, name):
    project, results = faulty
    result = results[name]
    _, outcome, told = FAULTS[name]
    assert result.outcome is outcome, result
    assert told in result.message
    assert result.cell == 4, "parameters, injected parameters, audit, then the fault"
    assert result.advice
    assert files(project, name) == set(), "nothing is written"


@pytest.mark.parametrize("name", FINE)
def test_the_others_are_produced(faulty, name):
    project, results = faulty
    assert results[name].outcome is Outcome.PRODUCED, results[name]
    assert results[name].message == ""
    assert files(project, name) == ALL


def test_a_segfault_names_its_line(faulty):
    _, results = faulty
    assert results["segfaults"].lines[0] == "Fatal Python error: Segmentation fault"
    assert any("string_at" in line for line in results["segfaults"].lines)


def test_a_folder_that_cannot_be_written_is_told(faulty):
    _, results = faulty
    assert results["has-no-folder"].outcome is Outcome.NOT_WRITTEN


def test_what_a_notebook_leaves_behind_is_ended(faulty):
    project, _ = faulty
    child = int((project / "child").read_text())
    assert not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]


def test_a_full_disk_is_told_and_keeps_the_last_report(tmp_path, commands):
    project = project_of(tmp_path, {"a": "print('x' * 400_000)", "b": ""})
    (project / "outputs" / "a").mkdir(parents=True)
    (project / "outputs" / "a" / "audit.html").write_text("the good one")
    command = "ulimit -f 200; otanalysis run --jobs 1"
    done = subprocess.run(["bash", "-c", command], cwd=project, env=commands, capture_output=True, text=True)
    assert done.returncode == 3, done.stderr
    assert "a : écriture impossible" in done.stdout
    assert "b : produit" in done.stdout
    assert (project / "outputs" / "a" / "audit.html").read_text() == "the good one"
    assert files(project, "a") == {"audit.html", "echec.html"}


LEAK = """
import os, warnings, statistics, decimal, sys, random
import numpy as np, pandas as pd, matplotlib as mpl
os.environ['LEAK'] = '1'; os.chdir('/'); sys.path.append('/leak'); warnings.simplefilter('ignore')
statistics.mean = None; decimal.getcontext().prec = 3; np.seterr(all='raise'); pd.set_option('display.max_rows', 3)
mpl.rcParams['font.size'] = 99; sys.modules['leak'] = sys; get_ipython().events.register('post_execute', print)
import otanalysis.french; otanalysis.french.number = lambda value: 'leak'
"""
PROBE = """
import os, warnings, statistics, decimal, sys
import numpy as np, pandas as pd, matplotlib as mpl, otanalysis.french
found = {'environ': 'LEAK' in os.environ, 'cwd': os.getcwd() == '/', 'path': '/leak' in sys.path,
 'warnings': warnings.filters[0][0] == 'ignore' and warnings.filters[0][1] is None, 'patch': statistics.mean is None,
 'decimal': decimal.getcontext().prec == 3, 'seterr': np.geterr()['divide'] == 'raise',
 'pandas': pd.get_option('display.max_rows') == 3, 'rc': mpl.rcParams['font.size'] == 99,
 'modules': 'leak' in sys.modules,
 'french': otanalysis.french.number(1) == 'leak', 'history': len(In) != 5}
assert not any(found.values()), found
"""


def test_nothing_leaks_from_an_office_to_the_next(tmp_path):
    results = run(project_of(tmp_path, {"a": LEAK, "b": PROBE}), jobs=1)
    assert [results[name].outcome for name in "ab"] == [Outcome.PRODUCED] * 2, results
    results = run(project_of(tmp_path / "probed", {"a": LEAK + PROBE, "b": ""}), jobs=1)
    assert "'environ': True" in results["a"].message, "the probe can find a leak"


def test_two_offices_do_not_share_their_luck(tmp_path):
    code = "import random, numpy as np; open(dossier + '/luck', 'w').write(f'{random.random()} {np.random.random()}')"
    project = project_of(tmp_path, {"a": code, "b": code})
    run(project, jobs=1)
    one, two = ((project / "params" / name / "luck").read_text().split() for name in "ab")
    assert not set(one) & set(two)


def test_thirty_offices_sixteen_at_a_time(tmp_path):
    project = project_of(tmp_path, dict.fromkeys([f"office-{n}" for n in range(30)], ""))
    results = run(project, jobs=16, timeout=120)
    assert {result.outcome for result in results.values()} == {Outcome.PRODUCED}
    assert all(files(project, name) == ALL for name in results)


def test_the_farm_and_the_kernels_tell_the_same(tmp_path):
    chosen = {name: FAULTS[name][0] for name in ("raises", "leaves", "exits")}
    project = project_of(tmp_path, chosen)
    plain = {r.name: r for r in run_in_kernels(sorted((project / "params").glob("*.yaml")), tmp_path / "k", 2, 60)}
    for name, result in run(project).items():
        assert result.outcome is plain[name].outcome
        assert result.lines == plain[name].lines or name == "exits"


def test_a_dead_zygote_costs_the_offices_that_run_and_no_other(tmp_path):
    codes = {"a": "import os; os.kill(os.getppid(), 9); import time; time.sleep(60)", "b": "", "c": ""}
    results = run(project_of(tmp_path, codes), jobs=1)
    assert [results[name].outcome for name in "abc"] == [Outcome.KERNEL_DEAD, Outcome.PRODUCED, Outcome.PRODUCED]


def kill_at(project: Path, commands: dict, delay: float) -> None:
    """Run every office and kill the runner, without warning, after some seconds; check what it leaves."""
    runner = subprocess.Popen(
        ["otanalysis", "run", "--jobs", "3"],
        cwd=project,
        env=commands,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(delay)
    family = re.findall(r"\d+", subprocess.run(["pgrep", "-P", str(runner.pid)], capture_output=True, text=True).stdout)
    for zygote in list(family):
        family += re.findall(r"\d+", subprocess.run(["pgrep", "-P", zygote], capture_output=True, text=True).stdout)
    os.kill(runner.pid, signal.SIGKILL)
    runner.wait()
    limit = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in family):
        assert time.monotonic() < limit, "a child outlives the runner"
        time.sleep(0.02)
    mend(project / "outputs")
    assert not list((project / "outputs").glob("**/.*-*")), "no draft stays"
    for folder in (project / "outputs").iterdir():
        if folder.is_dir():
            texts = {path.read_text(encoding="utf-8") == "old" for path in folder.glob("audit.*")}
            assert len(texts) == 1, "all old or all new"
            assert len(list(folder.glob("audit.*"))) == 3


@pytest.mark.parametrize("seed", range(int(os.environ.get("KILLS", "3"))))
def test_a_killed_runner_leaves_neither_processes_nor_torn_files(tmp_path, commands, seed):
    project = project_of(tmp_path, dict.fromkeys([f"office-{n}" for n in range(6)], ""))
    for n in range(6):
        for name in ALL:
            (project / "outputs" / f"office-{n}").mkdir(parents=True, exist_ok=True)
            (project / "outputs" / f"office-{n}" / name).write_text("old")
    kill_at(project, commands, random.Random(seed).uniform(0.5, 5))

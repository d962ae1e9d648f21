"""Many machines, played by real processes: a Dask scheduler, its workers, and what kills them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from otanalysis.cli import main
from tests.batch.offices import project_of
from tests.conftest import BIN, copy_project

NO_DASHBOARD = ["--no-dashboard", "--dashboard-address", ":0"]
KILL_WORKER = "import os, signal; os.kill(int(open(f'/proc/{os.getppid()}/stat').read().split()[3]), signal.SIGKILL)"


class Cluster:
    """A scheduler and the workers that a test starts, each with its own command and folder; all end with it."""

    def __init__(self, folder: Path, allowed_failures: int = 3) -> None:
        self.folder, self.processes = folder, list[subprocess.Popen]()
        file = folder / "scheduler.json"
        environ = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed_failures)}
        arguments = ["--host", "127.0.0.1", "--port", "0", *NO_DASHBOARD, "--scheduler-file", str(file)]
        self.scheduler = self._start("scheduler", arguments, environ)
        wait_for(file.exists)
        wait_for(lambda: file.read_text())
        self.address: str = json.loads(file.read_text())["address"]

    def worker(self, *options: str, **environ: str) -> subprocess.Popen:
        """Start a worker of one thread, and wait until the scheduler knows it."""
        registered = self.log().count("Register worker")
        started = self._start(
            "worker", [self.address, "--nthreads", "1", "--local-directory", ".", *NO_DASHBOARD, *options], environ
        )
        wait_for(lambda: self.log().count("Register worker") > registered)
        return started

    def log(self) -> str:
        return (self.folder / "0.log").read_text()

    def _start(self, role: str, arguments: list[str], environ: dict[str, str]) -> subprocess.Popen:
        name = self.folder / str(len(self.processes))
        name.mkdir()
        with name.with_suffix(".log").open("w") as log:
            command = [str(BIN / "dask"), role, *arguments]
            started = subprocess.Popen(command, cwd=name, env={**os.environ, **environ}, stdout=log, stderr=log)
        self.processes.append(started)
        return started

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


def wait_for(there, seconds: float = 60) -> None:
    limit = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < limit, "too long"
        time.sleep(0.05)


@pytest.fixture
def clusters(tmp_path) -> Iterator:
    """Starts clusters, and ends them."""
    started: list[Cluster] = []

    def start(**options) -> Cluster:
        folder = tmp_path / f"cluster{len(started)}"
        folder.mkdir()
        started.append(Cluster(folder, **options))
        return started[-1]

    yield start
    for cluster in started:
        cluster.close()


def begin(project: Path, commands: dict[str, str], address: str, *more: str) -> subprocess.Popen:
    command = ["otanalysis", "run", "--executor", "dask", "--scheduler", address, *more]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=project, env={**commands, "PYTHONUNBUFFERED": "1"}, **pipes)


def run(project: Path, commands: dict[str, str], address: str, *more: str) -> tuple[int, str, str]:
    with begin(project, commands, address, *more) as running:
        out, err = running.communicate(timeout=200)
    return running.returncode, out, err


def reports(outputs: Path) -> dict[str, bytes]:
    """Return every file of the outputs but the record, which tells how long each office took, and the lock."""
    found = (path for path in outputs.rglob("*") if path.is_file() and path.name not in {"run.json", ".verrou"})
    return {str(path.relative_to(outputs)): path.read_bytes() for path in found}


def outcomes(project: Path) -> dict[str, str]:
    offices = json.loads((project / "outputs" / "run.json").read_text(encoding="utf-8"))["offices"]
    return {name: office["outcome"] for name, office in offices.items()}


@pytest.mark.slow
@pytest.mark.long
def test_a_cluster_makes_the_same_bytes_even_when_it_loses_a_machine_midway(produced, tmp_path, commands, clusters):
    cluster = clusters()
    first, _ = cluster.worker("--no-nanny"), cluster.worker("--no-nanny")
    project = copy_project(tmp_path / "projet")
    with begin(project, commands, cluster.address) as running:
        assert "[1/4]" in running.stdout.readline()
        first.send_signal(signal.SIGKILL)
        out, err = running.communicate(timeout=200)
    assert (running.returncode, err) == (0, "")
    assert "[4/4]" in out
    assert first.wait(10) == -signal.SIGKILL
    assert not [*(tmp_path / "cluster0" / "2").rglob("ota*")], "a worker leaves nothing behind"
    assert reports(project / "outputs") == reports(produced)


@pytest.mark.slow
@pytest.mark.long
def test_a_notebook_that_crashes_leaves_its_worker_alive_and_bad_files_are_told_with_their_place(
    tmp_path, commands, clusters
):
    cluster = clusters()
    worker = cluster.worker("--no-nanny")
    project = project_of(tmp_path / "projet", {"a": "1", "b": "import os; os._exit(3)", "c": "1 / 0", "d": "1"})
    dossier = project / "params" / "d" / "dossier.yaml"
    dossier.write_text(dossier.read_text(encoding="utf-8").replace("main: true", "main: vrai", 1), encoding="utf-8")
    params = project / "params" / "a.yaml"
    params.write_text(params.read_text(encoding="utf-8").replace("II", "IV"), encoding="utf-8")
    code, _, err = run(project, commands, cluster.address)
    assert code == 2
    assert worker.poll() is None
    bad = "dossier à corriger"
    assert outcomes(project) == {"a": bad, "b": "processus mort", "c": "erreur dans le carnet", "d": bad}
    assert f"{params}, ligne" in err, "where it is here, not where it was on the worker"
    assert "params/d/dossier.yaml, ligne" in err
    assert "dask-scratch" not in err
    assert "Traceback" not in err


@pytest.mark.slow
@pytest.mark.long
def test_an_office_that_kills_its_machines_is_dead_alone(tmp_path, commands, clusters):
    cluster = clusters(allowed_failures=0)
    cluster.worker("--nanny")
    codes = {"a": "1", "b": KILL_WORKER, "c": "1", "d": "1"}
    project = project_of(tmp_path / "projet", codes)
    code, _, err = run(project, commands, cluster.address, "--mail-summary", "nuit.eml")
    assert code == 3
    assert outcomes(project) == {**dict.fromkeys(codes, "produit"), "b": "processus mort"}
    assert err == "les machines qui exécutaient ce carnet se sont arrêtées, même quand il y était seul\n"
    mail = (project / "nuit.eml").read_text()
    assert mail.index("b/echec.html") < mail.index("a/audit.html")


@pytest.mark.slow
@pytest.mark.long
def test_a_scheduler_that_dies_is_told_and_the_run_ends(tmp_path, commands, clusters):
    cluster = clusters()
    cluster.worker("--no-nanny")
    project = project_of(tmp_path / "projet", {"a": "1", "b": "import time; time.sleep(60)", "c": "1"})
    with begin(project, commands, cluster.address) as running:
        assert "produit" in running.stdout.readline()
        cluster.scheduler.send_signal(signal.SIGKILL)
        start = time.monotonic()
        _, err = running.communicate(timeout=200)
    assert running.returncode == 3
    assert time.monotonic() - start < 40
    assert set(err.splitlines()) == {"l'ordonnanceur Dask ne répond plus"}
    assert sorted(outcomes(project).values())[:2] != ["produit", "produit"]


@pytest.mark.slow
@pytest.mark.long
def test_a_machine_with_other_versions_is_refused(tmp_path, commands, clusters):
    cluster = clusters()
    fake = tmp_path / "autre" / "otanalysis-9.9.dist-info"
    fake.mkdir(parents=True)
    (fake / "METADATA").write_text("Metadata-Version: 2.1\nName: otanalysis\nVersion: 9.9\n")
    path = os.pathsep.join([str(fake.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    cluster.worker("--no-nanny", PYTHONPATH=path)
    project = copy_project(tmp_path / "projet")
    code, out, err = run(project, commands, cluster.address)
    assert (code, out) == (2, "")
    assert "otanalysis 0.1.0 ici, 9.9 là-bas" in err
    assert "→ installez partout les mêmes versions" in err


SOON = """
import sys
from otanalysis.batch import dask_executor
from otanalysis.cli import main
dask_executor.PATIENCE, dask_executor.ANSWER = 3, 2
main(sys.argv[1:])
"""


@pytest.mark.slow
@pytest.mark.long
def test_no_scheduler_and_no_machine_are_told_after_some_time(tmp_path, commands, clusters):
    project = project_of(tmp_path / "projet", {"a": "1", "b": "1"})
    common = {"cwd": project, "env": commands, "capture_output": True, "text": True, "timeout": 100}
    command = [sys.executable, "-c", SOON, "run", "--executor", "dask", "--scheduler"]
    nobody = subprocess.run([*command, "tcp://127.0.0.1:9"], **common)
    assert nobody.returncode == 2
    assert nobody.stderr.splitlines() == [
        "--executor dask : aucun ordonnanceur Dask ne répond à « tcp://127.0.0.1:9 » en 2 s",
        "    → donnez l'adresse que « dask scheduler » affiche, comme tcp://machine:8786",
    ]
    empty = subprocess.run([*command, clusters().address], **common)
    assert empty.returncode == 3
    assert empty.stderr.splitlines() == ["aucune machine ne s'est présentée à l'ordonnanceur Dask depuis 0 min"] * 2


def refused(capsys, *arguments: str) -> list[str]:
    with pytest.raises(SystemExit) as end:
        main(["run", *arguments])
    assert end.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(copy_project(tmp_path))
    return tmp_path


def test_what_is_asked_of_a_cluster_must_be_whole(project, capsys):
    assert refused(capsys, "--executor", "dask") == [
        "--executor dask : il manque l'ordonnanceur",
        "    → ajoutez --scheduler et l'adresse que « dask scheduler » affiche",
    ]
    assert refused(capsys, "--scheduler", "tcp://machine:8786") == [
        "--scheduler : ne sert qu'à un cluster Dask",
        "    → ajoutez --executor dask",
    ]
    assert refused(capsys, "--executor", "ray")[0] == "valeur refusée pour --executor, il faut local ou dask"
    assert refused(capsys, "--jobs", "x")[0] == "valeur refusée pour --jobs, il faut un nombre entier de 1 à 64"


@pytest.mark.parametrize("address", ["machine", "http://machine:1", "machine:8786"])
def test_what_is_not_an_address_is_refused_at_once(project, capsys, address):
    told = refused(capsys, "--executor", "dask", "--scheduler", address)
    assert told[0] == f"--executor dask : « {address} » n'est pas l'adresse d'un ordonnanceur Dask"
    assert "tcp://machine:8786" in told[1]


def test_without_dask_the_command_that_installs_it_is_told(project, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = refused(capsys, "--executor", "dask", "--scheduler", "tcp://machine:8786")
    assert told == [
        "--executor dask : dask.distributed n'est pas installé",
        "    → dans le dossier du projet : pip install -c constraints.txt -e '.[cluster]'",
    ]

"""Killed at any moment and started again, a batch finishes the rest, redoes nothing complete, and tears nothing."""

import hashlib
import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from otanalysis.batch.forks import CAN_FORK
from otanalysis.batch.freshness import FILE, OUTPUTS
from otanalysis.batch.whole import READY
from tests.batch.offices import project_of

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.skipif(not CAN_FORK, reason="the farm forks")]
TRIALS = int(os.environ.get("KILLS", "5"))
OFFICES = [f"office-{n}" for n in range(6)]
COUNT = "open(dossier + '/count.txt', 'a').write('x')"  # how often the notebook of an office has run to its end


def family(pid: int) -> list[int]:
    """Return a process and its descendants."""
    found = [pid]
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [one for child in tasks.read_text().split() for one in family(int(child))]
    return found


def killed(project: Path, commands: dict, delay: float, everyone: bool) -> None:
    """Run the batch, and kill its runner (or all its processes) without warning after some seconds."""
    command = ["otanalysis", "run", "--jobs", "3"]
    with subprocess.Popen(command, cwd=project, env=commands, stdout=subprocess.DEVNULL) as runner:
        time.sleep(delay)
        processes = family(runner.pid)
        for pid in processes if everyone else [runner.pid]:
            os.kill(pid, signal.SIGKILL)
    limit = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in processes):
        assert time.monotonic() < limit, "a child outlives the runner"
        time.sleep(0.01)


def whole(folder: Path) -> bool:
    """Return whether an office has its reports, and check them; what a decided move has yet to bring counts."""
    files = {path.name: path for path in folder.glob("*.*") if path.is_file()}
    files |= {path.name: path for ready in folder.glob(f"{READY}*") for path in ready.iterdir()}
    files.pop("echec.html", None)
    if not files:
        return False
    assert files.keys() == {*OUTPUTS, FILE}
    note = json.loads(files[FILE].read_text(encoding="utf-8"))
    for name, sha256 in note["outputs"].items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == sha256, name
    assert json.loads(files["audit.json"].read_text(encoding="utf-8"))["verdict"]
    assert files["audit.html"].read_text(encoding="utf-8").rstrip().endswith("</html>")
    return True


def counts(project: Path) -> dict[str, int]:
    paths = {name: project / "params" / name / "count.txt" for name in OFFICES}
    return {name: len(path.read_text()) if path.exists() else 0 for name, path in paths.items()}


@pytest.mark.parametrize("seed", range(TRIALS))
def test_killed_then_finished(tmp_path, commands, seed):
    project = project_of(tmp_path, dict.fromkeys(OFFICES, COUNT))
    chance = random.Random(seed)
    killed(project, commands, chance.uniform(0.5, 8), chance.random() < 0.5)
    outputs = project / "outputs"
    complete = {name for name in OFFICES if whole(outputs / name)}
    before = counts(project)
    again = subprocess.run(["otanalysis", "run"], cwd=project, env=commands, capture_output=True, text=True)
    assert again.returncode == 0, again.stdout + again.stderr
    assert all(whole(outputs / name) for name in OFFICES)
    redone = {name for name in OFFICES if counts(project)[name] > before[name]}
    assert redone == {*OFFICES} - complete, "all the rest, and nothing that was complete"
    assert not [path for path in outputs.rglob(".*") if path.name != ".verrou"]
    assert json.loads((outputs / "run.json").read_text(encoding="utf-8"))["offices"].keys() == {*OFFICES}
    index = (outputs / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}/audit.html"' in index for name in OFFICES)

"""`otanalysis run` beside the plain way: one papermill and one nbconvert process for each office.

Prints, from one run and with start-up included: wall and CPU seconds an office, their ratios, CPU beside a script that
draws the same sections without notebook, the most memory that all processes hold at once, and the size of a page.
PSS is the memory really taken: a page that n processes share counts 1/n in each; RSS counts it n times. With
``--again N``, also what a run costs that finds N offices up to date, beside the run that would have made them.
Never a test, since machines differ: only ratios are worth comparing.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from otanalysis.dossier.territories import is_territory

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SCRIPT = """
import sys
from pathlib import Path
from otanalysis.office import audit_params
from otanalysis.report import show
for path in sorted(Path("params").glob("*.yaml")):
    audit = audit_params(path)
    for name in show.__all__:
        getattr(show, name)(audit)._repr_mimebundle_()
"""


def project(folder: Path, count: int) -> Path:
    """Return a folder with the notebook and so many offices, those of ``params/`` again and again."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    shutil.copytree(ROOT / "params", folder / "params", ignore=shutil.ignore_patterns("*.yaml.*"))
    samples = sorted((folder / "params").glob("*.yaml"))
    texts = [path.read_text(encoding="utf-8") for path in samples if not is_territory(path)]
    for path in samples:
        path.unlink()
    for n in range(count):
        (folder / "params" / f"office-{n:04}.yaml").write_text(texts[n % len(texts)], encoding="utf-8")
    return folder


def multiplied(folder: Path, count: int) -> None:
    """Add copies of the offices produced, up to date too, until there are so many."""
    made = sorted(path.stem for path in (folder / "params").glob("*.yaml"))
    for n in range(len(made), count):
        source, name = made[n % len(made)], f"office-{n:04}"
        shutil.copy(folder / "params" / f"{source}.yaml", folder / "params" / f"{name}.yaml")
        shutil.copytree(folder / "outputs" / source, folder / "outputs" / name)
        note = folder / "outputs" / name / "fraicheur.json"
        note.write_text(note.read_text(encoding="utf-8").replace(f"{source}.yaml", f"{name}.yaml"), encoding="utf-8")


def measured(commands: Sequence[Sequence[str]], folder: Path) -> tuple[float, float, float, float]:
    """Return wall seconds, CPU seconds, and the most megabytes (PSS, RSS) of commands run one after the other."""
    environ = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    peak, cpu, start = [0.0, 0.0], children_cpu(), time.perf_counter()
    for command in commands:
        with subprocess.Popen(  # noqa: S603 - our own commands
            command, cwd=folder, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as p:
            done = threading.Event()
            watcher = threading.Thread(target=watch, args=(p.pid, peak, done))
            watcher.start()
            code = p.wait()
            done.set()
            watcher.join()
        if code:
            raise SystemExit(f"{command} : {code}")
    return time.perf_counter() - start, children_cpu() - cpu, peak[0], peak[1]


def children_cpu() -> float:
    """Return the CPU seconds of every process that ended under this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def watch(pid: int, peak: list[float], done: threading.Event) -> None:
    """Keep the most memory that a process and its descendants hold; Linux only, zeros elsewhere."""
    while not done.wait(0.5):
        tree = family(pid)
        for place, kind in enumerate(("Pss:", "Rss:")):
            peak[place] = max(peak[place], sum(memory(process, kind) for process in tree))


def family(pid: int) -> list[int]:
    """Return a process and its descendants."""
    found = [pid]
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in attempt(tasks.read_text, "").split():
            found += family(int(child))
    return found


def memory(pid: int, kind: str) -> float:
    """Return the megabytes of a process: ``Pss:`` shares common pages out, ``Rss:`` counts them each time."""
    lines = attempt(Path(f"/proc/{pid}/smaps_rollup").read_text, "").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(kind)) / 1024


def attempt(read: Callable[[], str], otherwise: str) -> str:
    """Return what is read, or something else when the process has gone."""
    try:
        return read()
    except OSError:
        return otherwise


def plain_commands(folder: Path) -> list[list[str]]:
    """Return the commands of the plain way."""
    commands = []
    for path in sorted((folder / "params").glob("*.yaml")):
        executed = f"{path.stem}.ipynb"
        commands.append(["papermill", "notebooks/audit.ipynb", executed, "-f", f"params/{path.name}"])
        commands.append(["jupyter", "nbconvert", "--to", "otaudit", executed])
    return commands


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plain", type=int, default=3, help="offices of the plain way")
    parser.add_argument("--offices", type=int, default=60, help="offices of the farm and of the script")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--again", type=int, default=0, help="offices of a run that finds all of them up to date")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        few, many = project(Path(place) / "few", asked.plain), project(Path(place) / "many", asked.offices)
        slow = measured(plain_commands(few), few)
        run = [sys.executable, "-m", "otanalysis", "run", "--jobs", str(asked.jobs)]
        fast = measured([run], many)
        script = measured([[sys.executable, "-c", SCRIPT]], many)
        sizes = [path.stat().st_size for path in many.glob("outputs/*/audit.html")]
        multiplied(many, asked.again)
        again = measured([run], many) if asked.again else None
    rows = [("papermill + nbconvert", slow, asked.plain), (f"otanalysis run --jobs {asked.jobs}", fast, asked.offices)]
    print(
        f"{'':24}{'offices':>8}{'wall s':>9}{'CPU s':>9}{'PSS MB':>9}{'RSS MB':>9}   (seconds an office, memory of all)"
    )
    for name, (wall, cpu, pss, rss), count in [*rows, ("the sections, no notebook", script, asked.offices)]:
        print(f"{name:<25}{count:>7}{wall / count:>9.3f}{cpu / count:>9.3f}{pss:>9.0f}{rss:>9.0f}")
    (slow_wall, slow_cpu), (wall, cpu) = ((w / count, c / count) for _, (w, c, _, _), count in rows)
    print(f"ratio                    {slow_wall / wall:.1f} times faster, {slow_cpu / cpu:.1f} times less CPU")
    print(f"beside the sections      {fast[1] / script[1]:.2f} times their CPU")
    if again:
        seconds, cpu_again, pss, _ = again
        first = asked.again / asked.offices
        shares = f"{seconds / (fast[0] * first):.2%} of the wall, {cpu_again / (fast[1] * first):.2%} of the CPU"
        print(
            f"again, {asked.again} offices      {seconds:.1f} s, {shares} of the run that makes them; PSS {pss:.0f} MB"
        )
    print(f"pages                    {len(sizes)} of {asked.offices}, {max(sizes) / 1000:.0f} kB at most")


if __name__ == "__main__":
    main()

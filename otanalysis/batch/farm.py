"""Runs many offices at once, each in a child of its own: whatever one does, the others and the truth are safe."""

import os
import selectors
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from otanalysis.batch.forks import CAN_FORK, Child, Zygote
from otanalysis.batch.record import result_of
from otanalysis.batch.results import Outcome, Result, failed, last_lines
from otanalysis.batch.whole import mend

TICK = 0.1  # seconds between two looks at time and memory
SIGNALS = {
    signal.SIGSEGV: "erreur de segmentation",
    signal.SIGKILL: "tué de force, mémoire insuffisante ?",
    signal.SIGABRT: "abandon",
    signal.SIGBUS: "erreur de bus",
    signal.SIGFPE: "erreur de calcul",
    signal.SIGILL: "instruction inconnue du processeur",
    signal.SIGTERM: "arrêt demandé",
}


def run_offices(
    params: Sequence[Path],
    outputs: Path,
    jobs: int,
    timeout: int,
    memory: int | None = None,
    forks: AbstractContextManager[Zygote] | None = None,
) -> Iterator[Result]:
    """Yield the result of each office as it ends; one failure never stops the others.

    ``params`` are files ``params/<name>.yaml``; the files of an office go to ``outputs/<name>/``. ``timeout`` is in
    seconds for the whole notebook of an office, ``memory`` in megabytes for its processes, None for no limit. Where a
    process cannot be forked, offices run in kernels: ``timeout`` is then for each cell and ``memory`` is not watched.
    ``forks`` gives the process that forks, when it outlives this batch.
    """
    mend(outputs)
    if not CAN_FORK:
        from otanalysis.batch.kernels import run_in_kernels

        yield from run_in_kernels(params, outputs, jobs, timeout)
        return
    waiting, running = deque(params), list[_Office]()
    with forks or Zygote() as zygote, selectors.DefaultSelector() as selector:
        while waiting or running:
            while waiting and len(running) < jobs:
                running.append(_Office(waiting.popleft(), outputs, zygote))
                selector.register(running[-1].child.selector, selectors.EVENT_READ, running[-1])
            for key, _ in selector.select(TICK):
                key.data.listen()
            for office in running:
                office.watch(timeout, memory)
            for office in [office for office in running if office.child.exit_status is not None]:
                running.remove(office)
                selector.unregister(office.child.selector)
                with office.child:
                    yield office.result()


class _Office:
    """An office that runs: what its child has told, and why it was ended if it was."""

    def __init__(self, params: Path, outputs: Path, zygote: Zygote) -> None:
        self.params, self.cell = params, 0
        self.told: Result | None = None
        self.ended_for: Result | None = None
        environ = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
        job = {"kind": "office", "params": str(params.resolve()), "outputs": str(outputs.resolve())}
        root = str(params.resolve().parent.parent)
        self.child: Child = zygote.fork({**job, "folder": root, "environ": environ})

    def listen(self) -> None:
        """Take what the child told."""
        for message in self.child.messages():
            self.cell = message.get("cell", self.cell)
            if "result" in message:
                told = result_of(message["result"])  # the child knows the file by its whole path, people by theirs
                here = told.message.replace(str(self.params.resolve()), str(self.params))
                self.told = replace(told, message=here)

    def watch(self, timeout: int, memory: int | None) -> None:
        """End a child that takes too long or too much."""
        if self.ended_for or not self.child.started:
            return
        if time.monotonic() - self.child.started > timeout:
            message = f"le carnet a dépassé le temps permis ({timeout} s) dans la cellule {self.cell}"
            self.ended_for = failed(self.params, Outcome.TIMED_OUT, message, self.cell)
        elif memory and (held := self.child.memory()) > memory:
            message = f"le carnet a dépassé la mémoire permise ({held:.0f} Mo sur {memory}) dans la cellule {self.cell}"
            self.ended_for = failed(self.params, Outcome.OUT_OF_MEMORY, message, self.cell)
        if self.ended_for:
            self.child.kill()

    def result(self) -> Result:
        """Return the result of a child that is dead: what it told, why it was ended, or how it died."""
        seconds = time.monotonic() - self.child.started if self.child.started else 0.0
        return replace(self.told or self.ended_for or self._death(), seconds=round(seconds, 3))

    def _death(self) -> Result:
        code = os.waitstatus_to_exitcode(self.child.exit_status or 0)
        words = self.child.last_words()
        place = f"dans la cellule {self.cell}" if self.cell else "avant la première cellule"
        how = f"avec le code {code}" if code >= 0 else _signal(-code)
        message = f"le processus du carnet s'est arrêté brutalement {place} : {how}"
        kept = [line for line in words.splitlines() if " 0x" not in line and line.strip()]
        crash = next((n for n, line in enumerate(kept) if line.startswith("Fatal Python error")), 0)
        return failed(self.params, Outcome.KERNEL_DEAD, message, self.cell, last_lines("\n".join(kept[crash:][:8])))


def _signal(number: int) -> str:
    try:
        known = signal.Signals(number)
    except ValueError:
        return f"signal {number}"
    return f"{SIGNALS.get(known, 'signal')} ({known.name})"

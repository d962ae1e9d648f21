"""The clean process that forks: imports once what every notebook needs, then one child for each request.

Run as ``python -m otanalysis.batch.zygote DESCRIPTOR``; it ends, with all its children, when its parent does.
"""

import ctypes
import faulthandler
import gc
import os
import random
import selectors
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from otanalysis.batch.forks import INLINE
from otanalysis.batch.frames import Reader, send, send_value

PR_SET_PDEATHSIG = 1


class Forks:
    """The children alive, each with the socket that says how it ends."""

    def __init__(self, control: socket.socket) -> None:
        self.control, self.children = control, dict[int, socket.socket]()
        self.selector = selectors.DefaultSelector()
        woken, wake = socket.socketpair()
        wake.setblocking(False)
        woken.setblocking(False)
        self.woken, self.wake = woken, wake
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for end in (control, woken):
            self.selector.register(end, selectors.EVENT_READ)

    def serve(self) -> None:
        """Fork for each request until the parent closes its end; then end every child."""
        while True:
            ready = {key.fileobj for key, _ in self.selector.select()}
            if self.woken in ready:
                self.woken.recv(4096)
                self._reap()
            for pid, status in list(self.children.items()):
                if status in ready:  # its parent does not want it any more
                    self.selector.unregister(status)
                    os.killpg(pid, signal.SIGKILL)
            if self.control in ready and not self._fork():
                break
        for pid in self.children:
            os.killpg(pid, signal.SIGKILL)

    def _fork(self) -> bool:
        """Fork the child that a request asks for; return False when no more will come."""
        request, (channel, status, errors), _, _ = _received(self.control)
        if not request:
            return False
        pid = os.fork()
        if pid == 0:
            self._leave()
            os.close(status)
            run_child(socket.socket(fileno=channel), errors)
        with suppress(OSError):
            os.setpgid(pid, pid)  # here too: whoever is first, killing the group always reaches it
        os.close(channel)
        os.close(errors)
        self.children[pid] = socket.socket(fileno=status)
        self.selector.register(self.children[pid], selectors.EVENT_READ)
        _tell(self.children[pid], {"pid": pid})
        return True

    def _leave(self) -> None:
        """In a child: forget the others."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self.selector.close()
        for end in (self.control, self.woken, self.wake, *self.children.values()):
            end.close()

    def _reap(self) -> None:
        """Tell how each dead child ended, once what it left behind is dead too."""
        while self.children and (dead := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)):
            pid = dead.si_pid
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)  # before it is reaped, nobody else can have its number
            _, exit_status = os.waitpid(pid, 0)
            status = self.children.pop(pid)
            with suppress(KeyError):
                self.selector.unregister(status)
            _tell(status, {"exit": exit_status})
            status.close()


def _received(control: socket.socket) -> tuple[bytes, Any, int, Any]:
    request, fds, flags, address = socket.recv_fds(control, 1, 3)
    return request, (fds or [-1, -1, -1]), flags, address


def _tell(status: socket.socket, fate: dict[str, int]) -> None:
    with suppress(OSError):
        send_value(status, fate)


def run_child(channel: socket.socket, errors: int) -> NoReturn:
    """Do in this fresh child the job that comes through its channel, then end without cleaning up anything."""
    try:
        _alone(errors)
        reader = Reader(channel)
        job = _job(reader)
        os.chdir(job["folder"])
        os.environ.clear()
        os.environ.update(job["environ"])
        sys.modules["matplotlib"].rcParams["backend"] = os.environ.setdefault("MPLBACKEND", INLINE)
        JOBS[job["kind"]](job, channel, reader)
    except BaseException:
        sys.excepthook(*sys.exc_info())  # on its standard error, where its parent looks
        os._exit(1)
    os._exit(0)


def _job(reader: Reader) -> dict[str, Any]:
    while not reader.ended:
        for job in reader.read():
            return dict(job)
    os._exit(0)


def _alone(errors: int) -> None:
    """Make this process its own: group, standard streams, chance; it dies with the process that forked it."""
    os.setpgid(0, 0)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.dup2(os.memfd_create("output"), 1)
    os.dup2(errors, 2)
    faulthandler.enable(file=errors, all_threads=False)
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
    sys.path[0] = ""


def run_cells(_: dict[str, Any], channel: socket.socket, reader: Reader) -> None:
    """Run each cell that comes, and send its messages and its reply."""
    from otanalysis.batch.shell import LocalCells

    cells = LocalCells()
    while not reader.ended:
        for cell in reader.read():
            reply = cells.run(cell["code"], cell["number"], lambda message: send(channel, message))
            send(channel, cells.wire.pack({"reply": reply}))


def run_office(job: dict[str, Any], channel: socket.socket, _: Reader) -> None:
    """Produce an office; send the number of each cell as it starts, then the result."""
    from otanalysis.batch.production import produced
    from otanalysis.batch.shell import LocalCells

    cells = LocalCells(lambda number: send_value(channel, {"cell": number}))
    result = produced(Path(job["params"]), Path(job["outputs"]), engine_name="otanalysis", cells=cells)
    send_value(channel, {"result": vars(result)})


JOBS = {"cells": run_cells, "office": run_office}


def main() -> None:
    """Serve until the parent ends."""
    gc.disable()
    with suppress(Exception):  # what cannot be loaded is told by the first notebook that needs it
        from otanalysis.batch.warm import warm

        warm()
    gc.collect()
    gc.freeze()
    # A child lives a second: looking for cycles every 700 objects would take a sixth of its time.
    gc.set_threshold(100_000)
    gc.enable()
    Forks(socket.socket(fileno=int(sys.argv[1]))).serve()
    os._exit(0)


if __name__ == "__main__":
    main()

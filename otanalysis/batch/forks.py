"""The parent's end of children: a clean process that forks them, and what each tells until it dies."""

import atexit
import os
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from otanalysis.batch.frames import Reader, send_value

CAN_FORK = sys.platform == "linux"
# A process that forks must have no other thread; pandas loads pyarrow where it is, and its allocator starts one.
ONE_THREAD = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
INLINE = "module://matplotlib_inline.backend_inline"
LONGEST_TAIL = 1 << 16


class Child:
    """A child that runs cells or an office, alone in its session: it dies when this object is closed."""

    def __init__(self, channel: socket.socket, status: socket.socket, errors: int) -> None:
        self.channel, self.status, self.errors = channel, status, errors
        self.pid, self.started = 0, 0.0
        self.exit_status: int | None = None
        self._told, self._fate = Reader(channel), Reader(status)
        self.selector = selectors.DefaultSelector()
        for end in (channel, status):
            self.selector.register(end, selectors.EVENT_READ)

    def tell(self, value: object) -> None:
        """Send a JSON value to the child; nothing if it is dead."""
        with suppress(ConnectionError):
            send_value(self.channel, value)

    def messages(self, limit: float | None = None) -> Iterator[Any]:
        """Yield what the child told since the last time, waiting for something until ``limit`` (``time.monotonic``).

        Raises TimeoutError after it. ``exit_status`` is known once everything that the child told has come.
        """
        wait = None if limit is None else max(0.0, limit - time.monotonic())
        ready = {key.fileobj for key, _ in self.selector.select(wait)}
        if not ready and limit is not None and time.monotonic() >= limit:
            raise TimeoutError
        if self.channel in ready:
            yield from self._told.read()
        if self._told.ended and self.channel in self.selector.get_map():
            self.selector.unregister(self.channel)
        if self.status in ready:
            yield from self._heard_from_zygote()

    def _heard_from_zygote(self) -> Iterator[Any]:
        for fate in self._fate.read():
            self.pid, self.started = fate.get("pid", self.pid), self.started or time.monotonic()
            if "exit" in fate:
                yield from self._told.rest()
                self.exit_status = fate["exit"]
        if self._fate.ended and self.exit_status is None:
            self.exit_status = 9  # the process that forked it is dead, and it with it

    def kill(self) -> None:
        """End the child and its own children; ``exit_status`` comes after."""
        try:
            self.status.shutdown(socket.SHUT_WR)
        except OSError:
            self.exit_status = 9

    def last_words(self) -> str:
        """Return the end of what it wrote on its standard error from C, its own crash report included."""
        size = os.fstat(self.errors).st_size
        return os.pread(self.errors, LONGEST_TAIL, max(0, size - LONGEST_TAIL)).decode(errors="replace")

    def memory(self) -> float:
        """Return the megabytes of memory that the child and its own children hold."""
        pages = sum(_pages(pid) for pid in _family(self.pid)) if self.pid else 0
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for end in (self.selector, self.channel, self.status):
            end.close()
        os.close(self.errors)


class Zygote:
    """A clean process that has already imported what notebooks need, and forks a child for each.

    It starts with the first fork, starts again if it died, and ends with ``close`` or with this process.
    """

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None
        self._lock = threading.Lock()
        atexit.register(self.close)

    def fork(self, job: dict[str, object]) -> Child:
        """Return a new child, with its job."""
        (channel, its_channel), (status, its_status) = socket.socketpair(), socket.socketpair()
        errors = os.memfd_create("errors", os.MFD_CLOEXEC)
        with self._lock, its_channel, its_status:
            self._send([its_channel.fileno(), its_status.fileno(), errors])
        child = Child(channel, status, errors)
        child.tell(job)
        return child

    def _send(self, descriptors: list[int]) -> None:
        try:
            socket.send_fds(self._ready(), [b"f"], descriptors)
        except ConnectionError:  # it has just died
            self.close()
            with suppress(ConnectionError):  # and again: the descriptors close, and the child reads as dead
                socket.send_fds(self._ready(), [b"f"], descriptors)

    def _ready(self) -> socket.socket:
        if self.control is None or self.process is None or self.process.poll() is not None:
            self.close()
            self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            command = [sys.executable, "-m", "otanalysis.batch.zygote", str(theirs.fileno())]
            environ = {**ONE_THREAD, **os.environ, "MPLBACKEND": INLINE}
            with theirs:
                self.process = subprocess.Popen(  # noqa: S603 - ourselves
                    command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], env=environ, start_new_session=True
                )
        return self.control

    def close(self) -> None:
        """End the process and every child that it still has."""
        if self.control:
            self.control.close()
        if self.process:
            self.process.wait()
        self.control = self.process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()


def _family(pid: int) -> Iterator[int]:
    """Yield a process and its descendants, as Linux lists them."""
    yield pid
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = tasks.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _pages(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0

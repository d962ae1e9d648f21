"""Runs cells in this very process as ipykernel does, and tells what they show as Jupyter's own messages."""

import asyncio
import builtins
import ctypes
import getpass
import io
import os
import re
import sys
import threading
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

MAY_WAIT = re.compile(r"\b(?:async|await)\b")  # without these words no cell is a coroutine
LONGEST_STREAM = 1 << 16  # characters held before they are told
Tell = Callable[[bytes], None]


class Wire(Session):
    """The session of a kernel, whose messages go to a function instead of a socket, packed as for a socket."""

    tell: Tell
    streams: "tuple[Stream, ...]" = ()

    def send(self, stream: object, msg_or_type: Any, content: Any = None, *_: object, **__: object) -> dict[str, Any]:  # noqa: ANN401
        """Tell a message, after what the streams hold."""
        message: dict[str, Any] = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content)
        for held in self.streams:
            held.flush()
        self.tell(self.pack({"msg_type": message["msg_type"], "content": message["content"]}))
        return message


class Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of cells: holds what is printed, until something else must be told."""

    encoding = "UTF-8"
    errors = "strict"

    def __init__(self, name: str, fd: int, wire: Wire) -> None:
        self.name, self.fd, self.wire = name, fd, wire
        self.other: Stream | None = None
        self._held: list[str] = []
        self._length = 0
        self._lock = threading.RLock()

    def write(self, text: str) -> int:
        """Hold a text; what the other stream holds came before it."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if self.other:
            self.other.flush()
        with self._lock:
            self._held.append(text)
            self._length += len(text)
        if self._length > LONGEST_STREAM:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Tell what is held."""
        with self._lock:
            text, self._held, self._length = "".join(self._held), [], 0
            if text:
                self.wire.tell(self.wire.pack({"msg_type": "stream", "content": {"name": self.name, "text": text}}))

    def fileno(self) -> int:
        """Return the descriptor that programs write to."""
        return self.fd

    def writable(self) -> bool:
        """Return True."""
        return True


class Descriptor:
    """A descriptor (1 or 2) sent to memory, so that what C code and programs print is told at the end of a cell."""

    def __init__(self, fd: int, stream: Stream) -> None:
        self.fd, self.stream, self._read = fd, stream, os.fstat(fd).st_size

    def drain(self) -> None:
        """Tell what was written since the last time."""
        while got := os.pread(self.fd, LONGEST_STREAM, self._read):
            self._read += len(got)
            self.stream.write(got.decode(errors="replace"))


class CellShell(ZMQInteractiveShell):
    """ipykernel's shell without its kernel: nothing listens, nothing is kept on disk."""

    wire: Wire

    def enable_gui(self, gui: Any = None) -> None:  # noqa: ANN401
        """Do nothing: there is no window."""

    def _transformed(self, code: str) -> dict[str, Any]:
        try:
            return {"transformed_cell": self.transform_cell(code), "preprocessing_exc_tuple": None}
        except Exception:
            return {"transformed_cell": code, "preprocessing_exc_tuple": sys.exc_info()}

    async def reply_to(self, code: str) -> dict[str, Any]:
        """Run a cell as ``IPythonKernel.do_execute`` does; return the ``execute_reply``."""
        told = self._transformed(code) if MAY_WAIT.search(code) else {}
        if told and self.should_run_async(code, **told):
            result = await self.run_cell_async(code, store_history=True, **told)
            self.events.trigger("post_execute")
            self.events.trigger("post_run_cell", result)
        else:
            result = self.run_cell(code, store_history=True)
        if result.success and not self._last_traceback_during_displayhook:
            return {"status": "ok"}
        error = result.error_before_exec or result.error_in_exec
        return {
            "status": "error",
            "ename": type(error).__name__,
            "evalue": str(error),
            "traceback": self._last_traceback or [],
        }


@cache
def shared_shell() -> CellShell:
    """Return this process's shell, made once and before any fork: making it costs more than running most cells."""
    config = Config()
    config.HistoryManager.enabled = False  # its thread would not live through a fork
    shell: CellShell = CellShell.instance(config=config)
    shell.wire = Wire(key=b"")
    publisher, hook = cast(Any, shell.display_pub), cast(Any, shell.displayhook)
    publisher.session = hook.session = shell.wire
    hook.topic = b"execute_result"
    return shell


class LocalCells:
    """Cells that run in this process, whose standard streams belong to them from now on."""

    def __init__(self, begin: Callable[[int], None] = lambda _: None) -> None:
        self.shell, self.begin = shared_shell(), begin
        self.wire = self.shell.wire
        out, err = Stream("stdout", 1, self.wire), Stream("stderr", 2, self.wire)
        out.other, err.other = err, out
        sys.stdout, sys.stderr, self.wire.streams = out, err, (out, err)
        self.descriptors = [Descriptor(1, out), Descriptor(2, err)]
        self.c_library = ctypes.CDLL(None)
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        builtins.input = _no_input("raw_input")
        getpass.getpass = _no_input("getpass")

    def run(self, code: str, number: int, tell: Tell, timeout: float | None = None) -> dict[str, Any]:
        """Run the code cell of a rank, tell its messages; return the reply. Whoever watches us keeps the time."""
        self.begin(number)
        self.wire.tell = tell
        self.wire.send(None, "execute_input", {"code": code, "execution_count": self.shell.execution_count})
        reply = self.loop.run_until_complete(self.shell.reply_to(code))
        self._drain()
        return reply

    def _drain(self) -> None:
        for real in (sys.__stdout__, sys.__stderr__):
            if real:
                real.flush()
        self.c_library.fflush(None)
        for descriptor in self.descriptors:
            descriptor.drain()
            descriptor.stream.flush()


def _no_input(what: str) -> Callable[..., str]:
    def refuse(*_: object, **__: object) -> str:
        raise StdinNotImplementedError(f"{what} was called, but this frontend does not support input requests.")

    return refuse

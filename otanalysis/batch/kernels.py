"""The plain way: papermill, with a kernel for each office, where a process cannot be forked; and to compare."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from jupyter_core.utils import ensure_event_loop
from traitlets.config import Config

from otanalysis.batch.production import produced
from otanalysis.batch.results import Result


def run_in_kernels(params: Sequence[Path], outputs: Path, jobs: int, timeout: int) -> Iterator[Result]:
    """Yield the result of each office as it ends; ``timeout`` is in seconds, for each cell."""
    os.environ.pop("MPLBACKEND", None)
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        running = [pool.submit(_one, path, outputs, timeout) for path in params]
        for future in as_completed(running):
            yield future.result()


def _one(path: Path, outputs: Path, timeout: int) -> Result:
    start = monotonic()
    with kernel(timeout) as options:
        result = produced(path, outputs, **options)
    return replace(result, seconds=monotonic() - start)


@contextmanager
def kernel(timeout: int) -> Iterator[dict[str, Any]]:
    """Yield papermill's options for a kernel of its own, over sockets that no other run can take.

    The path of the sockets must be short (107 bytes on Linux) and theirs alone: over TCP, parallel kernels are lost.
    """
    with tempfile.TemporaryDirectory(prefix="ota") as sockets:
        config = Config()
        if os.name != "nt":
            config.KernelManager.transport = "ipc"
            config.KernelManager.ip = os.path.join(sockets, "k")  # noqa: PTH118 - jupyter takes text
        try:
            yield {"config": config, "execution_timeout": timeout, "shutdown_kernel": "immediate"}
        finally:
            ensure_event_loop().close()  # jupyter opens one for each thread, and leaves it open

"""A papermill engine without kernel: ``papermill --engine otanalysis`` runs cells in a child of a clean process."""

import json
import os
import time
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any, Protocol

from ipykernel.ipkernel import IPythonKernel
from jupyter_core.utils import run_sync
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, from_dict
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.log import logger

from otanalysis.batch.forks import Child, Zygote

NAME = "otanalysis"


class Cells(Protocol):
    """Where cells run: here, or in a child."""

    def run(self, code: str, number: int, tell: Callable[[bytes], None], timeout: float | None) -> dict[str, Any]:
        """Run the code cell of a rank, tell its messages as they come; return the ``execute_reply``."""


class ChildCells:
    """Cells that run in a child; its death and its slowness raise what nbclient raises."""

    def __init__(self, child: Child) -> None:
        self.child = child

    def run(self, code: str, number: int, tell: Callable[[bytes], None], timeout: float | None) -> dict[str, Any]:
        """Run a cell in the child; raises DeadKernelError or TimeoutError."""
        limit = time.monotonic() + timeout if timeout else None
        self.child.tell({"code": code, "number": number})
        while True:
            for message in self.child.messages(limit):
                if "reply" in message:
                    reply: dict[str, Any] = message["reply"]
                    return reply
                tell(json.dumps(message).encode())
            if self.child.exit_status is not None:
                raise DeadKernelError("Kernel died")


class CellClient(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client, whose cells run where ``cells`` says: nbclient still makes outputs of messages."""

    def __init__(self, nb_man: Any, cells: Cells, timed: bool = True, **kw: Any) -> None:  # noqa: ANN401
        super().__init__(nb_man, record_timing=False, **kw)
        self.cells, self.timed = cells, timed

    def execute(self, **_: object) -> NotebookNode:
        """Run every cell; return the notebook."""
        self.reset_execution_trackers()
        self.log.info(f"Executing notebook with kernel: {self.kernel_name}")
        try:
            self.papermill_execute_cells()
        finally:
            for cell in self.nb.cells:
                if "outputs" in cell:
                    cell.outputs = joined_streams(cell.outputs)
        self.nb.metadata["language_info"] = IPythonKernel.language_info
        done: NotebookNode = self.nb
        return done

    def output(
        self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Keep an output; the value of a cell is not checked, the whole notebook is, once, as it is written."""
        hooked = display_id or self.clear_before_next_output or any(self.output_hook_stack.values())
        if hooked or msg["msg_type"] != "execute_result":
            kept: NotebookNode | None = super().output(outs, msg, display_id, cell_index)
            return kept
        shown = {name: msg["content"][name] for name in ("data", "execution_count", "metadata")}
        outs.append(from_dict({"output_type": "execute_result", **shown}))
        return outs[-1]

    def execute_cell(self, cell: NotebookNode, cell_index: int, **_: object) -> NotebookNode:
        """Run a cell; raises CellExecutionError, CellTimeoutError or DeadKernelError as nbclient does."""
        if not self.timed:
            cell.metadata.papermill["start_time"] = None  # papermill would parse it to say how long the cell took
        skipped = self.skip_cells_with_tag in cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or skipped:
            return cell
        cell.outputs, self.clear_before_next_output = [], False
        number = sum(c.cell_type == "code" for c in self.nb.cells[: cell_index + 1])
        timeout = self._get_timeout(cell)
        try:
            reply = self.cells.run(cell.source, number, partial(self._shown, cell, cell_index), timeout)
        except TimeoutError:
            told = "Cell execution timed out"
            raise CellTimeoutError.error_from_timeout_and_cell(told, timeout or 0, cell) from None
        if reply["status"] == "error":
            run_sync(self._check_raise_for_error)(cell, cell_index, {"content": reply})
        return cell

    def _shown(self, cell: NotebookNode, index: int, message: bytes) -> None:
        told = json.loads(message)
        self.process_message({**told, "header": {"msg_type": told["msg_type"]}, "parent_header": {}}, cell, index)


def joined_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return outputs where what one stream printed in a row is one output, however it came."""
    joined = []
    for name, group in groupby(outputs, lambda output: output.get("name")):
        same = list(group)
        if name is None:
            joined += same
        else:
            joined.append(NotebookNode({**same[0], "text": "".join(output["text"] for output in same)}))
    return joined


class CellEngine(Engine):  # type: ignore[misc]
    """Registered for papermill under the name ``otanalysis``; ``cells`` says where cells run, a child if nothing."""

    zygote = Zygote()

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,  # noqa: ANN401
        kernel_name: str,
        cells: Cells | None = None,
        execution_timeout: int | None = None,
        start_timeout: int = 60,
        **kw: Any,  # noqa: ANN401
    ) -> None:
        """Run the notebook that papermill manages; cells that run here are an office's, whose times nobody keeps."""
        kw.pop("input_path", None)
        client = partial(CellClient, nb_man, kernel_name=kernel_name, log=logger, timeout=execution_timeout, **kw)
        if cells is not None:
            client(cells=cells, timed=False).execute()
            return
        folder = kw.get("resources", {}).get("metadata", {}).get("path") or os.getcwd()  # noqa: PTH109
        with cls.zygote.fork({"kind": "cells", "folder": folder, "environ": dict(os.environ)}) as child:
            client(cells=ChildCells(child)).execute()


papermill_engines.register(NAME, CellEngine)

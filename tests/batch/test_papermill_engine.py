"""The engine beside plain papermill, cell by cell."""

import subprocess
from pathlib import Path

import nbformat
import papermill as pm
import pytest
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

import otanalysis.batch.engine
from otanalysis.batch.engine import joined_streams
from otanalysis.batch.forks import CAN_FORK
from otanalysis.batch.results import last_lines
from otanalysis.dossier.loader import read_params
from tests.conftest import copy_project

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CAN_FORK, reason="the engine forks")]
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
KINDS = [
    "x: int = 1  # a parameter",
    "x + 1",
    "print('one'); print('two')",
    "import sys; print('err', file=sys.stderr)",
    "print('before'); display(x); print('after')",
    "from IPython.display import HTML, Markdown, JSON; display(HTML('<b>é</b>'), Markdown('*a*')); JSON({'a': [1]})",
    "class A:\n    _repr_mimebundle_ = lambda self, **kw: {'text/plain': '', 'application/json': {'n': (1,)}}",
    "A()",
    "handle = display('first', display_id='here'); handle.update('second')",
    "handle.update('third: from another cell')",
    "from IPython.display import clear_output; print('gone'); clear_output(); print('kept')",
    "print('waits'); clear_output(wait=True); print('instead')",
    "%%capture held\nprint('captured'); display(3)",
    "held.stdout, len(held.outputs)",
    "import asyncio; await asyncio.sleep(0.01); 'awaited'",
    "async def late():\n    await asyncio.sleep(0); return 7\nawait late()",
    "'quiet';",
    "None",
    "import pandas as pd; pd.DataFrame({'a': [1, 2], 'b': ['x', 'é']})",
    "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()",
    "fig, ax = plt.subplots(); ax.bar([1], [2]);",
    "plt.get_backend(), plt.rcParams['figure.dpi']",
    "import logging; logging.getLogger().level, logging.getLogger().handlers, logging.getLogger('matplotlib').level",
    "logging.warning('logged')",
    "import warnings; warnings.catch_warnings(record=True).__enter__(); 1",
    "_, __, In[2], Out[3]",
    "%precision 2\n3.14159",
    "%who_ls int",
    "!echo from a shell",
    "get_ipython().__class__.__mro__[1 if 'Cell' in str(get_ipython().__class__) else 0].__name__",
    "import os; os.getcwd() == os.path.realpath(os.getcwd()), __name__",
    "try:\n    input('?')\nexcept Exception as error:\n    print(type(error).__name__, error)",
    "'never'  # skipped",
    "",
    "def f():\n    raise ValueError('é' * 3)\nf()",
    "'not reached'",
]


@pytest.fixture
def kinds(tmp_path) -> Path:
    cells = [new_markdown_cell("# Kinds"), *map(new_code_cell, KINDS)]
    cells[1].metadata["tags"] = ["parameters"]
    cells[1 + KINDS.index("'never'  # skipped")].metadata["tags"] = ["skip-execution"]
    notebook = new_notebook(cells=cells, metadata=KERNEL)
    nbformat.write(notebook, tmp_path / "kinds.ipynb")
    return tmp_path / "kinds.ipynb"


def executed(source: Path, target: Path, engine: str | None, parameters: dict, **options):
    """Return the notebook that an engine leaves, and what it raised."""
    options = {"kernel_name": "python3", "progress_bar": False, "engine_name": engine, **options}
    if engine is None:
        options["iopub_timeout"] = 60  # on a busy machine, a kernel's last outputs come after the usual 4 s
    error = None
    try:
        pm.execute_notebook(str(source), str(target), parameters=parameters, **options)
    except Exception as raised:
        error = raised
    finally:
        ensure_event_loop().close()  # jupyter leaves it open, and some later test would be blamed
    return nbformat.read(target, as_version=4), error


def told(notebook) -> list:
    """Return what matters of each cell; the two standard streams of a kernel come in any order."""
    cells = []
    for cell in notebook.cells:
        status = {key: cell.metadata.get("papermill", {}).get(key) for key in ("status", "exception")}
        outputs = joined_streams(cell.get("outputs", []))
        for output in outputs:  # a kernel marks the faulty expression in some lines and not in others
            if output.output_type == "error":
                output.traceback = list(last_lines("\n".join(output.traceback)))
        cells.append((cell.source, status, cell.metadata.get("tags"), cell.get("execution_count"), outputs))
    return cells


def test_every_kind_of_output_is_what_a_kernel_gives(kinds, tmp_path):
    plain, plain_error = executed(kinds, tmp_path / "plain.ipynb", None, {"x": 41})
    ours, error = executed(kinds, tmp_path / "ours.ipynb", otanalysis.batch.engine.NAME, {"x": 41})
    for expected, found in zip(told(plain), told(ours), strict=True):
        assert found == expected
    assert type(error) is type(plain_error) is PapermillExecutionError
    assert (error.ename, error.evalue, error.exec_count) == (plain_error.ename, "ééé", plain_error.exec_count)
    assert ours.metadata.language_info == plain.metadata.language_info
    assert ours.metadata.papermill.parameters == {"x": 41}


@pytest.mark.long
def test_the_audit_is_what_a_kernel_gives(tmp_path):
    project = copy_project(tmp_path)
    parameters = read_params(project / "params" / "office-fictif-val-dorbelle.yaml").model_dump(mode="json")
    options = {"resources": {"metadata": {"path": str(project)}}}
    source = project / "notebooks" / "audit.ipynb"
    plain, _ = executed(source, tmp_path / "plain.ipynb", None, parameters, **options)
    ours, _ = executed(source, tmp_path / "ours.ipynb", "otanalysis", parameters, **options)
    assert told(ours) == told(plain)


@pytest.mark.parametrize(
    ("code", "options", "kind"),
    [
        ("import os; os._exit(3)", {}, DeadKernelError),
        ("import ctypes; ctypes.string_at(0)", {}, DeadKernelError),
        ("import time; time.sleep(60)", {"execution_timeout": 3}, CellTimeoutError),
        ("1 / 0", {}, PapermillExecutionError),
        ("raise SystemExit(2)", {}, PapermillExecutionError),
        ("import sys; sys.exit(0)", {}, type(None)),
    ],
)
def test_failures_raise_what_a_kernel_raises(tmp_path, code, options, kind):
    notebook = new_notebook(cells=[new_code_cell("print('done')"), new_code_cell(code), new_code_cell("2")])
    nbformat.write(new_notebook(cells=notebook.cells, metadata=KERNEL), tmp_path / "a.ipynb")
    plain, plain_error = executed(tmp_path / "a.ipynb", tmp_path / "p.ipynb", None, {}, **options)
    ours, error = executed(tmp_path / "a.ipynb", tmp_path / "o.ipynb", "otanalysis", {}, **options)
    assert type(error) is type(plain_error) is kind
    if kind not in {DeadKernelError, CellTimeoutError}:  # a kernel dies before it said its count, or is interrupted
        assert told(ours) == told(plain)


def test_what_c_code_prints_is_kept(tmp_path):
    code = "import ctypes, os; os.write(1, b'written\\n'); ctypes.CDLL(None).puts(b'put'); os.write(2, b'error\\n')"
    nbformat.write(new_notebook(cells=[new_code_cell(code + ";")], metadata=KERNEL), tmp_path / "a.ipynb")
    ours, _ = executed(tmp_path / "a.ipynb", tmp_path / "o.ipynb", "otanalysis", {})
    assert [(o.name, o.text) for o in ours.cells[0].outputs] == [("stdout", "written\nput\n"), ("stderr", "error\n")]


def test_a_very_long_output_comes_whole(tmp_path):
    nbformat.write(
        new_notebook(cells=[new_code_cell("print('é' * 25_000_000)")], metadata=KERNEL), tmp_path / "a.ipynb"
    )
    ours, _ = executed(tmp_path / "a.ipynb", tmp_path / "o.ipynb", "otanalysis", {})
    assert ours.cells[0].outputs[0].text == "é" * 25_000_000 + "\n"


@pytest.mark.long
def test_the_command_of_papermill_takes_it(tmp_path, commands):
    project = copy_project(tmp_path)
    params = "params/office-fictif-val-dorbelle.yaml"
    command = ["papermill", "--engine", "otanalysis", "notebooks/audit.ipynb", "o.ipynb", "-f", params]
    done = subprocess.run(command, cwd=project, env=commands, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    outputs = [o for c in nbformat.read(project / "o.ipynb", 4).cells for o in c.get("outputs", [])]
    assert not [o for o in outputs if o.output_type == "stream"], "papermill's own log is not an output"

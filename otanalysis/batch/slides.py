"""From an executed notebook to its slides: its machine's copy, and the charts that its cells show."""

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from otanalysis.batch.render import machine_copy
from otanalysis.report.slides_page import slides_page

CHARTS = ("s-months", "s-calendar")  # the cells whose chart a room is shown


class SlidesExporter(Exporter):
    """Renders an executed audit notebook as slides in one page (``jupyter nbconvert --to otslides``)."""

    export_from_notebook = "Diaporama d'audit d'office de tourisme (HTML)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".slides.html"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: object
    ) -> tuple[str, dict[str, Any]]:
        """Return the page and its resources; raises ValueError for a notebook that shows no audit."""
        notebook, told = super().from_notebook_node(nb, resources, **kw)
        document = machine_copy(notebook)
        if document is None:
            raise ValueError("ce carnet ne montre aucun audit : exécutez-le d'abord jusqu'au bout")
        return slides_page(document, charts_of(notebook)), told


def charts_of(nb: NotebookNode) -> list[str]:
    """Return the pieces of page that the cells of charts show, none for a cell that is not there."""
    cells = [cell for cell in nb.cells if cell.get("id") in CHARTS]
    outputs = [output.get("data", {}) for cell in cells for output in cell.outputs]
    return [data["text/html"] for data in outputs if "text/html" in data]


def slides_of(folder: Path) -> bytes:
    """Return the slides of a report, from the notebook in its folder."""
    notebook = nbformat.read(folder / "audit.ipynb", as_version=4)
    page, _ = SlidesExporter().from_notebook_node(notebook)
    return page.encode()

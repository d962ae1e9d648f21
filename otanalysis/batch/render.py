"""From an executed notebook to its page and its machine's copy."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbformat import NotebookNode

from otanalysis.report.html import STYLE, TEMPLATES, page_foot, policy
from otanalysis.report.html import TITLE as GIVEN_TITLE
from otanalysis.report.seal import metas, sealed
from otanalysis.report.sections import MACHINE_COPY

TITLE, SECTION = re.compile(r"\A#\s+(.+)"), re.compile(r"\A##\s+(.+)")


class AuditExporter(HTMLExporter):
    """Renders an executed audit notebook as one self-contained French page (``jupyter nbconvert --to otaudit``)."""

    export_from_notebook = "Audit d'office de tourisme (HTML)"

    def __init__(self, config: Any = None, **kw: Any) -> None:  # noqa: ANN401
        kw = {"template_name": "otaudit", "extra_template_basedirs": [str(TEMPLATES)], **kw}
        super().__init__(config=config, **kw)
        self.exclude_anchor_links = True
        self.optimistic_validation = True

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Yield nbconvert's filters and those that make sections of titles."""
        yield from super().default_filters()
        yield from (("section_title", section_title), ("section_id", section_id), ("section_body", section_body))

    def _create_environment(self) -> Any:  # noqa: ANN401
        environment = super()._create_environment()
        environment.tests["section_title"] = lambda source: bool(section_title(source))
        return environment

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: object
    ) -> tuple[str, dict[str, Any]]:
        """Return the sealed page and its resources, without nbconvert's rewriting of images: none lacks a text."""
        more = {**(resources or {}), **_resources(nb)}
        page, resources = TemplateExporter.from_notebook_node(self, nb, more)
        return sealed(page), resources

    def page(self, nb: NotebookNode) -> str:
        """Return the sealed page of a notebook that no preprocessor changes: nbconvert copies nothing."""
        return sealed(str(self.template.render(nb=nb, resources=_resources(nb))))


def _resources(nb: NotebookNode) -> dict[str, str]:
    document, title = machine_copy(nb), title_of(nb)
    css = STYLE.read_text(encoding="utf-8") + page_foot(title)
    seal = metas(document) if document else ""
    return {"audit_title": title, "audit_css": css, "audit_policy": policy(css), "audit_seal": seal}


def section_title(source: str) -> str:
    """Return the second-level title that a Markdown cell opens with, or an empty string."""
    found = SECTION.match(source)
    return found[1].strip() if found else ""


def section_id(source: str) -> str:
    """Return the anchor of a section: its title in small letters and hyphens."""
    return "-".join(re.findall(r"\w+", section_title(source).lower()))


def section_body(source: str) -> str:
    """Return what follows the title in a Markdown cell."""
    return SECTION.sub("", source, count=1).strip()


def machine_copy(nb: NotebookNode) -> dict[str, Any] | None:
    """Return the audit's document that the notebook displayed, or None when it never got there."""
    found: dict[str, Any] | None = _displayed(nb, MACHINE_COPY)
    return found


def _displayed(nb: NotebookNode, kind: str) -> Any:  # noqa: ANN401 - whatever that kind of data is
    outputs = (output for cell in nb.cells for output in cell.get("outputs", []))
    return next((o["data"][kind] for o in outputs if kind in o.get("data", {})), None)


def title_of(nb: NotebookNode) -> str:
    """Return the page's title: the office and the category of the audit that it displayed, or the notebook's title.

    A notebook may also display the title of its page.
    """
    audit, given = machine_copy(nb), _displayed(nb, GIVEN_TITLE)
    if given:
        return str(given)
    if audit is None:
        found = TITLE.match(nb.cells[0].source) if nb.cells else None
        return found[1].strip() if found else "Audit de classement"
    return f"{audit['office']['name']} : audit de classement en catégorie {audit['category']}"


def audit_json(document: dict[str, Any]) -> str:
    """Return the machine's copy as text; the same audit always gives the same bytes."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@cache
def exporter() -> AuditExporter:
    """Return this process's exporter, whose template is compiled once."""
    return AuditExporter()

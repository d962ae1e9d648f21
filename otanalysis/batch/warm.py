"""What a clean process does once, so that no child does it again: imports, law, templates, fonts; no office."""

import string

import nbformat.v4 as nb
import numpy as np
from scipy.optimize import linprog

import otanalysis.batch.engine
import otanalysis.batch.production
import otanalysis.face.audits
import otanalysis.report.show  # noqa: F401
from otanalysis.batch.ingredients import shared
from otanalysis.batch.render import exporter
from otanalysis.batch.shell import shared_shell
from otanalysis.coherence.confidence import weeks_drawn
from otanalysis.coherence.scale import load_scale
from otanalysis.dossier.values import SHAPES
from otanalysis.law.code import load_code
from otanalysis.law.loader import latest_edition, load_catalogue
from otanalysis.opening.feast_days import LAST_PUBLISHED_YEAR, public_holidays, school_holidays
from otanalysis.reading.records import adapter
from otanalysis.reading.versions import versions
from otanalysis.report.figures import drawn
from otanalysis.report.html import environment
from otanalysis.report.sheet import BLUE, Fill, Font, Mark, width_of

LETTERS = string.ascii_letters + string.digits + string.punctuation + "éèêëàâîïôûùçÉÈÀÇœ« »’–—…\u00a0\u202f✓✗"


def warm() -> None:
    """Fill the caches that depend on the package alone."""
    shared()
    load_catalogue()
    weeks_drawn(load_scale().bootstrap.draws)
    versions()
    linprog(np.ones(1))
    for shape in SHAPES.values():
        adapter(shape)
    load_code()
    latest_edition()
    for name in environment().list_templates(extensions=["j2"]):
        if name.startswith("sections/"):
            environment().get_template(name)
    public_holidays(LAST_PUBLISHED_YEAR)
    school_holidays(LAST_PUBLISHED_YEAR, "A")
    _draw()
    shared_shell().transform_cell("1")
    exporter().from_notebook_node(nb.new_notebook(cells=[nb.new_code_cell("1"), nb.new_markdown_cell("## 1")]))


def _draw() -> None:
    """Draw what every chart has, so that fonts are found and measured."""
    with drawn("warm", 1, "é", True) as sheet:
        sheet.boxes(1, 1, 1, 1, Fill(BLUE, hatch="//"))
        sheet.pixels(1, 1, 1, 1, np.ones((1, 1, 4)))
        sheet.words(1, 1, "é", Font(weight="bold"))
        sheet.marks([(1, 1)], Mark("o", 1, BLUE))
    for font in (Font(), Font(weight="bold")):
        width_of(LETTERS, font)

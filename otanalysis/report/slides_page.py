"""The deck as one page: no outside address; its one script, for the arrow keys, is named in the page's policy."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from otanalysis.french import day_of
from otanalysis.report.html import TEMPLATES, allowed, environment
from otanalysis.report.slides import deck

FOLDER = TEMPLATES / "otslides"
WORST_FIRST = ("blocking", "undocumented", "met")


def slides_page(document: dict[str, Any], charts: Sequence[str]) -> str:
    """Return the page of an audit's slides; ``charts`` are pieces of page that the notebook shows.

    Styles are not named by a hash: Firefox applies the page's policy inside SVG images, whose colours would be lost.
    """
    office, day = document["office"], day_of(document["audit_date"])
    script = (FOLDER / "keys.js").read_text(encoding="utf-8")
    told = environment().get_template("otslides/index.html.j2").render(
        title=f"{office['name']} : audit de classement en catégorie {document['category']}, diaporama",
        css=Markup((FOLDER / "style.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        script_hash=allowed(script),
        slides=deck(document, charts),
        tone=next(status for status in WORST_FIRST if document["counts"][status]),
        footer=f"{office['name']}{', chiffres inventés' * office['fictitious']}, audit au {day}",
    )  # fmt: skip
    return str(told)

"""The page of an office whose audit could not be made: what happened, where, what to do."""

from collections.abc import Mapping

from markupsafe import Markup

from otanalysis.report.html import render


def failure_page(failure: Mapping[str, object], report: str, css: str) -> str:
    """Return the page of a failure; ``report`` is the address of the last good report, empty when there is none.

    ``failure`` holds ``name``, ``outcome``, ``message``, ``cell``, ``lines`` and ``advice``.
    """
    return render("failure", failure=failure, report=report, css=Markup(css)).html  # noqa: S704 - our own file

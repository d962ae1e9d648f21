"""Widgets of the explorer: each is made once, set without an echo, and tells its gesture when somebody moves it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ipywidgets as ui
from markupsafe import escape

from otanalysis.report.html import TEMPLATES

SECTIONS = TEMPLATES / "sections"
WIDE = ui.Layout(width="auto")
Hear = Callable[[Any], None]
LABELS = {"description_width": "8.5rem"}


class Ear:
    """Tells whether a value was set by a hand: what the program sets while it is shut is not heard."""

    def __init__(self) -> None:
        self._shut = False

    @contextmanager
    def shut(self) -> Iterator[None]:
        """Set values without hearing them."""
        before, self._shut = self._shut, True
        try:
            yield
        finally:
            self._shut = before

    def on(self, widget: Any, hear: Hear) -> Any:  # noqa: ANN401
        """Return a widget whose new values are heard."""
        widget.observe(lambda change: None if self._shut else hear(change["new"]), names="value")
        return widget


def dressing() -> tuple[Any, ...]:
    """Return what has no look of its own in the panel: its style, and what tells its sliders to screen readers."""
    style, script = ((SECTIONS / f"explorer.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    unseen = ui.Layout(display="none")
    output = {"output_type": "display_data", "data": {"application/javascript": script}, "metadata": {}}
    return ui.HTML(f"<style>{style}</style>", layout=unseen), ui.Output(outputs=(output,), layout=unseen)


def html(text: str = "") -> Any:  # noqa: ANN401
    """Return a piece of page in the explorer's style."""
    return ui.HTML(framed(text), layout=ui.Layout(width="100%", margin="0"))


def framed(text: str) -> str:
    """Return HTML where the explorer's style applies."""
    return f'<div class="otx" lang="fr">{text}</div>'


def title(text: str) -> Any:  # noqa: ANN401
    """Return a small title."""
    return html(f"<h3>{escape(text)}</h3>")


def said(text: str, kind: str = "note", role: str = "") -> str:
    """Return a sentence as HTML, escaped; ``role`` "status" or "alert" has screen readers tell it."""
    told = f' role="{role}"' if role else ""
    return framed(f'<p class="{kind}"{told}>{escape(text)}</p>')


def refusal(error: ValueError) -> str:
    """Return a mistake as HTML that screen readers tell at once."""
    return said(str(error), "refused", "alert")


def choice(options: tuple[str, ...], tooltips: str) -> Any:  # noqa: ANN401
    """Return buttons of which one is pressed."""
    return ui.ToggleButtons(
        options=options, tooltips=[f"{tooltips} : {o}" for o in options], style={"button_width": "auto"}, layout=WIDE
    )


def button(text: str, press: Callable[[], None], icon: str = "") -> Any:  # noqa: ANN401
    """Return a button that is as wide as its words."""
    made = ui.Button(description=text, icon=icon, layout=ui.Layout(width="auto"))
    made.on_click(lambda _: press())
    return made


def menu(text: str, options: Any = ()) -> Any:  # noqa: ANN401
    """Return a menu with its label."""
    return ui.Dropdown(description=text, options=options, style=LABELS, layout=WIDE)


def row(*widgets: Any) -> Any:  # noqa: ANN401
    """Return widgets side by side, on several lines when they must."""
    return ui.HBox(widgets, layout=ui.Layout(flex_flow="row wrap", grid_gap=".3rem", width="100%"))


def column(*widgets: Any) -> Any:  # noqa: ANN401
    """Return widgets one above the other."""
    return ui.VBox(widgets, layout=ui.Layout(width="100%"))

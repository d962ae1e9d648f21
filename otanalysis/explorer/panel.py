"""The panel of the explorer in JupyterLab: what the hand changes on one side, what the audit answers on the other."""

from typing import Any

import ipywidgets as ui

from otanalysis.dossier.params import chosen_offices
from otanalysis.explorer import view
from otanalysis.explorer.choices import Choices
from otanalysis.explorer.fields import Ear, button, choice, column, dressing, framed, html, menu, refusal, row, said
from otanalysis.explorer.history import History, done, redone, undone
from otanalysis.explorer.hours_fields import Gesture, HoursFields
from otanalysis.explorer.keep_fields import BetterFields, KeepFields
from otanalysis.explorer.office_fields import AimFields, OfficeFields
from otanalysis.explorer.present import Present, audit_under, present_of
from otanalysis.reading.problems import InputError
from otanalysis.reading.yaml12 import read_yaml

HOURS, BUREAUX, STAFF, BETTER, KEEP = "Horaires", "Bureaux", "Personnel", "Optimiser", "Enregistrer"
KEPT = "Vos essais sur « {name} » sont gardés : choisissez de nouveau cet office pour les retrouver."
FOUND = "Vos essais sur cet office sont revenus ; « Revenir au présent » les retire."


class Panel:
    """One office under the hand; ``box`` is what JupyterLab shows."""

    def __init__(self, present: Present) -> None:
        self.ear = Ear()
        self.left: dict[str, tuple[Present, History[Choices]]] = {}
        self.offices = self.ear.on(menu("Office"), self._chosen)
        self.undo = button("Annuler", lambda: self._turn(undone(self.history)), "undo")
        self.redo = button("Rétablir", lambda: self._turn(redone(self.history)), "repeat")
        self.reset = button("Revenir au présent", lambda: self._do(lambda *_: Choices()), "home")
        self.aim, self.hours = AimFields(self._do), HoursFields(self._do)
        self.better, self.keep = BetterFields(self._do), KeepFields(self._list)
        self.parts = choice((HOURS, BUREAUX, STAFF, BETTER, KEEP), "Changer")
        self.parts.observe(lambda _: self._part(), names="value")
        self.views = choice(view.VIEWS, "Regarder")
        self.views.observe(lambda _: self._view(), names="value")
        self.part, self.told, self.verdict, self.shown = column(), html(), html(), html()
        self.box = self._laid_out()
        self._open(present, History(Choices()))

    def _laid_out(self) -> Any:  # noqa: ANN401
        turns = row(self.undo, self.redo, self.reset)
        left = column(self.offices, self.aim.box, turns, self.parts, self.part, self.told)
        right = column(self.views, self.shown)
        left.layout = ui.Layout(flex="1 1 20rem", min_width="0")
        right.layout = ui.Layout(flex="2 1 28rem", min_width="0")
        box = ui.HBox((*dressing(), self.verdict, left, right), layout=ui.Layout(flex_flow="row wrap", width="100%"))
        box.add_class("otx-panel")
        return box

    def _chosen(self, name: str) -> None:
        """Open another office, as it was left; what its files lack is told, and the one before stays."""
        before, history, home = self.present, self.history, self.present.folder.parent
        found = self.left.get(name)
        try:
            opened = found or (present_of(read_yaml(home / f"{name}.yaml"), home.parent), History(Choices()))
        except InputError as error:
            self._refuse(error)
            return
        tried = history != History(Choices())
        self.left = {key: kept for key, kept in self.left.items() if key not in (name, before.name)}
        self.left |= {before.name: (before, history)} if tried else {}
        self._open(*opened)
        told = [FOUND] if found else []
        told += [KEPT.format(name=before.audit.dossier.office.name)] if tried else []
        self.told.value = "".join(said(text, role="status") for text in told)

    def _open(self, present: Present, history: "History[Choices]") -> None:
        self.present = present
        self.office = OfficeFields(present, self._do)
        self.boxes = {
            HOURS: self.hours.box, BUREAUX: self.office.bureaux, STAFF: self.office.staff,
            BETTER: self.better.box, KEEP: self.keep.box,
        }  # fmt: skip
        self._turn(history)
        self._part()

    def _do(self, gesture: Gesture) -> None:
        """Try what a hand did; what cannot be is told, and the fields come back."""
        try:
            self._turn(done(self.history, gesture(self.present, self.history.now)))
        except ValueError as error:
            self._refuse(error)

    def _refuse(self, error: ValueError) -> None:
        self._turn(self.history)
        self.told.value = refusal(error)

    def _turn(self, history: "History[Choices]") -> None:
        """Show what is tried: the verdict, the fields, and the view that is open."""
        self.history, choices = history, history.now
        self.audit = audit_under(self.present, choices)
        self.verdict.value = framed(view.verdict(self.present, choices, self.audit).html)
        self._view()
        for fields in (self.aim, self.hours, self.office, self.better, self.keep):
            fields.show(self.present, choices)
        self.undo.disabled, self.redo.disabled = not history.past, not history.future
        self.reset.disabled, self.told.value = choices == Choices(), ""
        self._list()

    def _list(self) -> None:
        """List the offices that have parameters beside this one, and show which is open."""
        name = self.present.name
        try:
            there = [path.stem for path in chosen_offices(self.present.folder.parent, ())]
        except InputError:
            there = []  # the parameters of this office came from elsewhere
        with self.ear.shut():
            self.offices.options = sorted({name, *there})
            self.offices.value = name

    def _part(self) -> None:
        self.part.children = (self.boxes[self.parts.value],)

    def _view(self) -> None:
        self.shown.value = framed(view.view(self.views.value, self.present, self.audit))

"""Two things to do with what is tried: have the optimiser propose hours, and keep it all as a variant."""

from collections.abc import Callable

import ipywidgets as ui

from otanalysis.audit.better_hours import BetterHours, better_hours
from otanalysis.explorer import gestures, view
from otanalysis.explorer.choices import Choices
from otanalysis.explorer.fields import WIDE, button, column, framed, html, refusal, row, said
from otanalysis.explorer.hours_fields import Gesture
from otanalysis.explorer.present import Present, audit_under
from otanalysis.explorer.variant import save
from otanalysis.reading.problems import InputError

TOGETHER = "Cette proposition vaut pour les bureaux comptés ensemble : à vous de la répartir entre eux."


class BetterFields:
    """The optimiser, on demand: it takes from a tenth of a second to some seconds."""

    def __init__(self, do: Callable[[Gesture], None]) -> None:
        self.do = do
        self.ask = button("Proposer de meilleurs horaires", self._search, "magic")
        self.take = button("Essayer cette proposition", self._take, "hand-o-up")
        self.found, self.note = html(), html()
        self.box = column(row(self.ask), self.found, row(self.take), self.note)

    def show(self, present: Present, choices: Choices) -> None:
        """Forget what was proposed: it was for something else."""
        self._seen = present, choices
        self._better: BetterHours | None = None
        self.found.value = self.note.value = ""
        self.take.layout.display = "none"

    def _search(self) -> None:
        self.note.value = said("Recherche en cours…", role="status")
        audit = audit_under(*self._seen)
        self._better = better_hours(audit)
        self.found.value = framed(view.better(audit))
        usable = self._better is not None and gestures.proposed(self._seen[0], self._better) is not None
        self.take.layout.display = None if usable else "none"
        self.note.value = said(TOGETHER) if self._better and self._better.best and not usable else ""

    def _take(self) -> None:
        found = self._better
        if found:
            self.do(lambda present, choices: gestures.with_proposed(present, choices, found))


class KeepFields:
    """The name of a variant and the button that writes it; ``saved`` is called once it is."""

    def __init__(self, saved: Callable[[], None]) -> None:
        self.saved = saved
        self.label = ui.Text(description="Nom", placeholder="été du dimanche", layout=WIDE)
        self.replace = ui.Checkbox(description="Remplacer la variante de ce nom", indent=False, layout=WIDE)
        self.keep = button("Enregistrer comme variante", self._save, "save")
        self.told = html()
        self.box = column(self.label, self.replace, row(self.keep), self.told)

    def show(self, present: Present, choices: Choices) -> None:
        """Hold what there is to keep."""
        self._seen = present, choices
        self.keep.disabled = choices == Choices()
        self.told.value = said("Rien n'est changé : il n'y a rien à enregistrer.") if self.keep.disabled else ""

    def _save(self) -> None:
        try:
            variant = save(*self._seen, self.label.value, self.replace.value)
        except InputError as error:
            self.told.value = refusal(error)
            return
        home = variant.params.parent.name
        told = f"Enregistrée : {home}/{variant.params.name} et {home}/{variant.name}/. Pour son audit : "
        self.told.value = said(f"{told}otanalysis run {variant.name}", "said", "status")
        self.replace.value = False
        self.saved()

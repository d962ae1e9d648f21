"""How much of an edition was read word for word: one bar a standing."""

from otanalysis.french import capital, quantity
from otanalysis.law.records import STANDING_IN_FRENCH, Edition, Standing
from otanalysis.report.figures import MARGIN, Chart, drawn
from otanalysis.report.html import Table
from otanalysis.report.sheet import GREEN, ORANGE, PALE, Fill, Font, Panel

READ, UNREAD, TRACK = Fill(GREEN), Fill(ORANGE, hatch="////"), Fill(PALE)
FIRST, STEP, THICK = 0.16, 0.42, 0.155  # inches: the first line, from one to the next, a bar
LONGEST = 2.2


def standings_chart(edition: Edition) -> Chart:
    """Return the requirements of an edition counted by standing, one bar each, on the scale of them all."""
    found = [r.standing for criterion in edition.criteria for r in criterion.requirements]
    counts = {standing: found.count(standing) for standing in Standing}
    with drawn(f"standings {edition.id}", FIRST + STEP * len(counts), edition.title, illustrative=False) as sheet:
        for row, (standing, count) in enumerate(counts.items()):
            top = FIRST + row * STEP + 0.05
            panel = Panel(MARGIN, top, LONGEST, THICK, (0, max(1, len(found)), 0, 1))
            sheet.words(MARGIN, top - 0.05, capital(STANDING_IN_FRENCH[standing]))
            sheet.boxes(MARGIN, top, LONGEST, THICK, TRACK)
            sheet.boxes(MARGIN, top, panel.x(count) - MARGIN, THICK, READ if standing is Standing.VERBATIM else UNREAD)
            place = (MARGIN + LONGEST + 0.1, top + THICK / 2)
            sheet.words(*place, quantity(count, "exigence"), Font(weight="bold"), up="middle")
    rows = tuple((STANDING_IN_FRENCH[standing], count) for standing, count in counts.items())
    alt = "Barres : " + ", ".join(f"{name} {quantity(count, 'exigence')}" for name, count in rows) + "."
    table = Table("Exigences par niveau de certitude", ("La règle est", "Exigences"), rows)
    return Chart("Ce que l'on sait des règles", sheet.svg, alt, table, edition.title)

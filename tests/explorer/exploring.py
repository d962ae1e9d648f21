"""Offices to explore, and gestures of a hand drawn at random."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from otanalysis.explorer import gestures as g
from otanalysis.explorer.choices import Choices
from otanalysis.explorer.present import Present, present_of
from otanalysis.reading.yaml12 import read_yaml
from tests.conftest import ROOT

DECK = "pays-de-serres-en-quercy"
BUSIEST = "office-fictif-cote-de-brumaire"  # hourly counts, two bureaux, a hors les murs
VALLEY = "office-fictif-val-dorbelle"


def explored(name: str, home=ROOT) -> Present:
    return present_of(read_yaml(home / "params" / f"{name}.yaml"), home)


def gesture(present: Present):
    """A strategy of gestures, each from choices to choices."""
    desks = st.sampled_from(list(g.desks(present, Choices())))
    bureaux = st.sampled_from([p.bureau.id for p in present.audit.dossier.points])
    minutes = st.integers(0, 96).map(lambda quarter: 15 * quarter)
    days = st.dates(date(present.audit.dossier.year, 1, 1), date(present.audit.dossier.year, 12, 31))
    season = st.integers(0, 9)
    return st.one_of(
        st.tuples(desks, season, st.sets(st.integers(0, 6))).map(lambda a: _of_season(present, g.open_days, a)),
        st.tuples(desks, season, minutes).map(lambda a: _of_season(present, g.open_from, a)),
        st.tuples(desks, season, minutes).map(lambda a: _of_season(present, g.open_until, a)),
        st.tuples(desks, season, st.booleans()).map(lambda a: _of_season(present, g.open_at_noon, a)),
        st.tuples(desks, season, st.tuples(days, days)).map(lambda a: _of_season(present, g.season_moved, a)),
        st.tuples(bureaux, st.booleans()).map(lambda a: lambda c: g.with_outside(present, c, *a)),
        st.tuples(bureaux, st.booleans()).map(lambda a: lambda c: g.with_counted(present, c, *a)),
        st.tuples(bureaux, st.integers(0, 8)).map(lambda a: lambda c: g.with_people(present, c, a[0], a[1] / 2)),
        st.tuples(st.integers(0, 3), st.integers(0, 8)).map(lambda a: lambda c: _posts(present, c, *a)),
        st.integers(0, 50).map(lambda tenths: lambda c: replace(c, advisers=tenths / 10)),
        st.sampled_from(["I", "II"]).map(lambda name: lambda c: g.with_category(present, c, name)),
    )


def _of_season(present, move, arguments):
    desk, n, value = arguments

    def done(choices):
        table = g.table_at(present, choices, desk)
        return move(present, choices, desk, n % len(table.seasons), value) if table else choices

    return done


def _posts(present, choices, n, posts):
    return g.with_posts(present, choices, n % len(present.audit.dossier.staff.contracts), posts)


def next_day(day: date) -> date:
    return day + timedelta(days=1)

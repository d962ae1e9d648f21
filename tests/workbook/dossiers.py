"""Dossiers that hypothesis makes: every key of the records, every kind of fact, several bureaux."""

from datetime import date

from hypothesis import strategies as st

from otanalysis.dossier.records import DossierFile
from otanalysis.dossier.workbook.kinds import MARKS
from otanalysis.dossier.workbook.lists import MEANS
from otanalysis.french import LANGUAGES
from otanalysis.law.loader import load_catalogue
from otanalysis.reading.records import build
from otanalysis.reading.yaml12 import Document

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Sm")), min_size=1, max_size=15)
ODD = st.sampled_from(
    ["=1+1", "0012", "30/09/2023", "oui", "#N/A", "12,5", "deux\nlignes", "-", "vide", "« été »", "1e5"]
)
TEXTS = (WORDS.map(str.strip).filter(bool).filter(str.isprintable)) | ODD
CATEGORIES = st.sampled_from(["I", "II", "III"])
MAYBE = st.just("") | TEXTS
YES = st.booleans()
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str)
DAYS_OF_YEAR = st.dates(date(2023, 1, 1), date(2023, 12, 31)).map(lambda day: f"{day:%m-%d}")
NUMBERS = st.integers(1, 50) | st.decimals("0.1", 50, places=2).map(float)
SLOTS = st.sampled_from(
    [(), ("09:30-12:30",), ("00:00-09:00", "10:05-24:00"), ("08:00-09:00", "10:00-11:00", "14:00-18:30")]
)
WEEKDAYS = st.sampled_from(["lun-sam", "mar, jeu-ven", "tous les jours", "Lundi", "sam-lun", "lun,mar"])
CLOSURES = st.sampled_from(["12-25", "2025-05-02", "12-25/12-31", "2025-01-02 / 2025-01-04", "05-01", "02-29"])
REGIONS = st.sampled_from(["", "57", "971"])


def _fixed(**keys):
    return st.fixed_dictionaries({}, optional=keys)


def _with(asked, **keys):
    return st.fixed_dictionaries(asked, optional=keys)


@st.composite
def _ordered(draw, days, first, last, **keys):
    one, other = sorted([draw(days), draw(days)])
    return {first: one, last: other, **draw(_fixed(**keys))}


EVIDENCE = st.one_of(
    _with({"paper": TEXTS}, page=MAYBE, date=DAYS, file=MAYBE),
    _ordered(DAYS, "date", "expires").map(lambda e: {**e, "paper": "Acte"}),
)
AROUND = {"evidence": EVIDENCE, "source": MAYBE, "illustrative": YES}
POSITIONS = _with(
    {"latitude": st.sampled_from([44.25, -12, 0.5]), "longitude": st.sampled_from([1.13889, -61.5, 7])}, **AROUND
)
OPTIONS = st.dictionaries(
    st.sampled_from(["sites", "direction", "uptime"]),
    TEXTS | NUMBERS | st.lists(TEXTS, max_size=2).map(tuple),
    max_size=3,
)


@st.composite
def _seasons(draw):
    """Seasons that share no day: the year is cut in as many parts."""
    cuts = sorted(set(draw(st.lists(DAYS_OF_YEAR, min_size=2, max_size=6))))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    week = st.lists(st.fixed_dictionaries({"days": WEEKDAYS, "slots": SLOTS}), max_size=3).map(tuple)
    found = [{"start": a, "end": b, "week": draw(week), **draw(_fixed(name=MAYBE))} for a, b in pairs]
    return tuple(found) or ({"start": "01-01", "end": "12-31", "week": ()},)


TABLES = _with(
    {"seasons": _seasons(), "public_holidays": st.sampled_from(["fermé", "ouvert"]) | SLOTS},
    closures=st.lists(CLOSURES, max_size=3).map(tuple), region=REGIONS,
)  # fmt: skip
HOURS = st.one_of(
    _with({"table": TABLES}, **AROUND),
    _with({"osm": TEXTS}, region=REGIONS, school_zone=st.sampled_from(["", "A"]), **AROUND),
    _with({"file": TEXTS, "format": TEXTS}, office=MAYBE, layout=MAYBE, region=REGIONS, **AROUND),
)
VALUES = {
    "boolean": YES,
    "languages": st.lists(st.sampled_from(sorted(LANGUAGES)), max_size=4, unique=True).map(tuple),
    "share": st.sampled_from([0, 0.5, 1, 12.25, 80, 100]),
    "mark": st.just(False) | st.tuples(
        st.sampled_from([word for word in MARKS.values() if word]), _ordered(DAYS, "start", "end", conditional=YES)
    ).map(lambda both: {"name": both[0], **both[1]}),
    "agreement": st.just(False) | _ordered(
        DAYS, "start", "end", means=st.lists(st.sampled_from(MEANS), max_size=3).map(tuple)
    ),
}  # fmt: skip


def _facts(bearer):
    kinds = {name: kind for name, kind in load_catalogue().items() if kind.bearer == bearer and kind.kind in VALUES}
    whole = {
        name: VALUES[kind.kind].flatmap(lambda value: _with({"value": st.just(value)}, **AROUND, note=MAYBE))
        | VALUES[kind.kind]
        for name, kind in kinds.items()
    }
    return st.lists(st.sampled_from(sorted(kinds)), max_size=8, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: whole[name] for name in names})
    )


@st.composite
def _bureaux(draw):
    names = draw(st.lists(TEXTS, min_size=1, max_size=3))
    main = draw(st.integers(0, len(names) - 1))
    ids = draw(st.permutations(["bureau-1", "2", "1", "gare", "mairie"]))
    return tuple(
        {
            "id": ids[n], "name": name, "main": n == main,
            **draw(_fixed(
                station_classee=YES, cumulated=YES, people_present=NUMBERS, hours=HOURS, hors_les_murs=HOURS,
                facts=_facts("bureau"), position=POSITIONS,
            )),
        }
        for n, name in enumerate(names)
    )  # fmt: skip


CONTRACTS = st.one_of(
    _with(
        {"label": TEXTS, "quota": st.sampled_from([0.5, 1, 0.8, 0.333])},
        function=st.sampled_from(["directeur", "responsable", "conseiller", "autre"]), posts=st.integers(1, 100),
        months=st.sampled_from([12, 0.5, 7]), degree_years=st.integers(0, 10), equivalent_experience=YES,
    ),
    st.just({"label": "Saisonniers", "quota": 1, "months": 4, "start": "06-01", "end": "09-30"}).map(dict),
)  # fmt: skip
LODGINGS = _fixed(hotel_rooms=st.integers(0, 9999), guest_rooms=st.integers(0, 9), port_moorings=st.just(0))
PLANS = st.one_of(
    _with({"kind": st.sampled_from(["commune_touristique", "station_classee"])}, source=MAYBE, illustrative=YES),
    st.fixed_dictionaries(
        {"kind": st.just("station_classee"), "population": st.integers(1, 99999), "lodgings": LODGINGS}
    ),
)


@st.composite
def dossiers(draw):
    """A dossier without mistake, as a record."""
    data = draw(_with(
        {"office": _with({"name": TEXTS}, fictitious=YES, about=MAYBE, source=MAYBE), "bureaux": _bureaux()},
        context=st.lists(MAYBE, max_size=3).map(tuple), territory=MAYBE,
        figures=st.lists(_with({"label": TEXTS, "value": NUMBERS | TEXTS}, source=MAYBE), max_size=3).map(tuple),
        staff=_with({"contracts": st.lists(CONTRACTS, max_size=3).map(tuple)}, **AROUND),
        attendance=_with(
            {"file": TEXTS, "label": TEXTS, "format": TEXTS}, options=OPTIONS, source=MAYBE, illustrative=YES
        ),
        plan=PLANS, previous_audit=TEXTS, facts=_facts("office"),
        application=_ordered(DAYS, "sent", "complete", illustrative=YES) | _with({"sent": DAYS}, illustrative=YES),
        classification=_with({"category": CATEGORIES, "since": DAYS}, order=MAYBE, illustrative=YES),
        marks=st.lists(_ordered(DAYS, "since", "until", illustrative=YES, evidence=EVIDENCE).map(
            lambda mark: {"name": "Accueil Vélo", **mark}
        ), max_size=2).map(tuple),
    ))  # fmt: skip
    for contract in data.get("staff", {}).get("contracts", ()):
        if draw(YES):
            contract["bureau"] = draw(st.sampled_from(data["bureaux"]))["id"]
    record, problems = build(DossierFile, data, Document("", data, {}, ()))
    assert not problems, problems
    return record

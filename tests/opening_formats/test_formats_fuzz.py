import contextlib
import json
import tempfile
from pathlib import Path

from format_makers import apidae, newer, older, poi, save, slot, spec, weekdays
from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.opening.calendar import OpeningError
from otanalysis.opening.formats import read_hours
from otanalysis.opening.osm import from_osm
from otanalysis.opening.sniffing import looks_like
from otanalysis.reading.problems import InputError

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(["2025-01-01", "09:00", "LUNDI", "Monday", "01/01/2025|31/12/2025|09:00|12:00|||Lundi|"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "ouverture",
                    "periodesOuvertures",
                    "horaires",
                    "timePeriods",
                    "timeFrames",
                    "dateDebut",
                    "dateFin",
                    "type",
                    "id",
                    "weekdays",
                    "isLocatedAt",
                    "schema:openingHoursSpecification",
                    "opens",
                    "closes",
                    "dayOfWeek",
                    "validFrom",
                    "@id",
                    "P",
                    "Datedebut",
                    "lundiheuredebut1",
                    "Joursdefermeture",
                    "fermeturesExceptionnelles",
                    "ouverturesJournalieres",
                    "jour",
                    "nom",
                    "complementHoraire",
                    "tousLesAns",
                    "objetsTouristiques",
                    "@graph",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["apidae", "datatourisme", "schema-org", "tourinsoft"]), JSON, st.booleans())
def test_no_json_makes_a_traceback(name, data, wrapped):
    with tempfile.TemporaryDirectory() as folder:
        body = {"objetsTouristiques": [{"ouverture": {"periodesOuvertures": data}}]} if wrapped else data
        path = Path(folder) / "h.json"
        path.write_text(json.dumps(body), encoding="utf-8")
        with contextlib.suppress(InputError):
            read_hours(path, looks_like(path) or name, 2025)


WORDS = st.lists(
    st.sampled_from(
        [
            "lun",
            "mar",
            "ven",
            "avr",
            "sept",
            "9h",
            "12h30",
            "-",
            ",",
            "et",
            ";",
            "fermé",
            "jours fériés",
            "1er",
            "15",
            "2025",
            "sauf",
            '"note"',
            "||",
            "Mo-Fr",
            "10:00-12:00",
            "off",
            "/",
            "à",
            "du",
        ]
    ),
    max_size=9,
)


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_no_words_make_a_traceback(words):
    try:
        found = from_osm(" ".join(words), 2025)
    except OpeningError:
        return
    assert found.described.all()


WHOLE = {
    "apidae": apidae(
        newer("2025-01-01", "2025-06-30", slot("MON HOL", ("09:00", "12:00")), complementHoraire={"libelleFr": "9h"}),
        older("2025-07-01", "2025-12-31", kind="SAUF", days=["LUNDI"], tousLesAns=True, nom={"libelleFr": "Été"}),
        older("2025-07-01", "2025-07-31", kind="MOIS", ouverturesJourDuMois=[{"jour": "LUNDI", "jourDuMois": "D_1ER"}]),
        fermeturesExceptionnelles=[
            {"dateFermeture": "2025-05-01"},
            {"dateSpeciale": "ASCENSION", "dates": ["2025-05-29"]},
        ],
        periodeEnClair={"libelleFr": "Ouvert"},
    ),
    "datatourisme": poi(spec(weekdays(0, 1), "09:00", "12:00") | {"additionalInformation": {"fr": ["x"]}}),
    "tourinsoft": {
        "SyndicObjectID": "1",
        "P": [
            {
                "Datededebut": "2025-03-01",
                "Datedefin": "2025-03-31",
                "Heuredouverture1": "09:00",
                "Heuredefermeture1": "12:00",
                "Joursdefermeture": [{"ThesLibelle": "Dimanche"}],
            }
        ],
    },
}
JUNK = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        3.5,
        1e300,
        "",
        "x",
        "2025-02-30",
        "99:99",
        "9999-12-31",
        "0001-01-01",
        [],
        [None],
        [[]],
        {},
        {"a": {}},
        {"@id": 3},
        {"@value": []},
        {"libelleFr": 3},
    ]
)


def places(data, at=()):
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield (*at, key)
        yield from places(value, (*at, key))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_no_value_out_of_place_makes_a_traceback(name, drawn):
    data = json.loads(json.dumps(WHOLE[name]))
    for _ in range(drawn.draw(st.integers(1, 2))):
        *path, last = drawn.draw(st.sampled_from(sorted(places(data), key=str)))
        holder = data
        for key in path:
            holder = holder[key]
        holder[last] = json.loads(json.dumps(drawn.draw(JUNK)))
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(InputError):
        read_hours(save(Path(folder), [data]), name, 2025)

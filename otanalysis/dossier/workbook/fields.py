"""What each sheet of the workbook asks: the place of each answer in the dossier, its title, its kind, its help."""

from dataclasses import dataclass

from otanalysis.attendance.formats import FORMATS as COUNTS
from otanalysis.dossier.workbook import kinds
from otanalysis.dossier.workbook.kinds import Kind, one_of
from otanalysis.opening.formats import FORMATS as HOURS

Path = tuple[str, ...]
GUIDE, OFFICE, CONTEXT, BUREAUX = "Mode d'emploi", "Office", "Contexte et chiffres", "Bureaux"
TIMETABLE, RULES, STAFF, ATTENDANCE, HELD = "Horaires", "Jours fériés", "Effectif", "Fréquentation", "Marques"
LISTS, NOTES = "Listes", "Notes"
AT_DESK, OUTSIDE = "au bureau", "hors les murs"
BUREAU_TITLE, ANSWER, QUESTION, CODE = "Bureau", "Réponse", "Question", "Code"
BUREAU = Kind(kinds.TEXT.read, str)  # a name that the workbook itself gives: read once the bureaux are known


@dataclass(frozen=True)
class Field:
    """One answer: where it goes in its block of the dossier, its title, the kind of its cell, a width in characters."""

    path: Path
    title: str
    kind: Kind = kinds.TEXT
    width: float = 18
    help: str = ""


@dataclass(frozen=True)
class Section:
    """The answers of a form that go together."""

    title: str
    fields: tuple[Field, ...]


def _evidence(prefix: Path = (), of: str = "") -> tuple[Field, ...]:
    at = (*prefix, "evidence")
    return (
        Field((*at, "paper"), f"Pièce{of}", width=28, help="Le document qui le prouve, par le nom qu'il a au dossier."),
        Field((*at, "page"), f"Page{of}", width=8, help="Où regarder dans la pièce : p. 3, annexe 2…"),
        Field((*at, "date"), f"Datée du{of}", kinds.DATE, 12, "La date de la pièce : 30/09/2023."),
        Field((*at, "expires"), f"Valable jusqu'au{of}", kinds.DATE, 12, "Si la pièce a une fin de validité."),
        Field((*at, "file"), f"Fichier de la pièce{of}", width=18, help="Son nom ; mettez-le à côté de ce classeur."),
    )  # fmt: skip


def _source(prefix: Path = (), width: float = 30, of: str = "") -> tuple[Field, ...]:
    return (
        Field(
            (*prefix, "source"), f"Source{of}", width=width, help="D'où vient l'information, si ce n'est pas une pièce."
        ),
        Field((*prefix, "illustrative"), f"Exemple ?{of}", kinds.FLAG, 10, "« oui » si c'est un exemple, pas un fait."),
    )


LODGINGS = {
    "hotel_rooms": "Chambres d'hôtel",
    "residence_beds": "Lits en résidence de tourisme",
    "furnished_dwellings": "Meublés de tourisme",
    "camping_pitches": "Emplacements de camping",
    "holiday_village_beds": "Lits en village de vacances",
    "second_homes": "Résidences secondaires",
    "guest_rooms": "Chambres d'hôtes",
    "port_moorings": "Anneaux de plaisance",
}
PLANS = one_of({"commune touristique": "commune_touristique", "station classée": "station_classee"})
FUNCTIONS = one_of(
    {"direction": "directeur", "responsable": "responsable", "conseil en séjour": "conseiller", "autre": "autre"}
)
HELD_FIELDS = (
    Field(("name",), "Marque ou label", width=34, help="Tourisme et Handicap, Accueil Vélo…"),
    Field(("since",), "Depuis le", kinds.DATE, 12, "Premier jour : 03/04/2023."),
    Field(("until",), "Jusqu'au", kinds.DATE, 12, "Dernier jour ; vide s'il n'y a pas de fin."),
    *_evidence(),
    Field(("illustrative",), "Exemple ?", kinds.FLAG, 10, "« oui » si c'est un exemple, pas un fait."),
)
FORM = (
    Section("L'office", (
        Field(("office", "name"), "Nom de l'office", help="Obligatoire. Tel qu'il doit se lire sur la page."),
        Field(("office", "about"), "L'office en une phrase", help="Où il reçoit, de quand à quand."),
        Field(("office", "source"), "Source", help="D'où viennent ces informations."),
        Field(("territory",), "Territoire", help="Le nom d'un fichier de params/territoires, sans .yaml ; sinon vide."),
        Field(("previous_audit",), "Audit précédent", help="Le fichier audit.json d'avant, mis à côté de ce classeur."),
        Field(("office", "fictitious"), "Office inventé ?", kinds.FLAG, help="« oui » si cet office n'existe pas."),
    )),
    Section("Le classement d'aujourd'hui", (
        Field(("classification", "category"), "Catégorie", help="I, II ou III ; vide si l'office n'est pas classé."),
        Field(("classification", "since"), "Classé depuis le", kinds.DATE, help="Le jour de l'arrêté du préfet."),
        Field(("classification", "order"), "Arrêté", help="La référence de l'arrêté du préfet."),
        Field(("classification", "illustrative"), "Exemple ?", kinds.FLAG, help="« oui » si c'est un exemple."),
    )),
    Section("La demande de classement en cours", (
        Field(("application", "sent"), "Envoyée le", kinds.DATE, help="Le jour de l'envoi au préfet ; sinon vide."),
        Field(("application", "complete"), "Complète le", kinds.DATE, help="Le jour où le préfet l'a dite complète."),
        Field(("application", "illustrative"), "Exemple ?", kinds.FLAG, help="« oui » si c'est un exemple."),
    )),
    Section("Ce que vise la commune", (
        Field(("plan", "kind"), "Elle vise", PLANS, help="Vide si elle ne vise rien."),
        Field(("plan", "population"), "Population", kinds.WHOLE, help="Population municipale, avec les hébergements."),
        *(Field(("plan", "lodgings", key), title, kinds.WHOLE, help="0 s'il n'y en a pas.")
          for key, title in LODGINGS.items()),
        *_source(("plan",)),
    )),
    Section("L'effectif (les postes sont dans la feuille « Effectif »)", (
        Field(("staff", "nobody"), "Aucun personnel ?", kinds.FLAG, help="« oui » si l'office n'emploie personne."),
        *_evidence(("staff",)), *_source(("staff",)),
    )),
)  # fmt: skip
ATTENDANCE_FORM = (
    Section("Le fichier des comptages", (
        Field(("attendance", "file"), "Fichier", help="Son nom ; mettez-le à côté de ce classeur."),
        Field(("attendance", "label"), "Ce qu'il compte", help="Par exemple : visiteurs de la zone par jour."),
        Field(("attendance", "format"), "Format", one_of({name: name for name in COUNTS}, open_list=True),
              help="Vide ou « csv » pour un tableau date;visiteurs."),
        Field(("attendance", "options"), "Options", kinds.OPTIONS, help="Une par ligne : sites = Centre."),
        *_source(("attendance",)),
    )),
)  # fmt: skip
KINDS_OF_LINE = one_of({"phrase": "context", "chiffre": "figures"})
CONTEXT_FIELDS = (
    Field(("kind",), "Quoi", KINDS_OF_LINE, 12, "Une phrase de contexte, ou un chiffre."),
    Field(("label",), "Phrase, ou nom du chiffre", width=70, help="Habitants, communes… ou une phrase entière."),
    Field(("value",), "Chiffre", kinds.FIGURE, 14, "Seulement pour un chiffre."),
    Field(("source",), "Source", width=40, help="D'où vient le chiffre."),
)
BUREAU_FIELDS = (
    Field(("name",), "Nom du bureau", width=34, help="Obligatoire. Les autres feuilles le proposent."),
    Field(("main",), "Bureau principal", kinds.FLAG, 12, "« oui » pour un seul : celui qui reçoit le plus."),
    Field(("station_classee",), "En station classée", kinds.FLAG, 12, "« oui » s'il est dans une station classée."),
    Field(("cumulated",), "Heures cumulées", kinds.FLAG, 12, "« oui » si ses heures s'ajoutent au principal."),
    Field(("people_present",), "Personnes présentes", kinds.NUMBER, 12, "En même temps à l'accueil, en moyenne."),
    Field(("id",), CODE, width=20, help="Facultatif : minuscules, chiffres et tirets. Vide : tiré du nom."),
    Field(("position", "latitude"), "Latitude", kinds.NUMBER, 11, "En degrés, pour une carte : 44,2572."),
    Field(("position", "longitude"), "Longitude", kinds.NUMBER, 11, "En degrés, pour une carte : 1,1389."),
    *_evidence(("position",)),
    *_source(("position",), 24),
)
PLACE = one_of({AT_DESK: "hours", OUTSIDE: "hors_les_murs"})
WHERE = (
    Field(("bureau",), BUREAU_TITLE, BUREAU, 22, "Le nom donné dans la feuille « Bureaux »."),
    Field(("place",), "Lieu", PLACE, 14, "Vide : au bureau."),
)
TIMETABLE_FIELDS = (
    *WHERE,
    Field(("name",), "Période", width=16, help="Facultatif : été, hiver…"),
    Field(("start",), "Du", kinds.DAY_OF_YEAR, 12, "01/07 vaut chaque année ; 01/07/2025 pour une seule."),
    Field(("end",), "Au", kinds.DAY_OF_YEAR, 12, "Compris. Une période ne passe pas le 31/12."),
    Field(("days",), "Jours", kinds.WEEKDAYS, 18, "lun-sam ; mar, jeu-ven ; tous les jours."),
    Field(("slots",), "Heures", kinds.SLOTS, 30, "09:30-12:30, 14:00-18:00 ou « fermé »."),
)
RULES_FIELDS = (
    *WHERE,
    Field(("public_holidays",), "Jours fériés", kinds.HOLIDAYS, 16, "fermé ; ouvert, comme en semaine ; des heures."),
    Field(("closures",), "Fermetures", kinds.CLOSURES, 28, "25/12 au 31/12 ; 02/05/2025."),
    Field(("region",), "Région", width=9, help="Pour ses jours fériés : 57, 6AE, 971… ; sinon vide."),
    *_evidence(), *_source(),
    Field(("osm",), "Phrase OpenStreetMap", width=30, help="À la place des lignes de « Horaires »."),
    Field(("school_zone",), "Zone scolaire", width=9, help="A, B ou C, avec une phrase OpenStreetMap."),
    Field(("file",), "Fichier d'horaires", width=18, help="À la place des lignes de « Horaires »."),
    Field(("format",), "Format", one_of({name: name for name in HOURS}, open_list=True), 14, "Avec un fichier."),
    Field(("office",), "Office dans le fichier", width=18, help="Son nom ou identifiant."),
    Field(("layout",), "Disposition", width=12, help="Pour Tourinsoft : 8-champs, 7-champs…"),
)  # fmt: skip
STAFF_FIELDS = (
    Field(("label",), "Poste", width=34, help="Obligatoire : directrice, conseillers en séjour…"),
    Field(("function",), "Fonction", FUNCTIONS, 18),
    Field(("posts",), "Nombre", kinds.WHOLE, 9, "De postes identiques ; vide : 1."),
    Field(("quota",), "Temps de travail", kinds.NUMBER, 11, "1 pour un temps plein, 0,5 pour un mi-temps."),
    Field(("months",), "Mois par an", kinds.NUMBER, 9, "Vide : 12."),
    Field(("start",), "Présent du", kinds.DAY_OF_YEAR, 12, "Pour un saisonnier : 01/06."),
    Field(("end",), "Présent au", kinds.DAY_OF_YEAR, 12, "Pour un saisonnier : 30/09."),
    Field(("bureau",), BUREAU_TITLE, BUREAU, 22, "S'il travaille dans un seul bureau."),
    Field(("degree_years",), "Années d'études", kinds.WHOLE, 10, "Après le baccalauréat."),
    Field(("equivalent_experience",), "Expérience équivalente", kinds.FLAG, 13, "« oui » si elle vaut le diplôme."),
)
FACT_FIELDS = (
    Field(("code",), CODE, width=8),
    Field(("question",), QUESTION, width=44),
    Field(("bureau",), BUREAU_TITLE, BUREAU, 17),
    Field(("value",), ANSWER, width=19),
    Field(("papers",), "Pièces habituelles", width=28),
    *_evidence(),
    *_source(width=24),
    Field(("note",), "Note", width=24, help="Ce que le lecteur doit savoir."),
)
PARTS = {  # what a mark or an agreement says beside its first answer
    "mark": (
        Field(("start",), "… depuis le", kinds.DATE, help="Premier jour de validité."),
        Field(("end",), "… jusqu'au", kinds.DATE, help="Dernier jour de validité."),
        Field(("conditional",), "… à condition que l'office soit classé à temps ?", kinds.FLAG, help="oui ou vide."),
    ),
    "agreement": (
        Field(("start",), "… du", kinds.DATE, help="Premier jour de la convention."),
        Field(("end",), "… au", kinds.DATE, help="Dernier jour de la convention."),
        Field(("means",), "… quels moyens fixe-t-elle ?", kinds.MEANS, help="humains, techniques, financiers."),
    ),
}
VALUES = {
    "boolean": kinds.YES,
    "languages": kinds.LANGUAGES,
    "share": kinds.SHARE,
    "mark": kinds.MARK,
    "agreement": kinds.YES,
}
TABLES = {
    CONTEXT: CONTEXT_FIELDS,
    BUREAUX: BUREAU_FIELDS,
    TIMETABLE: TIMETABLE_FIELDS,
    RULES: RULES_FIELDS,
    STAFF: STAFF_FIELDS,
    HELD: HELD_FIELDS,
}
FORMS = {OFFICE: FORM, ATTENDANCE: ATTENDANCE_FORM}
HELP = {
    "boolean": "oui ou non ; laissez vide si vous ne savez pas.",
    "languages": "En toutes lettres : anglais, espagnol ; « aucune » s'il n'y en a pas.",
    "share": "Un nombre de 0 à 100.",
    "mark": "Choisissez, ou « non » ; puis ses dates, en dessous.",
    "agreement": "oui ou non ; puis ses dates et ses moyens, en dessous.",
}

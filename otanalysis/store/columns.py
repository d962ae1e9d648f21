"""The columns that several tables of the observatory have, told once."""

from otanalysis.store.words import Column

STATUSES = ("met", "blocking", "undocumented", "not_applicable")
STANDINGS = ("verbatim", "reported", "deduced", "recalled")

OFFICE = Column("office", "string", "Office", "Nom du dossier de l'office, le même dans toutes les tables")
NAME = Column("label", "string", "Nom de l'office", "Tel qu'on l'écrit, au jour de l'audit")
FICTITIOUS = Column("fictitious", "boolean", "Office fictif", "Vrai : office inventé, ou variante d'un office")
ILLUSTRATIVE = Column(
    "illustrative", "boolean", "Donnée illustrative", "Vrai : valeur inventée pour l'exemple, pas une mesure"
)
RESTING = Column(
    "illustrative", "boolean", "Repose sur des données illustratives", "Vrai : au moins une donnée lue est inventée"
)
CATEGORY = Column("category", "string", "Catégorie visée", "Catégorie de classement demandée : I, II ou III")
EDITION = Column("edition", "string", "Édition de l'arrêté", "Identifiant du texte appliqué")
AUDIT_DATE = Column("audit_date", "date", "Date de l'audit")
YEAR = Column("reference_year", "integer", "Année de référence", "Année civile des horaires et des comptages")
VERDICT = Column("verdict", "string", "Conclusion", "Celle du programme ; le préfet seul classe")
FTE = Column("fte", "number", "Effectif", "Ensemble des contrats ; vide quand le dossier n'en donne pas", "ETP", True)
AUDIT = Column("audit", "integer", "Audit", "Numéro de l'audit dans cet observatoire")
CRITERION = Column("criterion", "string", "Critère", "Identifiant du critère dans l'arrêté, comme C04")
STATUS = Column(
    "status", "string", "Résultat", "met : rempli ; blocking : bloquant ; undocumented : à documenter ; "
    "not_applicable : sans objet", among=STATUSES,
)  # fmt: skip
STANDING = Column(
    "standing", "string", "Certitude de la règle", "verbatim : lue mot pour mot ; reported : rapportée ; deduced : "
    "déduite ; recalled : de mémoire", among=STANDINGS,
)  # fmt: skip
BUREAU = Column("bureau", "string", "Bureau d'accueil", "Identifiant du bureau dans le dossier de l'office")
BUREAU_NAME = Column("label", "string", "Nom du bureau")
MAIN = Column("main", "boolean", "Bureau principal", "Vrai : celui qui reçoit le plus de visiteurs")
ANY_BUREAU = Column("bureau", "string", "Bureau d'accueil", "Vide pour ce qui concerne l'office entier", optional=True)
AUDITED = (AUDIT, OFFICE, CATEGORY, AUDIT_DATE, YEAR)
UNPLACED = "WGS 84 ; vide quand le dossier ne situe pas le bureau"
LATITUDE = Column("latitude", "number", "Latitude", UNPLACED, "degré", True, bounds=(-90, 90))
LONGITUDE = Column("longitude", "number", "Longitude", UNPLACED, "degré", True, bounds=(-180, 180))

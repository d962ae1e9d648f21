"""What a database refuses, told in French: neither a library's sentence nor a password ever reaches a user."""

SQLITE = {
    "full": "le disque est plein",
    "readonly": "on ne peut pas y écrire",
    "unable to open": "le fichier ne peut pas être ouvert",
    "locked": "une autre écriture la tient depuis trop longtemps",
    "not a database": "ce fichier n'est pas une base de données",
    "malformed": "la base est abîmée",
    "disk i/o": "le disque refuse de lire ou d'écrire",
}
POSTGRESQL = {
    "42501": "les droits de cet utilisateur ne suffisent pas",
    "28P01": "le mot de passe est refusé",
    "28000": "cet utilisateur n'a pas d'accès",
    "3D000": "cette base n'existe pas",
    "53100": "le disque du serveur est plein",
    "53300": "le serveur n'accepte plus de connexion",
}
CONNECTION = (
    ("password authentication failed", "le mot de passe est refusé"),
    ("no password supplied", "il manque le mot de passe : mettez-le dans ~/.pgpass ou dans PGPASSWORD"),
    ("does not exist", "cette base ou cet utilisateur n'existe pas"),
    ("connection", "le serveur ne répond pas"),
)


class StoreError(Exception):
    """The observatory cannot be read or written; the message is French and bears no password."""


def reason(error: BaseException) -> str:
    """Return in French why a driver refused."""
    code, text = getattr(error, "sqlstate", None), str(error).lower()
    if code in POSTGRESQL:
        return POSTGRESQL[code]
    pairs = (*SQLITE.items(), *CONNECTION)
    return next((french for words, french in pairs if words in text), f"erreur {type(error).__name__}")

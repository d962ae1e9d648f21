"""Names that files and bureaux bear: small letters without accents, digits and hyphens."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def slug(text: str) -> str:
    """Return a text in small letters without accents, digits and hyphens, empty when it has none of them."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))


def checked(text: str) -> str:
    """Return an id as it is written; raises ValueError, in French, for a text that cannot be one."""
    if SLUG.fullmatch(text):
        return text
    better = slug(text) or "bureau-1"
    raise ValueError(f'« {text} » : minuscules sans accent, chiffres et tirets seulement ; écrivez "{better}"')


Slug = Annotated[str, AfterValidator(checked)]

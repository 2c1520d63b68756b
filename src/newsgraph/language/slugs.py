"""Names as parts of identifiers."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["slug"]


def slug(text: str) -> str:
    """``text`` as ``[a-z0-9-]``, never empty; letters without an ASCII form are written as their code points.

    >>> slug("Côte d'Ivoire"), slug("北京")
    ('cote-d-ivoire', 'u5317-u4eac')
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    kept = "".join(c if c.isascii() or not c.isalnum() else f" u{ord(c):x} " for c in kept)
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-") or "x"

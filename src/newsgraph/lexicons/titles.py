"""Words before a person's name that are no part of it; the table is ``titles.tsv``."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from newsgraph.lexicons.tables import read_table

__all__ = ["Title", "abbreviations", "is_courtesy", "is_office", "title_parts", "title_words", "titles", "written_out"]

_WRITTEN_OUT = {
    "adm.": "admiral", "asst.": "assistant", "atty.": "attorney", "brig.": "brigadier", "capt.": "captain", "cllr": "councillor",
    "cllr.": "councillor", "cmdr.": "commander", "col.": "colonel", "coun.": "councillor", "cpl.": "corporal", "dep.": "deputy",
    "cr": "councillor", "cr.": "councillor", "ald": "alderman", "ald.": "alderman",
    "dci": "detective chief inspector", "det.": "detective", "dsi": "detective superintendent", "gen.": "general", "gov.": "governor",
    "insp.": "inspector", "lt.": "lieutenant", "maj.": "major",
    "pres.": "president", "prof.": "professor", "pvt.": "private", "rep.": "representative", "sec.": "secretary", "sen.": "senator",
    "reps.": "representative", "sens.": "senator", "govs.": "governor",
    "ch": "chief", "sgt.": "sergeant", "supt": "superintendent", "supt.": "superintendent",
}  # fmt: skip


class Title(NamedTuple):
    """``kind`` is ``courtesy`` (Mr, Dr) or ``office``; ``gender`` is ``m``, ``f`` or empty."""

    kind: Literal["courtesy", "office"]
    gender: str


@lru_cache(maxsize=1)
def titles() -> dict[str, Title]:
    """Titles in lower case; some have several words."""
    return {title: Title("courtesy" if kind == "courtesy" else "office", gender) for title, kind, gender in read_table("titles.tsv", 3)}


def is_courtesy(title: str) -> bool:
    """True for a title in lower case that tells no office.

    >>> is_courtesy("mr"), is_courtesy("mayor"), is_courtesy("table")
    (True, False, False)
    """
    found = titles().get(title)
    return found is not None and found.kind == "courtesy"


def is_office(title: str) -> bool:
    """True for the title of an office, in lower case.

    >>> is_office("mayor"), is_office("mr"), is_office("table")
    (True, False, False)
    """
    return title in titles() and not is_courtesy(title)


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    """Words that are a title by themselves, and those that open one (prime, vice)."""
    return frozenset(title for title in titles() if " " not in title) | {"prime", "vice"}


@lru_cache(maxsize=1)
def title_parts() -> frozenset[str]:
    """Every word that stands in a title of several words (transport, foreign, state)."""
    return frozenset(word for title in titles() for word in title.split() if " " in title)


@lru_cache(maxsize=1)
def abbreviations() -> frozenset[str]:
    """Titles with a full stop that ends no sentence, as they are written before a name: "Brig.", "Sen."."""
    return frozenset(title.capitalize() for title in titles() if title.endswith("."))


def written_out(title: str) -> str:
    """The title, in lower case, with its abbreviations in full, whether or not they have a full stop.

    >>> written_out("Brig. Gen."), written_out("house speaker")
    ('brigadier general', 'house speaker')
    """
    return " ".join(_WRITTEN_OUT.get(word) or _WRITTEN_OUT.get(f"{word}.", word) for word in title.lower().split())

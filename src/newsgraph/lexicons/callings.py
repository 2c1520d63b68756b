"""What persons are by calling, and which callings go together; the table is ``callings.tsv``."""

from __future__ import annotations

from functools import lru_cache

from newsgraph.lexicons.tables import read_table

__all__ = ["calling_fields", "go_together", "is_calling", "is_post", "takes_up"]

_ANY = "any"
_POST = "post"
_OFFICE = "office"
_OF_ALL = "life"


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[tuple[str, str]]]:
    table: dict[str, set[tuple[str, str]]] = {}
    for field, kind, words in read_table("callings.tsv", 3):
        for word in words.split():
            table.setdefault(word.replace("_", " "), set()).add((field, kind))
    return {word: frozenset(found) for word, found in table.items()}


def is_calling(word: str) -> bool:
    """True for a noun in lower case by which news takes up persons; not for offices and parts in a scene ("the judge").

    >>> is_calling("striker"), is_calling("goalkeeper"), is_calling("table")
    (True, False, False)
    """
    return any(kind not in (_POST, _OFFICE) for _, kind in _table().get(word, ()))


def is_post(word: str) -> bool:
    """True for a noun in lower case for an office, or for a part in a scene that everybody there knows; crafts are none.

    >>> is_post("judge"), is_post("driver"), is_post("striker")
    (True, False, False)
    """
    return any(kind in (_POST, _OFFICE) and field != "craft" for field, kind in _table().get(word, ()))


def calling_fields(word: str) -> frozenset[str]:
    """The fields of life that a noun or title in lower case belongs to; none for one that the table does not have.

    >>> sorted(calling_fields("photographer"))
    ['art', 'press']
    """
    return frozenset(field for field, _ in _table().get(word, ()))


def takes_up(word: str, other: str) -> bool:
    """True where the first word says no more of a person than the second does: one of its field in general, or another of its trade.

    >>> takes_up("player", "winger"), takes_up("rider", "cyclist"), takes_up("winger", "captain")
    (True, True, False)
    """
    if word == other:
        return True
    known = _table().get(other, frozenset())
    return any(
        field == other_field and (kind == _ANY or kind == other_kind not in (_POST, _OFFICE))
        for field, kind in _table().get(word, ())
        for other_field, other_kind in known
    )


def go_together(word: str, other: str) -> bool | None:
    """Whether one person is likely to be called by both; None where the table does not know one of the two.

    >>> go_together("winger", "footballer"), go_together("winger", "senator"), go_together("winger", "x")
    (True, False, None)
    """
    first, second = _table().get(word), _table().get(other)
    if not first or not second:
        return None
    if word == other:
        return True
    for field, kind in first:
        for other_field, other_kind in second:
            if field == other_field and (kind == other_kind != _POST or {_ANY, _OFFICE} & {kind, other_kind}):
                return True
    return None if _OF_ALL in {field for field, _ in first | second} else False

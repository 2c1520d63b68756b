"""What names are compared by when people ask, and what they are told when there is none."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

from newsgraph.errors import NotFoundError, UsageError
from newsgraph.model import Node

__all__ = ["any_of", "not_found", "require_one_of", "same_name"]


def same_name(name: str) -> str:
    """``name`` as names are compared: upper and lower case, spaces and kinds of apostrophes make no difference."""
    return " ".join(unicodedata.normalize("NFC", name).replace("\u2019", "'").casefold().split())


def any_of(wanted: frozenset[str] | None, nodes: Iterable[Node | None]) -> bool:
    """True when one of the nodes is one of those wanted, by id or label; None wants nothing."""
    return wanted is None or any(node is not None and (node.id or node.label) in wanted for node in nodes)


def require_one_of(name: str, value: str | None, allowed: tuple[str, ...]) -> None:
    """Raise a UsageError for a value that is none of those allowed."""
    if value is not None and value not in allowed:
        raise UsageError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")


def not_found(kind: str, name: str, known: Iterable[str]) -> NotFoundError:
    """The error for a name that is not there, with names that are near."""
    names = {same_name(label): label for label in known}
    near = difflib.get_close_matches(same_name(name), sorted(names), n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(repr(names[match]) for match in near)}?" if near else ""
    return NotFoundError(f"no {kind} named {name!r} in the graph.{hint}")

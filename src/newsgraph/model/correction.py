"""What a user corrects in a graph: names that are one or are not, statements that are wrong or missing, names and types."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args

from newsgraph.errors import CorrectionError
from newsgraph.model.entity import ENTITY_TYPES
from newsgraph.model.statement import MODALITIES, STATUSES

__all__ = ["CORRECTION_KINDS", "USER", "AppliedCorrection", "Correction", "CorrectionKind", "Named"]

CorrectionKind = Literal["merge", "split", "reject", "add", "rename", "retype"]
"""``merge``: these are one. ``split``: these never are. ``reject``: this statement is wrong. ``add``: this one is missing."""

CORRECTION_KINDS: tuple[CorrectionKind, ...] = get_args(CorrectionKind)

USER = "user/1"
"""The extractor of statements that a user has added."""

_MOST = 1_000
_MOST_SENTENCE = 20_000


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """An entity as a user names it: by its id, its label or another of its names; in one article alone where ``article`` is given."""

    name: str
    article: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not isinstance(self.article, str):
            raise CorrectionError(f"a name must be a text, not {self.name!r}")
        object.__setattr__(self, "name", " ".join(self.name.split()))
        if not self.name:
            raise CorrectionError("a name is empty")
        if len(self.name) > _MOST:
            raise CorrectionError(f"a name is longer than {_MOST} characters: {self.name[:40]!r}…")

    def __str__(self) -> str:
        """The name in quotation marks, with its article."""
        return f"“{self.name}” (in {self.article})" if self.article else f"“{self.name}”"

    def to_json(self) -> str | dict[str, str]:
        """The name alone, or with its article."""
        return {"name": self.name, "article": self.article} if self.article else self.name

    @classmethod
    def from_json(cls, value: object) -> Named:
        """The inverse of :meth:`to_json`.

        Raises:
            CorrectionError: for anything else.
        """
        if isinstance(value, str):
            return cls(value)
        if isinstance(value, Mapping) and "name" in value and not value.keys() - {"name", "article"}:
            return cls(value["name"], value.get("article", ""))
        raise CorrectionError(f"a name is a text or {{ name = …, article = … }}, not {value!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction; which fields it has depends on its ``kind``.

    ``merge``: ``entities`` (two or more) are one; the first gives name, type and id. ``split``: ``entities`` are never one.
    ``reject``: the ``statement`` of that id is wrong, or all that fit ``subject``, ``relation``, ``object``, ``article``, ``status``.
    ``add``: ``article`` states, in the quoted ``sentence``, that ``subject`` ``relation`` ``object``.
    ``rename``, ``retype``: the one of ``entities`` is called, or is of the type, ``to``. ``note`` is the user's own.

    Raises:
        CorrectionError: when a field is missing, too much, or of a value that cannot be.
    """

    kind: CorrectionKind
    entities: tuple[Named, ...] = ()
    to: str = ""
    statement: str = ""
    subject: Named | None = None
    relation: str = ""
    object: Named | None = None
    article: str = ""
    sentence: str = ""
    status: str = ""
    modality: str = ""
    speaker: Named | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind not in CORRECTION_KINDS:
            raise CorrectionError(f"no kind of correction {self.kind!r}; there are: {', '.join(CORRECTION_KINDS)}")
        for field in fields(self):
            value = getattr(self, field.name)
            if field.type == "str" and not isinstance(value, str):
                raise CorrectionError(f"{field.name!r} must be a text, not {value!r}")
        object.__setattr__(self, "relation", " ".join(self.relation.split()).lower())
        object.__setattr__(self, "to", " ".join(self.to.split()))
        given = {field.name for field in fields(self) if getattr(self, field.name)} - {"kind", "note"}
        needed, allowed = _FIELDS[self.kind]
        if missing := [name for name in needed if name not in given]:
            raise CorrectionError(f"{self.kind}: {', '.join(map(repr, missing))} is missing or empty")
        if extra := sorted(given - {*needed, *allowed}):
            raise CorrectionError(
                f"{self.kind}: {', '.join(map(repr, extra))} does not belong here; it has {', '.join((*needed, *allowed))}"
            )
        self._check_values(given)

    def _check_values(self, given: set[str]) -> None:
        number = len(self.entities)
        if self.kind in ("merge", "split"):
            if number < 2 or len(set(self.entities)) < number:
                raise CorrectionError(f"{self.kind}: 'entities' must be two or more different names")
        elif self.kind in ("rename", "retype") and number != 1:
            raise CorrectionError(f"{self.kind}: one entity at a time")
        if self.kind == "reject" and not given:
            raise CorrectionError("reject: give the id of a statement, or subject, relation, object (at least one of them)")
        if self.kind == "reject" and not given & {"statement", "subject", "relation", "object"}:
            raise CorrectionError("reject: an article or a status alone would take too much; give subject, relation or object, too")
        for name, most in (("to", _MOST), ("relation", _MOST), ("statement", _MOST), ("article", _MOST), ("sentence", _MOST_SENTENCE)):
            if len(getattr(self, name)) > most:
                raise CorrectionError(f"{self.kind}: {name!r} is longer than {most} characters")
        for name, allowed in (("status", STATUSES), ("modality", MODALITIES)):
            if name in given and getattr(self, name) not in allowed:
                raise CorrectionError(f"{self.kind}: {name!r} must be one of {', '.join(allowed)}, not {getattr(self, name)!r}")
        if self.modality and self.status != "possible":
            raise CorrectionError(f"{self.kind}: a modality goes with the status 'possible' only")
        if self.kind == "retype" and self.to not in ENTITY_TYPES:
            raise CorrectionError(f"retype: the type must be one of {', '.join(ENTITY_TYPES)}, not {self.to!r}")

    @property
    def id(self) -> str:
        """The kind and 12 hexadecimal digits of all that it says but the note: equal corrections, equal ids."""
        said = json.dumps(replace(self, note="").to_json(), sort_keys=True, ensure_ascii=True)
        return f"{self.kind}-{hashlib.sha256(said.encode('ascii')).hexdigest()[:12]}"

    def __str__(self) -> str:
        """One readable line."""
        if self.kind in ("merge", "split"):
            return f"{self.kind} {', '.join(map(str, self.entities))}"
        if self.kind in ("rename", "retype"):
            return f"{self.kind} {self.entities[0]} to “{self.to}”"
        said = " – ".join(str(part) for part in (self.subject, self.relation, self.object) if part)
        return f"{self.kind} {' '.join(part for part in (self.statement, said) if part)}{f' (in {self.article})' if self.article else ''}"

    def to_json(self) -> dict[str, Any]:
        """The fields that say something, as JSON values."""
        row: dict[str, Any] = {"kind": self.kind}
        for field in fields(self)[1:]:
            value = getattr(self, field.name)
            if value:
                row[field.name] = (
                    value if isinstance(value, str) else value.to_json() if isinstance(value, Named) else [one.to_json() for one in value]
                )
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Correction:
        """The inverse of :meth:`to_json`.

        Raises:
            CorrectionError: when it is none.
        """
        values = dict(row)
        if unknown := sorted(values.keys() - {field.name for field in fields(cls)}):
            raise CorrectionError(f"no field named {unknown[0]!r} in a correction")
        for name in ("subject", "object", "speaker"):
            if name in values:
                values[name] = Named.from_json(values[name])
        entities = values.get("entities", [])
        if not isinstance(entities, list | tuple):
            raise CorrectionError(f"'entities' must be a list of names, not {entities!r}")
        return cls(**{**values, "entities": tuple(map(Named.from_json, entities))})


_FIELDS: dict[CorrectionKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "merge": (("entities",), ()),
    "split": (("entities",), ()),
    "reject": ((), ("statement", "subject", "relation", "object", "article", "status")),
    "add": (("article", "sentence", "subject", "relation"), ("object", "status", "modality", "speaker")),
    "rename": (("entities", "to"), ()),
    "retype": (("entities", "to"), ()),
}
"""What each kind needs, and may have."""


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A correction and what it did: the ids of the entities or statements it concerned, or the ``problem`` that stood in its way."""

    correction: Correction
    touched: tuple[str, ...] = ()
    problem: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {"correction": self.correction.to_json(), "touched": list(self.touched), "problem": self.problem}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> AppliedCorrection:
        """The inverse of :meth:`to_json`."""
        return cls(Correction.from_json(row["correction"]), tuple(row["touched"]), row["problem"])

"""Stub to be replaced."""

from __future__ import annotations

from collections.abc import Iterable

from newsgraph.extract.base import Requirement
from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.model import Statement


class ClauseExtractor:
    """Stub."""

    name = "clauses"
    version = "1"
    requires: frozenset[Requirement] = frozenset({"parse", "entities", "quotations", "times"})

    def extract(self, annotated: AnnotatedDoc, /) -> Iterable[Statement]:
        """Stub."""
        return []

"""What an extractor is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol, runtime_checkable

from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.model import Statement

__all__ = ["Extractor", "Requirement"]

Requirement = Literal["parse", "entities", "quotations", "times"]


@runtime_checkable
class Extractor(Protocol):
    """A component that reads an annotated document and gives statements.

    ``name`` is that of its entry point in the group ``newsgraph.extractors``; ``name/version`` stands in every statement's
    ``extractor``. ``requires`` says which parts of the document it reads; it must not change any of them.
    """

    name: str
    version: str
    requires: frozenset[Requirement]

    def extract(self, annotated: AnnotatedDoc, /) -> Iterable[Statement]:
        """The statements of one document, each with evidence whose text is the article's at its span."""
        ...

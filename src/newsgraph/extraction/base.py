"""What an extractor is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol, runtime_checkable

from newsgraph.config import Config
from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.model import ModelUse, Statement

__all__ = ["Extractor", "Requirement", "SecondReader"]

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


@runtime_checkable
class SecondReader(Protocol):
    """What an extractor has besides when it asks somebody else, whose answers stand beside the rules' as a second opinion.

    Its statements that the rules make too raise the confidence of those, the others are added; see
    :mod:`newsgraph.extraction.agreement`.
    """

    def configure(self, config: Config, run: str) -> None:
        """Take the settings, before the first document; ``run`` is the same in all processes of one build."""
        ...

    def take_use(self) -> ModelUse:
        """What asking came to since the last call."""
        ...

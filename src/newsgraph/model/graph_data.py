"""A whole graph as plain data: what resolving gives, what RDF encodes, what views draw."""

from __future__ import annotations

from dataclasses import dataclass

from newsgraph.model.article import Article
from newsgraph.model.correction import AppliedCorrection
from newsgraph.model.entity import Entity
from newsgraph.model.statement import Statement

__all__ = ["GraphData"]


@dataclass(frozen=True, slots=True)
class GraphData:
    """Articles sorted by id, entities (canonical over all articles) sorted by id, statements sorted by article and position.

    Every entity node of a statement has the id of one of ``entities``. ``corrections`` are those of the user, in the order of their
    file, with what each did; what they say has been done in the data.
    """

    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    corrections: tuple[AppliedCorrection, ...] = ()

"""The data that everything else is about: frozen dataclasses over the standard library alone."""

from newsgraph.model.article import Article
from newsgraph.model.correction import CORRECTION_KINDS, USER, AppliedCorrection, Correction, CorrectionKind, Named
from newsgraph.model.entity import ENTITY_TYPES, Entity, EntityType, Mention, MentionKind
from newsgraph.model.graph_data import GraphData
from newsgraph.model.result import ArticleResult, Failure, ModelUse, SentenceReport
from newsgraph.model.span import CharSpan
from newsgraph.model.statement import (
    COOPERATIVE,
    EVENT_TYPES,
    MODALITIES,
    QUALIFIER_ROLES,
    STATUSES,
    EventType,
    Evidence,
    Modality,
    Node,
    NodeKind,
    Qualifier,
    QualifierRole,
    Relation,
    Statement,
    Status,
    TimeExpression,
)

__all__ = [
    "COOPERATIVE",
    "CORRECTION_KINDS",
    "ENTITY_TYPES",
    "EVENT_TYPES",
    "MODALITIES",
    "QUALIFIER_ROLES",
    "STATUSES",
    "USER",
    "AppliedCorrection",
    "Article",
    "ArticleResult",
    "CharSpan",
    "Correction",
    "CorrectionKind",
    "Entity",
    "EntityType",
    "EventType",
    "Evidence",
    "Failure",
    "GraphData",
    "Mention",
    "MentionKind",
    "Modality",
    "ModelUse",
    "Named",
    "Node",
    "NodeKind",
    "Qualifier",
    "QualifierRole",
    "Relation",
    "SentenceReport",
    "Statement",
    "Status",
    "TimeExpression",
]

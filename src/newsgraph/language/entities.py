"""Stub to be replaced: names with equal last words are one entity; he/she is the nearest person before."""

from __future__ import annotations

import re

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.model import Entity, EntityType, Mention

_TYPES: dict[str, EntityType] = {"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "NORP": "Group",
    "EVENT": "Event", "WORK_OF_ART": "Work", "LAW": "Law", "PRODUCT": "Product"}


def find_entities(annotated: AnnotatedDoc) -> None:
    """Fill ``entities``, ``referents`` and ``name_head``."""
    groups: dict[str, list[tuple[list[Token], Token]]] = {}
    current: list[Token] = []
    spans: list[list[Token]] = []
    for token in [*annotated.tokens, Token(-1, ".", 0)]:
        if token.ent_iob != "I" and current:
            spans.append(current)
            current = []
        if token.ent_type in _TYPES:
            current.append(token)
    for span in spans:
        while span and span[0].lower in ("the", "a"):
            span = span[1:]
        if not span:
            continue
        head = next((t for t in span if t.head not in span or t.head is t), span[-1])
        key = span[-1].lower if span[-1].lower != "'s" else span[0].lower
        groups.setdefault(key, []).append((span, head))
    last_person = -1
    who: dict[int, int] = {}
    for key, members in groups.items():
        longest = max((annotated.span(s[0], s[-1]).of(annotated.article.text) for s, _ in members), key=len)
        index = len(annotated.entities)
        mentions = tuple(Mention(annotated.article.id, annotated.span(s[0], s[-1]), "name", annotated.span(s[0], s[-1]).of(annotated.article.text)) for s, _ in members)
        annotated.entities.append(Entity("entity/" + re.sub(r"\W+", "-", longest.lower()).strip("-"), longest, _TYPES[members[0][0][-1].ent_type], tuple(sorted({m.text for m in mentions} - {longest})), mentions))
        for span, head in members:
            annotated.referents[head.i] = (index,)
            for token in span:
                annotated.name_head[token.i] = head.i
            if annotated.entities[index].type == "Person":
                who[head.i] = index
    for token in annotated.tokens:
        if token.i in who:
            last_person = who[token.i]
        elif token.lower in ("he", "she", "his", "him") and last_person >= 0:
            annotated.referents[token.i] = (last_person,)

"""Stub to be replaced."""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc


def find_names(annotated: AnnotatedDoc) -> None:
    """Correct ``ent_type``/``ent_iob`` of the tokens over the whole document."""

"""Stub to be replaced."""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc


def find_times(annotated: AnnotatedDoc) -> None:
    """Fill ``annotated.times``."""

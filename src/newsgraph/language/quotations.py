"""Stub to be replaced."""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc


def find_quotations(annotated: AnnotatedDoc) -> None:
    """Fill ``annotated.quotations`` and ``quotation_of``."""

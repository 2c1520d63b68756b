"""From a parse to an :class:`AnnotatedDoc` that extractors can read: the steps, in their order."""

from __future__ import annotations

from collections.abc import Callable

from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.language.entities import find_entities
from newsgraph.language.names import find_names
from newsgraph.language.quotations import find_quotations
from newsgraph.language.repair import repair_tree
from newsgraph.language.times import find_times

__all__ = ["STEPS", "annotate"]

# Names first: their types tell what is coordinated with what, and who may be a speaker. Quotations before pronouns: "I" inside them
# is their speaker.
STEPS: tuple[Callable[[AnnotatedDoc], None], ...] = (find_names, repair_tree, find_times, find_quotations, find_entities)


def annotate(annotated: AnnotatedDoc) -> AnnotatedDoc:
    """Fill in names, times, quotations and entities; the same object is given back."""
    for step in STEPS:
        step(annotated)
    return annotated

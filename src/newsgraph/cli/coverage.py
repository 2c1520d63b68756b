"""``newsgraph coverage``."""

from __future__ import annotations

from newsgraph.cli.common import ConfigFile, Extractors, Model, Source, failed, say

__all__ = ["coverage"]


def coverage(source: Source, model: Model = None, extractor: Extractors = None, config: ConfigFile = None) -> None:
    """Print an article with what each sentence states.

    Or why nothing was found in it."""
    from newsgraph.graph.formats import coverage as coverage_lines
    from newsgraph.pipeline import extract

    report_failure = failed()
    for result in extract(
        source, config=config, on_failure=report_failure, model=model, extractors=tuple(extractor) if extractor else None
    ):
        for line in coverage_lines(result):
            say(line)
    report_failure.exit()

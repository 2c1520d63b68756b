"""The article in an HTML page: its main text, and its title, author, date and publisher from what the page says of itself."""

from __future__ import annotations

import logging
from typing import Any

from newsgraph.errors import EmptyArticleError, SourceError

__all__ = ["read_html"]


def read_html(page: str, source: str, *, address: str | None = None) -> tuple[dict[str, Any], str]:
    """The fields and the main text of a page; paragraphs are lines of the text. ``address`` is where the page was found.

    Raises:
        EmptyArticleError: when no article is found in it.
        SourceError: when it cannot be read at all.
    """
    import trafilatura

    # Trafilatura reports each page without text as an error of its own; it is reported here, once.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            page, url=address, include_comments=False, include_tables=False, with_metadata=True, favor_precision=False
        )
    except Exception as error:  # the library's own faults, and pages nested deeper than it can follow
        raise SourceError(f"{source}: the page cannot be read ({type(error).__name__}: {error!s:.200})", source=source) from error
    fields = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    text = fields.get("text") or ""
    if not text.strip():
        raise EmptyArticleError(f"{source}: no article text found in the page", source=source)
    kept = {name: fields.get(name) for name in ("title", "author", "date", "url", "sitename", "license", "language")}
    kept["publisher"] = kept.pop("sitename")
    return {name: value for name, value in kept.items() if value}, text

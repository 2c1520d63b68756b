"""The article in an HTML page: its main text, and its title, author, date and publisher from the page's meta tags."""

from __future__ import annotations

import logging
from typing import Any

from newsgraph.errors import EmptyArticleError

__all__ = ["read_html"]


def read_html(page: str, source: str) -> tuple[dict[str, Any], str]:
    """The fields and the main text of a page; paragraphs are lines of the text.

    Raises:
        EmptyArticleError: when no article is found in it.
    """
    import trafilatura

    # Trafilatura reports each page without text as an error of its own; it is reported here, once.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True, favor_precision=False)
    fields = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    text = fields.get("text") or ""
    if not text.strip():
        raise EmptyArticleError(f"{source}: no article text found in the page", source=source)
    kept = {name: fields.get(name) for name in ("title", "author", "date", "url", "sitename", "license", "language")}
    kept["publisher"] = kept.pop("sitename")
    return {name: value for name, value in kept.items() if value}, text

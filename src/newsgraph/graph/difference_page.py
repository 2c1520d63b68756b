"""What differs between two graphs as a web page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from newsgraph.model.harmless import html_text

if TYPE_CHECKING:
    from newsgraph.graph.differences import GraphDiff

__all__ = ["body", "page"]

_STYLE: Final = """\
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
li { margin: .3rem 0; overflow-wrap: anywhere; }
li ul { font-size: .9rem; list-style: none; padding-left: 1rem; }
"""
_MOST_DETAILS: Final = 5
_MOST_CHARS: Final = 300
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def body(found: GraphDiff, *, most: int | None = None) -> str:
    """The inside of the page; every text of the graphs is escaped. At most ``most`` entries under a heading, each cut, or all of them."""
    parts = [f"<p>{escape(found.summary())}</p>\n" if found else f"<p>Nothing differs: {escape(found.summary())}</p>\n"]
    for heading, entries in found.sections():
        parts.append(f"<h2>{escape(heading)} ({len(entries)})</h2>\n<ul>\n")
        for entry, below in entries[:most]:
            details = "".join(f"<li>{_shown(text, most)}</li>" for text in below[: most and _MOST_DETAILS])
            parts.append(f"<li>{_shown(entry, most)}{f'<ul>{details}</ul>' if details else ''}</li>\n")
        parts.append("</ul>\n" if most is None or len(entries) <= most else f"</ul>\n<p>and {len(entries) - most} more</p>\n")
    return "".join(parts)


def _shown(text: str, most: int | None) -> str:
    return escape(text) if most is None else html_text(text, _MOST_CHARS)


def page(found: GraphDiff) -> str:
    """The page, without scripts; it needs no network. Lone surrogates, which no file can hold, are replaced."""
    text = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>newsgraph: what differs between two graphs</title>
<style>
{_STYLE}</style>
</head>
<body>
<main>
<h1>What differs between two graphs</h1>
{body(found)}</main>
</body>
</html>
"""
    return text.encode("utf-8", "replace").decode("utf-8")

"""The page of the endpoint: a form, and the queries that come with the package."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import quote

from newsgraph.rdf.terms import prefixes
from newsgraph.store import named_queries

__all__ = ["STYLE", "page"]

STYLE: Final = """\
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
textarea { box-sizing: border-box; font: 14px/1.4 ui-monospace, monospace; width: 100%; }
pre { border: 1px solid; overflow-x: auto; padding: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
summary { cursor: pointer; }
table { border-collapse: collapse; }
td, th { border-bottom: 1px solid; padding: .1rem .8rem .1rem 0; text-align: left; overflow-wrap: anywhere; }
"""
_EXAMPLE: Final = "SELECT ?subject ?relation ?object WHERE {\n  GRAPH g:facts { ?subject ?relation ?object }\n}\nLIMIT 100"
_FORMATS: Final = ("json", "xml", "csv", "tsv", "turtle", "ntriples", "rdfxml")


def page(base: str) -> str:
    """The page, as HTML without scripts; ``base`` is that of the graph's IRIs."""
    options = "".join(f'<option value="{name}">{name}</option>' for name in _FORMATS)
    known = "".join(
        f"<tr><th scope=row><code>{escape(prefix)}:</code></th><td><code>{escape(iri)}</code></td></tr>"
        for prefix, iri in prefixes(base).items()
    )
    listed = "".join(
        f"<details><summary>{escape(query.description)} (<code>{escape(query.name)}</code>)</summary>"
        f"<pre>{escape(query.text)}</pre>"
        f'<p><a href="sparql?format=json&amp;query={quote(query.text, safe="")}">Ask it as it stands</a></p></details>\n'
        for query in named_queries().values()
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>newsgraph: SPARQL endpoint</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<main>
<h1>SPARQL endpoint of a newsgraph</h1>
<p>The endpoint is <code>sparql</code> at this address. It speaks the SPARQL 1.1 Protocol, read only.</p>
<form action="sparql" method="get">
<p><label for="query">Query</label></p>
<textarea id="query" name="query" rows="10" spellcheck="false">{escape(_EXAMPLE)}</textarea>
<p><label>Answer as <select name="format">{options}</select></label> <button>Ask</button></p>
</form>
<h2>Queries that come with newsgraph</h2>
<p>The line of a parameter ends with <code># parameter</code>; put other names there.</p>
{listed}
<h2>Prefixes that are preset</h2>
<table>{known}</table>
</main>
</body>
</html>
"""

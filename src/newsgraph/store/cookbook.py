"""The SPARQL cookbook: ``python -m newsgraph.store.cookbook graph/graph.trig docs/sparql.md`` writes it from a graph.

Every question is one of the named queries, asked of that graph; so the page shows what the package really answers.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from newsgraph.model import GraphData
from newsgraph.rdf.files import read
from newsgraph.rdf.terms import prefixes
from newsgraph.store.named import render
from newsgraph.store.oxigraph import OxigraphStore

__all__ = ["QUESTIONS", "cookbook"]

_ROWS: Final = 6
_WIDTH: Final = 90

_TRUMP, _CARNEY = {"entity": "Donald Trump"}, {"entity": "Mark Carney"}
_PAIR = {"entity": "Donald Trump", "other": "Mark Carney"}
QUESTIONS: Final[tuple[tuple[str, str, dict[str, str]], ...]] = (
    ("Which articles are there?", "articles", {}),
    ("What is plainly told of Mark Carney?", "facts", _CARNEY),
    ("What is told of Doug Ford in any way, as a fact, a plan, a denial or a claim?", "statements", {"entity": "Doug Ford"}),
    ("What links Donald Trump and Mark Carney?", "between", _PAIR),
    ("Which sentences say so, and where do they stand?", "evidence", _PAIR),
    ("What do both have to do with?", "common", _PAIR),
    ("Who said what about Canada?", "said-about", {"entity": "Canada"}),
    ("What does Donald Trump claim?", "said-by", _TRUMP),
    ("What was claimed at all, by whom, in the order of the articles?", "quotations", {}),
    ("What was said, asked or promised to whom?", "said-and-meant", {}),
    ("What did not happen, or is denied?", "denied", {}),
    ("What does Mark Carney deny?", "denied-by", _CARNEY),
    ("What is told as a fact and denied as well?", "contradictions", {}),
    ("What may happen: plans, requests, conditions, hopes?", "possible", {}),
    ("What was promised, and what was threatened with?", "promises-and-threats", {}),
    ("What happened in 2025?", "dated", {"first": "2025-01-01", "last": "2025-12-31"}),
    ("Who met whom?", "events", {"type": "CONSULT"}),
    ("Who asked whom for something?", "events", {"type": "REQUEST"}),
    ("Who called whom what?", "relation", {"relation": "call"}),
    ("Who acts against whom?", "conflicts", {}),
    ("Who holds which office?", "roles", {}),
    ("Who is linked to the most others?", "most-connected", {}),
    ("Which facts does more than one article tell?", "corroborated", {}),
    ("Where is Pierre Poilievre mentioned?", "mentions", {"entity": "Pierre Poilievre"}),
    ("Which statements come from sentences about tariffs?", "search", {"words": "tariff"}),
    ("Which relations are there, and how many statements have them?", "relations", {}),
)

_INTRODUCTION = """\
# SPARQL cookbook

Questions that a journalist asks, each with its query and its answer on the graph of this repository (`graph/`). It is written by
`python -m newsgraph.store.cookbook graph/graph.trig docs/sparql.md`; the queries are the files in `src/newsgraph/store/queries/`.

Ask from a terminal, with your own query or one of these:

```console
$ newsgraph query graph 'SELECT ?what WHERE { e:mark-carney r:call ?what }'
$ newsgraph query graph --name between --param entity=Trump --param other=Carney
```

or in Python: `newsgraph.load("graph").query(name="between", entity="Trump", other="Carney")`. Names of entities are found by label,
alias or id, upper and lower case alike.

What to know:

- A query reads the union of all named graphs, and no triple stands in two, so nothing counts twice and no `GRAPH` is needed.
  `GRAPH g:facts { … }` restricts to plain one-hop triples, which is faster, too.
- Plain triples (`e:doug-ford r:urge e:mark-carney`) are what the articles tell as facts themselves. What is denied, planned or only
  claimed is in the statements (`rdf:subject`, `rdf:predicate`, `rdf:object`, `ng:status`, `ng:speaker` …): see the
  [vocabulary](vocabulary.md).
- A query reaches nothing outside the graph: `SERVICE` and updates are refused, `FROM <file:…>` reads nothing.
- Relative IRIs are read against the base, and these prefixes are preset:

| prefix | namespace |
| --- | --- |
"""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = " ".join(str(value).split())
    text = text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
    for character in "\\`*_|<>[]":
        text = text.replace(character, f"\\{character}")
    return text


def _answer(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> Iterator[str]:
    if not rows:
        yield "Nothing in this graph.\n"
        return
    yield f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}"
    for row in rows[:_ROWS]:
        yield f"| {' | '.join(_cell(row[column]) for column in columns)} |"
    yield f"\n{len(rows)} rows in all.\n" if len(rows) > _ROWS else ""


def _body(query: str) -> str:
    """The query without its header, IRIs of entities and relations in short form."""
    text = "\n".join(line.removesuffix(" # parameter") for line in query.splitlines() if not line.startswith("# "))
    for prefix, namespace in prefixes().items():
        text = re.sub(f"<{re.escape(namespace)}([a-zA-Z0-9-]+)>", rf"{prefix}:\1", text)
    return text


def cookbook(data: GraphData) -> str:
    """The page, as Markdown, with the answers on that graph.

    Raises:
        NotFoundError: when an entity that a question asks about is not in the graph.
    """
    parts = [_INTRODUCTION + "\n".join(f"| `{prefix}:` | `{iri}` |" for prefix, iri in prefixes().items()), ""]
    with OxigraphStore() as store:
        store.update(data)
        for number, (question, name, values) in enumerate(QUESTIONS, 1):
            result = store.named(name, limits=None, **values)
            asked = "".join(f" --param {key}='{value}'" for key, value in values.items())
            body = _body(render(name, names=store.entity_names, **values))
            parts += [f"## {number}. {question}\n", f"`newsgraph query graph --name {name}{asked}`\n", f"```sparql\n{body}\n```\n"]
            parts += _answer(result.to_rows(), result.columns)
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(cookbook(read(sys.argv[1])), encoding="utf-8", newline="\n")

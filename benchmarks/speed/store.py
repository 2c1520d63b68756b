"""Speed of encoding, files, store and queries, beside rdflib's memory store on the same data.

``python benchmarks/speed/store.py [QUADS] [--rdflib] [-o FILE.json]`` prints a table and writes the figures as JSON.
CPU seconds of all threads; each query the best of five (rdflib: of two).
QUADS is 1,000,000 unless given; with ``--rdflib`` the same graph is also
parsed and queried by rdflib in memory (about two minutes and 2 GB per million quads).
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import rdflib

from newsgraph.model import Article, CharSpan, Entity, Evidence, GraphData, Mention, Node, Relation, Statement, TimeExpression
from newsgraph.rdf.decode import decode
from newsgraph.rdf.encode import encode
from newsgraph.rdf.files import to_nquads, to_trig
from newsgraph.rdf.terms import prefixes
from newsgraph.store import OxigraphStore

QUERIES = {
    "neighbours": "SELECT ?r ?o ?l { GRAPH g:facts { e:person-3 ?r ?o } ?o rdfs:label ?l }",
    "pair": """SELECT ?r ?t { ?s ng:pair <https://newsgraph.invalid/pair/person-3+person-5> ; rdf:predicate ?r ;
                 ng:evidence ?e . ?e oa:hasSelector ?x . ?x oa:exact ?t }""",
    "relations": "SELECT ?r (COUNT(?s) AS ?n) { ?s rdf:predicate ?r } GROUP BY ?r ORDER BY DESC(?n) ?r",
    "degree": "SELECT ?a (COUNT(?b) AS ?n) { GRAPH g:facts { ?a ?r ?b } } GROUP BY ?a ORDER BY DESC(?n) LIMIT 20",
    "week": """SELECT ?s ?d { ?s ng:firstDay ?d FILTER(?d >= "2025-03-03"^^xsd:date && ?d <= "2025-03-09"^^xsd:date) }""",
    "said-by": "SELECT ?s ?r ?o { ?s ng:speaker e:person-3 ; rdf:predicate ?r ; rdf:object ?o }",
    "path": "SELECT DISTINCT ?m { GRAPH g:facts { e:person-3 ?r ?m . ?m ?q e:person-5 } }",
    "contains": 'SELECT ?x { ?x oa:exact ?t FILTER(CONTAINS(?t, "person 77 w")) }',
}
VERBS = "meet urge call praise blame warn visit thank sue fund back join leave hire fire".split()


def graph(quads: int, seed: int = 1) -> GraphData:
    """A graph of about that many quads: articles of 25 sentences, people chosen as often as in the news (few very often)."""
    chance = random.Random(seed)
    people = max(50, quads // 400)
    weights = [1 / (n + 1) for n in range(people)]
    nodes = [Node("entity", f"entity/person-{n}", f"Person {n}", "Person", (f"P. {n}",)) for n in range(people)]
    articles, statements = [], []
    mentions: list[list[Mention]] = [[] for _ in range(people)]
    for number in range(quads // 660):
        text, of_article = "", []
        for _ in range(25):
            (a, b), verb = chance.choices(range(people), weights, k=2), chance.choice(VERBS)
            sentence = f"Person {a} {verb} person {b} when the day was {len(text)} words old."
            begin = len(text)
            middle = begin + len(f"Person {a} ")
            spans = (
                CharSpan(begin, middle - 1),
                CharSpan(middle, middle + len(verb)),
                CharSpan(middle + len(verb) + 1, middle + len(verb) + 9),
            )
            of_article.append((a, b, verb, CharSpan(begin, begin + len(sentence)), sentence, spans))
            text += sentence + " "
        name = f"article-{number:06}"
        articles.append(Article(name, text, title=f"Article {number}"))
        for a, b, verb, sentence_span, sentence, (subject, relation, target) in of_article:
            day = None
            if chance.random() < 0.4:
                first = _day(chance.randrange(365))
                day = TimeExpression("the day", subject, first, first)
            mentions[a].append(Mention(name, subject, "name", text[subject.start : subject.end]))
            told = chance.random()
            statements.append(
                Statement(
                    name,
                    dataclasses.replace(nodes[a], text=text[subject.start : subject.end], span=subject),
                    Relation(verb, verb, verb, "CONSULT" if verb == "meet" else None),
                    dataclasses.replace(nodes[b], text=f"person {b}"[:8], span=target),
                    (Evidence(sentence_span, sentence, subject, relation, target),),
                    "clauses/1",
                    status="fact" if told < 0.8 else "negated" if told < 0.9 else "possible",
                    speakers=(nodes[chance.randrange(people)],) if chance.random() < 0.2 else (),
                    time=day,
                    confidence=round(chance.random(), 2),
                )
            )
    entities = tuple(
        sorted(
            (Entity(n.id, n.label, "Person", n.aliases, tuple(sorted(m))) for n, m in zip(nodes, mentions, strict=True)), key=lambda e: e.id
        )
    )
    return GraphData(tuple(articles), entities, tuple(statements))


def _day(number: int) -> Any:
    import datetime as dt

    return dt.date(2025, 1, 1) + dt.timedelta(number)


def measured(work: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """CPU seconds of the best of so many runs, and what the last gave."""
    best = float("inf")
    for _ in range(times):
        begin = time.process_time()
        result = work()
        best = min(best, time.process_time() - begin)
    return best, result


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("quads", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--rdflib", action="store_true")
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--page", type=Path, help="Markdown page to write, as docs/benchmarks-speed.md")
    options = parser.parse_args()
    data = graph(options.quads)
    figures: dict[str, Any] = {}
    seconds, quads = measured(lambda: list(encode(data)))
    count = len(quads)
    figures["quads"], figures["statements"], figures["articles"] = count, len(data.statements), len(data.articles)
    figures["encode, k quads/s"] = round(count / seconds / 1000)
    seconds, back = measured(lambda: decode(quads))
    assert back == data
    quads, back = [], None
    figures["decode, k quads/s"] = round(count / seconds / 1000)
    seconds, content = measured(lambda: to_trig(data))
    figures["to TriG, s"], figures["TriG, MB"] = round(seconds, 1), round(len(content) / 1e6)
    del content
    content = to_nquads(data)
    with tempfile.TemporaryDirectory() as folder:
        with OxigraphStore(Path(folder) / "store") as store:
            seconds, _ = measured(lambda: store.update(data))
            figures["first load, s"] = round(seconds, 1)
            seconds, _ = measured(lambda: store.update(data))
            figures["same again, s"] = round(seconds, 1)
            fewer = dataclasses.replace(data, statements=data.statements[:-10])
            seconds, _ = measured(lambda: store.update(fewer))
            figures["one article changed, s"] = round(seconds, 1)
            store.update(data)
        figures["on disk, MB"] = round(sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 1e6)
        figures["parse N-Quads by Oxigraph, s"] = round(
            measured(lambda: sum(1 for _ in pyoxigraph.parse(content, pyoxigraph.RdfFormat.N_QUADS)))[0], 1
        )
        bulk = Path(folder) / "bulk"
        figures["load N-Quads into a store on disk, s"] = round(
            measured(lambda: pyoxigraph.Store(str(bulk)).bulk_load(content, pyoxigraph.RdfFormat.N_QUADS))[0], 1
        )
        with OxigraphStore(Path(folder) / "store", read_only=True) as store:
            for name, text in QUERIES.items():
                seconds, result = measured(lambda text=text: store.query(text, labels=False), 5)
                figures[f"{name}, ms"], figures[f"{name}, rows"] = round(seconds * 1000, 1), len(result)
    figures["peak, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if options.rdflib:
        beside_rdflib(content, figures)
    figures["machine"] = (
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, pyoxigraph {pyoxigraph.__version__}"
    )
    for name, figure in figures.items():
        print(f"{name:32} {figure}")
    if options.out:
        options.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8", newline="\n")
    if options.page:
        # The section of views.py stands at the end.
        _, heading, others = (
            options.page.read_text(encoding="utf-8").partition("## Looking at it") if options.page.exists() else ("", "", "")
        )
        options.page.write_text(page(figures) + (f"\n{heading}{others}" if heading else ""), encoding="utf-8", newline="\n")


PAGE = """\
# How fast the graph is

`python benchmarks/speed/store.py --rdflib --page docs/benchmarks-speed.md` measures this anew (about ten minutes, 3 GB). The graph is made
by the program: {articles} articles of 25 statements, people named as often as in the news (few very often), {quads} quads.
CPU time of all threads, as the machine does other things, too; each query the best of five runs (rdflib: of two).
rdflib holds the same quads in its own memory store and is asked the same queries; Oxigraph reads them from disk, `labels=False`.

Machine: {machine}.

## Queries

| query | rows | newsgraph, ms | rdflib, ms | times faster |
| --- | --- | --- | --- | --- |
{queries}

{texts}

## Loading, changing, writing

| what | seconds |
| --- | --- |
{work}

## What to read out of it

All but the search through every sentence take less than 50 ms. What counts or reads much is some forty to more than a hundred times
faster than rdflib; what follows a few links from one node is four to twenty times faster only, as rdflib then has little to do, and
Oxigraph looks up each name it gives on disk. A search through the words of sentences reads them all: `newsgraph query --name search` is
for graphs of some hundred thousand sentences.
"""
TEXTS = {
    "neighbours": "plain facts of one person, with labels",
    "pair": "sentences that say something of two people",
    "relations": "statements by relation",
    "degree": "the twenty people with the most plain facts",
    "week": "statements of one week",
    "said-by": "statements of one speaker",
    "path": "people that link two others by plain facts",
    "contains": "sentences with certain words (all are read)",
}


def page(figures: dict[str, Any]) -> str:
    """The figures as Markdown."""
    rows = [
        f"| {name} | {figures[f'{name}, rows']} | {figures[f'{name}, ms']} | {figures.get(f'rdflib, {name}, ms', '')} "
        f"| {figures.get(f'rdflib, {name}, times slower', '')} |"
        for name in QUERIES
    ]
    work = [f"| {name.removesuffix(', s')} | {figure} |" for name, figure in figures.items() if name.endswith(", s")]
    work += [f"| {name} | {figures[name]} |" for name in ("on disk, MB", "peak, MB", "rdflib, loading, times slower") if name in figures]
    texts = "; ".join(f"**{name}**: {text}" for name, text in TEXTS.items()) + "."
    return PAGE.format(**figures, queries="\n".join(rows), texts=texts, work="\n".join(work))


def beside_rdflib(content: bytes, figures: dict[str, Any]) -> None:
    """The same graph and queries in rdflib's memory store."""
    dataset = rdflib.Dataset(default_union=True)
    seconds, _ = measured(lambda: dataset.parse(data=content.decode("utf-8"), format="nquads"))
    figures["rdflib, parse N-Quads, s"] = round(seconds, 1)
    figures["rdflib, loading, times slower"] = round(seconds / figures["load N-Quads into a store on disk, s"], 1)
    for name, text in QUERIES.items():
        seconds, rows = measured(lambda text=text: list(dataset.query(text, initNs=prefixes())), 2)
        assert len(rows) == figures[f"{name}, rows"], name
        figures[f"rdflib, {name}, ms"] = round(seconds * 1000, 1)
        figures[f"rdflib, {name}, times slower"] = round(seconds * 1000 / max(0.01, figures[f"{name}, ms"]))


if __name__ == "__main__":
    main()

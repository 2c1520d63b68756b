"""Speed of encoding, files, stores and queries, beside rdflib's memory store on the same data.

``python benchmarks/speed/store.py [QUADS] [--rdflib] [-o FILE.json] [--page FILE.md]`` prints a table and writes the figures.
CPU seconds of all threads; each query the best of five (rdflib: of two), one store after the other.
QUADS is about 1,000,000 unless given; with ``--rdflib`` the same graph is also
parsed and queried by rdflib in memory (about two minutes and 2 GB per million quads).

The same question can be worded in several ways, and what one engine answers fast another may not. So every engine is asked in each
wording, and its fastest counts. Only ``contains`` has a wording that rdflib cannot be asked: the words of sentences are an index of ours.
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
from newsgraph.rdf.files import read, to_nquads, to_trig
from newsgraph.rdf.terms import prefixes
from newsgraph.store import OxigraphStore
from newsgraph.store.words import narrowing

QUERIES = {
    "neighbours": (
        "SELECT ?r ?o ?l { GRAPH g:facts { e:person-3 ?r ?o } ?o rdfs:label ?l }",
        "SELECT ?r ?o ?l { GRAPH g:facts { e:person-3 ?r ?o } { SELECT ?o ?l { GRAPH g:descriptions { ?o rdfs:label ?l } } } }",
    ),
    "pair": (
        """SELECT ?r ?t { ?s ng:pair <https://newsgraph.invalid/pair/person-3+person-5> ; rdf:predicate ?r ;
             ng:evidence ?e . ?e oa:hasSelector ?x . ?x oa:exact ?t }""",
    ),
    "relations": ("SELECT ?r (COUNT(?s) AS ?n) { ?s rdf:predicate ?r } GROUP BY ?r ORDER BY DESC(?n) ?r",),
    "degree": ("SELECT ?a (COUNT(?b) AS ?n) { GRAPH g:facts { ?a ?r ?b } } GROUP BY ?a ORDER BY DESC(?n) LIMIT 20",),
    "week": ("""SELECT ?s ?d { ?s ng:firstDay ?d FILTER(?d >= "2025-03-03"^^xsd:date && ?d <= "2025-03-09"^^xsd:date) }""",),
    "said-by": ("SELECT ?s ?r ?o { ?s ng:speaker e:person-3 ; rdf:predicate ?r ; rdf:object ?o }",),
    "path": (
        "SELECT DISTINCT ?m { GRAPH g:facts { e:person-3 ?r ?m . ?m ?q e:person-5 } }",
        "SELECT DISTINCT ?m { GRAPH g:facts { e:person-3 ?r ?m } { SELECT ?m { GRAPH g:facts { ?m ?q e:person-5 } } } }",
    ),
    "contains": ('SELECT ?x { ?x oa:exact ?t FILTER(CONTAINS(?t, "person 77 w")) }',),
}
INDEXED = {"contains": f'SELECT ?x {{ {narrowing("x", "person 77 w")} ?x oa:exact ?t FILTER(CONTAINS(?t, "person 77 w")) }}'}
ROOT = Path(__file__).parents[2]
_QUADS_OF_ARTICLE = 893
VERBS = "meet urge call praise blame warn visit thank sue fund back join leave hire fire".split()


def graph(quads: int, seed: int = 1) -> GraphData:
    """A graph of about that many quads: articles of 25 sentences, people chosen as often as in the news (few very often)."""
    chance = random.Random(seed)
    people = max(50, quads // 400)
    weights = [1 / (n + 1) for n in range(people)]
    nodes = [Node("entity", f"entity/person-{n}", f"Person {n}", "Person", (f"P. {n}",)) for n in range(people)]
    articles, statements = [], []
    mentions: list[list[Mention]] = [[] for _ in range(people)]
    for number in range(quads // _QUADS_OF_ARTICLE):
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
    with tempfile.TemporaryDirectory() as folder:
        content = files(data, figures)
        stores(data, Path(folder), figures)
        loading(content, Path(folder) / "bulk", figures)
        dataset = rdflib.Dataset(default_union=True) if options.rdflib else None
        if dataset is not None:
            seconds, _ = measured(lambda: dataset.parse(data=content.decode("utf-8"), format="nquads"))
            figures["rdflib, N-Quads into memory, s"] = round(seconds, 1)
        with OxigraphStore() as memory, OxigraphStore(Path(folder) / "store", read_only=True) as disk:
            memory.update(data)
            for name in QUERIES:
                queries(name, memory, disk, dataset, figures)
    figures["machine"] = (
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, pyoxigraph {pyoxigraph.__version__}"
    )
    for name, figure in figures.items():
        print(f"{name:40} {figure}")
    if options.out:
        options.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8", newline="\n")
    if options.page:
        # The section of views.py stands at the end.
        _, heading, others = (
            options.page.read_text(encoding="utf-8").partition("## Looking at it") if options.page.exists() else ("", "", "")
        )
        options.page.write_text(page(figures) + (f"\n{heading}{others}" if heading else ""), encoding="utf-8", newline="\n")


def files(data: GraphData, figures: dict[str, Any]) -> bytes:
    """Encode, decode, write; gives the graph as N-Quads."""
    seconds, quads = measured(lambda: list(encode(data)))
    count = len(quads)
    figures["quads"], figures["statements"], figures["articles"] = count, len(data.statements), len(data.articles)
    figures["encode, k quads/s"] = round(count / seconds / 1000)
    seconds, back = measured(lambda: decode(quads))
    assert back == data
    figures["decode, k quads/s"] = round(count / seconds / 1000)
    quads.clear()
    seconds, content = measured(lambda: to_trig(data), 2)
    figures["to TriG, s"], figures["TriG, MB"] = round(seconds, 1), round(len(content) / 1e6)
    articles = many(read(ROOT / "graph" / "graph.trig"), 100)
    seconds, _ = measured(lambda: to_trig(articles), 3)
    figures["to TriG, CPU seconds a megabyte of news"] = round(seconds / sum(len(a.text.encode()) for a in articles.articles) * 1e6, 1)
    return to_nquads(data)


def many(data: GraphData, count: int) -> GraphData:
    """The same articles and statements under ``count`` ids."""
    return GraphData(
        tuple(dataclasses.replace(article, id=f"{article.id}-{n}") for n in range(count) for article in data.articles),
        tuple(
            dataclasses.replace(
                entity, mentions=tuple(dataclasses.replace(m, article=f"{m.article}-{n}") for n in range(count) for m in entity.mentions)
            )
            for entity in data.entities
        ),
        tuple(
            dataclasses.replace(statement, article=f"{statement.article}-{n}", id=f"{statement.id}-{n}", content=None)
            for n in range(count)
            for statement in data.statements
        ),
    )


def stores(data: GraphData, folder: Path, figures: dict[str, Any]) -> None:
    """Fill a store on disk, change it."""
    with OxigraphStore(folder / "store") as store:
        seconds, _ = measured(lambda: store.update(data))
        figures["first build of a store, s"] = round(seconds, 1)
        seconds, _ = measured(lambda: store.update(data))
        figures["same again, s"] = round(seconds, 1)
        seconds, _ = measured(lambda: store.update(dataclasses.replace(data, statements=data.statements[:-10])))
        figures["one article changed, s"] = round(seconds, 1)
        store.update(data)
    figures["on disk, MB"] = round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6)


def loading(content: bytes, folder: Path, figures: dict[str, Any]) -> None:
    """Load N-Quads."""
    form = pyoxigraph.RdfFormat.N_QUADS
    figures["N-Quads into memory, s"] = round(measured(lambda: pyoxigraph.Store().bulk_load(content, form, lenient=True), 2)[0], 1)
    seconds, _ = measured(lambda: pyoxigraph.Store(str(folder)).bulk_load(content, form, lenient=True))
    figures["N-Quads into a store on disk, s"] = round(seconds, 1)
    figures["peak, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def queries(name: str, memory: OxigraphStore, disk: OxigraphStore, dataset: rdflib.Dataset | None, figures: dict[str, Any]) -> None:
    """Ask one question in all its wordings of all stores."""
    ours = [*QUERIES[name], *([INDEXED[name]] if name in INDEXED else [])]
    for store, where in ((memory, "memory"), (disk, "disk")):
        found = [measured(lambda store=store, text=text: store.query(text, labels=False), 5) for text in ours]
        assert len({len(rows) for _, rows in found}) == 1, name
        figures[f"{name}, rows"] = len(found[0][1])
        figures[f"{name}, {where}, ms"] = round(min(seconds for seconds, _ in found) * 1000, 1)
    if dataset is None:
        return
    asked = [measured(lambda text=text: list(dataset.query(text, initNs=prefixes())), 2) for text in QUERIES[name]]
    assert {len(rows) for _, rows in asked} == {figures[f"{name}, rows"]}, name
    best = min(seconds for seconds, _ in asked) * 1000
    figures[f"rdflib, {name}, ms"] = round(best, 1)
    for where in ("memory", "disk"):
        figures[f"{name}, {where}, times faster"] = round(best / max(0.05, figures[f"{name}, {where}, ms"]))


PAGE = """\
# How fast the graph is

`python benchmarks/speed/store.py --rdflib --page docs/benchmarks-speed.md` measures this anew (about ten minutes, 3 GB). The graph is made
by the program: {articles} articles of 25 statements, people named as often as in the news (few very often), {quads} quads.
CPU time of all threads, as the machine does other things, too; each query the best of five runs (rdflib: of two).
rdflib holds the same quads in its own memory store. A question can be worded in several ways; each store is asked in all of them, and its
fastest counts. Terms are made into Python objects in all cases; `labels=False`.

Machine: {machine}.

## Queries

| query | rows | in memory, ms | on disk, ms | rdflib, ms | times faster in memory | on disk |
| --- | --- | --- | --- | --- | --- | --- |
{queries}

{texts}

## Loading, changing, writing

| what | |
| --- | --- |
{work}

## What to read out of it

Every query takes less than 50 ms, and the store that suits it answers it about twenty times as fast as rdflib or far faster.
What counts or reads much is tens to hundreds of times faster anywhere. What follows a few links from one node is bound by the size of its
answer: rdflib has little to do for each row, and Oxigraph looks up the text of each IRI (about 3 µs on disk, 1 µs in memory) and each link
from a row to the next (about 10 µs on disk); `neighbours` makes three terms a row of it, which alone takes a third of its time in memory,
and `said-by` is the parsing of its text on both sides. In memory, a link from a node that stands in hundreds of triples costs as much as on
disk, as Oxigraph then passes by all of these.

A search for words reads only the sentences that may have them: a store keeps the words of each sentence (`ng:word`), and
`newsgraph query --name search` uses them. A query of one's own with `CONTAINS` alone still reads every sentence.

Writing the TriG of news takes {news} CPU seconds a megabyte of text; extracting it takes about 80.
"""
TEXTS = {
    "neighbours": "plain facts of one person, with labels",
    "pair": "sentences that say something of two people",
    "relations": "statements by relation",
    "degree": "the twenty people with the most plain facts",
    "week": "statements of one week",
    "said-by": "statements of one speaker",
    "path": "people that link two others by plain facts",
    "contains": "sentences with certain words",
}


def page(figures: dict[str, Any]) -> str:
    """The figures as Markdown."""
    columns = ("{}, rows", "{}, memory, ms", "{}, disk, ms", "rdflib, {}, ms", "{}, memory, times faster", "{}, disk, times faster")
    rows = [f"| {name} | {' | '.join(str(figures.get(column.format(name), '')) for column in columns)} |" for name in QUERIES]
    work = [f"| {name.replace(', s', ', seconds')} | {figure} |" for name, figure in figures.items() if name.endswith(", s")]
    work += [f"| {name} | {figures[name]} |" for name in ("to TriG, CPU seconds a megabyte of news", "on disk, MB", "peak, MB")]
    texts = "; ".join(f"**{name}**: {text}" for name, text in TEXTS.items()) + "."
    news = figures["to TriG, CPU seconds a megabyte of news"]
    return PAGE.format(**figures, queries="\n".join(rows), texts=texts, work="\n".join(work), news=news)


if __name__ == "__main__":
    main()

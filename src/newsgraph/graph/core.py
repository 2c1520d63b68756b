"""The graph: what people query, look at, and build."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgraph.batch.build import BuildReport, Progress, build_folder, build_memory, remove_articles
from newsgraph.batch.outputs import open_folder, read_file, write_outputs
from newsgraph.config import Config, load_config
from newsgraph.errors import GraphError, NotFoundError, UsageError
from newsgraph.graph.reports import EntityReport, PathReport
from newsgraph.model import EVENT_TYPES, STATUSES, Article, Entity, Failure, GraphData, Node, Statement
from newsgraph.sources import Feed, Input

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from pyvis.network import Network

    from newsgraph.store import OxigraphStore, QueryResult

__all__ = ["Graph", "build", "load", "remove"]


class Graph:
    """Articles, the entities they name, and the statements they make.

    ``failures`` are the documents that the build which made it could not read. A graph never changes: building again gives a new one.
    """

    def __init__(
        self,
        data: GraphData | Callable[[], GraphData],
        *,
        store: OxigraphStore | Callable[[], OxigraphStore] | None = None,
        config: Config | None = None,
        failures: tuple[Failure, ...] = (),
        report: BuildReport | None = None,
    ) -> None:
        """``data`` and ``store`` may be functions that give them when they are first needed."""
        self._source = data
        self._store_source = store
        self.config = config or Config()
        self.failures = failures
        self.report = report

    @cached_property
    def data(self) -> GraphData:
        """Everything in the graph as plain data."""
        return self._source if isinstance(self._source, GraphData) else self._source()

    @cached_property
    def store(self) -> OxigraphStore:
        """The RDF store that answers queries; in memory for a graph that was written nowhere."""
        if self._store_source is None:
            from newsgraph.store import OxigraphStore

            store = OxigraphStore(base=self.config.base_iri, threshold=self.config.min_confidence)
            store.update(self.data)
            return store
        return self._store_source() if callable(self._store_source) else self._store_source

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, sorted by id."""
        return self.data.articles

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, sorted by id."""
        return self.data.entities

    def __len__(self) -> int:
        """The number of statements."""
        return len(self.data.statements)

    def __iter__(self) -> Iterator[Statement]:
        """The statements, sorted by article and position."""
        return iter(self.data.statements)

    def __repr__(self) -> str:
        """The size of the graph."""
        return f"<newsgraph.Graph: {len(self.articles)} articles, {len(self.entities)} entities, {len(self)} statements>"

    def summary(self) -> str:
        """The size of the graph, and of the build that made it, in words."""
        plain = sum(statement.plain for statement in self.data.statements)
        told = f"{len(self.articles)} articles, {len(self.entities)} entities, {len(self)} statements ({plain} of them plain facts)"
        if self.report is None:
            return told
        failed = f", {len(self.failures)} failed" if self.failures else ""
        return f"{told}; {self.report.read} articles read, {self.report.unchanged} unchanged{failed}"

    # -- asking ---------------------------------------------------------------------------------------------------------------

    def query(self, sparql: str | None = None, *, name: str | None = None, labels: bool = True, **values: str) -> pd.DataFrame:
        """The answer to a SPARQL query, a column a variable; prefixes are preset, and all named graphs are read as one.

        ``name`` asks one of the queries that come with the package instead; ``values`` are its parameters (entity names).
        Things stand by their labels, or with ``labels=False`` by their IRIs in short form, as a query can use them.
        An ``ASK`` gives one row with the column ``ask``, a ``CONSTRUCT`` the columns ``subject``, ``predicate``, ``object``.

        Raises:
            QueryError: when the query is wrong, or took too long.
            NotFoundError: when there is no query of that name.
            UsageError: unless either ``sparql`` or ``name`` is given.
        """
        if (sparql is None) == (name is None):
            raise UsageError("give either a SPARQL query or the name of one")
        if name is not None:
            return _frame(self.store.named(name, limits=None, **values), labels)
        if values:
            raise UsageError(f"values ({', '.join(sorted(values))}) go with a named query only")
        return _frame(self.store.query(sparql or "", labels=labels), labels)

    def statements(
        self,
        *,
        status: str | None = None,
        speaker: str | None = None,
        subject: str | None = None,
        relation: str | None = None,
        object: str | None = None,
        about: str | None = None,
        article: str | None = None,
        event_type: str | None = None,
        min_confidence: float = 0.0,
        plain: bool | None = None,
    ) -> list[Statement]:
        """The statements that fit all that is given, sorted by article and position.

        ``subject``, ``object``, ``speaker`` and ``about`` (any of these, or a qualifier) are names or ids of entities, or phrases; a name
        that fits several entities stands for all of them. ``relation`` is a canonical relation or the lemma of its verb.
        ``plain`` keeps those that the articles themselves tell as facts, or with False all others.

        Raises:
            NotFoundError: when nothing in the graph has that name; an empty list means that it has, but says no such thing.
            UsageError: for a status or event type that does not exist.
        """
        _require_one_of("status", status, STATUSES)
        _require_one_of("event_type", event_type, EVENT_TYPES)
        if article is not None and article not in {known.id for known in self.articles}:
            raise _not_found("article", article, [known.id for known in self.articles])
        relations = {statement.relation.name for statement in self.data.statements}
        if relation is not None and relation not in relations | {s.relation.lemma for s in self.data.statements}:
            raise _not_found("relation", relation, relations)
        subjects, objects, speakers, abouts = (
            None if name is None else self._node_ids(name) for name in (subject, object, speaker, about)
        )  # fmt: skip
        return [
            statement
            for statement in self.data.statements
            if (status is None or statement.status == status)
            and (plain is None or statement.plain == plain)
            and statement.confidence >= min_confidence
            and (article is None or statement.article == article)
            and (event_type is None or statement.relation.event_type == event_type)
            and (relation is None or relation in (statement.relation.name, statement.relation.lemma))
            and _any(subjects, [statement.subject])
            and _any(objects, [statement.object])
            and _any(speakers, statement.speakers)
            and _any(abouts, _nodes(statement))
        ]

    def entity(self, name: str) -> Entity:
        """The entity of that name: its id, its label, one of its other names, or words of one; upper and lower case are one.

        Raises:
            NotFoundError: when there is none; the message has names that are near.
            UsageError: when there are several; the message lists them.

        """
        matches = self._entities_named(name)
        if not matches:
            raise _not_found("entity", name, [entity.label for entity in self.entities])
        if len(matches) > 1:
            listed = ", ".join(f"{entity.label} ({entity.id})" for entity in matches[:10])
            raise UsageError(f"{name!r} may be {listed}; give one of these ids")
        return matches[0]

    def path(self, a: str, b: str, *, plain: bool = True) -> PathReport:
        """The statements that link two entities over the fewest steps, by plain facts, or with ``plain=False`` by all.

        Raises:
            NotFoundError: when there is no such entity, or nothing links the two.
            UsageError: when a name fits several entities.
        """
        from newsgraph.views.network import shortest_path

        first, last = self.entity(a), self.entity(b)
        return PathReport(first, last, shortest_path(self.data, first.id, last.id, plain_only=plain))

    def show(self, name: str | None = None) -> Any:
        """Everything about the entity of that name, grouped, with evidence; without a name the network, to look at in a notebook.

        Raises:
            NotFoundError: when there is no such entity.
            UsageError: when the name fits several.
        """
        if name is None:
            return self
        entity = self.entity(name)
        return EntityReport(entity, tuple(self.statements(about=entity.id)))

    # -- taking it elsewhere --------------------------------------------------------------------------------------------------

    def to_networkx(self, *, plain_only: bool = False) -> nx.MultiDiGraph:
        """The statements as edges of a networkx ``MultiDiGraph``, keyed by statement id."""
        from newsgraph.views.network import to_networkx

        return to_networkx(self.data, plain_only=plain_only)

    def to_pandas(self) -> pd.DataFrame:
        """The statements as a table."""
        from newsgraph.views.tables import to_pandas

        return to_pandas(self.data)

    def to_rdflib(self) -> rdflib.Dataset:
        """All RDF of the graph as an rdflib ``Dataset``; in memory, for up to about 100,000 quads."""
        from newsgraph.rdf.files import to_rdflib

        return to_rdflib(self.data, base=self.config.base_iri, threshold=self.config.min_confidence)

    def to_pyvis(self, **options: Any) -> Network:
        """The network as pyvis draws it."""
        from newsgraph.views.html import to_pyvis

        return to_pyvis(self.data, **options)

    def to_html(self, **options: Any) -> str:
        """A page of its own, that needs no network, with the network and the evidence."""
        from newsgraph.views.html import render

        return render(self.data, **options)

    def save(self, folder: str | Path) -> Path:
        """Write the graph into a folder, as a build does, and give the folder back.

        Raises:
            StoreError: when it cannot be written.
        """
        out = Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        write_outputs(out, self.data, self.config)
        return out

    def export(self, path: str | Path, format: str | None = None) -> Path:
        """Write the graph to one file in any of the formats that other programs open; the ending of ``path`` tells which.

        Raises:
            UsageError: when the format is unknown.
        """
        from newsgraph.batch.outputs import export

        return export(self.data, Path(path), format, self.config)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the graph as it stands in its store: violations of its shapes and invariants, sorted; empty when all is well.

        Raises:
            StoreFormatError: when the store is damaged.
        """
        from newsgraph.rdf.validate import check

        try:
            return tuple(check(self.store.quads(), base=self.store.base, threshold=self.store.threshold))
        except GraphError as error:
            return (f"{self.store.path or 'the store'}: is no graph that can be read: {error}",)

    def _repr_html_(self) -> str:
        from newsgraph.views.reprs import graph_html

        return graph_html(self.data)

    # -- names ----------------------------------------------------------------------------------------------------------------

    @cached_property
    def _names(self) -> list[tuple[Entity, list[str]]]:
        return [(entity, [_folded(entity.label), *map(_folded, entity.aliases)]) for entity in self.entities]

    def _entities_named(self, name: str) -> list[Entity]:
        wanted = _folded(name.removeprefix(self.config.base_iri))
        if not wanted:
            return []
        ways: tuple[Callable[[Entity, list[str]], bool], ...] = (
            lambda entity, names: wanted in (entity.id, entity.id.removeprefix("entity/")),
            lambda entity, names: names[0] == wanted,
            lambda entity, names: wanted in names,
            lambda entity, names: any(f" {wanted} " in f" {known} " for known in names),
        )
        for fits in ways:
            if found := [entity for entity, names in self._names if fits(entity, names)]:
                return found
        return []

    def _node_ids(self, name: str) -> frozenset[str]:
        """Ids of what has that name; a literal, which has no id, is known by its label."""
        if entities := self._entities_named(name):
            return frozenset(entity.id for entity in entities)
        wanted = _folded(name)
        nodes = [node for statement in self.data.statements for node in _nodes(statement)]
        ways: tuple[Callable[[Node], bool], ...] = (
            lambda node: wanted in (node.id, _folded(node.label)),
            lambda node: f" {wanted} " in f" {_folded(node.label)} ",
        )
        for fits in ways:
            if found := frozenset(node.id or node.label for node in nodes if fits(node)):
                return found
        raise _not_found("entity or phrase", name, [entity.label for entity in self.entities])


def _frame(result: QueryResult, labels: bool) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(result.to_rows(labels=labels), columns=list(result.columns), dtype=object)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).replace("\u2019", "'").casefold().split())


def _nodes(statement: Statement) -> Iterator[Node]:
    yield statement.subject
    if statement.object:
        yield statement.object
    yield from statement.speakers
    yield from (qualifier.node for qualifier in statement.qualifiers if qualifier.node)


def _any(wanted: frozenset[str] | None, nodes: Iterable[Node | None]) -> bool:
    return wanted is None or any(node is not None and (node.id or node.label) in wanted for node in nodes)


def _require_one_of(name: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise UsageError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")


def _not_found(kind: str, name: str, known: Iterable[str]) -> NotFoundError:
    names = {_folded(label): label for label in known}
    near = difflib.get_close_matches(_folded(name), sorted(names), n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(repr(names[match]) for match in near)}?" if near else ""
    return NotFoundError(f"no {kind} named {name!r} in the graph.{hint}")


def build(
    inputs: str | Path | Article | Iterable[str | Path | Article],
    out: str | Path | None = None,
    *,
    feeds: str | Iterable[str] = (),
    config: Config | Path | str | None = None,
    progress: Progress | None = None,
    **settings: Any,
) -> Graph:
    """The graph of all articles in ``inputs``: files, folders, patterns, addresses of pages, ``-`` for standard input, or articles.

    ``feeds`` are addresses of RSS or Atom feeds, whose articles are read too. Nothing else is ever fetched.

    With ``out``, it is written into that folder (``store/``, ``graph.trig``, ``statements.jsonl``, ``graph.html``, ``run.json``), and
    added to what an earlier build has written there; articles that have not changed are not read again. ``settings`` go over
    those of ``config`` (by default of ``newsgraph.toml`` in the working directory). ``progress`` is called with stage and count.
    Documents that cannot be read are in ``Graph.failures``, and stop no other.

    Raises:
        UsageError: for an input that does not exist, or a setting that cannot be.
        ModelError: when the language model is missing.
        StoreError: when ``out`` cannot be written, or another build writes it.
    """
    chosen = load_config(config, **settings)
    wanted: list[Input] = [inputs] if isinstance(inputs, str | Path | Article) else list(inputs)
    wanted.extend(Feed(url) for url in ([feeds] if isinstance(feeds, str) else feeds))
    if out is None:
        report = build_memory(wanted, chosen, progress)
        return Graph(report.data, config=chosen, failures=report.failures, report=report)
    report = build_folder(wanted, Path(out), chosen, progress)
    return Graph(report.data, store=lambda: open_folder(Path(out)), config=chosen, failures=report.failures, report=report)


def remove(folder: str | Path, articles: str | Iterable[str], *, progress: Progress | None = None) -> Graph:
    """The graph in a folder without these articles (ids), and all that only they tell; the folder is written anew.

    Raises:
        NotFoundError: when one of them is not in it; nothing is removed then.
        StoreError: when it cannot be written, or a build writes it.
    """
    from newsgraph.batch.outputs import stored_config

    chosen = stored_config(Path(folder))
    wanted = [articles] if isinstance(articles, str) else list(articles)
    report = remove_articles(Path(folder), wanted, chosen, progress)
    return Graph(report.data, store=lambda: open_folder(Path(folder)), config=chosen, failures=report.failures, report=report)


def load(path: str | Path) -> Graph:
    """The graph in a folder that a build has written, or in a ``.trig``, ``.nq`` or ``.jsonld`` file.

    Raises:
        NotFoundError: when there is none.
        StoreFormatError: when it is damaged, half-written, or of another version.
    """
    from newsgraph.batch.outputs import read_folder, stored_config

    place = Path(path)
    if place.is_dir() or not place.exists():
        config = stored_config(place)
        store = (lambda: open_folder(place)) if (place / "store").exists() else None
        return Graph(lambda: read_folder(place), store=store, config=config)
    return Graph(read_file(place))

"""The graph: what people query, look at, and build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgraph.batch.build import BuildReport, Progress, correct_folder, correct_memory
from newsgraph.batch.outputs import open_folder, write_outputs
from newsgraph.batch.results import write_text
from newsgraph.config import Config
from newsgraph.errors import GraphError, UsageError
from newsgraph.graph.corrections import correction
from newsgraph.graph.explanations import Explanation, explain
from newsgraph.graph.naming import any_of, not_found, require_one_of, same_name
from newsgraph.graph.reports import EntityReport, PathReport
from newsgraph.model import (
    EVENT_TYPES,
    STATUSES,
    AppliedCorrection,
    Article,
    Correction,
    Entity,
    Failure,
    GraphData,
    Named,
    Node,
    Statement,
)
from newsgraph.resolve.correction_file import CORRECTIONS_FILE, text_of_corrections
from newsgraph.resolve.groups import fits

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from pyvis.network import Network

    from newsgraph.store import OxigraphStore, QueryResult

__all__ = ["Graph", "built_graph"]


class Graph:
    """Articles, the entities they name, and the statements they make.

    ``failures`` are the documents that the build which made it could not read. A graph never changes: building again, or correcting,
    gives a new one. ``folder`` is where it stands, None for a graph that was written nowhere.
    """

    def __init__(
        self,
        data: GraphData | Callable[[], GraphData],
        *,
        store: OxigraphStore | Callable[[], OxigraphStore] | None = None,
        config: Config | None = None,
        failures: tuple[Failure, ...] = (),
        report: BuildReport | None = None,
        folder: Path | None = None,
    ) -> None:
        """``data`` and ``store`` may be functions that give them when they are first needed."""
        self._source = data
        self._store_source = store
        self.config = config or Config()
        self.failures = failures
        self.report = report
        self.folder = folder

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

    @property
    def corrections(self) -> tuple[AppliedCorrection, ...]:
        """What the user corrected, in the order of their file: each with what it touched, or why it could not be applied."""
        return self.data.corrections

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
        require_one_of("status", status, STATUSES)
        require_one_of("event_type", event_type, EVENT_TYPES)
        if article is not None and article not in {known.id for known in self.articles}:
            raise not_found("article", article, [known.id for known in self.articles])
        relations = {statement.relation.name for statement in self.data.statements}
        if relation is not None and relation not in relations | {s.relation.lemma for s in self.data.statements}:
            raise not_found("relation", relation, relations)
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
            and any_of(subjects, [statement.subject])
            and any_of(objects, [statement.object])
            and any_of(speakers, statement.speakers)
            and any_of(abouts, statement.nodes)
        ]

    def entity(self, name: str) -> Entity:
        """The entity of that name: its id, its label, one of its other names, or words of one; upper and lower case are one.

        Raises:
            NotFoundError: when there is none; the message has names that are near.
            UsageError: when there are several; the message lists them.

        """
        matches = self._entities_named(name)
        if not matches:
            raise not_found("entity", name, [entity.label for entity in self.entities])
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

    def explain(self, name: str) -> tuple[Explanation, ...]:
        """Why ``name`` (a name, or a description that an article uses) is that of an entity; one explanation for each that has it.

        Raises:
            NotFoundError: when nothing in the graph is called so.
        """
        known = {entity.id: entity for entity in self._entities_named(name)} if name.startswith("entity/") else {}
        if known:
            return tuple(explain(self.data, entity, entity.label) for entity in known.values())
        named = Named(name)
        found = [
            entity
            for entity, names in self._names
            if same_name(name) in names or any(mention.kind != "pronoun" and fits(mention.text, named) for mention in entity.mentions)
        ]
        if not found:
            raise not_found("name or description", name, [known for entity in self.entities for known in (entity.label, *entity.aliases)])
        return tuple(explain(self.data, entity, name) for entity in found)

    # -- correcting it --------------------------------------------------------------------------------------------------------

    def correct(self, *corrections: Correction, progress: Progress | None = None) -> Graph:
        """A graph with these corrections; for one in a folder they are written into its file, and hold for every later build.

        Raises:
            NotFoundError: when one of them meets nothing in the graph; nothing is changed then.
            CorrectionError: when one of them cannot be applied; nothing is changed then.
            StoreError: when the folder cannot be written, or a build writes it.
            UsageError: when the graph stands in no folder, and was not built here.
        """
        if self.folder is not None:
            report = correct_folder(self.folder, corrections, self.config, progress)
            return built_graph(report, self.folder, self.config)
        if self.report is None or len(self.report.results) < len(self.articles):
            raise UsageError("this graph was read from a file; build it into a folder to correct it: newsgraph build INPUT -o FOLDER")
        report = correct_memory(self.report, corrections)
        return Graph(report.data, config=self.config, failures=self.failures, report=report)

    def merge(self, *names: str | Entity, note: str | None = None) -> Graph:
        """A graph in which these are one; the first gives name, type and id. As :meth:`correct`, with its errors."""
        return self.correct(correction(self, "merge", names, note=note))

    def split(self, *names: str | Entity, note: str | None = None) -> Graph:
        """A graph in which these are never one: names of one entity, or ``NAME@ARTICLE``. As :meth:`correct`, with its errors."""
        return self.correct(correction(self, "split", names, note=note))

    def reject(self, statement: str | Statement | None = None, *, note: str | None = None, **pattern: Any) -> Graph:
        """A graph without a statement that is wrong, or all that fit ``subject``, ``relation``, ``object``, ``article``, ``status``.

        As :meth:`correct`, with its errors.
        """
        return self.correct(correction(self, "reject", (), statement=statement, note=note, **pattern))

    def add(
        self,
        subject: str | Entity,
        relation: str,
        object: str | Entity | None = None,
        *,
        article: str,
        sentence: str,
        status: str = "fact",
        modality: str | None = None,
        speaker: str | Entity | None = None,
        note: str | None = None,
    ) -> Graph:
        """A graph with a statement that is missing; ``sentence`` quotes what ``article`` says. As :meth:`correct`, with its errors."""
        return self.correct(
            correction(
                self, "add", (), subject=subject, relation=relation, object=object, article=article, sentence=sentence,
                status=status, modality=modality, speaker=speaker, note=note,
            )
        )  # fmt: skip

    def rename(self, name: str | Entity, to: str, *, note: str | None = None) -> Graph:
        """A graph in which an entity has another name; its id stays. As :meth:`correct`, with its errors."""
        return self.correct(correction(self, "rename", (name, to), note=note))

    def retype(self, name: str | Entity, type: str, *, note: str | None = None) -> Graph:
        """A graph in which an entity is of another type (``Person``, ``Place`` …). As :meth:`correct`, with its errors."""
        return self.correct(correction(self, "retype", (name, type), note=note))

    # -- from elsewhere and back --------------------------------------------------------------------------------------------------

    @classmethod
    def from_networkx(cls, graph: nx.MultiDiGraph) -> Graph:
        """The inverse of :meth:`to_networkx`, also of a graph from which edges or nodes were taken away.

        Raises:
            KeyError: when an edge lacks an attribute that :meth:`to_networkx` gives it.
        """
        from newsgraph.views.network import from_networkx

        return cls(from_networkx(graph))

    @classmethod
    def from_pandas(cls, statements: pd.DataFrame, *, entities: pd.DataFrame | None = None, articles: pd.DataFrame | None = None) -> Graph:
        """The inverse of :meth:`to_pandas`, also of a selection of the rows; without the other tables it has statements alone.

        Raises:
            UsageError: when columns are missing.
        """
        from newsgraph.views.tables import from_pandas

        return cls(from_pandas(statements, entities=entities, articles=articles))

    def to_networkx(self, *, plain_only: bool = False) -> nx.MultiDiGraph:
        """The statements as edges of a networkx ``MultiDiGraph``, keyed by statement id."""
        from newsgraph.views.network import to_networkx

        return to_networkx(self.data, plain_only=plain_only)

    def to_pandas(self, what: str = "statements") -> pd.DataFrame:
        """The ``statements`` as a table, or the ``entities``, or the ``articles``; together they hold the whole graph.

        Raises:
            UsageError: for anything else.
        """
        from newsgraph.views.tables import articles_table, entities_table, to_pandas

        tables = {"statements": to_pandas, "entities": entities_table, "articles": articles_table}
        require_one_of("what", what, tuple(tables))
        return tables[what](self.data)

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
        """Write the graph into a folder, as a build does, with its corrections, and give the folder back.

        Raises:
            StoreError: when it cannot be written.
        """
        out = Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        write_outputs(out, self.data, self.config)
        if self.corrections:
            write_text(out / CORRECTIONS_FILE, text_of_corrections([applied.correction for applied in self.corrections]))
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
        return [(entity, [same_name(entity.label), *map(same_name, entity.aliases)]) for entity in self.entities]

    def _entities_named(self, name: str) -> list[Entity]:
        wanted = same_name(name.removeprefix(self.config.base_iri))
        if not wanted:
            return []
        ways: tuple[Callable[[Entity, list[str]], bool], ...] = (
            lambda entity, names: wanted in (entity.id, entity.id.removeprefix("entity/")),
            lambda entity, names: names[0] == wanted,
            lambda entity, names: wanted in names,
            lambda entity, names: any(f" {wanted} " in f" {known} " for known in names),
        )
        for way in ways:
            if found := [entity for entity, names in self._names if way(entity, names)]:
                return found
        return []

    def _node_ids(self, name: str) -> frozenset[str]:
        """Ids of what has that name; a literal, which has no id, is known by its label."""
        if entities := self._entities_named(name):
            return frozenset(entity.id for entity in entities)
        wanted = same_name(name)
        there = [node for statement in self.data.statements for node in statement.nodes]
        ways: tuple[Callable[[Node], bool], ...] = (
            lambda node: wanted in (node.id, same_name(node.label)),
            lambda node: f" {wanted} " in f" {same_name(node.label)} ",
        )
        for way in ways:
            if found := frozenset(node.id or node.label for node in there if way(node)):
                return found
        raise not_found("entity or phrase", name, [entity.label for entity in self.entities])


def _frame(result: QueryResult, labels: bool) -> pd.DataFrame:
    from newsgraph.views.tables import Answer

    return Answer(result.to_rows(labels=labels), columns=list(result.columns), dtype=object)


def built_graph(report: BuildReport, folder: Path, config: Config) -> Graph:
    """The graph that a build has written into a folder."""
    return Graph(report.data, store=lambda: open_folder(folder), config=config, failures=report.failures, report=report, folder=folder)

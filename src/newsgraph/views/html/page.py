"""The page: data, style and script in one file that asks nobody for anything."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from newsgraph.errors import GraphError
from newsgraph.model import Article, Evidence, GraphData, Node, Statement
from newsgraph.views._text import json_in_html, one_direction, safe_url, utf8
from newsgraph.views.html.drawing import NODE_STYLES, TONES, Drawing, relation_label

__all__ = ["json_in_html", "page_of"]

_SCRIPTS = ("model.js", "text.js", "labels.js", "draw.js", "article.js", "panel.js", "controls.js", "table.js", "export.js", "main.js")
_VIS = Path("templates/lib/vis-9.1.2/vis-network.min.js")
_STATEMENTS = 5_000
"""A page with more statements than this is slow to open."""
_MENTIONS = 300
"""Mentions of one entity that can be jumped to."""
_FULL_TEXTS = 3_000_000
"""Characters of article text up to which a page holds the articles whole; beyond, only the sentences that are evidence."""


def page_of(data: GraphData, drawing: Drawing, network: Network, *, title: str | None = None) -> str:
    """The page that shows ``network``, a drawing of ``data``."""
    heading = one_direction(utf8(title or _title(data)))
    vis, script, style = _vis_network(), _script(), _style()
    environment = Environment(loader=PackageLoader("newsgraph.views.html", "assets"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("page.html.jinja").render(
        title=heading,
        policy=_policy((vis, script), (style,)),
        style=Markup(style),  # noqa: S704 - the package's own file
        vis=Markup(vis),  # noqa: S704 - pyvis' own file
        script=Markup(script),  # noqa: S704 - the package's own file
        data=Markup(json_in_html(payload(data, drawing, network, heading))),  # noqa: S704 - escaped by json_in_html
    )


def _title(data: GraphData) -> str:
    if len(data.articles) == 1:
        return data.articles[0].title or data.articles[0].id
    return f"{len(data.articles)} articles"


@functools.cache
def _vis_network() -> str:
    """vis-network as pyvis brings it, without the source map that a browser's tools would ask for.

    Raises:
        GraphError: when this pyvis has no such file.
    """
    path = Path(pyvis.__file__).parent / _VIS
    if not path.is_file():
        raise GraphError(f"pyvis has no {_VIS.as_posix()}; install pyvis 0.3.2, whose file the page is made for")
    return re.sub(r"//# sourceMappingURL=\S*", "", path.read_text(encoding="utf-8"))


def _asset(name: str) -> str:
    return (files("newsgraph.views.html") / "assets" / name).read_text(encoding="utf-8")


@functools.cache
def _script() -> str:
    return '(function () {\n"use strict";\n' + "\n".join(_asset(name) for name in _SCRIPTS) + "\n})();"


@functools.cache
def _style() -> str:
    return _asset("page.css")


def _policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """Only these very scripts and styles may run; images only from the page itself (for PNG export); nothing may be loaded."""

    def hashes(texts: tuple[str, ...]) -> str:
        digests = (base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") for text in texts)
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; img-src blob: data:; "
        "base-uri 'none'; form-action 'none'"
    )


def payload(data: GraphData, drawing: Drawing, network: Network, title: str) -> dict[str, Any]:
    """What the page's script reads; nodes, articles and statements name each other by their places in these lists."""
    index = {drawn.node.id: place for place, drawn in enumerate(drawing.nodes)}
    entities = {entity.id: entity for entity in data.entities}
    shown = _chosen(data, drawing, index)
    article_index = {article.id: place for place, article in enumerate(data.articles)}
    texts = sum(len(article.text) for article in data.articles) <= _FULL_TEXTS
    positions = {node["id"]: node for node in network.nodes}
    nodes = []
    for drawn in drawing.nodes:
        node, placed = drawn.node, positions.get(drawn.node.id, {})
        mentions = entities[node.id].mentions if node.id in entities else ()
        nodes.append(
            {
                "id": node.id,
                "label": node.label,
                "lines": drawn.lines,
                "type": drawn.style,
                "concept": node.kind == "concept",
                "aliases": node.aliases,
                "size": placed.get("size", drawn.size),
                "x": placed.get("x", drawn.x),
                "y": placed.get("y", drawn.y),
                "salience": drawn.salience,
                "mentions": [
                    [article_index[mention.article], mention.span.start, mention.span.end, mention.kind]
                    for mention in mentions[:_MENTIONS]
                    if texts and mention.article in article_index
                ],
                "mentioned": len(mentions),
            }
        )
    return {
        "title": title,
        "nodes": nodes,
        "statements": [_statement(s, index, article_index, texts) for s in shown],
        "articles": [_article(article, texts) for article in data.articles],
        "entities": drawing.total_entities,
        "drawn_entities": sum(drawn.node.kind == "entity" for drawn in drawing.nodes),
        "all_statements": len(data.statements),
        "concepts": drawing.concepts,
        "styles": NODE_STYLES,
        "tones": TONES,
        "options": network.options,
    }


def _chosen(data: GraphData, drawing: Drawing, index: dict[str, int]) -> list[Statement]:
    """The statements of a page, in the order of ``data``: all, or the best of them where there are too many.

    Where entities are left out, so are the statements that name none of the drawn ones.
    Better is what joins two drawn nodes, then what is a plain fact, then what is surer.
    """
    everything = sum(drawn.node.kind == "entity" for drawn in drawing.nodes) == drawing.total_entities
    found: list[tuple[tuple[int, bool, float], int]] = []
    for number, statement in enumerate(data.statements):
        ends = (statement.subject.id in index) + (statement.object is not None and statement.object.id in index)
        if ends or everything:
            found.append(((-ends, not statement.plain, -statement.confidence), number))
    return [data.statements[number] for number in sorted(number for _, number in sorted(found)[:_STATEMENTS])]


def _article(article: Article, texts: bool) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title or article.id,
        "url": safe_url(article.url),
        "author": article.author,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "licence": article.licence,
        "text": article.text if texts else None,
    }


def _end(node: Node | None, index: dict[str, int]) -> dict[str, Any] | None:
    """An end of a statement: the place of its node where it is drawn, and the words to show."""
    return None if node is None else {"n": index.get(node.id, -1) if node.id else -1, "label": node.label}


def _evidence(piece: Evidence, texts: bool) -> dict[str, Any]:
    spans = [[span.start, span.end] if span else None for span in (piece.subject, piece.relation, piece.object)]
    found: dict[str, Any] = {"at": [piece.sentence.start, piece.sentence.end], "spans": spans}
    return found if texts else found | {"text": piece.text}


def _statement(statement: Statement, index: dict[str, int], articles: dict[str, int], texts: bool) -> dict[str, Any]:
    relation, time = statement.relation, statement.time
    in_articles = statement.article in articles
    return {
        "id": statement.id,
        "article": articles.get(statement.article, -1),
        "s": _end(statement.subject, index),
        "o": _end(statement.object, index),
        "relation": relation.name,
        "label": relation_label(statement),
        "event": relation.event_type,
        "tone": {True: "cooperative", False: "conflictual", None: "neutral"}[relation.cooperative],
        "symmetric": relation.symmetric,
        "status": statement.status,
        "modality": statement.modality,
        "plain": statement.plain,
        "speakers": [_end(speaker, index) for speaker in statement.speakers],
        "qualifiers": [[qualifier.role, qualifier.text] for qualifier in statement.qualifiers],
        "time": time.text if time else None,
        "first": time.first.isoformat() if time and time.first else None,
        "last": time.last.isoformat() if time and time.last else None,
        "content": statement.content,
        "confidence": round(float(statement.confidence), 3),
        "extractor": statement.extractor,
        "evidence": [_evidence(piece, texts and in_articles) for piece in statement.evidence],
    }

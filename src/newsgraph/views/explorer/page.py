"""The explorer as files: what a server serves, or one file that asks nobody for anything."""

from __future__ import annotations

import base64
import functools
import gzip
import hashlib
import json
from html import escape
from importlib.resources import files
from typing import Any, Final, NamedTuple

from newsgraph.model import COOPERATIVE, GraphData
from newsgraph.store.outline import outline_of
from newsgraph.views._text import json_in_html, one_direction, utf8
from newsgraph.views.explorer.evidence import article_source, details, piece_spans
from newsgraph.views.explorer.index import Explorer
from newsgraph.views.look import NODE_STYLES, TONES

__all__ = ["ServedFile", "offline_page", "served_files"]

_OWN: Final = ("state.js", "local.js", "remote.js", "layout.js", "flat.js", "picture.js", "panel.js", "pages.js", "ask.js", "main.js")


class ServedFile(NamedTuple):
    """A file of the served page."""

    media: str
    content: str


@functools.cache
def _asset(package: str, name: str) -> str:
    # By way of the parent: the package "html" itself loads pyvis.
    return (files("newsgraph.views") / package / "assets" / name).read_text(encoding="utf-8")


@functools.cache
def _script() -> str:
    own = "\n".join([_asset("html", "text.js"), _asset("html", "labels.js"), *(_asset("explorer", name) for name in _OWN)])
    return f'(function () {{\n"use strict";\n{_asset("explorer", "network.min.js")}\n{own}\n}})();'


def _style() -> str:
    return _asset("html", "page.css") + _asset("explorer", "explorer.css")


def _document(title: str, head: str, blocks: dict[str, str], script: str) -> str:
    """The page; ``blocks`` are texts that the script reads by their ids, which end no element."""
    data = "".join(f'<script type="application/json" id="{name}">{text}</script>\n' for name, text in blocks.items())
    body = _asset("explorer", "body.html")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{escape(title)}</title>\n{head}\n</head>\n'
        f"<body>\n{body}\n{data}{script}\n</body>\n</html>\n"
    )


def _boot(title: str, mode: str, **more: Any) -> str:
    events = {"cooperative": sorted(COOPERATIVE)}
    return json_in_html({"title": title, "mode": mode, "styles": NODE_STYLES, "tones": TONES, "events": events, **more})


def served_files(title: str, base: str) -> dict[str, ServedFile]:
    """The files of the page that asks the server it comes from, by their names; the page itself is ``index.html``."""
    heading = one_direction(utf8(title))
    style, script = '<link rel="stylesheet" href="explorer.css">', '<script src="explorer.js"></script>'
    page = _document(heading, style, {"boot": _boot(heading, "served", base=base)}, script)
    return {
        "index.html": ServedFile("text/html", page),
        "explorer.js": ServedFile("text/javascript", _script()),
        "explorer.css": ServedFile("text/css", _style()),
    }


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _packed(value: Any) -> str:
    """JSON, compressed, in letters that may stand in HTML."""
    text = one_direction(utf8(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)))
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")


def offline_page(data: GraphData, *, title: str | None = None) -> str:
    """The explorer of a graph as one file that needs no server and no network; equal data give equal text.

    Its SPARQL page says that asking needs ``newsgraph serve``.
    """
    one = data.articles[0] if len(data.articles) == 1 else None
    heading = one_direction(utf8(title or ((one.title or one.id) if one else f"{len(data.articles)} articles")))
    script, style = _script(), _style()
    policy = (
        f"default-src 'none'; script-src 'sha256-{_digest(script)}'; style-src 'sha256-{_digest(style)}'; img-src blob: data:; "
        "base-uri 'none'; form-action 'none'"
    )
    explorer = Explorer(outline_of(data))
    blocks = {
        "boot": _boot(heading, "file"),
        "outline": json_in_html(_packed(_columns(explorer))),
        "evidence": json_in_html(_packed(_evidence(explorer, data))),
    }
    head = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n<style>{style}</style>'
    return _document(heading, head, blocks, f"<script>{script}</script>")


def _columns(explorer: Explorer) -> dict[str, Any]:
    """What the page's own answers are made of: lists of equal length, one a property."""
    nodes = [explorer.node(n) for n in range(explorer.sizes[0])]
    lines = [explorer.line(k) for k in range(explorer.sizes[1])]
    filters = [explorer.filtered(k) for k in range(explorer.sizes[1])]
    articles = list(dict.fromkeys((line["article"], line["published"]) for line in lines))
    place = {article: number for number, article in enumerate(articles)}

    def end(one: dict[str, Any] | None) -> Any:
        """A node's number, the words of a literal, or None."""
        return None if one is None else one["n"] if one["n"] >= 0 else one["label"]

    return {
        "counts": explorer.start(),
        "articles": articles,
        "nodes": {name: [node[name] for node in nodes] for name in ("id", "label", "type", "aliases", "mentions", "weight")},
        "statements": {
            **{
                name: [line[name] for line in lines]
                for name in ("id", "label", "relation", "event", "status", "modality", "first", "last", "confidence")
            },
            "s": [end(line["s"]) for line in lines],
            "o": [end(line["o"]) for line in lines],
            "speakers": [[end(one) for one in line["speakers"]] for line in lines],
            "article": [place[line["article"], line["published"]] for line in lines],
            **{name: [one[name] for one in filters] for name in ("symmetric", "others")},
        },
    }


def _evidence(explorer: Explorer, data: GraphData) -> dict[str, Any]:
    """Sentences, each once; for every statement its details, its sentences and its article."""
    sentences: dict[str, int] = {}
    sources = {article.id: number for number, article in enumerate(data.articles)}
    rows = []
    for statement in data.statements:
        pieces = [
            [sentences.setdefault(one_direction(utf8(piece.text)), len(sentences)), piece_spans(piece)] for piece in statement.evidence
        ]
        told = details(statement)
        about = explorer.number_of(statement.content)
        rows.append([told["qualifiers"], told["time"], told["extractor"], about, pieces, sources.get(statement.article)])
    return {"sentences": list(sentences), "sources": [article_source(article) for article in data.articles], "rows": rows}

"""Small pictures and tables for notebooks: static HTML without scripts, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from newsgraph.model import Article, GraphData, Statement
from newsgraph.model.harmless import html_text, xml_text
from newsgraph.model.shown import FONT, relation_label
from newsgraph.model.shown import statement_html as marked_html
from newsgraph.views._text import safe_url
from newsgraph.views.html.drawing import NODE_STYLES, TONES, DrawnNode, edge_statements, label_lines, select

__all__ = ["graph_html", "statement_html", "table_html"]

_PICTURE_NODES = 30
_WIDTH, _HEIGHT = 640, 420
_MAX_TEXT = 2_000
_MAX_ROWS = 200
_MAX_CELLS = 100_000


def graph_html(data: GraphData) -> str:
    """A summary of the graph: how much of what, a picture of its most salient nodes, its top entities; below 500 kB.

    Only plain facts are drawn.
    """
    plain = sum(statement.plain for statement in data.statements)
    nodes = [drawn for drawn in select(data, max_nodes=_PICTURE_NODES, concepts=False).nodes if drawn.node.kind == "entity"]
    counts = (
        f"{_count(len(data.articles), 'article')}, {_count(len(data.entities), 'entity', 'entities')}, "
        f"{_count(len(data.statements), 'statement')} ({plain} plain facts)"
    )
    mentions = {entity.id: len(entity.mentions) for entity in data.entities}
    top = "".join(
        f'<li>{html_text(drawn.node.label, 120)} <span style="opacity:.65">{html_text(drawn.node.type, 30)}, '
        f"{_count(mentions.get(drawn.node.id, 0), 'mention')}</span></li>"
        for drawn in nodes[:10]
    )
    return (
        f'<div style="{FONT}"><p style="margin:0 0 6px"><b>Graph</b>: {counts}</p>'
        f'<div style="display:flex;flex-wrap:wrap;gap:18px">{_picture(data, nodes)}'
        f'<ol style="margin:0;padding-left:1.6em">{top}</ol></div></div>'
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _picture(data: GraphData, nodes: Sequence[DrawnNode]) -> str:
    index = {drawn.node.id: place for place, drawn in enumerate(nodes)}
    pairs: dict[tuple[int, int], list[Statement]] = {}
    for pair, numbers in edge_statements(data, index).items():
        plain = [data.statements[number] for number in numbers if data.statements[number].plain]
        if plain and pair[0] != pair[1]:
            pairs[pair] = plain
    joined = sorted({end for pair in pairs for end in pair})
    if not joined:
        return ""
    left, right = min(nodes[n].x for n in joined), max(nodes[n].x for n in joined)
    top, bottom = min(nodes[n].y for n in joined), max(nodes[n].y for n in joined)
    scale_x = (_WIDTH - 130) / max(1, right - left)
    scale_y = (_HEIGHT - 60) / max(1, bottom - top)

    def place(n: int) -> tuple[float, float]:
        return 65 + (nodes[n].x - left) * scale_x, 22 + (nodes[n].y - top) * scale_y

    lines = "".join(_line(*place(a), *place(b), statements) for (a, b), statements in pairs.items())
    discs = "".join(_disc(*place(n), nodes[n]) for n in joined)
    label = f"Network of {_count(len(joined), 'name')} and {_count(len(pairs), 'link')}"
    return (
        f'<svg role="img" aria-label="{label}" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'style="max-width:100%;height:auto;border:1px solid #8884;border-radius:8px">{lines}{discs}</svg>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, statements: list[Statement]) -> str:
    tones = [statement.relation.cooperative for statement in statements]
    balance = sum(0 if tone is None else (1 if tone else -1) for tone in tones)
    tone = "cooperative" if balance > 0 else "conflictual" if balance < 0 else "neutral"
    title = "; ".join(f"{s.subject.label[:60]} {relation_label(s)} {s.object.label[:60] if s.object else ''}" for s in statements[:4])
    return (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="{TONES[tone]["light"]}" '
        f'stroke-width="{1 + min(len(statements), 5) * 0.4:.1f}" opacity=".75"><title>{escape(xml_text(title))}</title></line>'
    )


def _disc(x: float, y: float, drawn: DrawnNode) -> str:
    radius = max(4, drawn.size * 0.55)
    lines = "".join(
        f'<tspan x="{x:.0f}" y="{y + radius + 12 + 12 * number:.0f}">{escape(line)}</tspan>'
        for number, line in enumerate(label_lines(drawn.node.label))
    )
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" fill="{NODE_STYLES[drawn.style]["light"]}"/>'
        f'<text text-anchor="middle" font-size="11" fill="currentColor">{lines}</text>'
    )


def statement_html(statement: Statement, article: Article | None = None) -> str:
    """A statement with its status, and its sentences with subject, relation and object marked; ``article`` names the source."""
    return marked_html(statement, _source(article))


def _source(article: Article | None) -> str:
    if article is None:
        return ""
    name = html_text(": ".join(part for part in (article.publisher, article.title or article.id) if part), 300)
    url = safe_url(article.url)
    linked = f'<a href="{escape(url)}" rel="noopener noreferrer" target="_blank">{name}</a>' if url else name
    return f'<div style="opacity:.7">{linked}{f" · {article.published.isoformat()}" if article.published else ""}</div>'


def table_html(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows of a query's result as an HTML table; at most 200 rows, with a line saying how many there are more."""
    listed = [list(row) for row in rows]
    # Wide cells of many rows would exceed what a notebook stores well: each gets its share.
    limit = max(20, min(_MAX_TEXT, _MAX_CELLS // max(1, min(len(listed), _MAX_ROWS) * max(1, len(columns)))))
    head = "".join(f'<th scope="col" style="text-align:left">{html_text(str(column), 200)}</th>' for column in columns)
    body = "".join(
        "<tr>"
        + "".join(f'<td style="text-align:left">{"" if cell is None else html_text(str(cell), limit)}</td>' for cell in row)
        + "</tr>"
        for row in listed[:_MAX_ROWS]
    )
    more = f'<p style="opacity:.7">and {len(listed) - _MAX_ROWS} rows more</p>' if len(listed) > _MAX_ROWS else ""
    return f'<div style="{FONT}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div>'

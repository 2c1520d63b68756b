"""What the explorer asks of a graph, answered from its outline: names, neighbours, ways, timelines, who said what.

Nodes and statements are known by their numbers: nodes by salience, statements by article and position. ``assets/local.js`` gives the same
answers in the browser for the page that is one file; a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from newsgraph.model import COOPERATIVE
from newsgraph.model.shown import relation_words
from newsgraph.store.outline import ArticleLine, NodeLine, Outline, StatementLine
from newsgraph.views._text import one_direction, utf8
from newsgraph.views.look import NODE_STYLES
from newsgraph.views.ranking import page_rank

__all__ = ["MOST_DRAWN", "PLAIN", "Explorer", "Filter"]

MOST_DRAWN: Final = 500
"""Nodes that one picture may have."""
PAGE: Final = 40
"""Statements that are given at a time."""
_FIRST: Final = 60
_HANGING: Final = 40
_DAYS: Final = 62
_FOUND: Final = 12
_PAIRS: Final = 100
_WAYS: Final = 12
_MOST_STEPS: Final = 8
_LONGEST: Final = 300
_ALIASES: Final = 30
PLAIN, POSSIBLE, NEGATED, REPORTED = 8, 1, 2, 4
"""What a statement is: plain, or any of the three others."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements count as links.

    ``marks`` is a sum of 8 (plain facts), 1 (possible), 2 (negated) and 4 (reported): what a statement is must be in it. ``confidence`` is
    the least; ``first`` and ``last`` are days (``YYYY-MM-DD``) between which it lies, or empty. ``concepts`` also draws noun phrases.
    """

    marks: int = PLAIN
    confidence: float = 0.0
    first: str = ""
    last: str = ""
    concepts: bool = False


def _text(text: str, most: int = _LONGEST) -> str:
    shown = one_direction(utf8(text[: most + 1]))
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


def _folded(text: str) -> str:
    return " ".join(utf8(text[:_LONGEST]).lower().split())


class Explorer:
    """The answers for one graph. Each is JSON of bounded size, and takes a time that the size of the graph bounds."""

    def __init__(self, outline: Outline) -> None:
        """Number the nodes by salience and index the statements by what they name."""
        self._articles: dict[str, ArticleLine] = {article.id: article for article in outline.articles}
        self._nodes, self._weights = _by_salience(outline)
        self._number = {node.id: number for number, node in enumerate(self._nodes)}
        # Ids as they can stand in an address; where two become equal, the more salient one has it.
        self._by_name: dict[str, int] = {}
        for number, node in enumerate(self._nodes):
            self._by_name.setdefault(utf8(node.id), number)
        self._names = [[_folded(node.label), *map(_folded, node.aliases)] for node in self._nodes]
        self._concept = [node.id.startswith("concept/") for node in self._nodes]
        self._statements = outline.statements
        self._kinds = [_kinds(statement) for statement in outline.statements]
        self._sure = [round(statement.confidence, 3) for statement in outline.statements]
        self._days = [self._days_of(statement) for statement in outline.statements]
        self._links: list[dict[int, list[int]]] = [{} for _ in self._nodes]
        self._own: list[list[int]] = [[] for _ in self._nodes]
        self._said: dict[int, dict[int, list[int]]] = {}
        self._by_statement: dict[str, int] = {}
        for k, statement in enumerate(outline.statements):
            self._place(k, statement)

    def _place(self, k: int, statement: StatementLine) -> None:
        self._by_statement.setdefault(statement.id, k)
        ends = [self._number[end[0]] for end in (statement.subject, statement.object) if end is not None and end[0]]
        if len(ends) == 2 and ends[0] != ends[1]:
            for here, there in (ends, reversed(ends)):
                self._links[here].setdefault(there, []).append(k)
        others = [self._number[key] for key, _ in statement.others if key]
        speakers = [self._number[key] for key, _ in statement.speakers if key]
        for n in dict.fromkeys([*ends, *others, *speakers]):
            self._own[n].append(k)
        for speaker in dict.fromkeys(speakers):
            about = self._said.setdefault(speaker, {})
            for n in dict.fromkeys([*ends, *others]):
                if n != speaker:
                    about.setdefault(n, []).append(k)

    def _days_of(self, statement: StatementLine) -> tuple[str, str]:
        """The days that a statement is of: its own, or that of its article."""
        if statement.first or statement.last:
            return statement.first or "0000-01-01", statement.last or "9999-12-31"
        article = self._articles.get(statement.article)
        return (article.published, article.published) if article else ("", "")

    # -- pieces ---------------------------------------------------------------------------------------------------------------

    def node(self, n: int) -> dict[str, Any]:
        """What is shown of a node."""
        node = self._nodes[n]
        return {
            "n": n,
            "id": utf8(node.id),
            "label": _text(node.label),
            "type": "Concept" if self._concept[n] else node.type if node.type in NODE_STYLES else "Thing",
            "aliases": [_text(alias, 120) for alias in node.aliases[:_ALIASES]],
            "mentions": node.mentions,
            "weight": self._weights[n],
        }

    def _end(self, end: tuple[str, str]) -> dict[str, Any]:
        n = self._number[end[0]] if end[0] else -1
        return {"n": n, "label": _text(self._nodes[n].label if n >= 0 else end[1])}

    def line(self, k: int) -> dict[str, Any]:
        """A statement without its evidence."""
        statement, article = self._statements[k], self._articles.get(self._statements[k].article)
        return {
            "k": k,
            "id": utf8(statement.id),
            "s": self._end(statement.subject),
            "o": self._end(statement.object) if statement.object else None,
            "label": relation_words(statement.relation, statement.words),
            "relation": _text(statement.relation, 120),
            "event": statement.event,
            "tone": _tone(statement),
            "status": statement.status,
            "modality": statement.modality,
            "plain": statement.plain,
            "speakers": [self._end(speaker) for speaker in statement.speakers],
            "first": statement.first,
            "last": statement.last,
            "day": self._day(k),
            "confidence": self._sure[k],
            "article": _text((article.title or article.id) if article else statement.article, 200),
            "published": article.published if article else "",
        }

    def filtered(self, k: int) -> dict[str, Any]:
        """What of a statement is only asked for: whether its relation is symmetric, and the nodes of its qualifiers."""
        statement = self._statements[k]
        return {"symmetric": int(statement.symmetric), "others": [self._number[key] for key, _ in statement.others if key]}

    def _day(self, k: int) -> str:
        """The day by which a statement stands in a timeline; empty where neither it nor its article has one."""
        statement, article = self._statements[k], self._articles.get(self._statements[k].article)
        return statement.first or statement.last or (article.published if article else "")

    def _passes(self, k: int, chosen: Filter) -> bool:
        if self._kinds[k] & ~chosen.marks or self._sure[k] < chosen.confidence:
            return False
        first, last = self._days[k]
        if chosen.first and not (last and last >= chosen.first):
            return False
        return not (chosen.last and not (first and first <= chosen.last))

    def _passing(self, a: int, b: int, chosen: Filter) -> list[int]:
        return [k for k in self._links[a].get(b, ()) if self._passes(k, chosen)]

    def _linked(self, n: int, chosen: Filter) -> list[int]:
        """The neighbours of a node, the most salient first."""
        return [
            m
            for m in sorted(self._links[n])
            if (chosen.concepts or not self._concept[m]) and any(self._passes(k, chosen) for k in self._links[n][m])
        ]

    def _bundle(self, a: int, b: int, found: Sequence[int]) -> dict[str, Any]:
        """All statements between two nodes as one line of the picture."""
        plain = [k for k in found if self._statements[k].plain]
        leading = plain or found
        balance = Counter(_tone(self._statements[k]) for k in leading)
        lean = balance["cooperative"] - balance["conflictual"]
        tone = "cooperative" if lean > 0 else "conflictual" if lean < 0 else "neutral"
        # The words should be of the tone that colours the line.
        said = self._statements[next((k for k in leading if _tone(self._statements[k]) == tone), leading[0])]
        label = relation_words(said.relation, said.words)
        short = f"{label[:25]}…" if len(label) > 26 else label
        directed = [k for k in leading if not self._statements[k].symmetric]
        return {
            "a": a,
            "b": b,
            "count": len(found),
            "label": short + (f" +{len(found) - 1}" if len(found) > 1 else ""),
            "tone": tone,
            "dashed": not plain,
            "there": any(self._statements[k].subject[0] == self._nodes[a].id for k in directed),
            "back": any(self._statements[k].subject[0] == self._nodes[b].id for k in directed),
        }

    # -- questions ------------------------------------------------------------------------------------------------------------

    def start(self) -> dict[str, Any]:
        """How much there is, and which types of nodes."""
        types = Counter(self.node_type(n) for n in range(len(self._nodes)))
        kinds = Counter(kind for kinds in self._kinds for kind in (PLAIN, POSSIBLE, NEGATED, REPORTED) if kinds & kind)
        days = sorted(day for day in (self._day(k) for k in range(len(self._statements))) if day)
        return {
            "articles": len(self._articles),
            "entities": len(self._nodes) - sum(self._concept),
            "concepts": sum(self._concept),
            "statements": len(self._statements),
            "types": dict(sorted(types.items())),
            "kinds": {str(kind): kinds[kind] for kind in (PLAIN, POSSIBLE, NEGATED, REPORTED)},
            "days": [days[0], days[-1]] if days else [],
        }

    def node_type(self, n: int) -> str:
        """The type by which a node is coloured."""
        kind = self._nodes[n].type
        return "Concept" if self._concept[n] else kind if kind in NODE_STYLES else "Thing"

    def known(self, ids: Iterable[str]) -> list[dict[str, Any] | None]:
        """The nodes of these ids; None for one that is not there."""
        numbers = [self._by_name.get(one) for one in ids]
        return [None if n is None else self.node(n) for n in numbers]

    def top(self, chosen: Filter, count: int = _FIRST) -> list[int]:
        """The most salient entities that are linked to one another, at most ``count``; with concepts, also those that hang on them."""
        found = [n for n in range(len(self._nodes)) if self._links[n] and not self._concept[n]][:count]
        if chosen.concepts:
            entities = set(found)
            found += [
                n
                for n in range(len(self._nodes))
                if self._concept[n] and any(self._passing(n, m, chosen) for m in self._links[n].keys() & entities)
            ][:_HANGING]
        inside = set(found)
        return [n for n in found if any(self._passing(n, m, chosen) for m in self._links[n].keys() & inside)]

    def search(self, words: str, count: int = _FOUND) -> list[dict[str, Any]]:
        """The nodes whose label or alias has these words in it, the best first: whole name, beginning, beginning of a word, anywhere."""
        wanted = _folded(words)
        if not wanted:
            return []
        hits: list[tuple[float, int, int]] = []
        for n, names in enumerate(self._names):
            best, at = 0.0, 0
            for i, name in enumerate(names):
                place = name.find(wanted)
                if place < 0:
                    continue
                fit = 4 if name == wanted else 3 if place == 0 else 2 if name[place - 1] == " " else 1
                score = fit + (0.0 if i else 0.5) - (0.9 if self._concept[n] else 0.0)
                if score > best:
                    best, at = score, i
            if best:
                hits.append((-best, n, at))
        hits.sort()
        return [{**self.node(n), "alias": _text(self._nodes[n].aliases[at - 1], 120) if at else ""} for _, n, at in hits[:count]]

    def network(self, numbers: Sequence[int], chosen: Filter) -> dict[str, Any]:
        """These nodes and what links them to one another."""
        inside = set(numbers)
        bundles = [
            self._bundle(a, b, found)
            for a in sorted(inside)
            for b in sorted(self._links[a].keys() & inside)
            if a < b and (found := self._passing(a, b, chosen))
        ]
        return {"nodes": [self.node(n) for n in sorted(inside)], "bundles": bundles}

    def neighbours(self, n: int, chosen: Filter, shown: Iterable[int] = (), count: int = 15) -> dict[str, Any]:
        """The most salient neighbours of a node that are not among ``shown``, at most ``count``; how many it has, how many are left."""
        known = set(shown)
        linked = self._linked(n, chosen)
        fresh = [m for m in linked if m not in known]
        return {"nodes": fresh[:count], "total": len(linked), "left": max(0, len(fresh) - count)}

    def between(self, a: int, b: int, chosen: Filter, offset: int = 0) -> dict[str, Any]:
        """The statements between two nodes, plain and sure ones first."""
        found = self._passing(a, b, chosen)
        found.sort(key=lambda k: (not self._statements[k].plain, -self._sure[k], k))
        return self._page(found, offset)

    def _page(self, found: Sequence[int], offset: int) -> dict[str, Any]:
        return {"total": len(found), "offset": offset, "rows": [self.line(k) for k in found[offset : offset + PAGE]]}

    def entity(self, n: int, part: str = "", month: str = "", offset: int = 0) -> dict[str, Any]:
        """A node with its timeline: statements by month (by day where they lie within two), then those of one or of all, the latest first.

        ``part`` keeps what it ``did`` (as the subject), what was ``done`` to it (as the object), what it ``said``, or all with ``""``.
        """
        own = self._own[n]
        key = self._nodes[n].id
        fits: dict[str, Callable[[StatementLine], bool]] = {
            "did": lambda s: s.subject[0] == key,
            "done": lambda s: s.object is not None and s.object[0] == key,
            "said": lambda s: any(speaker == key for speaker, _ in s.speakers),
        }
        parts = {name: [k for k in own if fit(self._statements[k])] for name, fit in fits.items()}
        found = parts.get(part, own)
        days = sorted(day for day in (self._day(k) for k in found) if day)
        # Within two months, days tell more.
        letters = 10 if days and _days_between(days[0], days[-1]) <= _DAYS else 7
        months: dict[str, Counter[str]] = defaultdict(Counter)
        for k in found:
            months[self._day(k)[:letters]][_tone(self._statements[k])] += 1
        rows = [k for k in found if not month or self._day(k).startswith(month)]
        rows.sort(key=lambda k: (self._day(k), -k), reverse=True)
        partners = sorted(self._links[n], key=lambda m: (-len(self._links[n][m]), m))[:12]
        tones = ("cooperative", "conflictual", "neutral")
        return {
            "node": self.node(n),
            "parts": {"": len(own), **{name: len(rows) for name, rows in parts.items()}},
            "months": [[name, *(months[name][tone] for tone in tones)] for name in sorted(months) if name],
            "undated": sum(months[""].values()),
            "partners": [{"n": m, "label": _text(self._nodes[m].label), "count": len(self._links[n][m])} for m in partners],
            **self._page(rows, offset),
        }

    def ways(self, a: int, b: int, chosen: Filter) -> dict[str, Any]:
        """All shortest ways between two nodes, links followed either way, at most twelve, with the picture of them."""
        before: dict[int, list[int]] = {a: []}
        steps = {a: 0}
        queue = deque([a])
        while queue:
            here = queue.popleft()
            if steps[here] >= _MOST_STEPS or (b in steps and steps[here] >= steps[b]):
                break
            nearby = self._linked(here, chosen)
            if b in self._links[here] and b not in nearby and self._passing(here, b, chosen):
                nearby.append(b)
            for there in nearby:
                if there not in steps:
                    steps[there] = steps[here] + 1
                    before[there] = []
                    queue.append(there)
                if steps[there] == steps[here] + 1:
                    before[there].append(here)
        if b not in steps or a == b:
            return {"steps": 0, "ways": [], "more": False, "nodes": [self.node(n) for n in sorted({a, b})], "bundles": []}
        found: list[list[int]] = []
        self._follow(b, [b], before, found)
        kept = found[:_WAYS]
        pairs = dict.fromkeys((min(pair), max(pair)) for way in kept for pair in pairwise(way))
        drawn = sorted({n for way in kept for n in way})
        return {
            "steps": steps[b],
            "ways": kept,
            "more": len(found) > _WAYS,
            "nodes": [self.node(n) for n in drawn],
            "bundles": [self._bundle(x, y, self._passing(x, y, chosen)) for x, y in sorted(pairs)],
        }

    def _follow(self, here: int, way: list[int], before: dict[int, list[int]], found: list[list[int]]) -> None:
        """All ways back from ``here``, one more than are wanted at most."""
        if len(found) > _WAYS:
            return
        if not before[here]:
            found.append(way[::-1])
        for there in sorted(before[here]):
            self._follow(there, [*way, there], before, found)

    def said(self, speaker: int | None = None, about: int | None = None, offset: int = 0) -> dict[str, Any]:
        """Who says things about whom: pairs, the most frequent first, and where one or both are given the statements, by article."""
        pairs = [
            (-len(ks), one, other)
            for one, told in (self._said.items() if speaker is None else [(speaker, self._said.get(speaker, {}))])
            for other, ks in told.items()
            if about in (None, other)
        ]
        pairs.sort()
        found: set[int] = set()
        if speaker is not None or about is not None:
            found = {k for _, one, other in pairs for k in self._said[one][other]}
            if about is None and speaker is not None:
                found |= {k for k in self._own[speaker] if any(key == self._nodes[speaker].id for key, _ in self._statements[k].speakers)}
        return {
            "pairs": [{"speaker": self._named(one), "about": self._named(other), "count": -count} for count, one, other in pairs[:_PAIRS]],
            "all_pairs": len(pairs),
            **self._page(sorted(found), offset),
        }

    def _named(self, n: int) -> dict[str, Any]:
        return {"n": n, "label": _text(self._nodes[n].label), "type": self.node_type(n)}

    def number_of(self, statement_id: str | None) -> int | None:
        """The number of the first statement of that id."""
        return None if statement_id is None else self._by_statement.get(statement_id)

    def keys(self, numbers: Iterable[int]) -> list[tuple[str, int]]:
        """What stores know statements by: id and repeat."""
        return [(self._statements[k].id, self._statements[k].repeat) for k in numbers]

    @property
    def sizes(self) -> tuple[int, int]:
        """The number of nodes and of statements."""
        return len(self._nodes), len(self._statements)

    @property
    def nodes(self) -> tuple[NodeLine, ...]:
        """The nodes in the order of their numbers."""
        return tuple(self._nodes)


def _by_salience(outline: Outline) -> tuple[list[NodeLine], list[float]]:
    """The nodes, the most salient first, and how salient each is beside the first (1)."""
    entities = [node for node in outline.nodes if not node.id.startswith("concept/")]
    nodes = [*entities, *(node for node in outline.nodes if node.id.startswith("concept/"))]
    place = {node.id: number for number, node in enumerate(nodes)}
    links = [
        (place[statement.subject[0]], place[statement.object[0]])
        for statement in outline.statements
        if statement.plain and statement.object and statement.subject[0] and statement.object[0]
        if statement.subject[0] != statement.object[0]
    ]
    weights = [1.0 + node.mentions if number < len(entities) else 0.25 for number, node in enumerate(nodes)]
    ranks = page_rank(weights, links)
    order = sorted(range(len(nodes)), key=lambda number: (-round(ranks[number], 12), nodes[number].id))
    most = max(ranks, default=1.0)
    return [nodes[number] for number in order], [round(ranks[number] / most, 4) for number in order]


def _days_between(first: str, last: str) -> int:
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days


def _kinds(statement: StatementLine) -> int:
    if statement.plain:
        return PLAIN
    return {"fact": 0, "possible": POSSIBLE, "negated": NEGATED}[statement.status] | (REPORTED if statement.speakers else 0)


def _tone(statement: StatementLine) -> str:
    if not statement.event:
        return "neutral"
    return "cooperative" if statement.event in COOPERATIVE else "conflictual"

"""A synthetic graph of ten thousand names: named as often as in the news, in stories whose people have to do with one another."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache

from newsgraph.model import Article, CharSpan, Entity, Evidence, GraphData, Mention, Node, Relation, Statement, TimeExpression
from newsgraph.model.entity import EntityType

_FIRST = (
    "Ada Ben Carla David Emma Farid Greta Hugo Ines Jonas Kira Lars Mona Nils Olga Paul Quinn Rosa Sami Tara Ugo Vera Wim Xenia Yann"
).split()
_LAST = "berg dale field ford gate hall holm land ley low man mark mere more ridge sen son stad ström ton vik wall well wick wood".split()
_START = "Al Bar Cas Dun El Fal Gar Hol Is Jer Kel Lin Mar Nor Os Pel Ros Sel Tor Ul Ver Wes Yar Zel".split()
_TYPES: tuple[tuple[EntityType, str], ...] = (
    ("Person", ""), ("Person", ""), ("Person", ""), ("Organization", " Group"), ("Organization", " Bank"), ("Place", ""),
    ("Place", " County"), ("Group", " workers"), ("Event", " summit"), ("Law", " Act"), ("Product", " One"), ("Work", " Report"),
)  # fmt: skip
_RELATIONS = (
    ("meet", "met", "CONSULT", True), ("praise", "praised", "SUPPORT", False), ("accuse", "accused", "ACCUSE", False),
    ("sue", "sued", "COERCE", False), ("buy", "bought", None, False), ("lead", "leads", None, False),
    ("work for", "works for", None, False), ("reject", "rejected", "REJECT", False), ("sign", "signed", "AGREE", False),
    ("visit", "visited", None, False),
)  # fmt: skip


def _name(number: int) -> tuple[str, EntityType]:
    kind, ending = _TYPES[number % len(_TYPES)]
    stem = _START[(number * 5 + number // 24) % 24] + _LAST[(number * 11 + number // 600) % 25]
    if kind == "Person":
        return f"{_FIRST[number * 7 % 25]} {_FIRST[number // 25 % 25][0]}. {stem}", kind
    return f"{stem}{ending}", kind


@cache
def large(names: int = 10_000, articles: int = 1_000) -> GraphData:
    """About ``names`` entities and twenty statements an article, over two years; the same every time."""
    chance = random.Random(4)
    nodes = []
    for number in range(names):
        label, kind = _name(number)
        nodes.append(
            Node("entity", f"entity/n{number}-{label.lower().replace(' ', '-').replace('.', '')}", label, kind, (label.split()[-1],))
        )
    mentions: list[list[Mention]] = [[] for _ in nodes]
    made, statements = [], []
    for number in range(articles):
        name, day = f"story-{number:05}", dt.date(2024, 1, 1) + dt.timedelta(number * 730 // articles)
        # A story has its own people, and a few whom everybody writes about.
        cast = [min(names - 1, int(chance.paretovariate(0.55)) - 1) for _ in range(4)]
        cast += [(number * 10 + place) % names for place in range(12)]
        text = ""
        for _ in range(20):
            a, b = chance.sample(range(len(cast)), 2)
            a, b = cast[a], cast[b]
            if a == b:
                continue
            relation, words, event, symmetric = chance.choice(_RELATIONS)
            begin = len(text)
            text += f"{nodes[a].label} {words} {nodes[b].label} in the story of number {number}. "
            subject = CharSpan(begin, begin + len(nodes[a].label))
            middle = CharSpan(subject.end + 1, subject.end + 1 + len(words))
            target = CharSpan(middle.end + 1, middle.end + 1 + len(nodes[b].label))
            mentions[a].append(Mention(name, subject, "name", nodes[a].label))
            mentions[b].append(Mention(name, target, "name", nodes[b].label))
            told = chance.random()
            when = day - dt.timedelta(chance.randrange(20))
            statements.append(
                Statement(
                    name, nodes[a], Relation(relation, words, relation.split()[0], event, symmetric),  # type: ignore[arg-type]
                    nodes[b], (Evidence(CharSpan(begin, len(text) - 1), text[begin:-1], subject, middle, target),), "clauses/1",
                    status="fact" if told < 0.8 else "negated" if told < 0.9 else "possible",
                    speakers=(nodes[chance.choice(cast)],) if chance.random() < 0.2 else (),
                    time=TimeExpression("the day", subject, when, when) if chance.random() < 0.3 else None,
                    confidence=round(0.5 + chance.random() / 2, 2),
                )
            )  # fmt: skip
        made.append(Article(name, text, title=f"The story of number {number}", url=f"https://news.example.org/{number}", published=day))
    entities = tuple(
        sorted(
            (Entity(node.id, node.label, _TYPES[n % 12][0], node.aliases, tuple(sorted(mentions[n]))) for n, node in enumerate(nodes)),
            key=lambda entity: entity.id,
        )
    )
    return GraphData(tuple(made), entities, tuple(statements))

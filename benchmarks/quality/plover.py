"""Actors and event types against the PLOVER gold standard records.

usage: plover.py DEV.json [--misses]

DEV.json is a list of records: a sentence, its source actors, its target actors, its event type. A pair is found when some statement of
the sentence (of any status, by anybody) has the source in its subject and the target in its object, a qualifier or what it has as its
content; names, demonyms and capitals of a country are the same actor. The event type counts where the pair was found: it is right when a
statement that tells the pair has it ("any"), or when the first one in the text that has a type at all has it ("first").
Old names of classes: DEMAND is REQUEST, DISAPPROVE is ACCUSE, FIGHT is ASSAULT, INVESTIGATE belongs to ACCUSE.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]

from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.speech import speech_verb
from newsgraph.model import Article, ArticleResult, Node, Statement
from newsgraph.pipeline import extract

OLD_NAMES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT", "INVESTIGATE": "ACCUSE"}
_STEM = snowballstemmer.stemmer("english").stemWord
_EMPTY = frozenset("the a an of in on at for by with and or to s from their his her its".split())


@lru_cache(maxsize=50_000)
def stems(text: str) -> frozenset[str]:
    """The stems of a text; every name, demonym or capital of a country also gives the country."""
    words = re.findall(r"[^\W_]+(?:\.[^\W_])*", text.lower())
    found = {_STEM(word) for word in words if word not in _EMPTY}
    places = place_names()
    for size in (1, 2, 3):
        for i in range(len(words) - size + 1):
            place = places.get(" ".join(words[i : i + size])) or places.get(" ".join(words[i : i + size]) + ".")
            if place is not None:
                found.update((place.link, *(_STEM(word) for word in place.label.lower().split())))
    return frozenset(found)


def holds(text: str, actor: str) -> bool:
    """True when half of the actor's words, or its last one, stand in the text."""
    want, have = stems(actor), stems(text)
    last = re.findall(r"[^\W_]+", actor.lower())[-1:]
    return bool(want) and (2 * len(want & have) >= len(want) or (bool(last) and stems(last[0]) <= have))


def node_text(node: Node | None) -> str:
    """All names of a node."""
    return "" if node is None else " ".join((node.label, node.text, *node.aliases))


def event_of(statement: Statement, by_id: dict[str, Statement]) -> str | None:
    """The event type of a statement; of a verb of speech without one, that of what is said."""
    relation = statement.relation
    if relation.event_type is None and statement.content in by_id and speech_verb(relation.lemma) is not None:
        return by_id[statement.content].relation.event_type
    return relation.event_type


def pair_statements(result: ArticleResult, record: dict[str, Any]) -> list[Statement]:
    """The statements that tell the pair of actors."""
    by_id = {statement.id: statement for statement in result.statements}
    found: list[Statement] = []
    for statement in result.statements:
        told = by_id.get(statement.content or "")
        rest = [node_text(statement.object), *(f"{q.text} {node_text(q.node)}" for q in statement.qualifiers)]
        if told is not None:
            rest += [node_text(told.subject), node_text(told.object), *(q.text for q in told.qualifiers)]
        ends = [(node_text(statement.subject), " ".join(rest))]
        ends += [(node_text(speaker), node_text(statement.subject) + " " + rest[0]) for speaker in statement.speakers]
        if statement.relation.symmetric:
            ends.append((node_text(statement.object), node_text(statement.subject)))
        for first, second in ends:
            if any(holds(first, actor) for actor in record["source"]) and (
                not record["target"] or any(holds(second, actor) for actor in record["target"])
            ):
                found.append(statement)
                break
    return found


def main(arguments: list[str]) -> None:
    """Score a file of records."""
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if not paths:
        sys.exit(__doc__)
    records = json.loads(Path(paths[0]).read_text(encoding="utf-8"))
    results = extract([Article(record["id"], record["text"]) for record in records])
    counts: Counter[str] = Counter()
    by_event: dict[str, Counter[str]] = {}
    for record, result in zip(records, results, strict=True):
        gold = OLD_NAMES.get(record["event"], record["event"])
        per = by_event.setdefault(gold, Counter())
        statements = pair_statements(result, record)
        by_id = {statement.id: statement for statement in result.statements}
        events = [event for statement in statements if (event := event_of(statement, by_id)) is not None]
        outcome = {"records": 1, "pair": bool(statements), "any": gold in events, "first": events[:1] == [gold]}
        for key, value in outcome.items():
            counts[key] += int(value)
            per[key] += int(value)
        if "--misses" in arguments and gold not in events:
            print(f"{'EVENT' if statements else 'PAIR '} {gold} {record['source']} -> {record['target']}: {record['text']}")
            for statement in statements or result.statements:
                target = statement.object.label if statement.object else "-"
                event = event_of(statement, by_id)
                told = f"{statement.subject.label} | {statement.relation.name} | {target}"
                print(f"        {told} | {statement.status} {statement.modality} | {event}")
    for event, per in sorted(by_event.items()):
        print(f"{event:10} {per['records']:4}  pair {per['pair']:3}  event any {per['any']:3}  first {per['first']:3}")
    pairs = max(1, counts["pair"])
    print(
        f"pair found {100 * counts['pair'] / counts['records']:.1f} % of {counts['records']}; event type right where found: "
        f"any {100 * counts['any'] / pairs:.1f} %, first {100 * counts['first'] / pairs:.1f} %"
    )


if __name__ == "__main__":
    main(sys.argv[1:])

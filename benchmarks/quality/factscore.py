"""Scores statements against the facts that careful readers found in an article.

usage: factscore.py GOLD.yaml STATEMENTS.jsonl [GOLD.yaml STATEMENTS.jsonl …] [--misses]

A gold file lists the entities of an article with their names, the facts (subject, acceptable relation words, object; status and speaker),
and traps: what the article does not state, though a careless reader might think so. Matching is on word stems, so that wording is free.

recall: the share of facts that some statement tells. strict: told with the right status and speaker. edges: of the facts between two
entities, the share told by an edge between exactly these nodes. core: strict on the facts that the article is about. traps: given as plain
facts. nodes: how many nodes stand for one entity on average (1 is right).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer
import yaml

__all__ = ["Gold", "Matcher", "Row", "figures", "load_gold", "load_rows", "phenomena", "score"]

Row = dict[str, Any]
Gold = dict[str, Any]

_STEMMER = snowballstemmer.stemmer("english")
_STOP = frozenset(
    "a an the of to in on at for by with and or 's ’s s his her its their our my your this that these those some any be is are was were "
    "been being".split()
)
# Stemming does not undo these.
_IRREGULAR_FORMS = """
meet:met say:said tell:told leave:left send:sent take:took,taken hold:held lead:led,leader,leaders,leading think:thought make:made
give:gave,given see:saw,seen find:found keep:kept win:won lose:lost hit:hit write:wrote,written speak:spoke,spoken
begin:began,begun buy:bought sell:sold build:built bring:brought fight:fought pay:paid go:went,gone know:knew,known show:shown
fall:fell,fallen rise:rose,risen stand:stood deal:dealt get:got come:came run:ran draw:drew,drawn shoot:shot strike:struck
die:died,dead,death kill:killed,killing be:is,are,was,were,been have:has,had do:did,done,does feel:felt become:became
choose:chose,chosen teach:taught spend:spent mean:meant seek:sought break:broke,broken bear:born,bore grow:grew,grown put:put
swear:sworn,swore wear:worn,wore throw:threw,thrown drive:drove,driven steal:stole,stolen ban:banned read:read hear:heard
stuff:stuffed handcuff:handcuffed mistake:mistook,mistaken forget:forgot,forgotten forbid:forbade,forbidden
worship:worshiper,worshipers,worshipper,worshippers,worshiping,worshipping understand:understood lend:lent flee:fled
"""
_MOST_WORDS = 60
_MARK_WORDS = (
    "threaten ask order request want plan intend attempt try refuse promise deny stop may might could will would should must if not never "
    "no neither hope wish call urge demand propose suggest consider offer agree expect likely possible potential allege claim deny fail "
    "vow pledge tell told encourage invite allow aim prepare push seek due set supposed hypothetical"
)
_MARKED = re.compile(r"\b(no|not|never|neither|nor|cannot|to)\b|n['’]t\b", re.IGNORECASE)
_ROLES = frozenset(
    "minister premier president leader head director chair chairman chairwoman chief member spokesman spokeswoman spokesperson secretary "
    "mayor governor owner founder manager coach captain author professor lawyer ambassador wife husband son daughter brother sister mother "
    "father partner ally adviser analyst judge officer executive editor reporter capital subsidiary part".split()
)


def _irregular() -> dict[str, str]:
    pairs = (entry.split(":") for entry in _IRREGULAR_FORMS.split())
    return {form: _STEMMER.stemWord(base) for base, forms in pairs for form in forms.split(",")}


_IRREGULAR = _irregular()


@lru_cache(maxsize=100_000)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of ``text`` that carry meaning; of all when none does."""
    words = re.findall(r"[^\W_]+", text.lower().replace("’", "'").replace("u.s.", "us"))
    kept = [word for word in words if word not in _STOP] or words
    return frozenset(_IRREGULAR.get(word) or _STEMMER.stemWord(word) for word in kept)


_MARKS = frozenset(stem for word in _MARK_WORDS.split() for stem in stems(word))


def load_gold(path: Path) -> Gold:
    """A gold file; all scalars are text, so that "no" and "2015" stay words."""
    gold: Gold = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for fact in [*gold["facts"], *gold.get("traps", [])]:
        for form in [fact, *fact.get("alt", [])]:
            if form.get("by") in ("null", "~", ""):
                form["by"] = None
            if form.get("status") in (None, "null", "~", ""):
                form.pop("status", None)
                if form is fact:
                    form["status"] = "fact"
        fact["sym"] = fact.get("sym") == "true"
    return gold


def load_rows(path: Path) -> list[Row]:
    """Statements: a JSON object a line, or in a ``.tsv`` subject, relation, object."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if path.suffix != ".tsv":
        return [json.loads(line) for line in lines]
    cells = [[*line.split("\t"), "", "", ""][:3] for line in lines]
    return [dict(zip(("subject", "relation", "object"), row, strict=True)) for row in cells if row != ["subject", "relation", "object"]]


def _labels(row: Row, end: str) -> list[str]:
    return [label for label in [row.get(end), *(row.get(f"{end}_aliases") or [])] if label]


class Matcher:
    """One article's gold entities against statements."""

    def __init__(self, gold: Gold, rows: Iterable[Row]) -> None:
        self.names = {key: [stems(name) for name in entity["names"]] for key, entity in gold["entities"].items()}
        self._known: dict[str, frozenset[str]] = {}
        self.rows = [(row, *self._bags(row)) for row in rows]

    @staticmethod
    def _bags(row: Row) -> tuple[frozenset[str], frozenset[str]]:
        """Stems of relation and object, with and without the qualifiers."""
        qualifiers = row.get("qualifiers") or []
        if isinstance(qualifiers, str):
            qualifiers = [qualifiers]
        texts = [str(text) for text in (qualifiers.values() if isinstance(qualifiers, dict) else qualifiers)]
        own = frozenset().union(*(stems(text) for text in [str(row.get("relation") or ""), *_labels(row, "object")]))
        whole = own.union(*(stems(text) for text in texts))
        # A whole paragraph given as an object tells nothing.
        return (whole if len(whole) <= _MOST_WORDS else stems(str(row.get("relation") or ""))), own

    def keys(self, label: str) -> frozenset[str]:
        """The entities that ``label`` names; of several, those with the fewest words besides."""
        known = self._known.get(label)
        if known is None:
            have = stems(label)
            extra = {key: min((len(have) - len(name) for name in names if name <= have), default=99) for key, names in self.names.items()}
            least = min(extra.values(), default=99)
            known = frozenset(key for key, more in extra.items() if more == least) if least <= 3 else frozenset()
            self._known[label] = known
        return known

    def named(self, key: str, labels: Iterable[str]) -> bool:
        """Whether one of the labels names the entity."""
        return any(key in self.keys(label) for label in labels)

    def end(self, want: str | list[str], row: Row, end: str, bag: frozenset[str], edge: bool) -> bool:
        """Whether an end of a statement is what the fact wants: an entity, or words; for an edge, an entity alone."""
        labels = _labels(row, end)
        if isinstance(want, str):
            if self.named(want, labels):
                return True
            return not edge and end == "object" and any(name <= bag for name in self.names[want])
        if edge:
            return False
        words = frozenset().union(*(stems(label) for label in labels)) if end == "subject" else bag
        return any(stems(phrase) <= words for phrase in want)

    def forms(self, fact: Row, row: Row, bag: frozenset[str], own: frozenset[str], edge: bool = False) -> Iterator[Row]:
        """The renderings of a fact that a statement tells, each with its status and speaker."""
        for alternative in [fact, *fact.get("alt", [])]:
            form = {"status": fact.get("status", "fact"), "by": fact.get("by"), **alternative}
            if edge and not (isinstance(form["s"], str) and isinstance(form["o"], str)):
                continue
            if not any(stems(word) <= own for word in form["rel"]):
                continue
            straight = self.end(form["s"], row, "subject", bag, edge) and self.end(form["o"], row, "object", bag, edge)
            turned = fact["sym"] and self.end(form["o"], row, "subject", bag, edge) and self.end(form["s"], row, "object", bag, edge)
            if straight or turned:
                yield form

    def right(self, form: Row, row: Row) -> bool:
        """Whether status and speaker are those of the fact; a claim with its speaker need not be marked possible too."""
        by, wanted = row.get("by"), form.get("by")
        if (row.get("status") or "fact") != form["status"] and not (wanted and form["status"] == "possible" and by):
            return False
        if wanted:
            return bool(by) and self.named(wanted, [str(by), *(row.get("by_aliases") or [])])
        return not by


def phenomena(fact: Row) -> list[str]:
    """What a fact takes, as far as its gold line tells."""
    found = []
    if fact["status"] == "negated":
        found.append("negation")
    if fact["status"] == "possible":
        found.append("not (yet) so: planned, asked for, conditional")
    if fact.get("by"):
        found.append("claimed by a speaker")
    if fact["status"] == "fact" and not fact.get("by"):
        found.append("plain")
    if any(word in _ROLES for word in fact["rel"][:2]) and isinstance(fact["s"], str):
        found.append("roles and kinship")
    if fact["sym"]:
        found.append("reciprocal")
    if isinstance(fact["o"], list) and any(re.search(r"\d", phrase) for phrase in fact["o"]):
        found.append("amounts and dates")
    return found


def score(gold: Gold, rows: list[Row]) -> Counter[str]:
    """Counts for one article: what there was (``facts`` …) and what was reached (``recall`` …); by phenomenon under ``NAME/facts`` …."""
    matcher = Matcher(gold, rows)
    count: Counter[str] = Counter(n=len(rows))
    for fact in gold["facts"]:
        told = [(row, list(matcher.forms(fact, row, bag, own))) for row, bag, own in matcher.rows]
        hit = any(forms for _, forms in told)
        strict = any(matcher.right(form, row) for row, forms in told for form in forms)
        reached = {"facts": True, "recall": hit, "strict": strict}
        for name in ("", *(f"{name}/" for name in phenomena(fact))):
            count.update({f"{name}{key}": int(value) for key, value in reached.items()})
        if fact.get("w") == "2":
            count.update(core_n=1, core=int(strict))
        if isinstance(fact["s"], str) and isinstance(fact["o"], str):
            edge = any(matcher.right(form, row) for row, bag, own in matcher.rows for form in matcher.forms(fact, row, bag, own, edge=True))
            count.update(edge_n=1, edges=int(edge))
    count.update(traps_n=len(gold.get("traps", [])), traps=sum(1 for trap in gold.get("traps", []) if _fallen(matcher, trap)))
    for key, value in _nodes(matcher, gold, rows).items():
        count[key] += value
    return count


def _fallen(matcher: Matcher, trap: Row) -> bool:
    asked = frozenset().union(*(stems(word) for word in trap["rel"]))
    for row, bag, own in matcher.rows:
        if (row.get("status") or "fact") != "fact" or row.get("by") or _MARKED.search(f"{row.get('subject')} {row.get('relation')}"):
            continue
        if not stems(str(row.get("relation") or "")) & (_MARKS - asked) and any(matcher.forms(trap, row, bag, own)):
            return True
    return False


def _nodes(matcher: Matcher, gold: Gold, rows: list[Row]) -> dict[str, int]:
    nodes: dict[Any, set[str]] = {}
    for row in rows:
        for end in ("subject", "object"):
            nodes.setdefault(row.get(f"{end}_id") or row.get(end), set()).update(_labels(row, end))
    held = [{stems(label) for label in labels} for labels in nodes.values()]
    per = [sum(1 for labels in held if any(name in labels for name in names)) for names in matcher.names.values()]
    found = [number for number in per if number]
    return {"nodes_total": sum(found), "nodes_found": len(found), "nodes_n": len(gold["entities"])}


def figures(count: Counter[str]) -> dict[str, float | str | int]:
    """Shares in percent (one decimal), traps as "fallen/all", nodes per entity."""

    def share(a: str, b: str) -> float:
        return round(100 * count[a] / count[b], 1) if count[b] else 0.0

    return {
        "recall": share("recall", "facts"),
        "strict": share("strict", "facts"),
        "edges": share("edges", "edge_n"),
        "core": share("core", "core_n"),
        "traps": f"{count['traps']}/{count['traps_n']}",
        "nodes": round(count["nodes_total"] / max(1, count["nodes_found"]), 2),
        "found": share("nodes_found", "nodes_n"),
        "facts": count["facts"],
        "statements": count["n"],
    }


def main(arguments: list[str]) -> None:
    """Print the figures of each article, and of all."""
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if not paths or len(paths) % 2:
        sys.exit(__doc__)
    total: Counter[str] = Counter()
    for gold_path, rows_path in zip(paths[::2], paths[1::2], strict=True):
        gold = load_gold(gold_path)
        count = score(gold, load_rows(rows_path))
        total.update(count)
        print(gold["doc"], figures(count))
    print("ALL", figures(total))


if __name__ == "__main__":
    main(sys.argv[1:])

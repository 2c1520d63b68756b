"""Whom and what descriptions and pronouns mean, against what readers wrote down.

usage: referents.py [--wrong] [ARTICLE …]

``referents/ARTICLE.tsv`` has the heads of all descriptions with an article or owner, and all pronouns of the third person and *we*, of an
article in ``acceptance/articles``: number, first character, word, and what is meant: a name as the article has it ("A + B" for a group);
``=7`` for the same as mark 7, which never has a name; words in quotation marks for what is brought in without a mark; ``E`` for an event or
sentence, ``0`` for nothing, ``?`` where a reader cannot tell; nothing where it is spoken of only there. Counted is what has a name:

    right    the entity with that name
    wrong    another entity, or one of its own beside it
    missing  none
    false    a name, where readers found that nothing named is meant

``--wrong`` prints each that is not right, tab-separated.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsgraph.language.annotate import annotate
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.parse import load_model, parse
from newsgraph.lexicons.pronouns import FEMALE, FIRST_PLURAL, MALE, NEUTER, PLURAL
from newsgraph.model import Article

HERE = Path(__file__).parent
KINDS = ("he, she", "it", "they", "we", "the …", "his, Oslo's …", "a …")
_NO_NAME = ("", "0", "E")


def main(arguments: list[str]) -> None:
    """Print a table: a line for each kind of mark."""
    listed = "--wrong" in arguments
    names = [argument for argument in arguments if not argument.startswith("--")] or [p.stem for p in sorted(HERE.glob("referents/*.tsv"))]
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for document in parse((_article(name) for name in names), load_model()):
        for kind, verdict, row in _judged(annotate(document)):
            counts[kind][verdict] += 1
            if listed and verdict in ("wrong", "missing", "false"):
                print("\t".join((document.article.id, verdict, *row)))
    print("| | named | right | wrong | missing | false | precision | recall |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for kind, count in counts.items():
        right, wrong, missing, false = (count[verdict] for verdict in ("right", "wrong", "missing", "false"))
        named, linked = right + wrong + missing, right + wrong + false
        print(f"| {kind} | {named} | {right} | {wrong} | {missing} | {false} | {_percent(right, linked)} | {_percent(right, named)} |")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def _article(name: str) -> Article:
    path = HERE / "acceptance" / "articles" / f"{name}.txt"
    meta = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    return Article(id=name, text=path.read_text(encoding="utf-8"), published=meta.get("published"))


def _judged(document: AnnotatedDoc) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Kind, verdict, and what stands in the list of the wrong ones, for each mark that can be judged."""
    at = {token.char_start: token for token in document.tokens}
    text = document.article.text
    for line in (HERE / "referents" / f"{document.article.id}.tsv").read_text(encoding="utf-8").splitlines():
        number, start, word, meant = line.split("\t")
        token = at.get(int(start))
        if token is None or meant == "?" or meant.startswith(("=", '"', "the government of")):
            continue
        found = document.referents.get(token.i, ())
        verdict = _verdict(document, token, found, meant)
        labels = " + ".join(document.entities[index].label for index in found)
        around = " ".join(text[max(0, token.char_start - 60) : token.char_end + 40].split())
        yield _kind(token), verdict, (number, word, meant, labels, around)


def _verdict(document: AnnotatedDoc, token: Token, found: tuple[int, ...], meant: str) -> str:
    if meant in _NO_NAME:
        named = any(mention.kind == "name" for index in found for mention in document.entities[index].mentions)
        return "false" if named else "nothing"
    wanted = [_called(document, name) for name in meant.split(" + ")]
    if not all(wanted):
        return "unknown"  # the name is no entity: nobody's fault here
    if not found:
        return "missing"
    return "right" if set(found) <= {index for indices in wanted for index in indices} else "wrong"


def _called(document: AnnotatedDoc, name: str) -> set[int]:
    """The entities called so, or by a longer or shorter form of it."""
    wanted = _plain(name)
    named = {
        index: {_plain(word) for word in (entity.label, *entity.aliases)}
        for index, entity in enumerate(document.entities)
        if any(mention.kind == "name" for mention in entity.mentions)
    }
    same = {index for index, words in named.items() if wanted in words}
    return same or {
        index for index, words in named.items() if any(w.endswith(f" {wanted}") or wanted.endswith(f" {w}") for w in words if w)
    }


def _plain(name: str) -> str:
    lower = name.lower().replace("’", "'").strip(' "“”.')
    return re.sub(r"'s?$", "", re.sub(r"^(the|an?|mr|mrs|ms|dr|sir) ", "", lower))


def _kind(token: Token) -> str:
    for words, kind in ((MALE | FEMALE, "he, she"), (NEUTER, "it"), (PLURAL, "they"), (FIRST_PLURAL, "we")):
        if token.lower in words and token.pos in ("PRON", "DET", "ADJ"):
            return kind
    if token.child("poss") is not None:
        return "his, Oslo's …"
    return "a …" if any(child.lower in ("a", "an", "another") for child in token.lefts) else "the …"


if __name__ == "__main__":
    main(sys.argv[1:])

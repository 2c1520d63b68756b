"""An annotated document made by hand, from lines of words: no model is loaded.

A line is ``WORD[/LEMMA] TAG DEP HEAD [TYPE]``: Penn Treebank tag, ClearNLP dependency, the head's number in the sentence (from 1; 0 at
the root), and the type of an entity that the word is the head of (``Person``, ``Place`` …) or an OntoNotes type in capitals (``DATE``).
A blank line ends a sentence. The part of speech follows from the tag, and so does a lemma that only drops an ending.
"""

from __future__ import annotations

from newsgraph.extraction.phrases import slug
from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.model import ENTITY_TYPES, Article, CharSpan, Entity

__all__ = ["document", "token"]

_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "DT": "DET",
    "CD": "NUM", "IN": "ADP", "TO": "PART", "MD": "AUX", "RB": "ADV", "JJ": "ADJ", "RP": "ADP", "CC": "CCONJ", "EX": "PRON", "WRB": "SCONJ",
    "POS": "PART", ".": "PUNCT", ",": "PUNCT", ":": "PUNCT",
}  # fmt: skip
_LEMMAS = {
    "was": "be", "is": "be", "were": "be", "are": "be", "been": "be", "did": "do", "does": "do",
    "has": "have", "had": "have", "said": "say",
    "met": "meet", "cut": "cut", "left": "leave", "told": "tell", "built": "build", "gave": "give", "won": "win", "sold": "sell",
    "saw": "see", "bought": "buy", "seen": "see", "taken": "take", "n't": "not", "led": "lead", "leading": "lead",
}  # fmt: skip
_ENDINGS = ((("VBD", "VBN"), "ed"), (("VBG",), "ing"), (("VBZ", "NNS"), "s"))
_TIGHT = frozenset((".", ",", "?", "!", ";", ":", "'s", "n't", "’s"))


def _lemma(word: str, tag: str) -> str:
    lower = word.lower()
    if lower in _LEMMAS:
        return _LEMMAS[lower]
    for of_tag, ending in _ENDINGS:
        if tag in of_tag and lower.endswith(ending):
            return lower.removesuffix(ending)
    return lower


def document(table: str, *, id: str = "hand") -> AnnotatedDoc:
    """The document that ``table`` spells out; entities with the same word are one, and referents and names are filled in."""
    rows = [[line.split() for line in block.splitlines() if line.strip()] for block in table.strip().split("\n\n")]
    text = ""
    starts: list[list[int]] = []
    for sentence in rows:
        at: list[int] = []
        for row in sentence:
            row[0], _, lemma = row[0].partition("/")
            row.append(f"lemma={lemma or _lemma(row[0], row[1])}")
            if text and row[0] not in _TIGHT:
                text += " "
            at.append(len(text))
            text += row[0]
        starts.append(at)
    annotated = AnnotatedDoc(Article(id, text), [], [])
    for number, (sentence, at) in enumerate(zip(rows, starts, strict=True)):
        _add_sentence(annotated, number, sentence, at)
    return annotated


def _add_sentence(annotated: AnnotatedDoc, number: int, rows: list[list[str]], starts: list[int]) -> None:
    tokens = [_made(row, start, number, len(annotated.tokens) + i) for i, (row, start) in enumerate(zip(rows, starts, strict=True))]
    for token, row in zip(tokens, rows, strict=True):
        head = int(row[3])
        if head:
            token.head = tokens[head - 1]
            token.head.children.append(token)
        if row[4] in ENTITY_TYPES:
            _add_entity(annotated, token, row[4])
    root = next(token for token in tokens if token.head is token)
    first = len(annotated.tokens)
    annotated.tokens.extend(tokens)
    span = CharSpan(tokens[0].char_start, tokens[-1].char_end)
    annotated.sentences.append(Sentence(number, first, len(annotated.tokens), root, span))


def _made(row: list[str], start: int, sentence: int, i: int) -> Token:
    word, tag, dep, _, *kind, lemma = row
    named = {"Person": "PERSON", "Place": "GPE", "Organization": "ORG"}
    ent_type = named.get(kind[0], "" if kind[0] in ENTITY_TYPES else kind[0]) if kind else ""
    lemma = lemma.removeprefix("lemma=")
    pos = "VERB" if tag.startswith("VB") else _POS.get(tag, "X")
    if tag.startswith("VB") and (dep in ("aux", "auxpass") or lemma == "be"):
        pos = "AUX"
    return Token(i, word, start, lemma=lemma, pos=pos, tag=tag, dep=dep, ent_type=ent_type, sent_i=sentence)


def _add_entity(annotated: AnnotatedDoc, token: Token, kind: str) -> None:
    id = f"entity/{slug(token.text)}"
    known = next((n for n, entity in enumerate(annotated.entities) if entity.id == id), None)
    if known is None:
        known = len(annotated.entities)
        annotated.entities.append(Entity(id, token.text, kind))  # type: ignore[arg-type]
    annotated.referents[token.i] = (known,)
    if token.tag in ("NNP", "NNPS"):
        annotated.name_head[token.i] = token.i


def token(annotated: AnnotatedDoc, word: str, nth: int = 1) -> Token:
    """The ``nth`` token of that word, from 1."""
    return [found for found in annotated.tokens if found.text == word][nth - 1]

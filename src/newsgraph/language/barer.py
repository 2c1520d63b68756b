"""One kind, called more shortly: "American soybeans … soybeans", "meat inspectors … the inspectors", "harbour pilots" below "Pilots quit".

An article that speaks of one kind of people or things alone leaves out which, once it has said so; its heading does before.

References:
    Gundel, J. et al. (1993). Cognitive status and the form of referring expressions in discourse. Language 69.
    Carlson (1977), Reference to Kinds in English (bare plurals).
"""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.nominals import Nominal, read_nominal
from newsgraph.lexicons.classes import word_class

__all__ = ["barer_phrases"]

_WITHIN = frozenset({"compound", "amod", "nmod", "npadvmod", "quantmod", "det"})
_VAGUE = word_class("too vague") | word_class("kin") | frozenset({"man", "woman", "child"})
_AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY"})
# Adjectives made of nouns say of what kind (Quirk et al. 1985, 7.37).
_RELATIONAL = ("al", "ic", "an", "ese", "ish", "ary", "ar")
_QUANTITIES = word_class("quantity heads")
_TELLING = frozenset({"at", "in", "from", "near", "between", "among", "with", "without", "of"})
_LEAD = 3


def barer_phrases(discourse: Discourse) -> list[tuple[Nominal, Nominal]]:
    """Plurals that do not say of what kind they are, each with the phrase that has said it, or soon will."""
    plurals: dict[str, list[Nominal]] = {}
    for token in discourse.annotated.tokens:
        if token.tag == "NNS" and token.dep not in _WITHIN and token.ent_type not in _AMOUNTS and token.i not in discourse.names_at:
            plurals.setdefault(token.lemma.lower(), []).append(read_nominal(token))
    found: list[tuple[Nominal, Nominal]] = []
    for lemma, nominals in plurals.items():
        full = _only_kind(nominals) if lemma not in _VAGUE else None
        if full is not None:
            found.extend((nominal, full) for nominal in nominals if _barer(discourse, nominal, full))
    return found


def _only_kind(nominals: list[Nominal]) -> Nominal | None:
    """The first phrase that says of what kind, where no other says another, and none is somebody's or told apart."""
    full = [n for n in nominals if n.modifiers and n.det in ("bare", "def")]
    if not full or not _classified(full[0].head) or any(n.det in ("other", "none", "poss") or n.owner is not None for n in nominals):
        return None
    fullest = {word for nominal in full for word in nominal.modifiers}
    return full[0] if any(fullest == set(nominal.modifiers) for nominal in full) else None


def _classified(head: Token) -> bool:
    """True for "meat inspectors", "American soybeans"; not for what befalls some, or is judged or said of them: "injured", "big ones"."""
    words = [c for c in head.lefts if c.dep in ("compound", "amod", "nmod")]
    told = any(c.tag in ("VBN", "VBG", "JJR", "JJS") or c.lower.endswith(("ed", "ing")) or c.child("advmod") is not None for c in words)
    kinds = any(c.dep in ("compound", "nmod") or c.ent_type or c.lower.endswith(_RELATIONAL) for c in words)
    return kinds and not told and head.dep != "attr"


def _barer(discourse: Discourse, nominal: Nominal, full: Nominal) -> bool:
    """True where the phrase may mean just what ``full`` means: it stands behind it, or in a heading above it."""
    head = nominal.head
    if nominal.modifiers or nominal.number or nominal.of or nominal.told or nominal.names or nominal.det not in ("bare", "def"):
        return False
    if full.number or _QUANTITIES & set(full.modifiers) or _goes_on(discourse, head) or discourse.quoted(head) >= 0:
        return False
    if nominal.det == "bare" and (full.told or full.of):
        return False
    return _in_lead(discourse, full) if discourse.in_heading(head) else full.head.i < head.i


def _goes_on(discourse: Discourse, head: Token) -> bool:
    """True for "shareholders at both firms": what follows may tell which ones, wherever the parse hangs it up."""
    behind = discourse.annotated.tokens[head.i + 1 : head.i + 2]
    return bool(behind) and behind[0].sent_i == head.sent_i and behind[0].lower in _TELLING


def _in_lead(discourse: Discourse, full: Nominal) -> bool:
    body = [sentence.i for sentence in discourse.annotated.sentences if sentence.kind == "body"][:_LEAD]
    return full.head.sent_i in body

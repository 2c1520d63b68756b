"""Mending what the parser gets wrong about who is reported to speak behind what is said: "…, an official at the bank said on Monday".

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 14.29 (reporting clauses in final position), 15.54.
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach
from newsgraph.lexicons.speech import speech_verb

__all__ = ["mend_closing_speech"]

_HUNG = frozenset(("relcl", "acl", "conj", "dep", "advcl", "appos", "ccomp"))
_BEHIND = frozenset(("prep", "npadvmod", "advmod", "dative", "punct", "tmod"))
_LONGEST = 14
_CLOSING = frozenset(('"', "''", "”", "’"))


def _within_marks(annotated: AnnotatedDoc, token: Token) -> None:
    """“We know that from the letters,” Lund said: what stands within the marks is of what is said."""
    said = next((c for c in token.children if c.dep == "ccomp" and c.i < token.i), None)
    if said is None or not token.tag.startswith("VB"):
        return
    closing = next((t for t in reversed(annotated.tokens[said.i : token.i]) if t.text in _CLOSING and t.text != "’"), None)
    if closing is None:
        return
    for child in [c for c in token.children if said.i < c.i < closing.i and c.dep in ("prep", "mark", "advmod", "npadvmod")]:
        if child.dep == "mark" and child.lower == "that" and said.child("dobj", "ccomp", "xcomp") is None:
            child.tag, child.pos = "DT", "PRON"
            attach(child, said, "dobj")
        elif child.dep != "mark":
            attach(child, said, child.dep)


def mend_closing_speech(annotated: AnnotatedDoc, token: Token) -> None:
    """ "They will sell it to Vexon, an official at Kanto said": the clause before the comma is what is said."""
    _within_marks(annotated, token)
    entry = speech_verb(token.lemma.lower())
    alone = token.dep == "ROOT" and token.child("nsubj", "nsubjpass", "csubj") is None
    if (
        token.tag not in ("VBD", "VBZ")
        or not (alone or token.dep in _HUNG)
        or entry is None
        or entry.kind not in ("say", "tell", "confess")
    ):
        return
    sentence = annotated.sentences[token.sent_i]
    root = (token.child("ccomp") or token) if alone else sentence.root
    tokens = annotated.tokens
    commas = [i for i in range(token.i - 1, max(sentence.token_start, token.i - _LONGEST), -1) if tokens[i].text == ","]
    named = _named_between(tokens, commas, token)
    comma = commas[2] if named is not None else commas[0] if commas else None
    if comma is None or not sentence.token_start < root.i < comma or root.tag not in ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG"):
        return
    first = comma + 2 if tokens[comma + 1].text in _CLOSING else comma + 1  # "…, and come,” their agent, Rita Voss, said"
    phrase = tokens[first : token.i if named is None else commas[1]]
    noun = next((t for t in phrase if t.pos in ("NOUN", "PROPN") and (t.head not in phrase or t.head.pos == "VERB")), None)
    plain = all(t.pos in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "ADP", "PART") or t.text == "-" or t.tag == "PRP$" for t in phrase)
    if noun is None or not plain or phrase[0].pos == "ADP" or root.child("nsubj", "nsubjpass", "expl") is None:
        return
    rest = [child for child in token.children if child.i > token.i]
    if any(child.dep not in (*_BEHIND, "dobj") for child in rest) or (noun.head is token and noun.dep not in ("nsubj", "dep")):
        return
    if any(t.text in (",", ";", ":", '"') for t in tokens[token.i + 1 : sentence.token_end - 1]):
        return
    for above in [a for a in phrase if a is not noun and a.head not in phrase]:
        attach(above, noun, above.dep)
    if not alone:
        make_root(annotated, token, root)
        root.dep = "ccomp"
    for old in [child for child in token.children if child.dep in ("nsubj", "nsubjpass") and child.i < comma]:
        attach(old, root, "dep")
    attach(noun, token, "nsubj")
    if named is not None:
        attach(named, noun, "appos")


def _named_between(tokens: list[Token], commas: list[int], verb: Token) -> Token | None:
    """Rita Voss in "…, its chief executive, Rita Voss, told analysts"; None where no name stands between the last two commas."""
    if len(commas) < 3 or commas[0] != verb.i - 1:
        return None
    inside = tokens[commas[1] + 1 : commas[0]]
    if not inside or not all(t.ent_type == "PERSON" for t in inside):
        return None
    return next((t for t in inside if t.head not in inside), None)

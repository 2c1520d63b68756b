"""Names that end in *'s*, as those of shops, auction houses, hospitals, schools and churches do: "Sotheby's sold", "at St Brendan's".

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 5.125 (local genitives).
"""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.name_types import NameSpan, overlaid
from newsgraph.lexicons.known_names import known_type

__all__ = ["with_names_in_s"]

_SAINTS = frozenset(("st", "st.", "saint"))
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "pobj", "dobj", "conj"))
_MOST_WORDS = 3
_BEING = frozenset(("be", "become", "remain", "seem"))


def with_names_in_s(tokens: list[Token], spans: list[NameSpan]) -> tuple[list[NameSpan], frozenset[str]]:
    """The spans, with the *'s* of such names wherever the document has it, and the keys of these names."""
    forms = sorted({tuple(t.lower for t in tokens[span.start : span.end + 1]) for span in spans if _borne(tokens, span)})
    longer = {tuple(t.lower for t in tokens[span.start : span.end]) for span in spans}
    forms = [words for words in forms if not any(other[: len(words)] == words for other in longer)]  # "St Anne's Hospital" is called so
    found = [
        NameSpan(i, i + len(words), "ORG")
        for words in forms
        for i in range(len(tokens) - len(words) + 1)
        if tokens[i].text[:1].isupper()
        and tuple(t.lower for t in tokens[i : i + len(words)]) == words
        and tokens[i].sent_i == tokens[i + len(words) - 1].sent_i
        and not _inside_longer(spans, i, i + len(words))
    ]
    return overlaid(spans, found), frozenset(" ".join(words) for words in forms)


def _inside_longer(spans: list[NameSpan], start: int, end: int) -> bool:
    """True for the first words of "St Oswald's Hospital"."""
    return any(span.start <= start and end < span.end for span in spans)


def _borne(tokens: list[Token], span: NameSpan) -> bool:
    """True where what is called so acts or is acted on itself, and no noun behind it is left out as in "Peru's grew more than Chile's"."""
    if span.end >= len(tokens) or tokens[span.end].lower != "'s" or tokens[span.end].tag != "POS" or span.end - span.start > _MOST_WORDS:
        return False
    name, mark = tokens[span.end - 1], tokens[span.end]
    if mark.head is not name or name.dep not in _ARGUMENTS:
        return False
    words = [t.lower for t in tokens[span.start : span.end]]
    if f"{' '.join(words)}'s" in known_type() or (len(words) > 1 and words[0] in _SAINTS):
        return True
    verb = name.head
    after = tokens[span.end + 1] if span.end + 1 < len(tokens) else mark
    plainly = (
        after.tag == "MD" or after.lower in ("has", "had", "said") or (after is verb and after.tag == "VBD" and after.lower.endswith("ed"))
    )
    told = verb.child("dobj", "ccomp", "xcomp") is not None and verb.lemma not in _BEING
    return name.dep == "nsubj" and span.type in ("ORG", "PERSON") and told and plainly

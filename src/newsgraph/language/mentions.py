"""Occurrences of names with what stands around them, and the drafts of entities that they are collected in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.name_types import NAME_TYPES
from newsgraph.language.quote_marks import DOUBLE_MARKS
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.titles import title_parts, title_words, titles
from newsgraph.model import CharSpan, EntityType, MentionKind

__all__ = ["ENTITY_TYPE", "Draft", "DraftMention", "NameMention", "is_town", "name_mentions"]

ENTITY_TYPE: dict[str, EntityType] = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "NORP": "Group", "EVENT": "Event",
    "WORK_OF_ART": "Work", "LAW": "Law", "PRODUCT": "Product",
}  # fmt: skip
_NOUN_PART = frozenset({"compound", "amod", "nmod", "poss"})


@dataclass(slots=True)
class NameMention:
    """One occurrence of a name: tokens ``start:end``, its syntactic ``head``, and the titles from token ``title_start`` on.

    ``words`` are those of the name in lower case, hyphens joined ("osei-lund"); ``title`` is what stands before it, lower case.
    """

    start: int
    end: int
    head: Token
    type: EntityType
    tag: str
    text: str
    words: tuple[str, ...]
    title: str = ""
    title_start: int = 0

    @property
    def key(self) -> str:
        """The name in lower case."""
        return " ".join(self.words)


@dataclass(slots=True)
class DraftMention:
    """A mention of a draft: where, of what kind, why, and the token that ``AnnotatedDoc.referents`` knows it by."""

    span: CharSpan
    kind: MentionKind
    reason: str
    head_i: int


@dataclass(slots=True)
class Draft:
    """An entity in the making. ``names`` counts each name in the order of first use; ``roles`` are lemmas that describe it.

    ``gender`` is ``m``, ``f`` or empty, ``age`` in years or 0; ``plural`` tells groups; ``places`` are drafts that it belongs to,
    ``origins`` links of places that descriptions say it comes from.
    """

    index: int
    type: EntityType
    label: str = ""
    names: dict[str, int] = field(default_factory=dict)
    gender: str = ""
    age: int = 0
    plural: bool = False
    named: bool = True
    link: str = ""
    roles: set[str] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    mentions: list[DraftMention] = field(default_factory=list)

    def add(self, span: CharSpan, kind: MentionKind, reason: str, head_i: int) -> None:
        """Count one more mention."""
        self.mentions.append(DraftMention(span, kind, reason, head_i))


def name_mentions(annotated: AnnotatedDoc) -> list[NameMention]:
    """All names of the document, in order."""
    return list(_mentions(annotated))


def _mentions(annotated: AnnotatedDoc) -> Iterator[NameMention]:
    tokens = annotated.tokens
    i = 0
    while i < len(tokens):
        kind = tokens[i].ent_type
        if kind not in NAME_TYPES:
            i += 1
            continue
        end = i + 1
        while end < len(tokens) and tokens[end].ent_type == kind and tokens[end].ent_iob == "I":
            end += 1
        head = next((t for t in tokens[i:end] if t.head is t or not i <= t.head.i < end), tokens[end - 1])
        if head.pos in ("ADP", "PUNCT", "DET", "CCONJ"):
            head = tokens[end - 1]
        text = annotated.article.text[tokens[i].char_start : tokens[end - 1].char_end]
        mention = NameMention(i, end, head, ENTITY_TYPE[kind], kind, " ".join(text.split()), _words(tokens, i, end))
        mention.title, mention.title_start = _title(tokens, i, end) if kind == "PERSON" else ("", i)
        yield mention
        i = end


def _words(tokens: list[Token], start: int, end: int) -> tuple[str, ...]:
    """The words of a name in lower case; what is written without a space is one word."""
    words: list[str] = []
    for i in range(start, end):
        token = tokens[i]
        if i > start and token.char_start == tokens[i - 1].char_end and words and not token.text.startswith("'"):
            words[-1] += token.lower
        elif token.lower not in ("'s", "'"):
            words.append(token.lower)
    bare = [word for word in words if word[0] not in DOUBLE_MARKS]  # Marcus "Deuce" Wendling is Marcus Wendling
    return tuple(bare) or tuple(words) or (tokens[start].lower,)


def _title(tokens: list[Token], start: int, end: int) -> tuple[str, int]:
    """The title right before a person's name, and the token where it begins."""
    words, known = title_words(), nouns()
    i = start
    inside = range(start, end)
    while i > 0 and start - i < 7:
        token = tokens[i - 1]
        if token.sent_i != tokens[start].sent_i or token.text in (",", ".", ";", ":", '"', "(", ")"):
            break
        noun = known.get(token.lower) or known.get(token.lower.removeprefix("ex-"))
        if token.pos == "VERB" and token.text.islower():
            break  # "Pike accused Brandt"
        titled = token.lower in words or token.lower in titles() or (noun is not None and noun.kind == "person")
        within = token.dep in _NOUN_PART and (token.head.i in inside or i - 1 < token.head.i < start)
        if i == start and not titled:
            break
        part = token.lower in ("-", "of") or (token.lower in title_parts() and token.ent_type != "ORG")
        if not titled and not part and not (within and token.text[0].isupper() and not token.ent_type):
            break
        # "its president, Ana Diaz" may come without the comma: then the noun has the name in apposition.
        if any(t.dep == "appos" and t.head is token for t in tokens[start:end]):
            break
        if token.lower == "of" and tokens[i - 2].lower not in words:
            break
        i -= 1
    while i < start and tokens[i].text in ("-", "of"):
        i += 1
    return " ".join(token.lower for token in tokens[i:start]), i


def is_town(draft: Draft) -> bool:
    """True for a place that is no country or region, as far as the tables know."""
    listed = place_names().get(next(iter(draft.names), "").lower()) if draft.link.startswith("region/") else None
    city = listed is not None and listed.kind == "city"
    return draft.type == "Place" and (city or not draft.link.startswith(("country/", "region/")))

"""Who and what has been spoken of so far, and how prominently: the state that descriptions and pronouns are resolved against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsgraph.language.annotated import AnnotatedDoc, Quotation, Token
from newsgraph.language.mentions import Draft
from newsgraph.language.standing import Standing
from newsgraph.lexicons.speech import speech_verb
from newsgraph.model import CharSpan, EntityType, MentionKind

__all__ = ["Discourse", "Occurrence", "role"]

_WINDOW_SENTENCES = 5
_WINDOW_OCCURRENCES = 80
_ROLE_WEIGHT = {
    "nsubj": 2.0,
    "nsubjpass": 1.8,
    "agent": 1.0,
    "dobj": 1.0,
    "dative": 1.0,
    "attr": 0.8,
    "pobj": 0.7,
    "poss": 0.8,
    "ROOT": 1.2,
}


def role(token: Token) -> str:
    """The dependency of a noun phrase's head, that of the first conjunct or of the noun that it is in apposition to."""
    steps = 0
    while token.dep in ("conj", "appos") and token.head is not token and steps < 8:
        token = token.head
        steps += 1
    return token.dep


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention of a draft, in the order of the text."""

    draft: int
    token: Token
    sent: int
    role: str
    quoted: int
    heading: bool

    @property
    def weight(self) -> float:
        """How prominent its place in the sentence makes it."""
        return _ROLE_WEIGHT.get(self.role, 0.5)


def _demonym(draft: Draft) -> bool:
    return any(mention.kind == "demonym" for mention in draft.mentions)


class Discourse:
    """Drafts of the document with the occurrences seen so far."""

    def __init__(self, annotated: AnnotatedDoc, drafts: list[Draft]) -> None:
        self.annotated = annotated
        self.drafts = drafts
        self.named = [draft for draft in drafts if draft.named]
        self.referents: dict[int, tuple[int, ...]] = {}
        self.names_at: dict[int, tuple[int, ...]] = {}
        self.aliases_at: dict[int, tuple[int, ...]] = {}
        self.kin_titles: dict[int, str] = {}
        self.natives: dict[int, int] = {}
        self.partisans: dict[int, str] = {}
        self.holds_for: dict[int, int] = {}
        self.named_later: frozenset[int] = frozenset()
        self.kinds_beside: frozenset[int] = frozenset()
        self.left_open: set[int] = set()
        self.told_names: set[int] = set()
        self.countries = [d.index for d in drafts if d.type == "Place" and (d.link.startswith("country/") or _demonym(d))]
        self.long_names = {name.lower(): d.index for d in drafts if d.type != "Person" for name in d.names if " " in name}
        self.standing = Standing()
        self.departed = -1
        self.seen: dict[int, int] = {}
        self.introduced: set[str] = set()
        self.described: dict[tuple[str, int], int] = {}
        self.pairs: dict[str, tuple[int, ...]] = {}
        self.recent: list[Occurrence] = []
        self.speaker = -1
        self.lemmas = frozenset(token.lemma.lower() for token in annotated.tokens)
        self._headings = {s.i for s in annotated.sentences if s.kind == "heading"}
        self._spoken: dict[int | None, list[Quotation]] = {}
        for quotation in annotated.quotations:
            if quotation.speech:
                self._spoken.setdefault(quotation.speaker_i, []).append(quotation)

    def new(self, kind: EntityType, label: str, *, plural: bool = False, gender: str = "") -> Draft:
        """A new unnamed draft."""
        draft = Draft(len(self.drafts), kind, label=label, plural=plural, gender=gender, named=False)
        self.drafts.append(draft)
        return draft

    def upcoming(self, token: Token) -> Draft | None:
        """The draft whose name has that head, wherever it stands in the document."""
        found = self.names_at.get(token.i)
        return self.drafts[found[0]] if found and len(found) == 1 else None

    def known(self, i: int) -> tuple[int, ...]:
        """The drafts that token ``i`` means: resolved already, or by its name or apposition wherever it stands."""
        return self.referents.get(i) or self.names_at.get(i) or self.aliases_at.get(i) or ()

    def quoted(self, token: Token) -> int:
        """The group of the speech quotation that the token stands in, or -1."""
        index = self.annotated.quotation_of.get(token.i, -1)
        if index < 0 or not self.annotated.quotations[index].speech:
            return -1
        return index

    def spoken_by(self, i: int) -> list[Quotation]:
        """The speech quotations whose speaker token ``i`` is, in order of the text."""
        return self._spoken.get(i, [])

    def in_heading(self, token: Token) -> bool:
        """True where the token stands in a title or sub-heading."""
        return token.sent_i in self._headings

    def note(self, token: Token, indices: Sequence[int]) -> None:
        """Record that ``token`` mentions those drafts."""
        self.referents[token.i] = tuple(indices)
        if len(indices) == 1 and token.dep == "nsubj" and self.quoted(token) < 0 and speech_verb(token.head.lemma) is not None:
            self.speaker = indices[0]
        for index in indices:
            self.seen[index] = self.seen.get(index, 0) + 1
            self.recent.append(Occurrence(index, token, token.sent_i, role(token), self.quoted(token), token.sent_i in self._headings))

    def note_relative(self, token: Token) -> None:
        """*Who* as a subject keeps its antecedent in view; it is no mention of its own."""
        if token.head.dep == "relcl" and token.dep in ("nsubj", "nsubjpass"):
            for index in self.referents.get(token.head.head.i, ()):
                self.recent.append(Occurrence(index, token, token.sent_i, token.dep, self.quoted(token), False))

    def refer(self, token: Token, indices: Sequence[int], kind: MentionKind, reason: str, span: CharSpan | None = None) -> None:
        """Record a description or pronoun, and count it as a mention of each draft."""
        for index in indices:
            self.drafts[index].add(span or CharSpan(token.char_start, token.char_end), kind, reason, token.i)
        self.note(token, indices)

    def merge(self, old: int, new: int) -> None:
        """Count all mentions of draft ``old`` to draft ``new``: a relative who gets a name."""
        drafts = self.drafts
        for mention in drafts[old].mentions:
            drafts[new].mentions.append(mention)
        drafts[old].mentions = []
        drafts[new].gender = drafts[new].gender or drafts[old].gender
        for i, found in list(self.referents.items()):
            if old in found:
                self.referents[i] = tuple(dict.fromkeys(new if index == old else index for index in found))
        self.recent = [replace(occurrence, draft=new) if occurrence.draft == old else occurrence for occurrence in self.recent]

    def same_name(self, gone: int, kept: int) -> None:
        """Count all names of draft ``gone`` to draft ``kept``, which the article tells to be the same; before anything is referred."""
        for name, number in self.drafts[gone].names.items():
            self.drafts[kept].names[name] = self.drafts[kept].names.get(name, 0) + number
        self.drafts[kept].mentions.extend(self.drafts[gone].mentions)
        self.drafts[kept].roles |= self.drafts[gone].roles
        self.drafts[gone].mentions = []
        self.drafts[gone].names = {}
        for places in (self.names_at, self.aliases_at):
            for i, found in list(places.items()):
                if gone in found:
                    places[i] = tuple(dict.fromkeys(kept if index == gone else index for index in found))

    def back(self, sent: int, within: int = _WINDOW_SENTENCES) -> Iterator[Occurrence]:
        """Occurrences from the last one backwards, as far as ``within`` sentences before ``sent``."""
        for number, occurrence in enumerate(reversed(self.recent)):
            if sent - occurrence.sent > within or number > _WINDOW_OCCURRENCES:
                return
            yield occurrence

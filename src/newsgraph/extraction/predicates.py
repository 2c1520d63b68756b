"""One predicate with its arguments, and what makes a word a predicate."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsgraph.language.annotated import Token
from newsgraph.lexicons.classes import word_class

__all__ = ["NOBODY", "Frame", "is_predicate"]

# Subjects that deny the whole clause; the head of "no one" is *one*.
NOBODY = frozenset(("nobody", "none", "no-one", "one"))

_CLAUSAL = word_class("clausal")


def is_predicate(token: Token) -> bool:
    """True when the token heads a clause: a verb in a clausal position, or an adjective or noun with a subject of its own."""
    if token.tag.startswith("VB"):
        if token.dep in ("aux", "auxpass"):
            return False
        if token.dep in _CLAUSAL:
            return True
        return token.dep not in ("amod", "compound", "nmod", "prep", "case", "det", "punct", "cc", "mark") and any(
            child.dep in ("nsubj", "nsubjpass", "dobj", "aux") for child in token.children
        )
    return token.dep in ("ccomp", "xcomp", "advcl", "conj", "ROOT", "relcl", "acl") and any(
        c.dep in ("nsubj", "nsubjpass") for c in token.children
    )


@dataclass(slots=True, eq=False)
class Frame:
    """One predicate: ``subjects`` and so on are head tokens of noun phrases, coordination undone.

    ``governor`` is the predicate that embeds it, ``link`` how (``that``, ``to``, ``obj``, ``advcl``, ``relcl``, ``acl``, ``conj``,
    ``pcomp``), ``through`` the preposition or noun in between.
    """

    token: Token
    subjects: list[Token] = field(default_factory=list)
    own_subject: bool = False
    passive: bool = False
    agents: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)
    amounts: list[Token] = field(default_factory=list)
    preps: list[tuple[Token, Token]] = field(default_factory=list)
    particle: Token | None = None
    complement: Token | None = None
    predicative: list[Token] = field(default_factory=list)
    clauses: list[Token] = field(default_factory=list)
    governor: Frame | None = None
    link: str = ""
    through: Token | None = None
    marks: tuple[str, ...] = ()
    existential: bool = False

    @property
    def lemma(self) -> str:
        """Dictionary form of the predicate."""
        return self.token.lemma.lower()

    @property
    def auxiliaries(self) -> list[Token]:
        """Auxiliary verbs, modals, "to"."""
        return [child for child in self.token.children if child.dep in ("aux", "auxpass")]

    @property
    def infinitive(self) -> bool:
        """True for "to" + base form."""
        return any(child.dep == "aux" and child.tag == "TO" for child in self.token.children)

    @property
    def left_open(self) -> bool:
        """True for "decided to go without", "than they had bargained for": what stands behind the preposition is not told."""
        bare = self.particle is not None and self.particle.dep == "prep" and self.particle.lower != "against"
        return bare and not (self.passive or self.objects or self.preps or self.clauses)

    @property
    def finite(self) -> bool:
        """True when the verb or its first auxiliary is finite."""
        if self.infinitive:
            return False
        return self.token.tag in ("VBD", "VBZ", "VBP") or any(child.tag in ("MD", "VBD", "VBZ", "VBP") for child in self.auxiliaries)

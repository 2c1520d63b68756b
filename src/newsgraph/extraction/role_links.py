"""What a role noun belongs to: "the party's leader", "head of treasury at Volvo", "the French president", "one of Labour's biggest donors".

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 5.116 ff. (genitives), 17.41 (the *of*-phrase and the genitive).
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.phrases import Phrases, conjuncts
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.businesses import business_trades
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.titles import written_out

__all__ = ["RoleLinks", "one_of"]

_MEMBERSHIP = word_class("membership")
_STATE_OFFICES = word_class("state offices")
_LOCAL_OFFICES = word_class("local offices")
_TRADING = frozenset(("maker", "consultancy", "brokerage", "newspaper", "daily", "club", "side", "outfit", "union", "charity", "nonprofit"))
_NOW = frozenset(("currently", "now", "already", "once", "long"))
_FORMERLY = word_class("formerly")


class RoleLinks:
    """The owners of role nouns in one document."""

    def __init__(self, annotated: AnnotatedDoc, phrases: Phrases) -> None:
        self.annotated = annotated
        self.phrases = phrases

    def links(self, noun: Token) -> Iterator[tuple[list[Token], str, Token]]:
        """The entities that a role noun belongs to, each with the words of the role and the preposition."""
        words = self.words_before(noun)
        words = [*self._once(noun, words), *words]
        inner = self._phrase_behind(noun)
        whose = any(
            child.dep == "prep" and child.lower == "of" and child.i > noun.i and (target := child.child("pobj")) is not None
            and (self.referring(target) or any(c.lower == "the" for c in target.children)) for child in noun.children
        )  # fmt: skip
        for child in noun.children:
            if child.dep == "poss" and self.referring(child):
                yield [*words, *inner], "of", child
            elif child.dep in ("compound", "amod", "nmod") and self.referring(child) and child.i < noun.i:
                if whose and self.entity_type(child) in ("Organization", "Group"):
                    continue  # "the Labour leader of the council": of Labour, but leader of the council
                head_i = self.annotated.name_head.get(child.i, child.i)
                yield [*words, *inner], self.belonging(child, noun), self.annotated.tokens[head_i]
            elif child.dep == "prep" and child.lower in _MEMBERSHIP and child.i > noun.i and self.annotated.tokens[child.i - 1].text != "-":
                for target in child.children:
                    if target.dep == "pobj":
                        for item in conjuncts(target):
                            if self.referring(item):
                                behind = [t for t in inner if t.i < child.i] or self._of_the_most(noun, words, child)
                                yield [*words, *behind], child.lower, item
                            elif child.lower == "of":
                                for prep, below in self.phrases.entities_below(item):
                                    if self.referring(below):
                                        yield [*words, child, item], prep.lower, below

    @staticmethod
    def _of_the_most(noun: Token, words: list[Token], prep: Token) -> list[Token]:
        """ "the richest prize for fiction in Chile": without "for fiction" it would be the richest of all."""
        if not any(word.tag in ("JJS", "RBS") for word in words):
            return []
        between = [t for c in noun.children if c.dep == "prep" and noun.i < c.i < prep.i for t in c.subtree()]
        return between if all(t.i < prep.i and t.pos != "PRON" for t in between) else []

    def _once(self, noun: Token, words: list[Token]) -> list[Token]:
        """ "the former Villa captain", "then JAXA's president": the word stands before the name of whose he was."""
        tokens = self.annotated.tokens
        at = words[0].i - 1
        while at >= 0 and words[0].i - at <= 8 and tokens[at].sent_i == noun.sent_i and tokens[at].dep != "det":
            if tokens[at].lower in _FORMERLY:
                owner = tokens[at].head
                return [] if owner.dep == "poss" and owner.tag == "NN" else [tokens[at]]  # "the former minister's wife" is his wife still
            joint = tokens[at].text == "-"  # "ex-Nordlink boss"
            if (
                not joint
                and tokens[at].i not in self.annotated.name_head
                and tokens[at].dep not in ("case", "compound", "amod", "poss", "nmod")
            ):
                break
            at -= 1
        return []

    def _phrase_behind(self, noun: Token) -> list[Token]:
        """The words that make a role whole: "of staff" in "chief of staff", "of treasury" in "head of treasury at Volvo"."""
        child = next((c for c in noun.children if c.dep == "prep" and c.lower == "of" and c.i == noun.i + 1), None)
        target = child.child("pobj") if child is not None else None
        if child is None or target is None or self.referring(target) or target.child("det", "poss", "prep") is not None:
            return []
        return [child, *(t for t in target.subtree() if t.i <= target.i)] if target.i - child.i <= 3 else []

    def belonging(self, owner: Token, noun: Token) -> str:
        """ "the French president" is president *of* France; a French lawyer, a Miami executive come *from* there."""
        if noun.text == "Officer":
            return "of"  # "UK Chief Medical Officer"
        place = self.entity_type(self.annotated.tokens[self.annotated.name_head.get(owner.i, owner.i)]) == "Place"
        office = written_out(noun.lemma.lower())
        if not (place or _nationality(owner)):
            return "of"
        if noun.lemma.lower() in business_trades() or noun.lemma.lower() in _TRADING:
            return "from"  # "the Danish drugmaker", "the Leeds law firm"
        if not is_person_noun(noun) or office in _STATE_OFFICES:
            return "of"
        if place and not _nationality(owner) and office in _LOCAL_OFFICES:
            return "of"
        return "from"

    def words_before(self, noun: Token) -> list[Token]:
        """The noun with the words before it that are no article, name or possessor."""
        found = [noun]
        tokens = self.annotated.tokens
        at = noun.i - 1
        while (
            at >= 0
            and (tokens[at].head is noun or tokens[at].head in found)
            and tokens[at].dep in ("compound", "amod", "nmod", "advmod", "punct", "nummod")
        ):
            if (
                tokens[at].i in self.annotated.name_head
                or tokens[at].ent_type in ("GPE", "NORP", "ORG")
                or tokens[at].text in ('"', "'", ",")
                or tokens[at].lower in ("old", "year-old")
            ):
                break
            found.insert(0, tokens[at])
            at -= 1
        while len(found) > 1 and (found[0].text in ("-", "–", "/") or found[0].lower in _NOW):
            found.pop(0)
        return found

    def owning_concept(self, noun: Token) -> tuple[str, Token] | None:
        """The unnamed thing whose role it is, with the preposition: "the club's main sponsor", "a steward at the Pell site"."""
        owner = noun.child("poss")
        prep = "of"
        if owner is None and is_person_noun(noun):
            behind = next((c for c in noun.children if c.dep == "prep" and c.lower in _MEMBERSHIP), None)
            owner = behind.child("pobj") if behind is not None else None
            prep = behind.lower if behind is not None else prep
            if owner is not None and not any(c.lower == "the" or c.dep == "poss" for c in owner.children):
                return None  # "a mother of four", "head of sales"
            if owner is not None and prep != "of" and not _is_body(owner):
                return None
        return (prep, owner) if owner is not None and owner.tag in ("NN", "NNS") and self.phrases.nodes(owner) else None

    def referring(self, token: Token) -> bool:
        """True for a token that stands for an entity."""
        return bool(self.phrases.referents(token))

    def entity_type(self, token: Token) -> str:
        """The type of the entity that a token stands for, empty for none."""
        indices = self.phrases.referents(token)
        return self.annotated.entities[indices[0]].type if indices else ""


def _is_body(noun: Token) -> bool:
    """True for what somebody works at or for: "a nurse at the hospital", not "a man with the flag"."""
    known = nouns().get(noun.lemma.lower())
    return known is not None and known.kind in ("org", "place", "city", "country")


def one_of(item: Token) -> Token | None:
    """The noun of "one of Labour's biggest donors"."""
    of = next((c for c in item.children if c.dep == "prep" and c.lower == "of"), None) if item.lower == "one" else None
    noun = of.child("pobj") if of is not None else None
    return noun if noun is not None and noun.tag == "NNS" and (is_person_noun(noun) or noun.child("poss") is not None) else None


def _nationality(token: Token) -> bool:
    """True for "Portuguese", not for "Portugal"."""
    return token.ent_type == "NORP" or token.pos == "ADJ"

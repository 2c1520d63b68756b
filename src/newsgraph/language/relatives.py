"""Who is whose wife, mother, lawyer: what an article tells once of two persons, and what follows for the other of them."""

from __future__ import annotations

from newsgraph.language.discourse import Discourse

__all__ = ["Relatives"]

_SAME = {
    "mum": "mother", "mom": "mother", "mummy": "mother", "dad": "father", "daddy": "father", "baby": "child", "toddler": "child",
    "fiance": "fiancé", "fiancee": "fiancée", "attorney": "lawyer", "solicitor": "lawyer", "barrister": "lawyer", "counsel": "lawyer",
    "boy": "son", "girl": "daughter", "widow": "wife", "widower": "husband",
}  # fmt: skip
_SPOUSES = frozenset({"wife", "husband", "spouse", "partner"})
_CHILDREN = frozenset({"child", "son", "daughter"})
_PARENTS = frozenset({"parent", "mother", "father"})
_SIBLINGS = frozenset({"sibling", "brother", "sister"})
_BY_GENDER = {"spouse": ("husband", "wife"), "parent": ("father", "mother"), "child": ("son", "daughter"), "sibling": ("brother", "sister")}


class Relatives:
    """The persons that are somebody's relative, by their drafts."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._known: dict[tuple[int, str], int] = {}
        self._unsure: set[tuple[int, str]] = set()

    @staticmethod
    def counts(lemma: str) -> bool:
        """True for a word that tells of two persons how they belong together, and that turns round."""
        word = _SAME.get(lemma, lemma)
        return word == "lawyer" or word in _SPOUSES | _CHILDREN | _PARENTS | _SIBLINGS

    def tell(self, owner: int, lemma: str, who: int) -> None:
        """*Reed's wife, Ann Hale*: she is Reed's wife, and Reed is her husband."""
        word = _SAME.get(lemma, lemma)
        if owner == who:
            return
        before = self._known.get((owner, word))
        self._note(owner, word, who)
        if before is not None and before != who and not self._discourse.drafts[before].named:
            self._discourse.merge(before, who)
        for back in self._turned(word, owner):
            self._note(who, back, owner)

    def find(self, owner: int, lemma: str) -> int | None:
        """Whom the article calls so of that owner, None where it does not, or of several."""
        word = _SAME.get(lemma, lemma)
        if (owner, word) in self._unsure:
            return None
        found = self._known.get((owner, word))
        if found is None and word in _SPOUSES:
            found = next((self._known[owner, other] for other in sorted(_SPOUSES) if (owner, other) in self._known), None)
        return found

    def couple(self, sent_i: int) -> tuple[int, ...]:
        """The two who are married to each other, where the article so far tells of one such pair, or the sentence names one of it."""
        pairs = {tuple(sorted((owner, who))) for (owner, word), who in self._known.items() if word in _SPOUSES}
        pairs = {pair for pair in pairs if all(self._discourse.drafts[index].type == "Person" for index in pair)}
        here = {occurrence.draft for occurrence in self._discourse.back(sent_i, 1)}
        pairs = {pair for pair in pairs if here & set(pair)}
        return pairs.pop() if len(pairs) == 1 else ()

    def remember(self, owner: int, lemma: str, who: int) -> None:
        """Keep a relative without a name."""
        self._known[owner, _SAME.get(lemma, lemma)] = who

    def _note(self, owner: int, word: str, who: int) -> None:
        known = self._known.get((owner, word))
        if known is not None and known != who and self._discourse.drafts[known].named:
            self._unsure.add((owner, word))  # two brothers
            return
        self._known[owner, word] = who

    def _turned(self, word: str, owner: int) -> list[str]:
        """What the owner is to the relative."""
        if word == "lawyer":
            return ["client"]
        kind = next(
            (
                back
                for words, back in ((_SPOUSES, "spouse"), (_CHILDREN, "parent"), (_PARENTS, "child"), (_SIBLINGS, "sibling"))
                if word in words
            ),
            "",
        )
        if not kind:
            return []
        gender = self._discourse.drafts[owner].gender
        if not gender and kind == "spouse":
            gender = {"wife": "m", "husband": "f"}.get(word, "")
        man, woman = _BY_GENDER[kind]
        return [kind, man if gender == "m" else woman] if gender else [kind]

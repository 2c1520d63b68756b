"""Who is whose wife, mother, lawyer: what an article tells once of two persons, and what follows for the other of them."""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.nominals import Nominal
from newsgraph.lexicons.speech import speech_verb

__all__ = ["COUNTERPART", "LAWYERS", "Relatives"]

COUNTERPART = "counterpart"

_SAME = {
    "mum": "mother", "mom": "mother", "mummy": "mother", "dad": "father", "daddy": "father", "baby": "child", "toddler": "child",
    "fiance": "fiancé", "fiancee": "fiancée", "attorney": "lawyer", "solicitor": "lawyer", "barrister": "lawyer", "counsel": "lawyer",
    "boy": "son", "girl": "daughter", "widow": "wife", "widower": "husband", "twin": "sibling",
}  # fmt: skip
LAWYERS = frozenset({"lawyer", "attorney", "solicitor", "barrister", "counsel"})
_ACTING_FOR = frozenset({"lawyer", "agent"})
_SPEAKS_ON = 2
_SPOUSES = frozenset({"wife", "husband", "spouse", "partner"})
_CHILDREN = frozenset({"child", "son", "daughter"})
_PARENTS = frozenset({"parent", "mother", "father"})
_SIBLINGS = frozenset({"sibling", "brother", "sister"})
_ELDER = frozenset({"older", "elder", "oldest", "eldest"})
_YOUNGER = frozenset({"younger", "youngest"})
_BY_GENDER = {"spouse": ("husband", "wife"), "parent": ("father", "mother"), "child": ("son", "daughter"), "sibling": ("brother", "sister")}


class Relatives:
    """The persons that are somebody's relative, by their drafts."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._known: dict[tuple[int, str], int] = {}
        self._unsure: set[tuple[int, str]] = set()
        self._unnamed: list[tuple[int, str, int]] = []

    @staticmethod
    def counts(lemma: str) -> bool:
        """True for a word that tells of two persons how they belong together, and that turns round."""
        word = _SAME.get(lemma, lemma)
        return word in _ACTING_FOR or word in _SPOUSES | _CHILDREN | _PARENTS | _SIBLINGS

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

    def together(self, nominal: Nominal) -> tuple[tuple[int, ...], str] | None:
        """Whom "the couple", "the brothers", "the younger brother" mean, with the reason; None where no two are known."""
        if nominal.lemma == "couple":
            pair = self._two(_SPOUSES, nominal.head.sent_i)
            return (pair, "the two who are married") if pair else None
        if nominal.lemma in ("pair", "duo"):
            pair = self._two(_SIBLINGS | _SPOUSES, nominal.head.sent_i)
            here = {occurrence.draft for occurrence in self._discourse.back(nominal.head.sent_i, 1)}
            return (pair, "the two who belong together") if here & set(pair) else None
        lemma = _SAME.get(nominal.lemma, nominal.lemma)
        if lemma not in _SIBLINGS:
            return None
        pair = self._two(_SIBLINGS, nominal.head.sent_i)
        drafts = self._discourse.drafts
        gender = {"brother": "m", "sister": "f"}.get(lemma, "")
        if not pair or any(gender and drafts[index].gender not in ("", gender) for index in pair):
            return None
        if nominal.plural:
            return pair, "the two who are siblings"
        words = {child.lower for child in nominal.head.children if child.i < nominal.head.i}
        ages = sorted((age, index) for index in pair if (age := drafts[index].age))
        if len(ages) != 2 or ages[0][0] == ages[1][0] or not words & (_ELDER | _YOUNGER):
            return None
        return ((ages[0] if words & _YOUNGER else ages[1])[1],), "by the ages of the two"

    def _two(self, words: frozenset[str], sent_i: int) -> tuple[int, ...]:
        """The two who are that to each other, where the article so far tells of one such pair, or names one of it just before."""
        pairs = {tuple(sorted((owner, who))) for (owner, word), who in self._known.items() if word in words}
        drafts = self._discourse.drafts
        pairs = {pair for pair in pairs if all(drafts[index].type == "Person" and self._discourse.seen.get(index) for index in pair)}
        here = {occurrence.draft for occurrence in self._discourse.back(sent_i, 1)}
        near = {pair for pair in pairs if here & set(pair)}
        pairs = near or ({pair for pair in pairs if all(drafts[index].named for index in pair)} if len(pairs) == 1 else set())
        return pairs.pop() if len(pairs) == 1 else ()

    def remember(self, owner: int, lemma: str, who: int) -> None:
        """Keep a relative without a name."""
        self._known[owner, _SAME.get(lemma, lemma)] = who
        self._unnamed.append((owner, lemma, who))

    def named_after(self, lemma: str, sent_i: int) -> int | None:
        """Whose lawyer "the lawyer, Ann Reed" is: of whom the sentences just before told "his lawyer", without a name."""
        word = _SAME.get(lemma, lemma)
        here = {occurrence.draft for occurrence in self._discourse.back(sent_i, _SPEAKS_ON)}
        owners = {
            owner
            for owner, told, who in self._unnamed
            if _SAME.get(told, told) == word and who in here and not self._discourse.drafts[who].named
        }
        return owners.pop() if len(owners) == 1 else None

    def named_soon(self, token: Token) -> tuple[int, str] | None:
        """Whose relative, and what, somebody is who has just been named by the head ``token``; None where nothing tells.

        In "Reed's father said he expected little. … “It will be forgotten,” Ivan Reed said" the father has the name: it is of the same
        family, is first told here, and comes where he goes on speaking.
        """
        discourse = self._discourse
        found = discourse.names_at.get(token.i, ())
        if len(found) != 1 or token.dep != "nsubj" or speech_verb(token.head.lemma) is None or not self._unnamed:
            return None
        draft = discourse.drafts[found[0]]
        words = next(iter(draft.names), "").lower().split()
        if draft.type != "Person" or len(words) < 2 or min(mention.head_i for mention in draft.mentions) != token.i:
            return None
        owner, lemma, who = self._unnamed[-1]
        person, relative = discourse.drafts[owner], discourse.drafts[who]
        family = owner != found[0] and any(name.lower().split()[-1] == words[-1] for name in person.names)
        alike = not (relative.gender and draft.gender and relative.gender != draft.gender)
        spoke = any(
            o.draft == who and o.token.dep == "nsubj" and speech_verb(o.token.head.lemma) is not None
            for o in discourse.back(token.sent_i, _SPEAKS_ON)
        )
        return (owner, lemma) if family and alike and spoke and not relative.named else None

    def _note(self, owner: int, word: str, who: int) -> None:
        known = self._known.get((owner, word))
        if known is not None and known != who and self._discourse.drafts[known].named:
            self._unsure.add((owner, word))  # two brothers
            return
        self._known[owner, word] = who

    def _turned(self, word: str, owner: int) -> list[str]:
        """What the owner is to the relative."""
        if word in _ACTING_FOR:
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

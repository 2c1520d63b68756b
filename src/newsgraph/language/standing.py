"""How much an article is about something: what its heading and lead name and what its sentences are about, not what is named last.

References:
    Ariel, M. (1990). Accessing noun-phrase antecedents. Routledge.
    Poesio, M. et al. (2004). Discourse-new detectors for definite description resolution. ACL workshop on reference resolution.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from newsgraph.language.annotated import AnnotatedDoc, Token

__all__ = ["AS_HEADING", "Standing"]

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_ROLES = {"nsubj": 1.0, "nsubjpass": 1.0, "poss": 0.7, "dobj": 0.7, "dative": 0.7, "agent": 0.7, "ROOT": 0.7}
_OTHER_ROLE = 0.4
AS_HEADING = 1.5
_LEAD = 1.0
_LEAD_SENTENCES = 2
_FEW = 2


@dataclass(slots=True)
class _Account:
    weight: float = 0.0
    times: int = 0
    prominent: bool = False


@dataclass(slots=True)
class Standing:
    """The standing of every named draft, from all mentions by name in the whole document."""

    _accounts: dict[int, _Account] = field(default_factory=dict)

    @classmethod
    def of(cls, annotated: AnnotatedDoc, names_at: dict[int, tuple[int, ...]]) -> Standing:
        """Count the mentions, each by its place in its sentence, heading and lead above all."""
        lead = [s.i for s in annotated.sentences if s.kind == "body"][:_LEAD_SENTENCES]
        standing = cls()
        for i, indices in names_at.items():
            token = annotated.tokens[i]
            heading = annotated.sentences[token.sent_i].kind == "heading"
            subject = _top(token).dep in _SUBJECT and token.i not in annotated.quotation_of
            for index in indices:
                account = standing._accounts.setdefault(index, _Account())
                account.times += 1
                account.weight += AS_HEADING if heading else _ROLES.get(_top(token).dep, _OTHER_ROLE)
                account.weight += _LEAD if token.sent_i in lead else 0.0
                account.prominent = account.prominent or heading or subject or token.sent_i in lead[:1]
        return standing

    def weight(self, index: int) -> float:
        """From 0 (named nowhere) upwards; a name that is the subject of the lead and of two more sentences has 4."""
        account = self._accounts.get(index)
        return account.weight if account is not None else 0.0

    def in_passing(self, index: int) -> bool:
        """True for what is named once or twice and is never what a sentence, a heading or the lead is about."""
        account = self._accounts.get(index)
        return account is not None and account.times <= _FEW and not account.prominent


def _top(token: Token) -> Token:
    """The first conjunct, or the noun that a name is in apposition to."""
    steps = 0
    while token.dep in ("conj", "appos") and token.head is not token and steps < 8:
        token = token.head
        steps += 1
    return token

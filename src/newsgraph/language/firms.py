"""Firms and groups taken up by what they are: "the Swiss drugmaker", "the food group", "the tech giant", "the militant group".

"The company" alone, and what the article calls so itself, is read in `organisations.py`.

References:
    Ariel, M. (1990). Accessing noun-phrase antecedents. Routledge.
"""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse, Occurrence
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal, words_before
from newsgraph.language.organisations import acting, called, is_no_company, own_organisation, without_seat
from newsgraph.language.salience import prominence, stands_out
from newsgraph.lexicons.businesses import business_trades, trades_told
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.tables import word_set

__all__ = ["firm_meant"]

_INDUSTRIES = word_class("industries")
_OF_ANY = word_class("said of any firm")
_GROUPS = word_set("group organisation organization movement charity militia ngo")
_CAUSES = word_class("causes")
_ARMED = word_set("army front force forces brigade brigades union group movement organisation organization front resistance militia")
_RUNNERS = word_set("group chain operator owner company firm provider")
_RUNNING = word_set("run own operate have manage")
_FAR = 12
_NEAR = 2
_A_SENTENCE = 1.2
_MARGIN = 0.8


def firm_meant(discourse: Discourse, nominal: Nominal) -> tuple[int, str] | None:
    """The draft of the firm or group that a definite description means, with the reason; None where that cannot be told."""
    after = discourse.annotated.tokens[min(nominal.head.i + 1, len(discourse.annotated.tokens) - 1)]
    if nominal.plural or nominal.of or nominal.head.dep in ("appos", "attr", "compound") or (nominal.told and after.text != ","):
        return None
    names = {part.lower for token in nominal.names for part in (token, *token.children) if part.i < nominal.head.i}
    words = [word for word in without_seat(tuple(words_before(discourse, nominal))) if word not in names]
    lemma = nominal.lemma
    for whole in (f"{words[-1]} {lemma}", f"{words[-1]}{lemma}") if words else ():  # "drug maker", "drugmaker"
        if whole in business_trades():
            lemma, words = whole, words[:-1]
            break
    if nominal.lemma in _GROUPS and words and all(word in _CAUSES for word in words):
        return _group(discourse, nominal)
    if nominal.lemma in _RUNNERS and len(words) == 1 and words[0] not in _INDUSTRIES | _OF_ANY:
        return _runner(discourse, words[0], nominal)
    if lemma not in business_trades() or any(word not in _INDUSTRIES | _OF_ANY for word in words):
        return None
    trades = business_trades()[lemma] - {"any"} | trades_told(set(words) & _INDUSTRIES)
    if not trades and not nominal.names and not set(words) & _INDUSTRIES:
        return own_organisation(discourse, nominal) if words else None
    return _firm(discourse, nominal, trades, set(words) & _INDUSTRIES)


def _runner(discourse: Discourse, thing: str, nominal: Nominal) -> tuple[int, str] | None:
    """*The hospital group* is the one organisation of which the article tells that it runs hospitals, or has some: "Arden's hospitals"."""
    tokens = discourse.annotated.tokens
    found = {
        draft.index
        for draft in discourse.named
        if draft.type == "Organization" and any(_has(tokens[mention.head_i], thing) for mention in draft.mentions)
    }
    if len(found) != 1:
        return None
    discourse.drafts[min(found)].roles.add(f"{thing} {nominal.lemma}")
    return found.pop(), f"the one that has {thing}s"


def _has(name: Token, thing: str) -> bool:
    if name.dep == "poss":
        return name.head.lemma == thing
    clauses = (child for child in name.children if child.dep == "relcl" and child.lemma in _RUNNING)
    return any(target.lemma == thing for clause in clauses for target in clause.children if target.dep == "dobj")


def _firm(discourse: Discourse, nominal: Nominal, trades: frozenset[str], words: set[str]) -> tuple[int, str] | None:
    origins = _origins(discourse, nominal)
    if origins is None:
        return None
    barred = set(acting(discourse, nominal))

    def told(occurrence: Occurrence) -> tuple[float, float] | None:
        draft = discourse.drafts[occurrence.draft]
        if draft.type != "Organization" or not draft.named or draft.plural or occurrence.draft in barred or is_no_company(draft):
            return None
        trade, home = _of_trade(draft, trades, words), _from_there(discourse, draft, origins)
        return None if trade is None or home is None else (trade, home)

    def is_so(occurrence: Occurrence) -> float | None:
        both = told(occurrence)
        return sum(both) if both is not None and (both[0] or (both[1] and not trades)) else None

    def may_be(occurrence: Occurrence) -> float | None:
        both = told(occurrence)
        return sum(both) if both is not None else None

    sent = nominal.head.sent_i
    known = prominence(discourse, sent, _FAR, _A_SENTENCE, is_so)
    found, reason = stands_out(known, _MARGIN), "the one that the article tells to be so"
    if not known:
        if nominal.lemma in discourse.introduced or discourse.quoted(nominal.head) >= 0:
            return None  # "a carmaker … the carmaker": the one without a name
        found = stands_out(prominence(discourse, sent, _NEAR, _A_SENTENCE, may_be), _MARGIN)
        reason = "the firm spoken of last"
    if found is None:
        return None
    discourse.drafts[found].roles.update({nominal.lemma, *(f"{word} {nominal.lemma}" for word in sorted(words))})
    discourse.drafts[found].places |= origins
    return found, reason


def _origins(discourse: Discourse, nominal: Nominal) -> set[int] | None:
    """The drafts of the places that the description names; None where it names anything else ("the Serie A club")."""
    found: set[int] = set()
    for token in nominal.names:
        known = discourse.known(discourse.annotated.name_head.get(token.i, token.i))
        if len(known) != 1 or discourse.drafts[known[0]].type != "Place":
            return None
        found.update(known)
    return found


def _of_trade(draft: Draft, trades: frozenset[str], words: set[str]) -> float | None:
    """1 where name or roles tell of that trade, 0 where they tell of none, None where they tell of another one."""
    own = {word.lower().strip(".,") for name in (*draft.names, *draft.roles) for word in name.split()}
    if {word.rstrip("s") for word in words} & {word.rstrip("s") for word in own}:
        return 1.0
    known = trades_told(own | called(draft))
    if not trades:
        return 0.0
    return 1.0 if trades & known else None if known else 0.0


def _from_there(discourse: Discourse, draft: Draft, origins: set[int]) -> float | None:
    """1 for a firm that the article tells to be from there, 0 where it tells nothing, None where it is from another country."""
    if not origins:
        return 0.0
    if origins & draft.places:
        return 1.0
    countries = {index for index in draft.places if discourse.drafts[index].link.startswith("country/")}
    return None if countries and origins & set(discourse.countries) else 0.0


def _group(discourse: Discourse, nominal: Nominal) -> tuple[int, str] | None:
    """*The militant group*, *the rights group*: the organisation spoken of last that is no firm and no office."""
    if nominal.lemma in discourse.introduced:
        return None
    barred = set(acting(discourse, nominal))

    def worth(occurrence: Occurrence) -> float | None:
        draft = discourse.drafts[occurrence.draft]
        if draft.type != "Organization" or not draft.named or occurrence.draft in barred or trades_told(draft.roles):
            return None
        armed = any(name.split()[-1].lower() in _ARMED for name in draft.names)
        return 0.0 if armed or not is_no_company(draft) else None

    found = stands_out(prominence(discourse, nominal.head.sent_i, _NEAR, _A_SENTENCE, worth), _MARGIN)
    return (found, "the group spoken of last") if found is not None else None

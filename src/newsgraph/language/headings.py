"""Whom and what headings speak of: they leave out articles and names, the text below has them.

References:
    Mårdh, I. (1980). Headlinese: on the grammar of English front page headlines. Gleerup.
"""

from __future__ import annotations

from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal, broader
from newsgraph.language.organisations import called, kind_fits
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import taken_up_by

__all__ = ["headlined", "modified_so"]

_FORMER = word_class("no longer")


def headlined(discourse: Discourse, nominal: Nominal) -> int | None:
    """Who or what a heading calls so, without the article that it leaves out: "Health agency denies claims", "Mayor blames fire chief"."""
    between = discourse.annotated.tokens[nominal.left.i : nominal.head.i]
    if nominal.noun is None or nominal.owner is not None or nominal.number or any(token.text in ("-", "–") for token in between):
        return None  # "Centre-left party" is not the Left Party
    strict = {m for m in nominal.modifiers if not any(t.lower == m for t in nominal.names)}
    places = {i for token in nominal.names for i in discourse.referents.get(token.i, ())}
    found: list[int] = []
    for draft in discourse.drafts:
        if not draft.named or draft.plural or not draft.mentions or not kind_fits(draft, nominal.noun.kind, nominal.lemma):
            continue
        words = broader(called(draft))
        phrases = {word for word in words if word.split(" ")[-1] == nominal.lemma}
        if not phrases and (draft.type == "Person" or not any(nominal.lemma in taken_up_by().get(word, frozenset()) for word in words)):
            continue
        if any(_FORMER & set(word.split(" ")) for word in phrases) or not modified_so(discourse, draft, phrases, strict):
            continue
        if not places or places & draft.places:
            found.append(draft.index)
    if len(found) > 1:  # a corporal whom the lead calls a soldier comes before a sergeant whom nothing does
        found = [index for index in found if nominal.lemma in discourse.drafts[index].roles]
    return found[0] if len(found) == 1 else None


def modified_so(discourse: Discourse, draft: Draft, phrases: set[str], strict: set[str]) -> bool:
    """True when every modifier is known of what is called so.

    It is known from a role, from a name ("the port authority" of a town), or from what somebody is the head of ("the union leader").
    """
    if not strict or any(strict <= set(phrase.split(" ")) for phrase in phrases):
        return True
    if draft.type != "Person":
        return any(strict <= set(name.lower().split()) for name in draft.names)
    bodies = [discourse.drafts[index] for index in sorted(draft.places)]
    return any(body.type == "Organization" and strict <= called(body) for body in bodies)

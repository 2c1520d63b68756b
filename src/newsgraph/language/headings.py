"""Whom and what headings speak of: they leave out articles and names, the text below has them.

References:
    Mårdh, I. (1980). Headlinese: on the grammar of English front page headlines. Gleerup.
"""

from __future__ import annotations

from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.natives import origin_link
from newsgraph.language.nominals import Nominal, broader, read_nominal
from newsgraph.language.organisations import called, kind_fits
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import taken_up_by

__all__ = ["headed_by_lead", "headlined", "modified_so", "summed_up"]

_FORMER = word_class("no longer")
_JUDGING = word_class("judging persons")
_RELATIONAL = word_class("relational nouns") | word_class("kin")
_WITHIN = frozenset({"compound", "amod", "nmod", "appos", "attr"})
_LEAD = 3
_PARTICIPLES = ("ing", "ed")


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


def headed_by_lead(discourse: Discourse) -> dict[int, int]:
    """The heads of persons without article in headings, each with the draft of who is named for the same words of the lead."""
    found: dict[int, int] = {}
    for token in discourse.annotated.tokens:
        if token.tag != "NN" or not discourse.in_heading(token) or token.dep in _WITHIN or discourse.known(token.i):
            continue
        if token.lemma.lower() in _RELATIONAL:
            continue  # whose daughter the heading means, the text tells first
        nominal = read_nominal(token)
        index = summed_up(discourse, nominal) if nominal.det == "bare" else None
        if index is not None:
            found[token.i] = index
    return found


def summed_up(discourse: Discourse, nominal: Nominal) -> int | None:
    """Whom a heading means by the words of the lead, which somebody is named for: "Irish junior minister quits … A junior minister has".

    Every word of the heading, but for names, is in the lead's phrase, and the lead tells of one such person alone.
    """
    if nominal.noun is None or nominal.noun.kind != "person" or nominal.plural or nominal.owner is not None or nominal.number:
        return None
    names = {token.lower for token in nominal.names}
    # "Missing student", "jailed banker" say what has happened, "bogus planner" what the paper thinks of him.
    events = {child.lower for child in nominal.head.lefts if child.dep == "amod" and child.lower.endswith(_PARTICIPLES)}
    words = {word for word in nominal.modifiers if word not in names | events | _JUDGING and not origin_link(word)}
    found: set[int] = set()
    body = [sentence for sentence in discourse.annotated.sentences if sentence.kind == "body"][:_LEAD]
    for token in (token for sentence in body for token in discourse.annotated.sentence_tokens(sentence)):
        if token.tag != "NN" or nominal.lemma not in broader({token.lemma.lower()}) or token.dep in ("compound", "amod", "nmod"):
            continue
        if not words <= {inner.lower for inner in token.subtree()}:
            continue
        known = discourse.known(token.i)
        if len(known) != 1:
            return None
        found.update(known)
    draft = discourse.drafts[next(iter(found))] if len(found) == 1 else None
    return draft.index if draft is not None and draft.named and draft.type == "Person" else None


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
